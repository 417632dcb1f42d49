#!/usr/bin/python3
"""Makes recurrent.json and recurrent.safetensors: recurrent layers, embeddings and attention to the states of a sequence.

By PyTorch (Debian's python3-torch 1.13, on /usr/bin/python3.11); attention, which it does not have, by the formulas of the
papers with its gradients. Run it from this folder:

    apt-get install python3-torch
    /usr/bin/python3.11 make_recurrent.py
"""
import json

import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from bodies import case, flat, rounded, thousandths, write_safetensors

torch.set_default_dtype(torch.float64)
torch.manual_seed(20260301)

BATCH, STEPS, INPUTS, HIDDEN = 3, 5, 2, 4
LENGTHS = torch.tensor([3, 5, 1])


def recurrent(layer, module, lengths=None, with_state=False, **given):
    """Through the layer, packed where there are lengths; states have the batch first, as the prelude's have."""
    layers, directions = module.num_layers, 2 if module.bidirectional else 1
    is_lstm = isinstance(module, nn.LSTM)
    shown = {"layers": layers if layers > 1 else None, "bidirectional": "true" if directions > 1 else None,
             "lengths": "lengths" if lengths is not None else None, **given}
    fields = "; ".join(f"{name} = {value}" for name, value in shown.items() if value is not None)
    options = f" {{ {fields} }}" if fields else ""

    def through(x, states):
        first = tuple(state.transpose(0, 1).contiguous() for state in states)
        first = None if not first else first if is_lstm else first[0]
        if lengths is None:
            y, last = module(x, first)
        else:
            packed = pack_padded_sequence(x, lengths, batch_first=True, enforce_sorted=False)
            y, last = module(packed, first)
            y, _ = pad_packed_sequence(y, batch_first=True, total_length=STEPS)
        return y, [state.transpose(0, 1) for state in (last if is_lstm else [last])]

    inputs = {"x": thousandths(BATCH, STEPS, INPUTS)}
    if not with_state:
        body = f"x |> {layer} {HIDDEN}{options} |> flatten"
        return case(body, layer, module, inputs, lambda _, x: through(x, ())[0], lengths)
    width = module.proj_size or HIDDEN
    inputs["h0"] = thousandths(BATCH, layers * directions, width)
    if is_lstm:
        inputs["c0"] = thousandths(BATCH, layers * directions, HIDDEN)
    first, last = ("(h0, c0)", "(h, c)") if is_lstm else ("h0", "h")
    body = (f"let y, {last} = x |> {layer}From {first} {HIDDEN}{options}\n    concat [flatten y; flatten h"
            + ("; flatten c]" if is_lstm else "]"))

    def all_of(_, x, **states):
        y, last = through(x, list(states.values()))
        return torch.cat([part.reshape(BATCH, -1) for part in [y, *last]], 1)

    return case(body, layer + "From", module, inputs, all_of, lengths)


def layers():
    cases = []
    for layer, make, given in [
            ("rnn", nn.RNN, {}), ("rnn", lambda *a, **k: nn.RNN(*a, nonlinearity="relu", **k), {"nonlinearity": "Relu"}),
            ("lstm", nn.LSTM, {}), ("gru", nn.GRU, {})]:
        def made(**options):
            return rounded(make(INPUTS, HIDDEN, batch_first=True, **options))

        variants = [
            recurrent(layer, made(), **given),
            recurrent(layer, made(num_layers=2), **given),
            recurrent(layer, made(bidirectional=True), **given),
            recurrent(layer, made(), LENGTHS, **given),
            recurrent(layer, made(num_layers=2, bidirectional=True), LENGTHS, **given),
            recurrent(layer, made(bias=False), useBias="false", **given),
            recurrent(layer, made(), None, True, **given),
            recurrent(layer, made(num_layers=2, bidirectional=True), LENGTHS, True, **given),
        ]
        # Which nonlinearity it is concerns the cell alone: once by itself, and once with all else.
        cases += [variants[0], variants[-1]] if given else variants
    for options in [{}, {"num_layers": 2, "bidirectional": True}]:
        for lengths, with_state in [(None, False), (LENGTHS, True)]:
            module = rounded(nn.LSTM(INPUTS, HIDDEN, batch_first=True, proj_size=3, **options))
            cases.append(recurrent("lstm", module, lengths, with_state, projection=3))
    return cases


def last_step():
    x = thousandths(BATCH, STEPS, INPUTS)
    return [
        case("x |> lastStep", "", nn.Identity(), {"x": x}, lambda _, x: x[:, -1]),
        case("x |> lastStep { lengths = lengths }", "", nn.Identity(), {"x": x},
             lambda _, x: x[torch.arange(BATCH), LENGTHS - 1], LENGTHS),
    ]


def embedding():
    index = torch.randint(0, 6, (BATCH, STEPS))
    index[0, 1] = index[2, 3] = 2
    return [
        case("index |> embedding 6 3 |> flatten", "embedding", rounded(nn.Embedding(6, 3)), {}, lambda m: m(index), None, index),
        case("index |> embedding 6 3 { paddingIndex = 2 } |> flatten", "embedding", rounded(nn.Embedding(6, 3, padding_idx=2)),
             {}, lambda m: m(index), None, index),
    ]


class Additive(nn.Module):
    """Section A.1.2 of arXiv:1409.0473."""
    def __init__(self):
        super().__init__()
        self.weight_query = nn.Parameter(thousandths(4, INPUTS))
        self.weight_key = nn.Parameter(thousandths(4, 3))
        self.weight_score = nn.Parameter(thousandths(4))

    def forward(self, query, states):
        inner = (query @ self.weight_query.T).unsqueeze(2) + (states @ self.weight_key.T).unsqueeze(1)
        return torch.tanh(inner) @ self.weight_score


class General(nn.Module):
    """Equation 8 of arXiv:1508.04025."""
    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(thousandths(INPUTS, 3))

    def forward(self, query, states):
        return query @ self.weight @ states.transpose(1, 2)


class Dot(nn.Module):
    def forward(self, query, states):
        return query @ states.transpose(1, 2)


def attention():
    cases = []
    for layer, make, width in [("bahdanauAttention 4", Additive, 3), ("luongAttention", Dot, INPUTS),
                               ("luongAttention { score = General }", General, 3)]:
        for lengths, queries in [(None, None), (LENGTHS, 2)]:
            def attend(score, query, states):
                scores = score(query if queries else query.unsqueeze(1), states)
                if lengths is not None:
                    live = torch.arange(STEPS) < lengths.unsqueeze(1)
                    scores = scores.masked_fill(~live.unsqueeze(1), float("-inf"))
                weights = torch.softmax(scores, -1)
                return torch.cat([(weights @ states).reshape(BATCH, -1), weights.reshape(BATCH, -1)], 1)

            called = layer
            if lengths is not None:
                called = called.replace(" }", "; lengths = lengths }") if "{" in layer else f"{layer} {{ lengths = lengths }}"
            body = f"let context, weights = query |> {called} states\n    concat [flatten context; flatten weights]"
            inputs = {"query": thousandths(BATCH, *([queries] if queries else []), INPUTS),
                      "states": thousandths(BATCH, STEPS, width)}
            cases.append(case(body, layer.split()[0], make(), inputs, attend, lengths))
    return cases


class Tagger(nn.Module):
    def __init__(self):
        super().__init__()
        self.words = nn.Embedding(6, 3, padding_idx=0)
        self.encoder = nn.LSTM(3, HIDDEN, 2, batch_first=True, bidirectional=True, proj_size=2)
        self.decoder = nn.GRU(4, HIDDEN, batch_first=True)
        self.smoother = nn.RNN(HIDDEN, HIDDEN, 2, batch_first=True)
        self.head = nn.Linear(HIDDEN, 2)

    def forward(self, index):
        y, _ = self.encoder(self.words(index))
        return self.head(self.smoother(self.decoder(y)[0])[0])


def saved():
    module, index = Tagger(), torch.randint(0, 6, (BATCH, STEPS))
    write_safetensors("recurrent.safetensors", module.state_dict())
    return {"index": index.reshape(-1).tolist(), "y": flat(module(index))}


with open("recurrent.json", "w") as file:
    cases = layers() + last_step() + embedding() + attention()
    json.dump({"batch": BATCH, "steps": STEPS, "cases": cases, "saved": saved()}, file, separators=(",", ":"))
    file.write("\n")
