#!/usr/bin/env python3
"""Writes saved.safetensors and foreign.safetensors beside this file, with nothing but struct and json.

The format (https://github.com/huggingface/safetensors): the length of the header as u64, little-endian; the header, JSON
that begins with '{' and may be padded with spaces; then the tensors without gaps, row-major, little-endian.
saved: what a model of line.weight [3] and line.bias [1] must write, byte by byte.
foreign: as other writers lay it out: larger types first, then by name; other float types; what we skip.
"""
import json
import pathlib
import struct

HERE = pathlib.Path(__file__).parent


def write(name, tensors, metadata):
    header, data = ({"__metadata__": metadata} if metadata else {}), b""
    for tensor, dtype, shape, values in tensors:
        header[tensor] = {"dtype": dtype, "shape": shape, "data_offsets": [len(data), len(data) + len(values)]}
        data += values
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    (HERE / name).write_bytes(struct.pack("<Q", len(text)) + text + data)


write(
    "saved.safetensors",
    [
        ("line.weight", "F32", [3], struct.pack("<3f", 1.5, -0.0, 1e-40)),
        ("line.bias", "F32", [1], struct.pack("<f", float("inf"))),
    ],
    {"format": "pt", "model": "Line"},
)
write(
    "foreign.safetensors",
    [
        ("line.weight", "F64", [3], struct.pack("<3d", 1.5, -2.0, 0.1)),
        ("line.num_batches_tracked", "I64", [], struct.pack("<q", 7)),
        ("line.bias", "BF16", [1], struct.pack("<f", -3.0)[2:]),
    ],
    None,
)
