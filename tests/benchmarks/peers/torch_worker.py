#!/usr/bin/python3.11
"""PyTorch on the processor. Options: mode=train|predict batch= threads= blas= channels_last=0|1 inputs=FILE and those
of torch_network.py; to train optimizer= (of dense layers) rate= check_rate= foreach=0|1 labels=FILE; to predict
form=eager|frozen|optimized."""
import ctypes

from worker import options, resident, serve, timing

import torch
import torch.nn.functional as F

from torch_network import examples, made, read, shape

OPTIMIZERS = {
    "sgd": (torch.optim.SGD, {"lr": 1}),
    "momentum": (torch.optim.SGD, {"lr": 1, "momentum": 0.9}),
    "adam": (torch.optim.Adam, {}),
    "adamW": (torch.optim.AdamW, {}),
    "rmsprop": (torch.optim.RMSprop, {}),
}

chosen = options()
batch = int(chosen["batch"])
torch.set_num_threads(int(chosen["threads"]))
if int(chosen["blas"]) > 0:  # torch.set_num_threads does not reach OpenBLAS with threads of its own
    ctypes.CDLL("libopenblas.so.0").openblas_set_num_threads(int(chosen["blas"]))
inputs = read(chosen["inputs"], torch.float32, (-1, *shape(chosen)))
layout = torch.channels_last if chosen.get("channels_last") == "1" else torch.contiguous_format
inputs = inputs.contiguous(memory_format=layout)


def trainer(model, rate):
    """A function that makes one training step, and gives its loss."""
    if "example" in chosen:
        optimizer = examples.RECIPES[chosen["example"]][1](model)
    else:
        kind, settings = OPTIMIZERS[chosen["optimizer"]]
        optimizer = kind(model.parameters(), **settings)
    for group in optimizer.param_groups:
        group.update(lr=rate, foreach=chosen["foreach"] == "1")
    model.train()

    def step(x, label):
        optimizer.zero_grad(set_to_none=True)
        scores = model(x)
        loss = F.cross_entropy(scores.reshape(-1, scores.shape[-1]), label.reshape(-1))
        loss.backward()
        optimizer.step()
        return loss

    return step


def train():
    labels = read(chosen["labels"], torch.int32, (len(inputs), -1)).long()
    before = resident()
    model = made(chosen).to(memory_format=layout)
    start = {name: value.clone() for name, value in model.state_dict().items()}

    def measure(seconds):
        model.load_state_dict(start)
        step = trainer(model, float(chosen["rate"]))
        x, label = inputs[:batch], labels[:batch]
        return timing(lambda: step(x, label), seconds)

    def losses():
        checked = made(chosen).to(memory_format=layout)
        for module in checked.modules():
            if isinstance(module, torch.nn.Dropout):
                module.p = 0.0
        step = trainer(checked, float(chosen["check_rate"]))
        return [step(x, label).item() for x, label in zip(inputs.split(batch), labels.split(batch))]

    serve(measure, losses, before=before, version=torch.__version__)


def predict():
    before = resident()
    model = made(chosen).to(memory_format=layout).eval()
    x = inputs[:batch]
    if chosen["form"] != "eager":
        with torch.no_grad():
            model = torch.jit.freeze(torch.jit.trace(model, x))
            if chosen["form"] == "optimized":
                model = torch.jit.optimize_for_inference(model)

    def call():
        with torch.inference_mode():
            return model(x)

    call()
    serve(
        lambda seconds: timing(call, seconds), lambda: call().flatten().tolist(),
        before=before, version=torch.__version__)


train() if chosen["mode"] == "train" else predict()
