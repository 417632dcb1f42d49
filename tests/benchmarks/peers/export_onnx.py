#!/usr/bin/python3.11
"""Writes the network as ONNX with a free batch size: widths= activation= weights=FILE output=FILE."""
from worker import options

import torch

from torch_network import load, network

chosen = options()
widths = [int(width) for width in chosen["widths"].split(",")]
model = load(network(widths, chosen["activation"], 0.0), chosen["weights"]).eval()
torch.onnx.export(
    model, torch.zeros(1, widths[0]), chosen["output"], opset_version=13, input_names=["x"], output_names=["y"],
    dynamic_axes={"x": {0: "n"}, "y": {0: "n"}})
