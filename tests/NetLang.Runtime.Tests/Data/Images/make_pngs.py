"""Writes Pngs.txt: images as Pillow writes them, and what Pillow reads of them. A line has a name, the PNG file, its pixels
as RGBA, and as grey (each in base64)."""

import base64
import io
import pathlib
import random

from PIL import Image

random.seed(1)
WIDTH, HEIGHT = 13, 7
PIXELS = [
    (x * 19 + random.randrange(9), y * 36, (x * y * 5 + random.randrange(30)) % 256, 255 - 18 * x)
    for y in range(HEIGHT)
    for x in range(WIDTH)
]
RGBA = Image.new("RGBA", (WIDTH, HEIGHT))
RGBA.putdata(PIXELS)


def palette(colours):
    return RGBA.convert("RGB").quantize(colours)


IMAGES = {
    "grey1": (RGBA.convert("1"), {}),
    "grey8": (RGBA.convert("L"), {}),
    "greyAlpha8": (RGBA.convert("LA"), {}),
    "rgb8": (RGBA.convert("RGB"), {}),
    "rgba8": (RGBA, {}),
    "rgba8stored": (RGBA, {"compress_level": 0}),
    "palette1": (palette(2), {"bits": 1}),
    "palette2": (palette(4), {"bits": 2}),
    "palette4": (palette(16), {"bits": 4}),
    "palette8": (palette(64), {"bits": 8}),
    "palette4transparent": (palette(16), {"bits": 4, "transparency": bytes([0, 128, 255])}),
}


def line(name, image, options):
    file = io.BytesIO()
    image.save(file, "PNG", **options)
    read = Image.open(io.BytesIO(file.getvalue()))
    parts = (file.getvalue(), read.convert("RGBA").tobytes(), read.convert("RGB").convert("L").tobytes())
    return " ".join([name, *(base64.b64encode(part).decode() for part in parts)])


path = pathlib.Path(__file__).with_name("Pngs.txt")
path.write_text("".join(line(name, *value) + "\n" for name, value in IMAGES.items()))
