"""Runs the benchmarks that are named, or all of them: ``python -m benchmarks grading``."""

from __future__ import annotations

import importlib
import os
import sys
import time
from datetime import date

NAMES = ("loading", "recording", "grading", "papers", "visit")


def main() -> None:
    """Prints what each benchmark measures."""
    chosen = sys.argv[1:] or NAMES
    if unknown := [name for name in chosen if name not in NAMES]:
        sys.exit(f"There is no benchmark {', '.join(unknown)}. Benchmarks: {', '.join(NAMES)}.")
    print(f"{date.today()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    for name in chosen:
        begun = time.perf_counter()
        benchmark = importlib.import_module(f"benchmarks.{name}")
        print(f"\n{name}: {benchmark.__doc__.strip()}\n", flush=True)
        benchmark.run()
        print(f"\n  ({time.perf_counter() - begun:.0f} s)", flush=True)


main()
