"""Writes the data of this folder and of ../series from their sources (see SOURCE.md), to which paths are given:

    python3 make_data.py shakespeare input.txt
    python3 make_data.py names female/data/names.txt male/data/names.txt
    python3 make_data.py dates
    python3 make_data.py co2 co2.csv
"""

import datetime
import os
import random
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def write(path, text):
    with open(os.path.join(HERE, path), "w", encoding="utf-8", newline="\n") as file:
        file.write(text)


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def shakespeare(source):
    """The first 620,000 characters, of which the part behind the last speech that ends before 560,000 is held out."""
    text = read(source)[:620_000]
    cut = text.rindex("\n\n", 0, 560_000) + 2
    write("shakespeare.txt", text[:cut])
    write("shakespeare-held-out.txt", text[cut:])


def names(female, male):
    """Names of ASCII letters that are in one of the lists alone, in lower case."""
    lists = [{n.lower() for n in read(path).split("\n") if n.isalpha() and n.isascii()} for path in (female, male)]
    rows = [(n, label) for own, other, label in ((0, 1, "female"), (1, 0, "male")) for n in lists[own] - lists[other]]
    write("names.csv", "name,gender\n" + "".join(f"{name},{label}\n" for name, label in sorted(rows)))


def dates():
    """Days of 1900 to 2099 as people write them, and as ISO 8601 does."""
    rng = random.Random(1)
    first = datetime.date(1900, 1, 1).toordinal()
    days = datetime.date(2099, 12, 31).toordinal() - first + 1
    months = [datetime.date(2000, m, 1).strftime("%B").lower() for m in range(1, 13)]
    forms = [
        lambda d: f"{months[d.month - 1]} {d.day} {d.year}",
        lambda d: f"{d.day} {months[d.month - 1]} {d.year}",
        lambda d: f"{months[d.month - 1][:3]} {d.day} {d.year}",
        lambda d: f"{d.day} {months[d.month - 1][:3]} {d.year}",
        lambda d: f"{d.month}/{d.day}/{d.year}",
        lambda d: f"{d.day:02}.{d.month:02}.{d.year}",
        lambda d: f"{d.year} {months[d.month - 1]} {d.day}",
    ]
    chosen = rng.sample(range(days), 5_000)
    rows = [(rng.choice(forms)(day), day.isoformat()) for day in map(datetime.date.fromordinal, (first + c for c in chosen))]
    write("dates.csv", "written,iso\n" + "".join(f"{written},{iso}\n" for written, iso in rows))


def co2(source):
    """Means of the weeks of each month; a month without any lies between its neighbours."""
    months = {}
    for line in read(source).split("\n")[1:]:
        date, _, value = line.partition(",")
        if value:
            months.setdefault((int(date[:4]), int(date[4:6])), []).append(float(value))
    (year, month), last = min(months), max(months)
    means = []
    while (year, month) <= last:
        weeks = months.get((year, month))
        means.append(sum(weeks) / len(weeks) if weeks else None)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    for i, mean in enumerate(means):
        if mean is None:
            behind = next(j for j in range(i, len(means)) if means[j] is not None)
            means[i] = means[i - 1] + (means[behind] - means[i - 1]) / (behind - i + 1)
    write("../series/co2.csv", "co2\n" + "".join(f"{mean:.2f}\n" for mean in means))


{"shakespeare": shakespeare, "names": names, "dates": dates, "co2": co2}[sys.argv[1]](*sys.argv[2:])
