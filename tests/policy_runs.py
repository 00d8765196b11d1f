"""Finds words that were copied from the trust's policy, without holding the policy.

``policy_runs.bin`` beside this file holds a hash of every run of eight words of the policy, which
itself is no part of the repository. To make it again from the policy's text, after a new version::

    .venv/bin/python -m tests.policy_runs path/to/policy.txt
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from readyroom.content.cited import without_citations

LENGTH: Final = 8
"""Words in a run: fewer may well be the same by chance."""
BYTES: Final = 6
"""Of each SHA-256: enough that no other run is taken for one of these."""
FILE: Final = Path(__file__).with_suffix(".bin")

_WORD: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_BULLET: Final = re.compile(r"^\s*e\s+", re.MULTILINE)
"""What a scan makes of a bullet."""


def words(text: str) -> list[str]:
    """The words of a text, without citations, capitals and signs."""
    return _WORD.findall(without_citations(text).replace("’", "'").lower())


def runs(text: str) -> Iterator[str]:
    """Every run of eight words."""
    found = words(text)
    for at in range(len(found) - LENGTH + 1):
        yield " ".join(found[at : at + LENGTH])


def hashed(run: str) -> bytes:
    """The first bytes of a run's SHA-256."""
    return hashlib.sha256(run.encode()).digest()[:BYTES]


def hashes(text: str) -> frozenset[bytes]:
    """The hashes of every run of a policy, as they are stored."""
    return frozenset(map(hashed, runs(_BULLET.sub("", text))))


def stored() -> frozenset[bytes]:
    """The hashes of the policy that this course is about."""
    raw = FILE.read_bytes()
    return frozenset(raw[at : at + BYTES] for at in range(0, len(raw), BYTES))


def copied(text: str, known: frozenset[bytes]) -> list[str]:
    """The runs of a text that stand in the policy, too."""
    return [run for run in runs(text) if hashed(run) in known]


if __name__ == "__main__":
    FILE.write_bytes(b"".join(sorted(hashes(Path(sys.argv[1]).read_text(encoding="utf-8")))))
