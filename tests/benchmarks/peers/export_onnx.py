#!/usr/bin/python3.11
"""Writes the network as ONNX with a free batch size: options of torch_network.py, output=FILE."""
from worker import options

import torch

from torch_network import made, shape

chosen = options()
torch.onnx.export(
    made(chosen).eval(), torch.zeros(1, *shape(chosen)), chosen["output"], opset_version=13, input_names=["x"],
    output_names=["y"], dynamic_axes={"x": {0: "n"}, "y": {0: "n"}})
