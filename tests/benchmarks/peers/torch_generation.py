#!/usr/bin/python3.11
"""A causal Transformer that writes in PyTorch, eager, with keys and values kept. Options: blocks= width= heads= vocabulary= length=
prompt= tokens= threads= blas= cache=joined|kept: by torch.cat, or in tensors of the whole length."""
import ctypes

from worker import options, serve, timing

import torch
import torch.nn as nn
import torch.nn.functional as F

chosen = options()
BLOCKS, WIDTH, HEADS, VOCABULARY, LENGTH, PROMPT, TOKENS = (
    int(chosen[name]) for name in ("blocks", "width", "heads", "vocabulary", "length", "prompt", "tokens"))
torch.set_num_threads(int(chosen["threads"]))
if int(chosen["blas"]) > 0:  # torch.set_num_threads does not reach OpenBLAS with threads of its own
    ctypes.CDLL("libopenblas.so.0").openblas_set_num_threads(int(chosen["blas"]))


class Joined:
    """Keys and values, with new ones behind."""

    def __init__(self):
        self.pair = None

    def with_new(self, place, *pair):
        self.pair = pair if self.pair is None else tuple(torch.cat(both, 2) for both in zip(self.pair, pair))
        return self.pair


class Kept:
    """Keys and values where there is room for all."""

    def __init__(self):
        self.pair = tuple(torch.zeros(1, HEADS, LENGTH, WIDTH // HEADS) for _ in range(2))

    def with_new(self, place, *pair):
        end = place + pair[0].shape[2]
        for whole, part in zip(self.pair, pair):
            whole[:, :, place:end] = part
        return tuple(whole[:, :, :end] for whole in self.pair)


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.projected, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.linear1, self.linear2 = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)

    def forward(self, x, cache, place):
        n, t, _ = x.shape
        q, k, v = (part.view(n, t, HEADS, -1).transpose(1, 2) for part in self.projected(self.norm1(x)).split(WIDTH, 2))
        k, v = cache.with_new(place, k, v)
        scores = (q @ k.transpose(2, 3)) * (WIDTH // HEADS) ** -0.5
        if t > 1:
            scores = scores.masked_fill(torch.ones(t, place + t, dtype=torch.bool).triu(place + 1), float("-inf"))
        means = (F.softmax(scores, -1) @ v).transpose(1, 2).reshape(n, t, WIDTH)
        x = x + self.out(means)
        return x + self.linear2(F.gelu(self.linear1(self.norm2(x))))


class Writer(nn.Module):
    def __init__(self):
        super().__init__()
        self.rows, self.places = nn.Embedding(VOCABULARY, WIDTH), nn.Embedding(LENGTH, WIDTH)
        self.blocks, self.norm = nn.ModuleList(Block() for _ in range(BLOCKS)), nn.LayerNorm(WIDTH)

    def forward(self, tokens, caches, place):
        x = self.rows(tokens) + self.places.weight[place : place + tokens.shape[1]]
        for block, cache in zip(self.blocks, caches):
            x = block(x, cache, place)
        return self.norm(x[:, -1]) @ self.rows.weight.T


def write(model, prompt):
    caches = [Joined() if chosen["cache"] == "joined" else Kept() for _ in range(BLOCKS)]
    tokens, place = prompt, 0
    with torch.inference_mode():
        for _ in range(TOKENS):
            scores = model(tokens, caches, place)
            place += tokens.shape[1]
            tokens = scores.argmax(1, keepdim=True)


writer = Writer().eval()
serve(lambda seconds: timing(lambda: write(writer, torch.arange(PROMPT).view(1, -1)), seconds), lambda: [], version=torch.__version__)
