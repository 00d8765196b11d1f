"""What every value of the content is built on: frozen models, ids, citations.

A clause is cited in any feedback or story text by its id in square brackets: ``[IMG-7]``.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

CITATION = re.compile(r"\[([A-Z]{3}-[A-Z]?\d+)\]")

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=32)]
ClauseId = Annotated[str, Field(pattern=r"^[A-Z]{3}-[A-Z]?\d+$")]
Words = Annotated[str, Field(min_length=1)]


def citations(*texts: str) -> tuple[str, ...]:
    """The clause ids cited in the texts, each once, in the order in which they first stand."""
    return tuple(dict.fromkeys(found for text in texts for found in CITATION.findall(text)))


def _key(field: str) -> str:
    """How a field is written in a file: ``must-pass`` for ``must_pass``."""
    return field.rstrip("_").replace("_", "-")


class Frozen(BaseModel):
    """A value: immutable, with no fields but those declared."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        str_strip_whitespace=True,
        alias_generator=_key,
        populate_by_name=True,
    )

    def digest(self) -> str:
        """SHA-256 of the value's canonical JSON, in hex: changes when any word of it changes.

        What is empty is left out, so that a field that a later release adds changes no digest
        of what was written before it.
        """
        return digest_of(without_empty(self.model_dump(mode="json")))


def digest_of(said: object) -> str:
    """SHA-256 of the canonical JSON of plain data, in hex."""
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def opaque(*words: str) -> str:
    """An id made from words that does not tell them: for what a page may name and not say."""
    return "s" + hashlib.sha256("\0".join(words).encode()).hexdigest()[:7]


def without_empty(value: object) -> object:
    """The value without fields that say nothing; items of lists stay in their places."""
    if isinstance(value, dict):
        known = {key: without_empty(item) for key, item in value.items()}
        return {key: item for key, item in known.items() if not _says_nothing(item)}
    if isinstance(value, list):
        return [without_empty(item) for item in value]
    return value


def _says_nothing(value: object) -> bool:
    return value is None or value is False or (isinstance(value, str | list | dict) and not value)
