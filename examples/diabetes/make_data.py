#!/usr/bin/env python3
"""Writes diabetes.csv from scikit-learn's copy of the diabetes data (Debian: python3-sklearn), in original units."""

import csv
import pathlib

from sklearn.datasets import load_diabetes

diabetes = load_diabetes(scaled=False)
with open(pathlib.Path(__file__).with_name("diabetes.csv"), "w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([*diabetes.feature_names, "progression"])
    for measurements, progression in zip(diabetes.data, diabetes.target):
        writer.writerow([f"{value:g}" for value in measurements] + [f"{progression:g}"])
