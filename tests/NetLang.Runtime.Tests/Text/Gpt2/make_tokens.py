#!/usr/bin/env python3
"""Writes the files beside this one, with nothing but Python's own library and after the papers, not after our code:
byte-pair encoding by Sennrich et al. 2016 (Neural Machine Translation of Rare Words with Subword Units), on bytes, with
the pattern and the spelling of bytes, by Radford et al. 2019 (Language Models are Unsupervised Multitask Learners).

vocab.json, merges.txt: a small vocabulary in the form of GPT-2's files, learned of TEXT; its numbers are in GPT-2's order.
expected.json: "encoded", texts with the tokens that vocabulary has for them; "learned", the merges learned of TEXT, all
counted anew before each.
"""
import json
import pathlib
import re
import unicodedata

HERE = pathlib.Path(__file__).parent

# Python's re knows neither \p{L} nor \p{N}; its \s has four control characters more than Unicode's White_Space.
def characters_of(wanted):
    return "".join(re.escape(chr(c)) for c in range(0x110000) if wanted(chr(c)))


LETTERS = characters_of(lambda c: unicodedata.category(c)[0] == "L")
NUMBERS = characters_of(lambda c: unicodedata.category(c)[0] == "N")
SPACES = "\\t-\\r \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000"
PATTERN = re.compile(
    f"'s|'t|'re|'ve|'m|'ll|'d| ?[{LETTERS}]+| ?[{NUMBERS}]+| ?[^{SPACES}{LETTERS}{NUMBERS}]+|[{SPACES}]+(?![^{SPACES}])|[{SPACES}]+"
)


def spelling_of_bytes():
    shown = [*range(ord("!"), ord("~") + 1), *range(ord("¡"), ord("¬") + 1), *range(ord("®"), ord("ÿ") + 1)]
    spelling = {b: chr(b) for b in shown}
    for b in range(256):
        if b not in spelling:
            spelling[b] = chr(256 + len(spelling) - len(shown))
    return spelling


SPELLING = spelling_of_bytes()


def words(text):
    return ["".join(SPELLING[b] for b in word.encode()) for word in PATTERN.findall(text)]


def joined(word, pair):
    """The word with each occurrence of the pair, from the left, made one."""
    result, i = [], 0
    while i < len(word):
        if tuple(word[i : i + 2]) == pair:
            result.append(word[i] + word[i + 1])
            i += 2
        else:
            result.append(word[i])
            i += 1
    return result


def learn(text, count, byte_order):
    """Merges until there are so many tokens; of equal pairs the one whose tokens are the oldest, the first before the second."""
    tokens = list(byte_order)
    number = {token: i for i, token in enumerate(tokens)}
    all_words, merges = [list(word) for word in words(text)], []
    while len(tokens) < count:
        counts = {}
        for word in all_words:
            for pair in zip(word, word[1:]):
                counts[pair] = counts.get(pair, 0) + 1
        counts = {p: n for p, n in counts.items() if n > 1 and p[0] + p[1] not in number}
        if not counts:
            break
        pair = min(counts, key=lambda p: (-counts[p], number[p[0]], number[p[1]]))
        merges.append(pair)
        number[pair[0] + pair[1]] = len(tokens)
        tokens.append(pair[0] + pair[1])
        all_words = [joined(word, pair) for word in all_words]
    return tokens, merges


def encode(text, number, merges):
    rank, result = {pair: i for i, pair in enumerate(merges)}, []
    for word in words(text):
        word = list(word)
        while pairs := [pair for pair in zip(word, word[1:]) if pair in rank]:
            word = joined(word, min(pairs, key=rank.get))
        result += [number[token] for token in word]
    return result


TEXT = (
    "the cat sat on the mat, and the rat that sat there didn't see it.\n\nWe've 12 cats; they'll see 123 rats in 1984!!\n"
    "aaaa aaaaa aaaaaa bababab abababa\n    indented\n    twice    \n\tthen tabs\t\there\n"
    "Grüße über größere Straßen, süße Füße.\n日本語の文字と日本の語。🙂🙂🙂 🙂🙂\n"
) * 2

TEXTS = [
    "",
    "the cat",
    "the cats that sat there, and the others didn't.",
    "'s't're've'm'll'd's 'S 'RE it's IT'S don''t 'tis '", "'r", "we'v", "!'s ?'ll",
    " ", "  ", "   the", "the   ", "\n\n the\r\n\tcat \u00a0 \u3000 sat\u2028\x1c\x1d on",
    "1984 12 ½ ² Ⅷ ٣ 12a3",
    "Grüße, Füße über größere Straßen; u\u0308ber",
    "日本語の文字 🙂🙂🙂 👩‍👩‍👧‍👦 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𝟙𝟚𝟛",
    "aaaaaaaaaaaaaaaaaaa aaa ababababababab",
    "\x00\x01\x7f\x80\xad\xff <|endoftext|>",
    "\ufeffthe \ufffd \u200b the\u200dcat",
]

if __name__ == "__main__":
    # GPT-2 numbers bytes by their spelling: first those that are shown.
    in_order = sorted(SPELLING.values(), key=ord)
    tokens, merges = learn(TEXT, 256 + 150, in_order)
    number = {token: i for i, token in enumerate([*tokens, "<|endoftext|>"])}
    (HERE / "vocab.json").write_text(json.dumps(number))
    (HERE / "merges.txt").write_text("#version: 0.2\n" + "".join(f"{a} {b}\n" for a, b in merges), encoding="utf-8")
    _, learned = learn(TEXT, 256 + 200, [SPELLING[b] for b in range(256)])
    expected = {
        "text": TEXT,
        "learned": [list(pair) for pair in learned],
        "encoded": [{"text": text, "tokens": encode(text, number, merges)} for text in TEXTS],
    }
    (HERE / "expected.json").write_text(json.dumps(expected, indent=1, ensure_ascii=True) + "\n")
