"""Runs one of nbgrader's converters and says in one sentence what went wrong."""

from __future__ import annotations

import logging
import warnings
from typing import Any, Final

from readyroom.errors import GradeError

_LAST_WORDS: Final = 200


class _Kept(logging.Handler):
    """Keeps what the converter reports as errors."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def convert(converter: Any) -> None:
    """Runs the converter, over what it made before; GradeError when it fails.

    What it says meanwhile goes nowhere: it names people, and it warns about every cell whose
    hidden test was hidden.
    """
    converter.force = True
    kept = _Kept()
    spreads = converter.log.propagate
    converter.log.propagate = False
    converter.log.addHandler(kept)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of nbformat and SQLAlchemy about nbgrader's code
            converter.start()
    except Exception as error:
        raise GradeError(f"nbgrader: {_cause(kept.messages) or error}") from error
    finally:
        converter.log.removeHandler(kept)
        converter.log.propagate = spreads


def _cause(messages: list[str]) -> str:
    """The last line of the first traceback that nbgrader logged."""
    for message in messages:
        if "Traceback (most recent call last)" in message:
            return message.strip().splitlines()[-1][:_LAST_WORDS]
    return ""
