#!/usr/bin/python3.11
"""Trains the networks for images in PyTorch, as their .net files say: the same layers, initial distributions, data,
augmentation, optimizer, schedule and number of steps. Only the random numbers are others.

usage: pytorch.py NETWORK DATA [--epochs E] [--seed S] [--threads T]
"""
import argparse
import gzip
import math
import os
import time

import torch
import torch.nn.functional as F
from torch import nn


class Residual(nn.Module):
    def __init__(self, inputs, channels, stride=1):
        super().__init__()
        self.change = nn.Sequential(
            nn.Conv2d(inputs, channels, 3, stride, 1, bias=False), nn.BatchNorm2d(channels), nn.ReLU(),
            nn.Conv2d(channels, channels, 3, 1, 1, bias=False), nn.BatchNorm2d(channels))
        self.shortcut = nn.Sequential() if inputs == channels and stride == 1 else nn.Sequential(
            nn.Conv2d(inputs, channels, 1, stride, bias=False), nn.BatchNorm2d(channels))

    def forward(self, x):
        return F.relu(self.change(x) + self.shortcut(x))


class SqueezeExcite(nn.Module):
    def __init__(self, channels, reduction):
        super().__init__()
        self.weigh = nn.Sequential(
            nn.Linear(channels, channels // reduction), nn.ReLU(),
            nn.Linear(channels // reduction, channels), nn.Sigmoid())

    def forward(self, x):
        return x * self.weigh(x.mean((2, 3)))[:, :, None, None]


def means():
    return nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten())


def linear():
    return nn.Sequential(nn.Flatten(), nn.Linear(3 * 32 * 32, 10))


def simple_cnn():
    return nn.Sequential(
        nn.Conv2d(3, 32, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(32, 64, 3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(64 * 6 * 6, 10))


def lenet():
    return nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10))


def cnn():
    def halved(inputs, channels):
        return [nn.Conv2d(inputs, channels, 3, padding=1, bias=False), nn.BatchNorm2d(channels), nn.ReLU(), nn.MaxPool2d(2)]

    return nn.Sequential(
        *halved(1, 32), *halved(32, 64), *halved(64, 128), nn.Flatten(), nn.Dropout(0.3), nn.Linear(128 * 3 * 3, 128),
        nn.ReLU(), nn.Dropout(0.3), nn.Linear(128, 10))


def resnet():
    return nn.Sequential(
        nn.Conv2d(1, 16, 3, padding=1, bias=False), nn.BatchNorm2d(16), nn.ReLU(), Residual(16, 16),
        Residual(16, 32, 2), Residual(32, 64, 2), Residual(64, 64), means(), nn.Linear(64, 10))


def separable():
    def block(inputs, channels, stride=1):
        return [
            nn.Conv2d(inputs, inputs, 3, stride, 1, groups=inputs, bias=False),
            nn.Conv2d(inputs, channels, 1, bias=False), nn.BatchNorm2d(channels), nn.ReLU(), SqueezeExcite(channels, 4)]

    return nn.Sequential(
        nn.Conv2d(1, 32, 3, padding=1, bias=False), nn.BatchNorm2d(32), nn.ReLU(), *block(32, 64, 2), *block(64, 128),
        *block(128, 128, 2), means(), nn.Dropout(0.1), nn.Linear(128, 10))


def adam(model):
    return torch.optim.Adam(model.parameters())


def adam_w(model):
    return torch.optim.AdamW(model.parameters(), weight_decay=0.01)


def momentum(model):
    matrices = [p for p in model.parameters() if p.dim() > 1]
    vectors = [p for p in model.parameters() if p.dim() == 1]
    groups = [{"params": matrices, "weight_decay": 5e-4}, {"params": vectors}]
    return torch.optim.SGD(groups, lr=0.1, momentum=0.9, nesterov=True)


# Network, optimizer, peak of the rate, steps of warmup, examples a step, epochs, pixels of padding to crop from, whether
# left and right are exchanged.
RECIPES = {
    "linear": (linear, adam, 1e-3, 0, 64, 10, 0, False),
    "simple-cnn": (simple_cnn, adam, 1e-3, 0, 64, 10, 0, False),
    "lenet": (lenet, adam, 2e-3, 0, 64, 8, 0, False),
    "cnn": (cnn, adam, 2e-3, 0, 64, 10, 0, True),
    "resnet": (resnet, momentum, 0.1, 200, 128, 12, 2, True),
    "separable": (separable, adam_w, 3e-3, 0, 128, 10, 0, True),
}


def content(folder, name):
    path = os.path.join(folder, name)
    with open(path, "rb") if os.path.exists(path) else gzip.open(path + ".gz") as file:
        return torch.frombuffer(bytearray(file.read()), dtype=torch.uint8)


def grey(folder, part):
    images = content(folder, f"{part}-images-idx3-ubyte")[16:].reshape(-1, 1, 28, 28)
    return images / 255.0, content(folder, f"{part}-labels-idx1-ubyte")[8:].long()


def coloured(folder, names):
    rows = torch.cat([content(folder, name).reshape(-1, 3073) for name in names])
    return rows[:, 1:].reshape(-1, 3, 32, 32) / 1.0, rows[:, 0].long()


def examples(folder):
    """Images and labels to learn from, and to test with."""
    if os.path.exists(os.path.join(folder, "test_batch.bin")):
        images, labels = coloured(folder, [f"data_batch_{i}.bin" for i in range(1, 6)])
        test, test_labels = coloured(folder, ["test_batch.bin"])
        mean, deviation = images.mean((0, 2, 3), keepdim=True), images.std((0, 2, 3), keepdim=True)
        return (images - mean) / deviation, labels, (test - mean) / deviation, test_labels
    return (*grey(folder, "train"), *grey(folder, "t10k"))


def augmented(images, padding, flips):
    n, _, height, width = images.shape
    if padding > 0:
        padded = F.pad(images, [padding] * 4)
        rows = torch.randint(2 * padding + 1, (n, 1, 1, 1)) + torch.arange(height)[:, None]
        columns = torch.randint(2 * padding + 1, (n, 1, 1, 1)) + torch.arange(width)
        channels = torch.arange(images.shape[1])[:, None, None]
        images = padded[torch.arange(n)[:, None, None, None], channels, rows, columns]
    if flips:
        images = torch.where(torch.rand(n, 1, 1, 1) < 0.5, images.flip(3), images)
    return images


def rate(step, total, peak, warmup):
    if step <= warmup:
        return peak * step / warmup
    return 0.5 * peak * (1 + math.cos(math.pi * (step - 1 - warmup) / max(total - warmup, 1)))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("network", choices=RECIPES)
    parser.add_argument("data")
    parser.add_argument("--epochs", type=int)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    chosen = parser.parse_args()
    make, optimizer_of, peak, warmup, batch, epochs, padding, flips = RECIPES[chosen.network]
    epochs = chosen.epochs or epochs
    torch.manual_seed(chosen.seed)
    torch.set_num_threads(chosen.threads)
    images, labels, test, test_labels = examples(chosen.data)
    model = make()
    optimizer = optimizer_of(model)
    step, total = 0, epochs * math.ceil(len(images) / batch)
    print(f"{chosen.network}: {sum(p.numel() for p in model.parameters()):,} weights, seed {chosen.seed}")

    start = time.perf_counter()
    for epoch in range(1, epochs + 1):
        model.train()
        losses = 0.0
        for chunk in torch.randperm(len(images)).split(batch):
            step += 1
            for group in optimizer.param_groups:
                group["lr"] = rate(step, total, peak, warmup)
            optimizer.zero_grad(set_to_none=True)
            loss = F.cross_entropy(model(augmented(images[chunk], padding, flips)), labels[chunk])
            loss.backward()
            optimizer.step()
            losses += loss.item() * len(chunk)
        model.eval()
        with torch.inference_mode():
            hits = sum((model(x).argmax(1) == y).sum().item() for x, y in zip(test.split(500), test_labels.split(500)))
        print(f"epoch {epoch}/{epochs}  loss {losses / len(images):.4f}  accuracy {hits / len(test):.4f}", flush=True)
    print(f"Trained in {time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main()
