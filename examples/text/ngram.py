"""Bits per character of interpolated n-gram models: what a network has to beat.

    python3 examples/text/ngram.py train.txt held-out.txt [n]

Kneser-Ney: an absolute discount for each order, n1 / (n1 + 2 n2) of its counts, and counts of different contexts in all
orders but the highest (Chen and Goodman 1998, An empirical study of smoothing techniques). Witten-Bell: the weight of the
lower order is the share of new characters among all that followed the context.
"""

import math
import sys
from collections import Counter, defaultdict


def grams(text, n):
    return (text[i:i + n] for i in range(len(text) - n + 1))


def followers(counts):
    """context -> (sum of counts, number of different characters)"""
    result = defaultdict(lambda: [0, 0])
    for gram, count in counts.items():
        entry = result[gram[:-1]]
        entry[0] += count
        entry[1] += 1
    return result


def interpolated(counts, estimate):
    """The probability of a character behind others: from the lowest order on, each gives its own from that of the one below."""
    contexts = [None] + [followers(c) for c in counts[1:]]

    def probability(context, character):
        p = 1 / len(counts[1])
        for n in range(1, len(counts)):
            c = context[len(context) - n + 1:] if n > 1 else ""
            if c in contexts[n]:
                total, different = contexts[n][c]
                p = estimate(n, counts[n].get(c + character, 0), total, different, p)
        return p

    return probability


def kneser_ney(text, order):
    counts = [None] * (order + 1)
    counts[order] = Counter(grams(text, order))
    for n in range(order - 1, 0, -1):
        counts[n] = Counter(gram[1:] for gram in counts[n + 1])
    discounts = [0.0] * (order + 1)
    for n in range(1, order + 1):
        ones = sum(1 for c in counts[n].values() if c == 1)
        twos = sum(1 for c in counts[n].values() if c == 2)
        discounts[n] = ones / (ones + 2 * twos) if ones and twos else 0.5
    return interpolated(counts, lambda n, count, total, different, p:
                        (max(count - discounts[n], 0) + discounts[n] * different * p) / total)


def witten_bell(text, order):
    counts = [None] + [Counter(grams(text, n)) for n in range(1, order + 1)]
    return interpolated(counts, lambda _, count, total, different, p: (count + different * p) / (total + different))


def bits(probability, text, order):
    total = sum(-math.log2(probability(text[max(0, i - order + 1):i], text[i])) for i in range(len(text)))
    return total / len(text)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        train = file.read()
    with open(sys.argv[2], encoding="utf-8") as file:
        held_out = file.read()
    orders = [int(sys.argv[3])] if len(sys.argv) > 3 else [4]
    for order in orders:
        print(f"{order}-gram, Kneser-Ney:  {bits(kneser_ney(train, order), held_out, order):.4f} bits per character")
        print(f"{order}-gram, Witten-Bell: {bits(witten_bell(train, order), held_out, order):.4f} bits per character")


main()
