#!/usr/bin/python3
"""Makes the fixtures in this folder with PyTorch (Debian's python3-torch 1.13, on /usr/bin/python3.11).

All figures are f64 and are written with 17 digits, so that they round-trip. Run it from this folder:

    apt-get install python3-torch
    /usr/bin/python3.11 make_fixtures.py
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


def focal(logit, target, alpha=0.25, gamma=2.0):
    """Equations 4 and 5 of arXiv:1708.02002, as they stand there: PyTorch has no such loss."""
    p = torch.sigmoid(logit)
    pt = torch.where(target == 1.0, p, 1.0 - p)
    at = torch.where(target == 1.0, alpha, 1.0 - alpha)
    return (-at * (1.0 - pt) ** gamma * torch.log(pt)).mean()


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
        "crossEntropy": (F.cross_entropy, labels),
        "crossEntropyOneHot": (F.cross_entropy, one_hot),
        "binaryCrossEntropy": (F.binary_cross_entropy_with_logits, binary),
        "crossEntropy { labelSmoothing = 0.1 }":
            (lambda x, t: F.cross_entropy(x, t, label_smoothing=0.1), labels),
        "crossEntropyOneHot { labelSmoothing = 0.1 }":
            (lambda x, t: F.cross_entropy(x, t, label_smoothing=0.1), one_hot),
        "focal": (focal, binary),
        "focal { alpha = 0.6; gamma = 0.5 }": (lambda x, t: focal(x, t, alpha=0.6, gamma=0.5), binary),
        "klDivergence":
            (lambda x, t: F.kl_div(F.log_softmax(x, dim=-1), t, reduction="batchmean"), shares),
        "hinge": (lambda x, t: torch.clamp(1.0 - t * x, min=0.0).mean(), 2.0 * binary - 1.0),
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

    def contrastive(a, b, margin=1.0):
        """Equation 4 of Hadsell et al. 2006, with label 1 for pairs of one kind: PyTorch has no such loss."""
        d = F.pairwise_distance(a, b)
        return (label * d ** 2 / 2.0 + (1.0 - label) * torch.clamp(margin - d, min=0.0) ** 2 / 2.0).mean()

    table = {
        "contrastive": (contrastive, 2),
        "contrastive { margin = 4.0 }": (lambda a, b: contrastive(a, b, margin=4.0), 2),
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


class Lion(torch.optim.Optimizer):
    """Algorithm 2 of arXiv:2302.06675, which PyTorch has not."""

    def __init__(self, parameters, lr, betas=(0.9, 0.99), weight_decay=0.0):
        super().__init__(parameters, {"lr": lr, "betas": betas, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            for w in group["params"]:
                m = self.state[w].get("m", torch.zeros_like(w))
                c = beta1 * m + (1.0 - beta1) * w.grad
                w -= group["lr"] * (torch.sign(c) + group["weight_decay"] * w)
                self.state[w]["m"] = beta2 * m + (1.0 - beta2) * w.grad


class Lamb(torch.optim.Optimizer):
    """Algorithm 2 of arXiv:1904.00962 with the identity as phi, which PyTorch has not."""

    def __init__(self, parameters, lr, betas=(0.9, 0.999), eps=1e-6, weight_decay=0.01):
        super().__init__(parameters, {"lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            for w in group["params"]:
                state = self.state[w]
                t = state["t"] = state.get("t", 0) + 1
                m = state["m"] = beta1 * state.get("m", 0.0) + (1.0 - beta1) * w.grad
                v = state["v"] = beta2 * state.get("v", 0.0) + (1.0 - beta2) * w.grad ** 2
                r = m / (1.0 - beta1 ** t) / (torch.sqrt(v / (1.0 - beta2 ** t)) + group["eps"])
                r = r + group["weight_decay"] * w
                sizes = float(torch.linalg.norm(w)), float(torch.linalg.norm(r))
                w -= group["lr"] * (sizes[0] / sizes[1] if min(sizes) > 0.0 else 1.0) * r


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
        "adagrad": lambda p: o.Adagrad(p, 0.05),
        "adagrad { weightDecay = 0.1; initialAccumulator = 0.5 }":
            lambda p: o.Adagrad(p, 0.05, weight_decay=0.1, initial_accumulator_value=0.5),
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
        "lion": lambda p: Lion(p, 0.05),
        "lion { beta1 = 0.8; beta2 = 0.95; weightDecay = 0.1 }":
            lambda p: Lion(p, 0.05, betas=(0.8, 0.95), weight_decay=0.1),
        "lamb": lambda p: Lamb(p, 0.05),
        "lamb { beta1 = 0.8; beta2 = 0.99; eps = 1e-4; weightDecay = 0.1 }":
            lambda p: Lamb(p, 0.05, betas=(0.8, 0.99), eps=1e-4, weight_decay=0.1),
        "sgd; clip = clipByGlobalNorm 0.5": lambda p: o.SGD(p, 0.05),
        "sgd; clip = clipByValue 0.1": lambda p: o.SGD(p, 0.05),
    }
    clips = {
        "sgd; clip = clipByGlobalNorm 0.5": lambda p: torch.nn.utils.clip_grad_norm_(p, 0.5),
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


activations()
losses()
optimizers()
vector_losses()
