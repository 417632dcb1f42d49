#!/usr/bin/python3.11
"""Trains gpt.net in PyTorch: the same layers, initial distributions, text, optimizer, schedule, dropout and number of steps. Only the
random numbers are others.

usage: pytorch.py [--epochs E] [--seed S] [--threads T]
"""
import argparse
import math
import os
import time

import torch
import torch.nn.functional as F
from torch import nn

LETTERS = "\n !$&',-.3:;?ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
LENGTH, WIDTH, LAYERS, HEADS, UNITS, RATE = 128, 128, 5, 4, 512, 0.2
BATCH, PEAK, WARMUP, DECAY, MAX_NORM = 16, 2e-3, 200, 0.1, 1.0
TEXT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "text")


class Gpt(nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = nn.Embedding(len(LETTERS), WIDTH)
        self.positions = nn.Parameter(torch.empty(LENGTH, WIDTH).normal_(0, 0.02))
        self.dropout = nn.Dropout(RATE)
        # Each made anew: nn.TransformerEncoder would begin with copies of one layer.
        self.layers = nn.ModuleList(
            nn.TransformerEncoderLayer(WIDTH, HEADS, UNITS, RATE, F.gelu, batch_first=True, norm_first=True)
            for _ in range(LAYERS))
        self.norm = nn.LayerNorm(WIDTH)
        self.dense = nn.Linear(WIDTH, len(LETTERS))
        self.register_buffer("hidden", torch.triu(torch.full((LENGTH, LENGTH), -math.inf), 1), persistent=False)

    def forward(self, tokens):
        x = self.dropout(self.embedding(tokens) + self.positions)
        for layer in self.layers:
            x = layer(x, self.hidden)
        return self.dense(self.norm(x))


def windows(name):
    """Tokens, and the same moved on by one: windows one behind the other."""
    with open(os.path.join(TEXT, name), encoding="utf-8", newline="") as file:
        tokens = torch.tensor([LETTERS.index(letter) for letter in file.read()])
    count = (len(tokens) - 1) // LENGTH
    return tokens[:count * LENGTH].view(count, LENGTH), tokens[1:count * LENGTH + 1].view(count, LENGTH)


def loss_of(model, tokens, following):
    return F.cross_entropy(model(tokens).flatten(0, 1), following.flatten())


def rate(step, total):
    if step <= WARMUP:
        return PEAK * step / WARMUP
    return 0.5 * PEAK * (1 + math.cos(math.pi * (step - 1 - WARMUP) / max(total - WARMUP, 1)))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--epochs", type=int, default=30)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    chosen = parser.parse_args()
    torch.manual_seed(chosen.seed)
    torch.set_num_threads(chosen.threads)
    tokens, following = windows("shakespeare.txt")
    held_out = windows("shakespeare-held-out.txt")
    model = Gpt()
    optimizer = torch.optim.AdamW(model.parameters(), weight_decay=DECAY)
    step, total = 0, chosen.epochs * math.ceil(len(tokens) / BATCH)
    print(f"{sum(p.numel() for p in model.parameters()):,} weights, seed {chosen.seed}")

    start = time.perf_counter()
    for epoch in range(1, chosen.epochs + 1):
        model.train()
        losses = 0.0
        for chunk in torch.randperm(len(tokens)).split(BATCH):
            step += 1
            for group in optimizer.param_groups:
                group["lr"] = rate(step, total)
            optimizer.zero_grad(set_to_none=True)
            loss = loss_of(model, tokens[chunk], following[chunk])
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), MAX_NORM)
            optimizer.step()
            losses += loss.item() * len(chunk)
        model.eval()
        with torch.inference_mode():
            parts = zip(*(part.split(50) for part in held_out))
            validation = sum(loss_of(model, x, y).item() * len(x) for x, y in parts) / len(held_out[0])
        print(
            f"epoch {epoch}/{chosen.epochs}  loss {losses / len(tokens):.4f}  validation loss {validation:.4f}  "
            f"{time.perf_counter() - start:.1f} s", flush=True)


if __name__ == "__main__":
    main()
