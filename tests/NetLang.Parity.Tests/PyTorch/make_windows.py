#!/usr/bin/python3
"""Makes windows.json: convolutions, poolings and resizing by PyTorch (Debian's python3-torch 1.13, on /usr/bin/python3.11).

Inputs and weights are quarters, so that all sums are exact, and their figures short. Run it from this folder:

    apt-get install python3-torch
    /usr/bin/python3.11 make_windows.py
"""
import json
import random

import torch

torch.set_default_dtype(torch.float64)
torch.manual_seed(20260102)
random.seed(20260102)


def quarters(*shape):
    return torch.randint(-8, 9, shape) / 4.0


def flat(tensor):
    return [int(v) if v == int(v) else float(v) for v in tensor.detach().reshape(-1).tolist()]


def case(layer, shape, module, x=None):
    """y = f(x), and the gradients of sum(y * w) by x and the weights."""
    weights = dict(module.named_parameters())
    with torch.no_grad():
        for weight in weights.values():
            weight.copy_(quarters(*weight.shape))
    initial = {name: flat(weight) for name, weight in weights.items()}
    x = quarters(*shape) if x is None else x
    leaf = x.clone().requires_grad_()
    y = module(leaf)
    w = quarters(*y.shape)
    (y * w).sum().backward()
    return {
        "layer": layer, "shape": list(shape), "x": flat(x), "w": flat(w), "output": list(y.shape), "weights": initial,
        "y": flat(y),
        "gradients": {"x": flat(leaf.grad), **{name: flat(weight.grad) for name, weight in weights.items()}},
    }


def pair(value):
    return value if isinstance(value, tuple) else (value, value)


def options(**given):
    shown = "; ".join(f"{name} = {value}" for name, value in given.items() if value is not None)
    return f" {{ {shown} }}" if shown else ""


def shown(padding):
    return {"valid": None, "same": "Same", 0: None}.get(padding, padding)


def conv2d():
    cases, seen = [], set()
    while len(cases) < 60:
        size = random.choice([1, 2, 3, 3, 5, (3, 2), (1, 3)])
        stride = random.choice([1, 1, 2, 3, (2, 1)])
        padding = random.choice(["valid", "same", 1, 2, (1, 2), (0, 1)])
        dilation = random.choice([1, 1, 2, (2, 1)])
        channels, groups, new = random.choice([(1, 1, 2), (3, 1, 4), (4, 2, 2), (4, 4, 8), (3, 3, 3), (2, 1, 1)])
        rows, columns = random.choice([(5, 6), (7, 7), (8, 5), (6, 9)])
        bias = random.random() < 0.7
        if padding == "same" and stride != 1:
            continue
        reach = [d * (k - 1) + 1 for k, d in zip(pair(size), pair(dilation))]
        margin = [0, 0] if padding in ("same", "valid") else [2 * p for p in pair(padding)]
        if padding != "same" and (rows + margin[0] < reach[0] or columns + margin[1] < reach[1]):
            continue
        layer = f"conv2d {new} {size}" + options(
            stride=None if stride == 1 else stride, padding=shown(padding), dilation=None if dilation == 1 else dilation,
            groups=None if groups == 1 else groups, useBias=None if bias else "false")
        if (layer, rows) in seen:
            continue
        seen.add((layer, rows))
        module = torch.nn.Conv2d(channels, new, size, stride, 0 if padding == "valid" else padding, dilation, groups, bias)
        cases.append(case(layer, (2, channels, rows, columns), module))
    return cases


def pooling():
    n = torch.nn
    distinct = torch.randperm(2 * 3 * 7 * 6).reshape(2, 3, 7, 6) / 4.0 - 30.0  # equal ones would share a gradient
    line = torch.randperm(2 * 3 * 11).reshape(2, 3, 11) / 4.0 - 8.0
    return [
        case("maxPool2d 2", (2, 3, 7, 6), n.MaxPool2d(2), distinct),
        case("maxPool2d 3 { stride = 2; padding = 1 }", (2, 3, 7, 6), n.MaxPool2d(3, 2, 1), distinct),
        case("maxPool2d (2, 3) { stride = (1, 2); padding = (1, 0) }", (2, 3, 7, 6),
             n.MaxPool2d((2, 3), (1, 2), (1, 0)), distinct),
        case("maxPool2d 2 { dilation = 2; stride = 1 }", (2, 3, 7, 6), n.MaxPool2d(2, 1, dilation=2), distinct),
        case("maxPool1d 3", (2, 3, 11), n.MaxPool1d(3), line),
        case("maxPool1d 4 { stride = 3; padding = 2 }", (2, 3, 11), n.MaxPool1d(4, 3, 2), line),
        case("avgPool2d 2", (2, 3, 7, 6), n.AvgPool2d(2)),
        case("avgPool2d 4 { stride = 2; padding = 1 }", (2, 3, 7, 6), n.AvgPool2d(4, 2, 1)),
        case("avgPool2d (2, 1) { stride = (3, 2) }", (2, 3, 7, 6), n.AvgPool2d((2, 1), (3, 2))),
        case("avgPool1d 4 { stride = 1; padding = 2 }", (2, 3, 11), n.AvgPool1d(4, 1, 2)),
        case("globalAvgPool", (2, 3, 4, 4), n.Sequential(n.AdaptiveAvgPool2d(1), n.Flatten())),
        case("globalMaxPool", (2, 3, 7, 6), n.Sequential(n.AdaptiveMaxPool2d(1), n.Flatten()), distinct),
    ]


def conv1d():
    n = torch.nn
    return [
        case("conv1d 4 3", (2, 3, 9), n.Conv1d(3, 4, 3)),
        case("conv1d 2 5 { stride = 2; padding = 2 }", (2, 3, 9), n.Conv1d(3, 2, 5, 2, 2)),
        case("conv1d 4 2 { padding = Same; dilation = 3; groups = 2 }", (2, 4, 9),
             n.Conv1d(4, 4, 2, padding="same", dilation=3, groups=2)),
        case("conv1d 3 1 { useBias = false }", (2, 3, 9), n.Conv1d(3, 3, 1, bias=False)),
        case("conv1d 6 4 { groups = 3; stride = 3; padding = 1 }", (2, 3, 10), n.Conv1d(3, 6, 4, 3, 1, groups=3)),
    ]


def transposed():
    n = torch.nn
    return [
        case("convTranspose2d 4 3", (2, 3, 4, 5), n.ConvTranspose2d(3, 4, 3)),
        case("convTranspose2d 2 2 { stride = 2 }", (2, 3, 4, 5), n.ConvTranspose2d(3, 2, 2, 2)),
        case("convTranspose2d 2 1 { stride = 3 }", (2, 3, 4, 3), n.ConvTranspose2d(3, 2, 1, 3)),
        case("convTranspose2d 2 4 { stride = 2; padding = 1 }", (2, 3, 4, 4), n.ConvTranspose2d(3, 2, 4, 2, 1)),
        case("convTranspose2d 3 3 { stride = 2; padding = 1; outputPadding = 1 }", (2, 2, 4, 3),
             n.ConvTranspose2d(2, 3, 3, 2, 1, 1)),
        case("convTranspose2d 2 1 { stride = 2; outputPadding = 1 }", (2, 3, 4, 3), n.ConvTranspose2d(3, 2, 1, 2, 0, 1)),
        case("convTranspose2d 2 3 { stride = 3; padding = 4; outputPadding = 2 }", (2, 2, 5, 4),
             n.ConvTranspose2d(2, 2, 3, 3, 4, 2)),
        case("convTranspose2d 2 3 { dilation = 2 }", (2, 3, 4, 3), n.ConvTranspose2d(3, 2, 3, dilation=2)),
        case("convTranspose2d 2 2 { stride = 2; dilation = 3; padding = 2; outputPadding = 2 }", (1, 3, 4, 5),
             n.ConvTranspose2d(3, 2, 2, 2, 2, 2, dilation=3)),
        case("convTranspose2d 6 3 { groups = 2; padding = 1 }", (2, 4, 4, 3), n.ConvTranspose2d(4, 6, 3, 1, 1, groups=2)),
        case("convTranspose2d 4 2 { groups = 4; stride = 2; useBias = false }", (2, 4, 3, 3),
             n.ConvTranspose2d(4, 4, 2, 2, groups=4, bias=False)),
        case("convTranspose2d 2 (3, 2) { stride = (1, 2); padding = (2, 0); outputPadding = (0, 1) }", (2, 3, 5, 4),
             n.ConvTranspose2d(3, 2, (3, 2), (1, 2), (2, 0), (0, 1))),
        case("convTranspose2d 3 (2, 3) { dilation = (3, 1); stride = (2, 3); groups = 3; padding = (1, 2) }", (2, 3, 4, 4),
             n.ConvTranspose2d(3, 3, (2, 3), (2, 3), (1, 2), dilation=(3, 1), groups=3)),
        case("convTranspose2d 1 5 { padding = 2; useBias = false }", (1, 2, 4, 6),
             n.ConvTranspose2d(2, 1, 5, 1, 2, bias=False)),
    ]


def adaptive():
    n = torch.nn
    sizes = [((6, 8), (3, 4)), ((7, 7), 7), ((7, 9), (3, 4)), ((5, 6), (2, 6)), ((3, 4), (5, 7)), ((8, 3), 1), ((10, 6), (4, 4))]
    return [case(f"adaptiveAvgPool2d {size}", (2, 3, *shape), n.AdaptiveAvgPool2d(size)) for shape, size in sizes]


def resizing():
    n = torch.nn
    cases = []
    for factor in [1, 2, 3, 4, (2, 1), (3, 5)]:
        cases.append(case(f"upsample2d {factor}", (2, 3, 3, 4), n.Upsample(scale_factor=factor, mode="nearest")))
        cases.append(case(f"upsample2d {factor} {{ mode = Bilinear }}", (2, 3, 3, 4),
                          n.Upsample(scale_factor=factor, mode="bilinear", align_corners=False)))
    cases.append(case("upsample2d 2 { mode = Bilinear }", (2, 1, 1, 1),
                      n.Upsample(scale_factor=2, mode="bilinear", align_corners=False)))
    for padding, (left, right, above, below) in [
            (1, (1, 1, 1, 1)), ((3, 2), (2, 2, 3, 3)), (((1, 3), (0, 2)), (0, 2, 1, 3)), ((0, 4), (4, 4, 0, 0))]:
        cases.append(case(f"reflectPad2d {padding}", (2, 3, 4, 5), n.ReflectionPad2d((left, right, above, below))))
    return cases


with open("windows.json", "w") as file:
    cases = conv2d() + conv1d() + pooling() + transposed() + adaptive() + resizing()
    json.dump({"cases": cases}, file, separators=(",", ":"))
    file.write("\n")
