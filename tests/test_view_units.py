"""The page client's parts, each in Node without a browser; what Node says is shown."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

JS = Path(__file__).parent / "js"
NODE = Path(sys.executable).parent / "node"
FILES = sorted(JS.glob("*.test.mjs"))


def test_there_are_units_to_test() -> None:
    assert {file.name.split(".")[0] for file in FILES} >= {"answers", "drafts", "kernel", "models"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_the_units_of_the_page_client_hold(file: Path) -> None:
    done = subprocess.run(
        [NODE, "--test", "--test-reporter=spec", file],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    counts = {name: int(n) for name, n in re.findall(r"^ℹ (\w+) (\d+)$", done.stdout, re.M)}
    assert counts["tests"] == counts["pass"] > 1
