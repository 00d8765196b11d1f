"""Runs a coroutine beside a browser: Playwright has a loop running in the tests' own thread."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


def awaited(coroutine: Coroutine[object, object, T]) -> T:
    """What a coroutine gives, run to its end in a loop and a thread of its own."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()
