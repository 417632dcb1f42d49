"""What the scripts share that compare whole bodies of a model: values, and gradients of all inputs and weights."""
import json
import struct

import torch


def thousandths(*shape, bound=1.0):
    return torch.round((torch.rand(*shape) * 2 - 1) * bound * 1000) / 1000


def flat(tensor):
    return [float(f"{v:.12g}") for v in tensor.detach().reshape(-1).tolist()]


def case(body, scope, module, inputs, function, lengths=None, index=None):
    """y = f(inputs), a row an example, and the gradients of sum(y * w) by the inputs and the weights."""
    weights = dict(module.named_parameters())
    initial = {name: flat(weight) for name, weight in weights.items()}
    leaves = {name: value.clone().requires_grad_() for name, value in inputs.items()}
    y = function(module, **leaves)
    y = y.reshape(y.shape[0], -1)
    w = thousandths(*y.shape)
    (y * w).sum().backward()
    named = {f"{scope}.{name}": weight for name, weight in weights.items()}
    return {
        "body": body, "columns": y.shape[1],
        "inputs": {name: {"shape": list(value.shape), "values": flat(value)} for name, value in inputs.items()},
        "lengths": lengths.tolist() if lengths is not None else None,
        "index": index.tolist() if index is not None else None,
        "weights": {f"{scope}.{name}": values for name, values in initial.items()},
        "w": flat(w), "y": flat(y),
        "gradients": {name: flat(leaf.grad) for name, leaf in {**leaves, **named}.items()},
    }


def rounded(module):
    with torch.no_grad():
        for weight in module.parameters():
            weight.copy_(torch.round(weight * 1000) / 1000)
    return module


def write_safetensors(path, tensors):
    header, data = {}, b""
    for name, tensor in tensors.items():
        values = tensor.detach().float().reshape(-1).tolist()
        packed = struct.pack(f"<{len(values)}f", *values)
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(packed)]}
        data += packed
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + data)
