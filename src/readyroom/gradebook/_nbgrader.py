"""The one place that imports nbgrader and nbformat.

``rfc3987_syntax`` comes in through jsonschema's format checks and builds a grammar when it is
imported, which costs more than a second of every process. Only the checks of IRI formats need
it, and no notebook has any: an entry of None makes jsonschema do without.
"""

from __future__ import annotations

import sys

sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]

import nbformat  # noqa: E402
from nbformat import NotebookNode  # noqa: E402
from nbgrader.api import Base, Gradebook  # noqa: E402
from nbgrader.converters import Autograde, GenerateAssignment  # noqa: E402
from nbgrader.converters import autograde as autograde_module  # noqa: E402
from nbgrader.coursedir import CourseDirectory  # noqa: E402
from nbgrader.dbutil import ALEMBIC_DIR  # noqa: E402
from nbgrader.preprocessors import (  # noqa: E402
    NbGraderPreprocessor,
    latesubmissions,
    overwritecells,
    overwritekernelspec,
    saveautogrades,
)

MODULES_WITH_A_GRADEBOOK = (
    autograde_module,
    latesubmissions,
    overwritecells,
    overwritekernelspec,
    saveautogrades,
)
"""The modules that open a gradebook of their own while a submission is graded."""

__all__ = [
    "ALEMBIC_DIR",
    "MODULES_WITH_A_GRADEBOOK",
    "Autograde",
    "Base",
    "CourseDirectory",
    "GenerateAssignment",
    "Gradebook",
    "NbGraderPreprocessor",
    "NotebookNode",
    "nbformat",
]
