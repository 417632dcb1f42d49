#!/usr/bin/python3
"""Makes transformer.json and transformer.safetensors: attention by scaled products, the layers and stacks of the Transformer,
positions, swiGLU, and a table of vectors that is used at both ends.

By PyTorch (Debian's python3-torch 1.13, on /usr/bin/python3.11); what it does not have, by the formulas of the papers with its
gradients. Run it from this folder:

    apt-get install python3-torch
    /usr/bin/python3.11 make_transformer.py
"""
import json
import math

import torch
from torch import nn

from bodies import case, flat, thousandths, write_safetensors

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)
torch.manual_seed(20260801)

BATCH, WIDTH = 2, 8


def drawn(module):
    """With weights of its own: PyTorch begins with biases of 0 and gains of 1."""
    with torch.no_grad():
        for weight in module.parameters():
            weight.copy_(thousandths(*weight.shape, bound=0.7))
    return module


def lengths_to(steps):
    return torch.tensor([max(1, steps - 2), steps])


def causal(t, s):
    return torch.arange(t).unsqueeze(1) >= torch.arange(s)


def thirds(t, s):
    """A mask with holes: every query sees some key, and with `causal` too."""
    return (torch.arange(t).unsqueeze(1) + torch.arange(s)) % 3 != 1


def attend(q, k, v, keep=None, shift=None, scale=None, fill=float("-inf")):
    scores = q @ k.transpose(-1, -2) * (1 / math.sqrt(q.shape[-1]) if scale is None else scale)
    if shift is not None:
        scores = scores + shift
    if keep is not None:
        scores = scores.masked_fill(~keep, fill)
    return torch.softmax(scores, -1) @ v


def shared(x, heads):
    return x.repeat_interleave(heads // x.shape[1], 1)


def scaled_products():
    def made(q, k, options=None, v=None, lengths=None, **given):
        """q and k without the batch; `m` is what is added to the scores."""
        inputs = {"q": thousandths(BATCH, *q), "k": thousandths(BATCH, *k), "v": thousandths(BATCH, *(v or k))}
        shift = given.pop("m", None)
        if shift:
            inputs["m"] = thousandths(BATCH, *shift)

        def through(_, q, k, v, m=None):
            if q.dim() == 4:
                k, v = shared(k, q.shape[1]), shared(v, q.shape[1])
            return attend(q, k, v, shift=m, **given)

        fields = "; ".join([*(options or []), *(["mask = m"] if shift else []), *(["lengths = lengths"] if lengths is not None else [])])
        called = "scaledDotProductAttention" + (f" {{ {fields} }}" if fields else "")
        return case(f"flatten ({called} q k v)", "", nn.Identity(), inputs, through, lengths)

    def padding(lengths, s, axes):
        return (torch.arange(s) < lengths.unsqueeze(1)).reshape(BATCH, *[1] * (axes - 2), s)

    def holes(t, s):
        return f"mask = (iota 0 [{t}; {s}] + iota 1 [{t}; {s}]) % 3 <> 1"

    cases = [
        made([7, 4], [7, 4]),
        made([1, 4], [1, 4], ["causal = true"], keep=causal(1, 1)),
        made([13, 4], [13, 4], ["causal = true"], keep=causal(13, 13)),
        made([7, 4], [5, 4], ["scale = 0.3"], v=[5, 3], scale=0.3),
        made([3, 4], [7, 4], ["causal = true"], keep=causal(3, 7)),
        made([7, 4], [7, 4], [holes(7, 7)], keep=thirds(7, 7)),
        made([7, 4], [5, 4], m=[7, 5]),
        made([7, 4], [7, 4], lengths=lengths_to(7), keep=padding(lengths_to(7), 7, 3)),
        made([7, 4], [7, 4], ["causal = true", holes(7, 7)], lengths=lengths_to(7),
             keep=padding(lengths_to(7), 7, 3) & causal(7, 7) & thirds(7, 7)),
        # Query 0 sees no key: the mean of all values, where PyTorch's own has NaN.
        made([3, 4], [3, 4], ["mask = iota 0 [3; 3] > 0"], keep=(torch.arange(3) > 0).unsqueeze(1), fill=-1e30),
        made([1, 7, 2], [1, 7, 2]),
        made([2, 13, 2], [2, 13, 2], ["causal = true"], keep=causal(13, 13)),
        made([4, 7, 2], [4, 5, 2], lengths=lengths_to(5), m=[4, 7, 5], keep=padding(lengths_to(5), 5, 4)),
        made([8, 1, 2], [8, 7, 2], m=[1, 1, 7]),
        # Keys and values of fewer heads.
        made([4, 7, 2], [2, 7, 2], ["causal = true"], lengths=lengths_to(7),
             keep=padding(lengths_to(7), 7, 4) & causal(7, 7)),
        made([4, 3, 2], [2, 5, 2], m=[4, 3, 5]),
        made([8, 3, 2], [1, 5, 2], m=[1, 3, 5]),
        made([6, 7, 2], [3, 7, 2], [holes(7, 7)], keep=thirds(7, 7)),
    ]
    return cases


def heads():
    def made(heads, steps, options=None, lengths=None, memory=None, use=None, **given):
        width = memory[-1] if memory else WIDTH
        module = drawn(nn.MultiheadAttention(WIDTH, heads, batch_first=True, kdim=width, vdim=width, **given))
        inputs = {"x": thousandths(BATCH, steps, WIDTH)}
        if memory:
            inputs["memory"] = thousandths(BATCH, *memory)
        masks = dict(use or {})
        if lengths is not None:
            masks["key_padding_mask"] = torch.arange((memory or [steps])[0]) >= lengths.unsqueeze(1)
        fields = "; ".join([*(["memory = memory"] if memory else []), *(options or []),
                            *(["lengths = lengths"] if lengths is not None else [])])
        called = f"multiHeadAttention {heads}" + (f" {{ {fields} }}" if fields else "")

        def through(module, x, memory=None):
            source = x if memory is None else memory
            return module(x, source, source, need_weights=False, **masks)[0]

        return case(f"x |> {called} |> flatten", "multiHeadAttention", module, inputs, through, lengths)

    seven = lengths_to(7)
    return [
        made(1, 7),
        made(2, 1, ["causal = true"], use={"attn_mask": ~causal(1, 1)}),
        made(4, 13, ["causal = true"], use={"attn_mask": ~causal(13, 13)}),
        made(8, 7, lengths=seven),
        made(2, 7, ["useBias = false", "causal = true"], lengths=seven, use={"attn_mask": ~causal(7, 7)}, bias=False),
        made(2, 5, ["mask = (iota 0 [5; 5] + iota 1 [5; 5]) % 3 <> 1"], use={"attn_mask": ~thirds(5, 5)}),
        made(2, 3, ["mask = cast {type} (iota 0 [3; 3]) * -0.25"],
             use={"attn_mask": torch.arange(3.0).unsqueeze(1).expand(3, 3) * -0.25}),
        made(4, 5, memory=[7, WIDTH], lengths=seven),
        made(2, 5, memory=[7, 3]),
        made(2, 5, ["useBias = false"], memory=[7, 3], bias=False),
        made(2, 5, ["useBias = false"], memory=[3, WIDTH], bias=False),
    ]


def turned(x, base=10000.0, neighbours=False):
    """Section 3.4.2 of arXiv:2104.09864, with pairs of neighbours, or of numbers half of the width apart."""
    t, d = x.shape[-2:]
    angles = torch.arange(t).unsqueeze(1) * base ** (-2 * torch.arange(d // 2) / d)
    a, b = (x[..., 0::2], x[..., 1::2]) if neighbours else (x[..., :d // 2], x[..., d // 2:])
    parts = a * angles.cos() - b * angles.sin(), b * angles.cos() + a * angles.sin()
    return torch.stack(parts, -1).flatten(-2) if neighbours else torch.cat(parts, -1)


class Grouped(nn.Module):
    """Section 2.2 of arXiv:2305.13245, by the names of Llama."""
    def __init__(self, heads, key_heads, width, bias, positions):
        super().__init__()
        self.heads, self.key_heads, self.positions = heads, key_heads, positions
        self.q_proj = nn.Linear(WIDTH, heads * width, bias)
        self.k_proj = nn.Linear(WIDTH, key_heads * width, bias)
        self.v_proj = nn.Linear(WIDTH, key_heads * width, bias)
        self.o_proj = nn.Linear(heads * width, WIDTH, bias)

    def forward(self, x):
        b, t, _ = x.shape
        q = self.positions(self.q_proj(x).reshape(b, t, self.heads, -1).transpose(1, 2))
        k = self.positions(self.k_proj(x).reshape(b, t, self.key_heads, -1).transpose(1, 2))
        v = self.v_proj(x).reshape(b, t, self.key_heads, -1).transpose(1, 2)
        y = attend(q, shared(k, self.heads), shared(v, self.heads), causal(t, t))
        return self.o_proj(y.transpose(1, 2).reshape(b, t, -1))


def groups():
    def made(heads, key_heads, options, width, bias=False, positions=lambda x: x):
        body = f"x |> groupedQueryAttention {heads} {key_heads} {{ causal = true{options} }} |> flatten"
        return case(body, "groupedQueryAttention", drawn(Grouped(heads, key_heads, width, bias, positions)),
                    {"x": thousandths(BATCH, 5, WIDTH)}, lambda module, x: module(x))

    return [
        made(4, 2, "", 2),
        made(2, 1, "; positions = rotary", 4, positions=turned),
        made(3, 3, "; headWidth = 2; useBias = true", 2, True),
    ]


def encoders():
    def made(steps, options=(), lengths=None, activation="relu", norm_first=False, is_causal=False):
        module = drawn(nn.TransformerEncoderLayer(
            WIDTH, 2, 12, dropout=0.0, activation=activation, batch_first=True, norm_first=norm_first))
        fields = "; ".join(["dropout = 0.0", *options, *(["lengths = lengths"] if lengths is not None else [])])
        ignored = None if lengths is None else torch.arange(steps) >= lengths.unsqueeze(1)
        mask = ~causal(steps, steps) if is_causal else None
        return case(f"x |> transformerEncoderLayer 2 12 {{ {fields} }} |> flatten", "transformerEncoderLayer", module,
                    {"x": thousandths(BATCH, steps, WIDTH)},
                    lambda module, x: module(x, src_mask=mask, src_key_padding_mask=ignored), lengths)

    return [
        made(5, lengths=lengths_to(5)),
        made(3, ["activation = gelu"], activation="gelu"),
        made(5, ["norm = Pre", "causal = true"], norm_first=True, is_causal=True),
        made(3, ["norm = Pre", "activation = gelu { approximate = Tanh }"], norm_first=True,
             activation=lambda x: 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x ** 3)))),
    ]


def decoders():
    def made(options=(), lengths=None, memory_lengths=False, **given):
        t, s = 3, 5
        module = drawn(nn.TransformerDecoderLayer(WIDTH, 2, 12, dropout=0.0, batch_first=True, **given))
        fields = "; ".join(["dropout = 0.0", *options])
        ignored = torch.arange(s) >= lengths.unsqueeze(1) if memory_lengths else None
        target = torch.arange(t) >= lengths.unsqueeze(1) if lengths is not None and not memory_lengths else None
        mask = None if "causal = false" in options else ~causal(t, t)
        return case(f"x |> transformerDecoderLayer 2 12 {{ {fields} }} memory |> flatten", "transformerDecoderLayer", module,
                    {"x": thousandths(BATCH, t, WIDTH), "memory": thousandths(BATCH, s, WIDTH)},
                    lambda module, x, memory: module(x, memory, tgt_mask=mask, tgt_key_padding_mask=target,
                                                     memory_key_padding_mask=ignored), lengths)

    return [
        made(["memoryLengths = lengths"], lengths_to(5), True),
        made(["norm = Pre", "activation = gelu"], norm_first=True, activation="gelu"),
        made(["causal = false", "lengths = lengths"], lengths_to(3)),
    ]


def stacks():
    def norm(is_there):
        return nn.LayerNorm(WIDTH) if is_there else None

    def encoder(options, final, norm_first):
        layer = nn.TransformerEncoderLayer(WIDTH, 4, 6, dropout=0.0, batch_first=True, norm_first=norm_first)
        return case(f"x |> transformerEncoder 2 4 6 {{ dropout = 0.0{options} }} |> flatten", "transformerEncoder",
                    drawn(nn.TransformerEncoder(layer, 2, norm(final))), {"x": thousandths(BATCH, 3, WIDTH)},
                    lambda module, x: module(x))

    def decoder(options, final, norm_first):
        layer = nn.TransformerDecoderLayer(WIDTH, 4, 6, dropout=0.0, batch_first=True, norm_first=norm_first)
        return case(f"x |> transformerDecoder 2 4 6 {{ dropout = 0.0{options} }} memory |> flatten", "transformerDecoder",
                    drawn(nn.TransformerDecoder(layer, 2, norm(final))),
                    {"x": thousandths(BATCH, 3, WIDTH), "memory": thousandths(BATCH, 2, WIDTH)},
                    lambda module, x, memory: module(x, memory, tgt_mask=~causal(3, 3)))

    return [
        encoder("", False, False), encoder("; norm = Pre; finalNorm = true", True, True),
        decoder("", False, False), decoder("; norm = Pre; finalNorm = true", True, True),
    ]


class Learned(nn.Module):
    def __init__(self, count):
        super().__init__()
        self.weight = nn.Parameter(thousandths(count, 4))

    def forward(self, x):
        return x + self.weight[:x.shape[1]]


def waves(x, base=10000.0):
    """Section 3.5 of arXiv:1706.03762."""
    t, d = x.shape[-2:]
    places = torch.zeros(t, d)
    angles = torch.arange(t).unsqueeze(1) / base ** (2 * torch.arange(d // 2) / d)
    places[:, 0::2], places[:, 1::2] = angles.sin(), angles.cos()
    return x + places


def positions():
    def made(body, shape, function, scope="", module=None):
        return case(body, scope, module or nn.Identity(), {"x": thousandths(BATCH, *shape)}, function)

    return [
        made("x |> learnedPositions 9 |> flatten", [7, 4], lambda m, x: m(x), "learnedPositions", Learned(9)),
        made("x |> learnedPositions 3 |> flatten", [3, 4], lambda m, x: m(x), "learnedPositions", Learned(3)),
        made("x |> sinusoidalPositions |> flatten", [13, 6], lambda _, x: waves(x)),
        made("x |> sinusoidalPositions { base = 500.0 } |> flatten", [1, 2], lambda _, x: waves(x, 500.0)),
        made("x |> rotary |> flatten", [7, 4], lambda _, x: turned(x)),
        made("x |> rotary { pairs = Neighbours } |> flatten", [2, 7, 6], lambda _, x: turned(x, neighbours=True)),
        made("x |> rotary { base = 500.0 } |> flatten", [2, 13, 6], lambda _, x: turned(x, 500.0)),
        made("x |> rotary { pairs = Neighbours } |> flatten", [1, 2], lambda _, x: turned(x, neighbours=True)),
    ]


class SwiGlu(nn.Module):
    """Equation 6 of arXiv:2002.05202."""
    def __init__(self, units, bias):
        super().__init__()
        self.w1, self.w3 = nn.Linear(4, units, bias), nn.Linear(4, units, bias)
        self.w2 = nn.Linear(units, 4, bias)

    def forward(self, x):
        return self.w2(nn.functional.silu(self.w1(x)) * self.w3(x))


class Tied(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(thousandths(6, 3))

    def forward(self, index):
        return torch.tanh(nn.functional.embedding(index, self.weight)) @ self.weight.T


def gated_and_tied():
    index = torch.tensor([[1, 4, 4, 0], [5, 1, 1, 2]])
    own = case("let (rowsOf, scoresOf) = tiedEmbedding 6 3\n    index |> rowsOf |> tanh |> scoresOf |> flatten",
               "tiedEmbedding", drawn(Tied()), {}, lambda m: m(index), None, index)
    one = case("param table : {type}[6, 3] = ones\n    flatten (tanh (gather index table) @ transpose table)",
               "", drawn(Tied()), {}, lambda m: m(index), None, index)
    for part in ("weights", "gradients"):
        one[part] = {"table": one[part].pop(".weight")}
    return [
        case("x |> swiGlu 5 |> flatten", "swiGlu", drawn(SwiGlu(5, False)), {"x": thousandths(BATCH, 3, 4)}, lambda m, x: m(x)),
        case("x |> swiGlu 5 { useBias = true }", "swiGlu", drawn(SwiGlu(5, True)), {"x": thousandths(BATCH, 4)}, lambda m, x: m(x)),
        own, one,
    ]


class Translator(nn.Module):
    """The whole of the Transformer: by its names a model loads the weights."""
    def __init__(self):
        super().__init__()
        self.source = nn.Embedding(6, WIDTH)
        self.target = nn.Embedding(5, WIDTH)
        self.places = nn.Embedding(16, WIDTH)
        self.transformer = nn.Transformer(WIDTH, 2, 2, 2, 12, dropout=0.0, batch_first=True)
        self.head = nn.Linear(WIDTH, 5, False)

    def forward(self, source, lengths, target):
        ignored = torch.arange(source.shape[1]) >= lengths.unsqueeze(1)
        x = self.source(source) + self.places.weight[:source.shape[1]]
        y = self.target(target) + self.places.weight[:target.shape[1]]
        mask = ~causal(target.shape[1], target.shape[1])
        return self.head(self.transformer(
            x, y, tgt_mask=mask, src_key_padding_mask=ignored, memory_key_padding_mask=ignored))


def saved():
    """Sequences of several lengths through one network."""
    module = drawn(Translator())
    write_safetensors("transformer.safetensors", module.state_dict())
    runs = []
    for s, t in [(1, 1), (7, 13), (13, 7), (16, 2)]:
        source, target, lengths = torch.randint(0, 6, (BATCH, s)), torch.randint(0, 5, (BATCH, t)), lengths_to(s)
        y = module(source, lengths, target)
        w = thousandths(*y.shape)
        module.zero_grad()
        (y * w).sum().backward()
        gradients = {name: flat(weight.grad) for name, weight in module.named_parameters()}
        runs.append({"source": source.reshape(-1).tolist(), "lengths": lengths.tolist(), "target": target.reshape(-1).tolist(),
                     "w": flat(w), "y": flat(y), "gradients": gradients if s == 7 else {}})
    return runs


with open("transformer.json", "w") as file:
    cases = (scaled_products() + heads() + groups() + encoders() + decoders() + stacks() + positions() + gated_and_tied())
    json.dump({"cases": cases, "saved": saved()}, file, separators=(",", ":"))
    file.write("\n")
