"""What the benchmarks have in common: a clock, a folder on a real disk, a table of medians."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent


def seconds(work: Callable[[], object]) -> float:
    """How long the work takes, by the clock on the wall."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


@contextmanager
def scratch() -> Iterator[Path]:
    """An empty folder on a disk: the usual place for such folders may lie in memory."""
    with tempfile.TemporaryDirectory(dir="/var/tmp", prefix="bench-") as name:
        yield Path(name)


def show(unit: str, measured: Mapping[str, Sequence[float]], *, digits: int = 1) -> None:
    """Prints the median of each row, and how many times the first row's it is."""
    first = median(next(iter(measured.values())))
    width = max(map(len, measured))
    for name, values in measured.items():
        middle = median(values)
        ratio = f"× {middle / first:.2f}" if first else ""
        print(f"  {name:<{width}}  {middle:>9.{digits}f} {unit:<4} {ratio:>9}  n = {len(values)}")
