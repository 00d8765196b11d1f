"""Strips from notebooks what they must not hold: ``python -m tests.tidy_notebooks FOLDER…``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def tidy(notebook: dict[str, Any]) -> dict[str, Any]:
    """The notebook without outputs, counts and all metadata but the kernel's name."""
    cells = [
        {**cell, "metadata": {}}
        | ({"outputs": [], "execution_count": None} if cell["cell_type"] == "code" else {})
        for cell in notebook["cells"]
    ]
    return {**notebook, "cells": cells, "metadata": {"kernelspec": KERNEL}}


def dump(notebook: dict[str, Any]) -> str:
    """The notebook as it is stored."""
    return json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def main(folders: list[str]) -> None:
    """Mends every notebook below the folders."""
    for folder in folders:
        for path in sorted(Path(folder).rglob("*.ipynb")):
            if ".ipynb_checkpoints" in path.parts:
                continue
            before = path.read_text(encoding="utf-8")
            after = dump(tidy(json.loads(before)))
            if after != before:
                path.write_text(after, encoding="utf-8")
                print(f"tidied {path}")


if __name__ == "__main__":
    main(sys.argv[1:])
