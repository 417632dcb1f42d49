"""Writes numbers.csv: numbers below 10,000 in English and in French words, as the spelling before 1990 has them."""

import os
import random

ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
UNITS = "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf".split()
DIZAINES = "_ _ vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt".split()


def english(n):
    if n >= 1000:
        return english(n // 1000) + " thousand" + (" " + english(n % 1000) if n % 1000 else "")
    if n >= 100:
        return ONES[n // 100] + " hundred" + (" " + english(n % 100) if n % 100 else "")
    if n < 20:
        return ONES[n]
    return TENS[n // 10] + ("-" + ONES[n % 10] if n % 10 else "")


def french(n, ends=True):
    """`ends`: no "mille" follows, before which "cent" and "vingt" have no plural."""
    if n >= 1000:
        return ("" if n < 2000 else french(n // 1000, False) + " ") + "mille" + (" " + french(n % 1000) if n % 1000 else "")
    if n >= 100:
        hundreds = ("" if n < 200 else UNITS[n // 100] + " ") + "cent"
        if n % 100:
            return hundreds + " " + french(n % 100)
        return hundreds + ("s" if n >= 200 and ends else "")
    if n < 20:
        return UNITS[n]
    tens, ones = n // 10, n % 10 + (10 if n // 10 in (7, 9) else 0)
    if ones == 0:
        return DIZAINES[tens] + ("s" if tens == 8 and ends else "")
    return DIZAINES[tens] + (" et " if ones in (1, 11) and tens < 8 else "-") + UNITS[ones]


def main():
    chosen = random.Random(1).sample(range(10_000), 3_000)
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "numbers.csv")
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write("english,french\n" + "".join(f"{english(n)},{french(n)}\n" for n in chosen))


main()
