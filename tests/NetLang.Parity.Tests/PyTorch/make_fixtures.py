#!/usr/bin/python3
"""Makes the fixtures in this folder with PyTorch (Debian's python3-torch 1.13, on /usr/bin/python3.11).

All figures are f64 and are written with 17 digits, so that they round-trip. Run it from this folder, and behind it the
script that adds what PyTorch has not:

    apt-get install python3-torch
    /usr/bin/python3.11 make_fixtures.py && /usr/bin/python3.11 add_formulas.py
"""
import json

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
torch.manual_seed(20260101)


def write(name, value):
    with open(name, "w") as file:
        json.dump(value, file, indent=0)
        file.write("\n")


def flat(tensor):
    return [float(v) for v in tensor.detach().reshape(-1)]


def activations():
    """y = f(x) over the last axis of [6, 8], and the gradient of sum(y * w) by x."""
    special = torch.tensor([0.0, -0.0, 1.0, -1.0, 20.5, -20.5, 1e-8, -3.0])
    x = torch.cat([special, torch.randn(40) * 2.0]).reshape(6, 8)
    w = torch.randn(6, 8)
    functions = {
        "relu": F.relu,
        "leakyRelu": lambda v: F.leaky_relu(v, 0.01),
        "elu": F.elu,
        "gelu": F.gelu,
        "geluTanh": lambda v: F.gelu(v, approximate="tanh"),
        "silu": F.silu,
        "sigmoid": torch.sigmoid,
        "tanh": torch.tanh,
        "softplus": F.softplus,
        "softmax": lambda v: F.softmax(v, dim=-1),
        "logSoftmax": lambda v: F.log_softmax(v, dim=-1),
        "logSigmoid": F.logsigmoid,
    }
    cases = []
    for name, function in functions.items():
        leaf = x.clone().requires_grad_()
        y = function(leaf)
        (y * w).sum().backward()
        cases.append({"name": name, "y": flat(y), "gradient": flat(leaf.grad)})
    write("activations.json", {"shape": [6, 8], "x": flat(x), "w": flat(w), "cases": cases})


def losses():
    """The loss of an output [6, 5] against a target, and its gradient by the output."""
    output = torch.randn(6, 5) * 2.0
    real = output + torch.randn(6, 5) * 1.5  # differences on both sides of huber's delta
    labels = torch.tensor([0, 4, 2, 2, 1, 3])
    one_hot = F.one_hot(labels, 5).double()
    binary = (torch.rand(6, 5) > 0.5).double()
    shares = one_hot.clone()  # distributions, some with zeros
    shares[3:] = F.softmax(real[3:], dim=-1)
    table = {
        "mse": (F.mse_loss, real),
        "mae": (F.l1_loss, real),
        "huber": (F.huber_loss, real),
        "huber { delta = 0.5 }": (lambda x, t: F.huber_loss(x, t, delta=0.5), real),
        "crossEntropy": (F.cross_entropy, labels),
        "crossEntropyOneHot": (F.cross_entropy, one_hot),
        "binaryCrossEntropy": (F.binary_cross_entropy_with_logits, binary),
        "crossEntropy { labelSmoothing = 0.1 }":
            (lambda x, t: F.cross_entropy(x, t, label_smoothing=0.1), labels),
        "crossEntropyOneHot { labelSmoothing = 0.1 }":
            (lambda x, t: F.cross_entropy(x, t, label_smoothing=0.1), one_hot),
        "klDivergence":
            (lambda x, t: F.kl_div(F.log_softmax(x, dim=-1), t, reduction="batchmean"), shares),
        "hinge":
            (lambda x, t: F.margin_ranking_loss(x, torch.zeros_like(x), t, margin=1.0), 2.0 * binary - 1.0),
        "hinge { margin = 0.3 }":
            (lambda x, t: F.margin_ranking_loss(x, torch.zeros_like(x), t, margin=0.3), 2.0 * binary - 1.0),
        "cosineSimilarity":
            (lambda x, t: F.cosine_embedding_loss(x, t, torch.ones(x.shape[0])), real),
    }
    cases = []
    for name, (function, target) in table.items():
        leaf = output.clone().requires_grad_()
        loss = function(leaf, target)
        loss.backward()
        cases.append({
            "name": name,
            "target": flat(target.double()),
            "integerTarget": target.dtype == torch.int64,
            "loss": float(loss),
            "gradient": flat(leaf.grad),
        })
    write("losses.json", {"shape": [6, 5], "output": flat(output), "cases": cases})


def vector_losses():
    """The loss of several outputs [6, 5] that are compared, and its gradient by all of them, side by side."""
    output = torch.randn(6, 15)
    output[1, 5:10] = output[1, 0:5]  # no distance
    output[4, 10:15] = output[4, 5:10]
    label = torch.tensor([1.0, 1.0, 0.0, 0.0, 1.0, 0.0])

    table = {
        "triplet": (F.triplet_margin_loss, 3),
        "triplet { margin = 0.2 }": (lambda a, p, n: F.triplet_margin_loss(a, p, n, margin=0.2), 3),
    }
    cases = []
    for name, (function, outputs) in table.items():
        leaf = output.clone().requires_grad_()
        loss = function(*[leaf[:, 5 * i:5 * i + 5] for i in range(outputs)])
        loss.backward()
        cases.append({"name": name, "outputs": outputs, "loss": float(loss), "gradient": flat(leaf.grad)})
    write("vector_losses.json", {"shape": [6, 15], "output": flat(output), "label": flat(label), "cases": cases})


def network(weights):
    def forward(x):
        hidden = torch.tanh(x @ weights[0].T + weights[1])
        return hidden @ weights[2].T + weights[3]
    return forward


def optimizers():
    """Fifty steps of a 3-5-2 network with mean squared error, four batches of 8 in turn, from the same weights."""
    sizes = [(5, 3), (5,), (2, 5), (2,)]
    initial = [torch.randn(*size) * 0.5 for size in sizes]
    x = torch.randn(32, 3)
    y = torch.stack([torch.sin(x[:, 0]) + x[:, 1], x[:, 2] * x[:, 0]], dim=1)
    o = torch.optim
    table = {
        "sgd": lambda p: o.SGD(p, 0.05),
        "sgd { weightDecay = 0.1 }": lambda p: o.SGD(p, 0.05, weight_decay=0.1),
        "sgd { momentum = 0.9 }": lambda p: o.SGD(p, 0.05, momentum=0.9),
        "sgd { momentum = 0.9; dampening = 0.3; weightDecay = 0.1 }":
            lambda p: o.SGD(p, 0.05, momentum=0.9, dampening=0.3, weight_decay=0.1),
        "sgd { momentum = 0.9; nesterov = true }": lambda p: o.SGD(p, 0.05, momentum=0.9, nesterov=True),
        "sgd { momentum = 0.9; nesterov = true; weightDecay = 0.1 }":
            lambda p: o.SGD(p, 0.05, momentum=0.9, nesterov=True, weight_decay=0.1),
        "adam": lambda p: o.Adam(p, 0.05),
        "adam { beta1 = 0.8; beta2 = 0.99; eps = 1e-4; weightDecay = 0.1 }":
            lambda p: o.Adam(p, 0.05, betas=(0.8, 0.99), eps=1e-4, weight_decay=0.1),
        "adamW": lambda p: o.AdamW(p, 0.05),
        "adamW { weightDecay = 0.2 }": lambda p: o.AdamW(p, 0.05, weight_decay=0.2),
        "rmsprop": lambda p: o.RMSprop(p, 0.05),
        "rmsprop { momentum = 0.9 }": lambda p: o.RMSprop(p, 0.05, momentum=0.9),
        "rmsprop { centered = true; weightDecay = 0.1 }":
            lambda p: o.RMSprop(p, 0.05, centered=True, weight_decay=0.1),
        "rmsprop { alpha = 0.9; eps = 1e-4; momentum = 0.5; centered = true }":
            lambda p: o.RMSprop(p, 0.05, alpha=0.9, eps=1e-4, momentum=0.5, centered=True),
        "adagrad": lambda p: o.Adagrad(p, 0.05),
        "adagrad { weightDecay = 0.1; initialAccumulator = 0.5 }":
            lambda p: o.Adagrad(p, 0.05, weight_decay=0.1, initial_accumulator_value=0.5),
        "adagrad { rateDecay = 0.1; eps = 1e-4 }": lambda p: o.Adagrad(p, 0.05, lr_decay=0.1, eps=1e-4),
        "adamax": lambda p: o.Adamax(p, 0.05),
        "adamax { beta1 = 0.8; beta2 = 0.9; eps = 1e-4; weightDecay = 0.1 }":
            lambda p: o.Adamax(p, 0.05, betas=(0.8, 0.9), eps=1e-4, weight_decay=0.1),
        # Without foreach, 1.13 multiplies mu into its product twice; later versions do not.
        "nadam": lambda p: o.NAdam(p, 0.05, foreach=True),
        "nadam { beta1 = 0.8; beta2 = 0.99; eps = 1e-4; weightDecay = 0.1; momentumDecay = 0.1 }":
            lambda p: o.NAdam(
                p, 0.05, betas=(0.8, 0.99), eps=1e-4, weight_decay=0.1, momentum_decay=0.1, foreach=True),
        "radam": lambda p: o.RAdam(p, 0.05),
        "radam { beta1 = 0.8; beta2 = 0.99; eps = 1e-4; weightDecay = 0.1 }":
            lambda p: o.RAdam(p, 0.05, betas=(0.8, 0.99), eps=1e-4, weight_decay=0.1),
        "adadelta": lambda p: o.Adadelta(p, 0.05),
        "adadelta { rho = 0.8; eps = 1e-4; weightDecay = 0.1 }":
            lambda p: o.Adadelta(p, 0.05, rho=0.8, eps=1e-4, weight_decay=0.1),
        "sgd; clip = clipByGlobalNorm 0.5": lambda p: o.SGD(p, 0.05),
        "sgd; clip = clipByGlobalNorm 100.0": lambda p: o.SGD(p, 0.05),
        "sgd; clip = clipByValue 0.1": lambda p: o.SGD(p, 0.05),
    }
    clips = {
        "sgd; clip = clipByGlobalNorm 0.5": lambda p: torch.nn.utils.clip_grad_norm_(p, 0.5),
        "sgd; clip = clipByGlobalNorm 100.0": lambda p: torch.nn.utils.clip_grad_norm_(p, 100.0),
        "sgd; clip = clipByValue 0.1": lambda p: torch.nn.utils.clip_grad_value_(p, 0.1),
    }
    cases = []
    for name, make in table.items():
        weights = [w.clone().requires_grad_() for w in initial]
        forward = network(weights)
        optimizer = make(weights)
        trajectory = []
        for step in range(50):
            rows = slice(8 * (step % 4), 8 * (step % 4) + 8)
            optimizer.zero_grad()
            loss = F.mse_loss(forward(x[rows]), y[rows])
            loss.backward()
            clips.get(name, lambda p: None)(weights)
            optimizer.step()
            trajectory.append(float(loss))
        cases.append({"optimizer": name, "losses": trajectory, "weights": [flat(w) for w in weights]})
    write("optimizers.json", {
        "rate": 0.05,
        "x": flat(x),
        "y": flat(y),
        "initial": [flat(w) for w in initial],
        "cases": cases,
    })


def normalised(module, x, w):
    """y = f(x) in training, the gradients of sum(y * w) by x and the weights, and y at inference behind that step."""
    weights = dict(module.named_parameters())
    with torch.no_grad():
        for weight in weights.values():
            weight.copy_(torch.randn(weight.shape) + 0.5)
    initial = {name: flat(weight) for name, weight in weights.items()}
    leaf = x.clone().requires_grad_()
    y = module(leaf)
    (y * w).sum().backward()
    gradients = {"x": flat(leaf.grad), **{name: flat(weight.grad) for name, weight in weights.items()}}
    predicted = module.eval()(x)
    return {"weights": initial, "y": flat(y), "gradients": gradients, "predicted": flat(predicted)}


def norms():
    """Layers of normalisation on a batch, from weights that are not the initial ones."""
    n = torch.nn
    table = [
        ("layerNorm", (5, 7), lambda: n.LayerNorm(7)),
        ("layerNorm", (3, 4, 6), lambda: n.LayerNorm(6)),
        ("layerNorm { axes = 2; eps = 0.1 }", (3, 4, 6), lambda: n.LayerNorm((4, 6), eps=0.1)),
        ("layerNorm { axes = 3 }", (2, 3, 4, 5), lambda: n.LayerNorm((3, 4, 5))),
        ("layerNorm { affine = false }", (5, 7), lambda: n.LayerNorm(7, elementwise_affine=False)),
        ("batchNorm", (6, 4), lambda: n.BatchNorm1d(4)),
        ("batchNorm", (4, 3, 5), lambda: n.BatchNorm1d(3)),
        ("batchNorm", (3, 2, 4, 5), lambda: n.BatchNorm2d(2)),
        ("batchNorm", (1, 2, 3, 2, 2), lambda: n.BatchNorm3d(2)),
        ("batchNorm { momentum = 0.3; eps = 0.1 }", (3, 2, 4, 5), lambda: n.BatchNorm2d(2, momentum=0.3, eps=0.1)),
        ("batchNorm { affine = false }", (6, 4), lambda: n.BatchNorm1d(4, affine=False)),
        ("groupNorm 2", (5, 6), lambda: n.GroupNorm(2, 6)),
        ("groupNorm 3", (2, 6, 3, 4), lambda: n.GroupNorm(3, 6)),
        ("groupNorm 1", (2, 6, 5), lambda: n.GroupNorm(1, 6)),
        ("groupNorm 6", (2, 6, 5), lambda: n.GroupNorm(6, 6)),
        ("groupNorm 2 { eps = 0.1; affine = false }", (2, 4, 3, 3), lambda: n.GroupNorm(2, 4, eps=0.1, affine=False)),
        ("instanceNorm", (3, 4, 5), lambda: n.InstanceNorm1d(4)),
        ("instanceNorm", (2, 3, 4, 5), lambda: n.InstanceNorm2d(3)),
        ("instanceNorm { eps = 0.1; affine = true }", (2, 3, 4, 5),
            lambda: n.InstanceNorm2d(3, eps=0.1, affine=True)),
    ]
    cases = []
    for layer, shape, make in table:
        x = torch.randn(shape) * 1.5 + torch.randn(shape[1]).reshape(-1, *[1] * (len(shape) - 2))
        w = torch.randn(shape)
        case = {"layer": layer, "shape": shape, "x": flat(x), "w": flat(w)}
        cases.append({**case, **normalised(make(), x, w)})
    write("norms.json", {"cases": cases})


def running_statistics():
    """Ten steps of plain descent on batches of four, then the weights, the statistics, and what they predict."""
    n = torch.nn
    table = [
        ("batchNorm", (3,), lambda: n.BatchNorm1d(3)),
        ("batchNorm", (3, 2, 5), lambda: n.BatchNorm2d(3)),
        ("batchNorm { momentum = 0.25; eps = 1e-3 }", (3, 4), lambda: n.BatchNorm1d(3, momentum=0.25, eps=1e-3)),
    ]
    cases = []
    for layer, shape, make in table:
        x = torch.randn(40, *shape) * 2.0 + torch.linspace(-3.0, 3.0, 40).reshape(-1, *[1] * len(shape))
        target = torch.randn(40, *shape)
        module = make()
        optimizer = torch.optim.SGD(module.parameters(), 0.05)
        for step in range(10):
            rows = slice(4 * step, 4 * step + 4)
            optimizer.zero_grad()
            F.mse_loss(module(x[rows]), target[rows]).backward()
            optimizer.step()
        state = {name: flat(v) for name, v in module.state_dict().items() if name != "num_batches_tracked"}
        cases.append({
            "layer": layer, "shape": shape, "x": flat(x), "target": flat(target), "state": state,
            "predicted": flat(module.eval()(x)),
        })
    write("running_statistics.json", {"cases": cases})


if __name__ == "__main__":
    activations()
    losses()
    optimizers()
    vector_losses()
    norms()
    running_statistics()
