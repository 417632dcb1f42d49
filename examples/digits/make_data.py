#!/usr/bin/env python3
"""Writes digits.csv from scikit-learn's copy of the UCI digits (Debian: python3-sklearn)."""

import csv
import pathlib

from sklearn.datasets import load_digits

digits = load_digits()
with open(pathlib.Path(__file__).with_name("digits.csv"), "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([f"p{row}{column}" for row in range(8) for column in range(8)] + ["label"])
    for pixels, label in zip(digits.data.astype(int), digits.target):
        writer.writerow([*pixels, label])
