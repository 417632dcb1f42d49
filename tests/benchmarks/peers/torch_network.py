"""The benchmark's networks in PyTorch, with the weights of a safetensors file. Options: shape=3,32,32 (of an example)
weights=FILE and example=NAME (of a network of examples/images), cell=lstm hidden=128, blocks= width= heads= vocabulary=, or widths=784,256 activation=
dropout= (dense layers)."""
import json
import math
import os
import sys

import torch
import torch.nn.functional as F
from torch import nn

sys.path.append(os.path.join(os.path.dirname(__file__), *[os.pardir] * 3, "examples", "images"))
import pytorch as examples

ACTIVATIONS = {"relu": nn.ReLU, "tanh": nn.Tanh, "sigmoid": nn.Sigmoid, "gelu": nn.GELU, "silu": nn.SiLU}


def dense(widths, activation, dropout):
    """Dense layers with an activation between two, and dropout after the first of these."""
    layers = []
    for index, (inputs, units) in enumerate(zip(widths, widths[1:])):
        if index > 0:
            layers.append(ACTIVATIONS[activation]())
        if index == 1 and dropout > 0:
            layers.append(nn.Dropout(dropout))
        layers.append(nn.Linear(inputs, units))
    return nn.Sequential(*layers)


class Recurrent(nn.Module):
    """A recurrent layer, and a dense one of its last step."""

    def __init__(self, cell, inputs, hidden):
        super().__init__()
        self.layer = {"lstm": nn.LSTM, "gru": nn.GRU}[cell](inputs, hidden, batch_first=True)
        self.dense = nn.Linear(hidden, 10)

    def forward(self, x):
        return self.dense(self.layer(x)[0][:, -1])


class Transformer(nn.Module):
    """Tokens of numbers in [-1, 1), places, a causal encoder with its norms first, and scores of the next token."""

    def __init__(self, blocks, width, heads, vocabulary, length):
        super().__init__()
        self.tokens = nn.Embedding(vocabulary, width)
        self.positions = nn.Embedding(length, width)
        layer = nn.TransformerEncoderLayer(width, heads, 4 * width, 0.0, F.gelu, batch_first=True, norm_first=True)
        self.encoder = nn.TransformerEncoder(layer, blocks, nn.LayerNorm(width))
        self.head = nn.Linear(width, vocabulary)
        self.mask = torch.triu(torch.full((length, length), -math.inf), 1)

    def forward(self, x):
        tokens = ((x + 1) * (self.tokens.num_embeddings / 2)).int()
        return self.head(self.encoder(self.tokens(tokens) + self.positions.weight, self.mask))


def made(chosen):
    if "example" in chosen:
        model = examples.RECIPES[chosen["example"]][0]()
    elif "blocks" in chosen:
        model = Transformer(*(int(chosen[name]) for name in ("blocks", "width", "heads", "vocabulary", "shape")))
    elif "cell" in chosen:
        model = Recurrent(chosen["cell"], shape(chosen)[-1], int(chosen["hidden"]))
    else:
        widths = [int(width) for width in chosen["widths"].split(",")]
        model = dense(widths, chosen["activation"], float(chosen["dropout"]))
    return load(model, chosen["weights"])


def load(model, path):
    """By name where names are the same; else NetLang's file has parameters in the order in which layers are called, as
    PyTorch's modules have, and statistics."""
    with open(path, "rb") as file:
        header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
        data = bytearray(file.read())
    header.pop("__metadata__", None)
    ours = sorted(header, key=lambda name: header[name]["data_offsets"])

    def copy(names, targets):
        assert len(names) == len(targets)
        for name, target in zip(names, targets):
            shape, (offset, _) = header[name]["shape"], header[name]["data_offsets"]
            assert shape == list(target.shape)
            values = torch.frombuffer(data, dtype=torch.float32, count=target.numel(), offset=offset)
            target.copy_(values.reshape(shape))

    state = model.state_dict()
    with torch.no_grad():
        if state.keys() == header.keys():
            copy(list(header), [state[name] for name in header])
            return model
        copy([name for name in ours if ".running_" not in name], list(model.parameters()))
        copy(
            [name for name in ours if ".running_" in name],
            [value for value in model.buffers() if value.is_floating_point()])
    return model


def shape(chosen):
    return [int(length) for length in chosen["shape"].split(",")]


def read(path, kind, shape):
    data = bytearray(os.path.getsize(path))
    with open(path, "rb") as file:
        file.readinto(data)
    return torch.frombuffer(data, dtype=kind).reshape(shape)
