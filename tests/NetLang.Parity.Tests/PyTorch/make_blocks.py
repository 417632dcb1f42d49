#!/usr/bin/python3
"""Makes blocks.json: blocks of convolutional networks by PyTorch, as make_fixtures.py makes what is smaller.

Run it from this folder:

    /usr/bin/python3.11 make_blocks.py
"""
import collections

import torch
import torch.nn.functional as F

from make_fixtures import flat, normalised, write

torch.manual_seed(20260103)


class ConvNorm(torch.nn.Sequential):
    """Convolutions, each with batchNorm behind it and relu between them, with the names that calls of them get."""

    def __init__(self, *convolutions):
        super().__init__()
        for i, convolution in enumerate(convolutions):
            number = "" if i == 0 else i + 1
            self.add_module(f"conv2d{number}", convolution)
            self.add_module(f"batchNorm{number}", torch.nn.BatchNorm2d(convolution.out_channels))
            if i + 1 < len(convolutions):
                self.add_module(f"relu{number}", torch.nn.ReLU())


class Residual(ConvNorm):
    def __init__(self, projection, *convolutions):
        super().__init__(*convolutions)
        self.shortcut = ConvNorm(projection) if projection else None

    def forward(self, x):
        change = x
        for name, layer in self.named_children():
            change = change if name == "shortcut" else layer(change)
        return F.relu(change + (self.shortcut(x) if self.shortcut else x))


class SqueezeExcite(torch.nn.Module):
    def __init__(self, channels, units):
        super().__init__()
        self.dense = torch.nn.Linear(channels, units)
        self.dense2 = torch.nn.Linear(units, channels)

    def forward(self, x):
        share = torch.sigmoid(self.dense2(F.relu(self.dense(x.mean((2, 3))))))
        return x * share[..., None, None]


def separable(c, channels, size, bias=True, **options):
    return torch.nn.Sequential(collections.OrderedDict(
        depthwise=torch.nn.Conv2d(c, c, size, groups=c, bias=False, **options),
        pointwise=torch.nn.Conv2d(c, channels, 1, bias=bias)))


def blocks():
    """Blocks of convolutional networks."""
    def conv(c, channels, size=1, stride=1):
        return torch.nn.Conv2d(c, channels, size, stride, size // 2, bias=False)
    table = [
        ("residualBlock 3", (3, 3, 5, 4), Residual(None, conv(3, 3, 3), conv(3, 3, 3))),
        ("residualBlock 4", (3, 3, 5, 4), Residual(conv(3, 4), conv(3, 4, 3), conv(4, 4, 3))),
        ("residualBlock 3 { stride = 2 }", (3, 3, 5, 4),
            Residual(conv(3, 3, 1, 2), conv(3, 3, 3, 2), conv(3, 3, 3))),
        ("bottleneckBlock 2", (3, 8, 4, 4), Residual(None, conv(8, 2), conv(2, 2, 3), conv(2, 8))),
        ("bottleneckBlock 2 { stride = 2; expansion = 3 }", (3, 4, 5, 4),
            Residual(conv(4, 6, 1, 2), conv(4, 2), conv(2, 2, 3, 2), conv(2, 6))),
        ("separableConv2d 4 3", (2, 3, 5, 6), separable(3, 4, 3)),
        ("separableConv2d 2 (2, 3) { padding = 1; stride = 2; dilation = (2, 1); useBias = false }", (2, 3, 6, 5),
            separable(3, 2, (2, 3), False, padding=1, stride=2, dilation=(2, 1))),
        ("squeezeExcite { reduction = 2 }", (2, 5, 3, 4), SqueezeExcite(5, 2)),
    ]
    cases = []
    for layer, shape, module in table:
        x = torch.randn(shape)
        output = module.eval()(x).shape
        module.train()
        w = torch.randn(output)
        case = {"layer": layer, "shape": shape, "output": list(output), "x": flat(x), "w": flat(w)}
        result = normalised(module, x, w)
        for figures in result["weights"], result["gradients"]:
            for name in [name for name in figures if name.startswith("shortcut.")]:
                figures["projectionShortcut." + name.split(".", 1)[1]] = figures.pop(name)
        cases.append({**case, **result})
    write("blocks.json", {"cases": cases})


blocks()
