#!/usr/bin/python3
"""Adds to the fixtures what PyTorch 1.13 does not have, by the formulas of the papers, in NumPy.

Gradients are complex steps, f(x + ih) / h with h = 1e-30, which are exact to the last digits: Squire and Trapp 1998,
SIAM Review 40(1). Run it behind make_fixtures.py, from this folder.
"""
import json

import numpy as np

STEP = 1e-30


def read(name):
    with open(name) as file:
        return json.load(file)


def write(name, value):
    with open(name, "w") as file:
        json.dump(value, file, indent=0)
        file.write("\n")


def add(fixture, key, case):
    fixture["cases"] = [other for other in fixture["cases"] if other[key] != case[key]] + [case]


def flat(array):
    return [float(v) for v in np.real(array).reshape(-1)]


def gradient(function, x):
    slopes = np.zeros(x.shape)
    for place in np.ndindex(*x.shape):
        moved = x.astype(complex)
        moved[place] += 1j * STEP
        slopes[place] = np.imag(function(moved)) / STEP
    return slopes


def focal(logit, target, alpha=0.25, gamma=2.0):
    """Equations 4 and 5 of arXiv:1708.02002, the mean over all labels."""
    p = 1.0 / (1.0 + np.exp(-logit))
    pt = np.where(target == 1.0, p, 1.0 - p)
    at = np.where(target == 1.0, alpha, 1.0 - alpha)
    return (-at * (1.0 - pt) ** gamma * np.log(pt)).mean()


def contrastive(a, b, label, margin=1.0):
    """Equation 4 of Hadsell et al. 2006 with label 1 for pairs of one kind, the mean over all pairs. The distance is
    that of PyTorch's pairwise_distance, which adds 1e-6 to each difference."""
    d = np.sqrt(((a - b + 1e-6) ** 2).sum(axis=-1))
    short = np.where(np.real(d) < margin, margin - d, 0.0)
    return (label * d ** 2 / 2.0 + (1.0 - label) * short ** 2 / 2.0).mean()


def lion(w, g, state, rate, step, beta1=0.9, beta2=0.99, decay=0.0):
    """Algorithm 2 of arXiv:2302.06675."""
    m = state.get("m", np.zeros(w.shape))
    update = np.sign(beta1 * m + (1.0 - beta1) * g)
    state["m"] = beta2 * m + (1.0 - beta2) * g
    return w - rate * (update + decay * w)


def lamb(w, g, state, rate, step, beta1=0.9, beta2=0.999, eps=1e-6, decay=0.01):
    """Algorithm 2 of arXiv:1904.00962 with the identity as phi."""
    m = state["m"] = beta1 * state.get("m", 0.0) + (1.0 - beta1) * g
    v = state["v"] = beta2 * state.get("v", 0.0) + (1.0 - beta2) * g ** 2
    r = m / (1.0 - beta1 ** step) / (np.sqrt(v / (1.0 - beta2 ** step)) + eps) + decay * w
    sizes = np.linalg.norm(w), np.linalg.norm(r)
    return w - rate * (sizes[0] / sizes[1] if min(sizes) > 0.0 else 1.0) * r


def rms_norm(x, weight, eps=1e-5):
    """Equation 4 of arXiv:1910.07467, with eps under the root as layer normalisation has it."""
    return x / np.sqrt((x ** 2).mean(axis=-1, keepdims=True) + eps) * weight


def losses():
    fixture = read("losses.json")
    output = np.array(fixture["output"]).reshape(fixture["shape"])
    labels = next(case for case in fixture["cases"] if case["name"] == "binaryCrossEntropy")["target"]
    target = np.array(labels).reshape(fixture["shape"])
    for name, options in {
        "focal": {},
        "focal { alpha = 0.6; gamma = 0.5 }": {"alpha": 0.6, "gamma": 0.5},
        "focal { gamma = 0.0 }": {"gamma": 0.0},
    }.items():
        loss = lambda x: focal(x, target, **options)
        add(fixture, "name", {
            "name": name, "target": flat(target), "integerTarget": False,
            "loss": float(loss(output)), "gradient": flat(gradient(loss, output)),
        })
    write("losses.json", fixture)


def vector_losses():
    fixture = read("vector_losses.json")
    output = np.array(fixture["output"]).reshape(fixture["shape"])
    label = np.array(fixture["label"])
    for name, margin in {"contrastive": 1.0, "contrastive { margin = 4.0 }": 4.0}.items():
        loss = lambda x: contrastive(x[:, 0:5], x[:, 5:10], label, margin)
        add(fixture, "name", {
            "name": name, "outputs": 2, "loss": float(loss(output)), "gradient": flat(gradient(loss, output)),
        })
    write("vector_losses.json", fixture)


def error(weights, x, y):
    """Mean squared error of the 3-5-2 network of make_fixtures.py."""
    hidden = np.tanh(x @ weights[0].T + weights[1])
    return ((hidden @ weights[2].T + weights[3] - y) ** 2).mean()


def optimizers():
    fixture = read("optimizers.json")
    sizes = [(5, 3), (5,), (2, 5), (2,)]
    x, y = np.array(fixture["x"]).reshape(32, 3), np.array(fixture["y"]).reshape(32, 2)
    for name, (update, options) in {
        "lion": (lion, {}),
        "lion { beta1 = 0.8; beta2 = 0.95; weightDecay = 0.1 }": (lion, {"beta1": 0.8, "beta2": 0.95, "decay": 0.1}),
        "lamb": (lamb, {}),
        "lamb { beta1 = 0.8; beta2 = 0.99; eps = 1e-4; weightDecay = 0.1 }":
            (lamb, {"beta1": 0.8, "beta2": 0.99, "eps": 1e-4, "decay": 0.1}),
    }.items():
        weights = [np.array(values).reshape(size) for values, size in zip(fixture["initial"], sizes)]
        states = [{} for _ in weights]
        trajectory = []
        for step in range(50):
            rows = slice(8 * (step % 4), 8 * (step % 4) + 8)
            trajectory.append(float(error(weights, x[rows], y[rows])))
            gradients = [
                gradient(lambda w: error(weights[:i] + [w] + weights[i + 1:], x[rows], y[rows]), weights[i])
                for i in range(len(weights))
            ]
            weights = [
                update(w, g, state, fixture["rate"], step + 1, **options)
                for w, g, state in zip(weights, gradients, states)
            ]
        add(fixture, "optimizer", {
            "optimizer": name, "losses": trajectory, "weights": [flat(w) for w in weights],
        })
    write("optimizers.json", fixture)


def norms():
    fixture = read("norms.json")
    random = np.random.default_rng(20260101)
    for layer, shape, options, is_affine in [
        ("rmsNorm", (5, 7), {}, True),
        ("rmsNorm { eps = 0.1 }", (3, 4, 6), {"eps": 0.1}, True),
        ("rmsNorm { affine = false }", (3, 4), {}, False),
    ]:
        x, w, weight = random.normal(0.5, 1.5, shape), random.normal(size=shape), np.ones(shape[-1])
        if is_affine:
            weight = random.normal(0.5, 1.0, shape[-1])
        y = rms_norm(x, weight, **options)
        gradients = {"x": flat(gradient(lambda v: (rms_norm(v, weight, **options) * w).sum(), x))}
        if is_affine:
            gradients["weight"] = flat(gradient(lambda v: (rms_norm(x, v, **options) * w).sum(), weight))
        add(fixture, "layer", {
            "layer": layer, "shape": shape, "x": flat(x), "w": flat(w),
            "weights": {"weight": flat(weight)} if is_affine else {},
            "y": flat(y), "gradients": gradients, "predicted": flat(y),
        })
    write("norms.json", fixture)


losses()
vector_losses()
optimizers()
norms()
