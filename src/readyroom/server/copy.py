"""The copy of the content that is served: what is marked, shown and exported is one version.

Authors go on editing their files while the course is served. The copy is taken when it starts,
so that an edit, half-made or whole, reaches nobody before the next start.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from readyroom.records.paths import Data

FOLDERS: Final = ("course", "quizzes", "scenarios")
_LEFT_OUT: Final = shutil.ignore_patterns(".*", "__pycache__")


def take_copy(content: Path, data: Data) -> Path:
    """Puts a copy of the content into the data folder, in place of the one before."""
    if content == data.content:
        return data.content
    fresh, old = data.root / "content.new", data.root / "content.old"
    for rest in (fresh, old):
        shutil.rmtree(rest, ignore_errors=True)
    fresh.mkdir()
    for folder in FOLDERS:
        if (content / folder).is_dir():
            shutil.copytree(content / folder, fresh / folder, ignore=_LEFT_OUT)
    if data.content.exists():
        data.content.rename(old)
    fresh.rename(data.content)
    shutil.rmtree(old, ignore_errors=True)
    return data.content
