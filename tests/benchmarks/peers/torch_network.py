"""The benchmark's multilayer perceptron in PyTorch, with the weights of a safetensors file."""
import json
import os

import torch
from torch import nn

ACTIVATIONS = {"relu": nn.ReLU, "tanh": nn.Tanh, "sigmoid": nn.Sigmoid, "gelu": nn.GELU, "silu": nn.SiLU}


def network(widths, activation, dropout):
    """Dense layers with an activation between two, and dropout after the first of these."""
    layers = []
    for index, (inputs, units) in enumerate(zip(widths, widths[1:])):
        if index > 0:
            layers.append(ACTIVATIONS[activation]())
        if index == 1 and dropout > 0:
            layers.append(nn.Dropout(dropout))
        layers.append(nn.Linear(inputs, units))
    return nn.Sequential(*layers)


def load(model, path):
    """The layers of the file are called dense, dense2, dense3, …"""
    with open(path, "rb") as file:
        header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
        data = bytearray(file.read())

    def tensor(name):
        start, end = header[name]["data_offsets"]
        values = torch.frombuffer(data, dtype=torch.float32, count=(end - start) // 4, offset=start)
        return values.reshape(header[name]["shape"])

    linears = [layer for layer in model if isinstance(layer, nn.Linear)]
    with torch.no_grad():
        for index, linear in enumerate(linears):
            scope = "dense" if index == 0 else f"dense{index + 1}"
            linear.weight.copy_(tensor(f"{scope}.weight"))
            linear.bias.copy_(tensor(f"{scope}.bias"))
    return model


def read(path, kind, shape):
    data = bytearray(os.path.getsize(path))
    with open(path, "rb") as file:
        file.readinto(data)
    return torch.frombuffer(data, dtype=kind).reshape(shape)
