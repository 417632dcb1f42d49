#!/usr/bin/env python3
"""Writes functions.csv: arguments and exact values of the functions of vectors. Needs mpmath.

A line is function, type, argument, second argument, value, rest: floats as C99 hexadecimal, the exact value being
value + rest to more than 100 bits.
"""
import random
import struct

import mpmath

mpmath.mp.prec = 400
random.seed(7)


def rounded(x, single):
    return struct.unpack("f", struct.pack("f", x))[0] if single else float(x)


def spread(low, high):
    """Signed numbers with all exponents from low to high equally likely."""
    return lambda: random.choice([-1, 1]) * 2.0 ** random.uniform(low, high)


def positive(draw):
    return lambda: abs(draw())


def around(center, width):
    return lambda: center + random.uniform(-width, width)


def sigmoid(x):
    return 1 / (1 + mpmath.exp(-x))


# Function, its value, and draws of arguments for f32 and for f64.
FUNCTIONS = [
    ("exp", mpmath.exp, [around(0, 1), around(0, 87), around(-96, 7)], [around(0, 1), around(0, 708), around(-727, 17)]),
    ("expm1", mpmath.expm1, [spread(-30, 0), around(0, 3), around(0, 87)], [spread(-60, 0), around(0, 3), around(0, 708)]),
    ("log", mpmath.log, [around(1, 0.3), positive(spread(-149, 127))], [around(1, 0.3), positive(spread(-1074, 1023))]),
    ("log1p", mpmath.log1p, [spread(-30, -0.1), positive(spread(0, 127))], [spread(-60, -0.1), positive(spread(0, 1023))]),
    ("tanh", mpmath.tanh, [spread(-30, 0), around(0, 10)], [spread(-60, 0), around(0, 22)]),
    ("sigmoid", sigmoid, [around(0, 4), around(0, 100)], [around(0, 4), around(0, 740)]),
    ("erf", mpmath.erf, [spread(-30, 0), around(0, 4.2)], [spread(-60, 0), around(0, 6.2)]),
    ("sin", mpmath.sin, [spread(-30, 0), around(0, 10), spread(3, 30)], [spread(-60, 0), around(0, 10), spread(3, 60)]),
    ("cos", mpmath.cos, [spread(-30, 0), around(0, 10), spread(3, 30)], [spread(-60, 0), around(0, 10), spread(3, 60)]),
]


def line(name, single, x, y, exact):
    value = rounded(exact, single)
    rest = float(exact - mpmath.mpf(value))
    second = "" if y is None else y.hex()
    return f"{name},{'f32' if single else 'f64'},{x.hex()},{second},{value.hex()},{rest.hex()}\n"


def near_zeros(single):
    """Multiples of a quarter turn, as near as floats come to them: where a reduction shows its errors."""
    return [rounded(mpmath.pi / 2 * q, single) for q in [1, 2, 3, 4, 5, 11, 22, 44, 355, 1000, 3999, 5000]]


with open("functions.csv", "w", encoding="ascii", newline="\n") as file:
    for name, function, *draws in FUNCTIONS:
        for single, kinds in zip((True, False), draws):
            arguments = [rounded(draw(), single) for draw in kinds for _ in range(60)]
            if name in ("sin", "cos"):
                arguments += near_zeros(single)
            for x in arguments:
                file.write(line(name, single, x, None, function(mpmath.mpf(x))))
    for single, limit in ((True, 126), (False, 1020)):
        for index in range(200):
            x = rounded(2.0 ** random.uniform(-limit, limit) if index % 2 else random.uniform(0.5, 2), single)
            most = limit / abs(mpmath.log(x, 2))
            y = rounded(float(most) * random.uniform(-1, 1), single)
            file.write(line("pow", single, x, y, mpmath.power(mpmath.mpf(x), mpmath.mpf(y))))
