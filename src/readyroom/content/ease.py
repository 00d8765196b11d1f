"""How easy a text is to read: the Flesch reading ease.

Source: R. Flesch, "A new readability yardstick", Journal of Applied Psychology 32 (1948),
221-233. 60 to 70 is what he calls standard, plain English; 90 is read by eleven-year-olds.

Syllables are counted by the letters, since no dictionary that is alive ships with its words:
groups of vowels, less those that are silent. Over a few hundred words its mistakes even out.
"""

from __future__ import annotations

import re
from typing import Final

from readyroom.content.cited import without_citations

_WORD: Final = re.compile(r"[a-zà-ÿ]+(?:['’][a-zà-ÿ]+)?", re.IGNORECASE)
_SENTENCE_ENDS: Final = re.compile(r"[.!?:…]+(?=[\s\"'”’*_)]|$)|\n\s*\n|\n\s*[-|>*]\s")
_SHOWN: Final = re.compile(r"^\s*>\s*\[\w+\].*$", re.MULTILINE)
"""The line that says who wrote a post, and when: a heading rather than a sentence."""
_VOWELS: Final = re.compile(r"[aeiouyà-ÿ]+")
_SPLIT: Final = re.compile(
    r"(?<![gqtcs])ia|(?<![gq])ua|eo(?=$|s$)|ea(?=$|s$|t[eio])|[aeou]i(?=ng)|yi(?=ng)|(?<=[dn])yo|[^tcs]ie(?=t|nc|nt)|(?<=sc)ie|"
    r"eu(?=m)|(?<![tcsg])io(?=n|l|$|s$|u?s)|eo(?=[lgr])"
)
"""Vowels that stand together and are spoken apart, as in ``area``, ``being`` and ``quiet``."""
_SILENT: Final = re.compile(
    r"(?<=[^aeiouy])e$|(?<=[^aeiouytd])ed$|(?<=[^aeiouyscxzgh])es$|"
    r"(?<=[^aeiouy])e(?=(?:ly|ful|less|ness|ment|thing|one|times?|body|how|work|fore|line|ry|guard\w*)$)|"
    r"(?<=ag)ue$|(?<=bus)i(?=ness)"
)
"""An e that is written and not spoken, also at the end of a compound's first part."""


def reading_ease(text: str) -> float:
    """The Flesch reading ease of a text in Markdown, citations and markup left out.

    About 0 (very difficult) to 100 (very easy); 100.0 for a text without words.
    """
    plain = without_citations(_SHOWN.sub("", text))
    words = _WORD.findall(plain)
    if not words:
        return 100.0
    pieces = _SENTENCE_ENDS.split(plain)
    sentences = sum(1 for piece in pieces if _WORD.search(piece))
    spoken = sum(syllables(word) for word in words)
    return 206.835 - 1.015 * len(words) / sentences - 84.6 * spoken / len(words)


def syllables(word: str) -> int:
    """How many syllables an English word has, by its letters; at least one."""
    letters = word.lower().replace("’", "'").removesuffix("'s").replace("'", "")
    bare = _SILENT.sub("", letters)
    if letters.endswith("le") and len(letters) > 2 and letters[-3] not in "aeiouy":
        bare = letters
    count = len(_VOWELS.findall(bare))
    count += len(_SPLIT.findall(bare))
    return max(count, 1)
