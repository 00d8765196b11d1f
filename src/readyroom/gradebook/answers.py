"""The answer cell: a person's responses as data inside a notebook.

Its source is an import and one literal. It is written here, and read back with ``ast``; nothing
that a person typed is ever run as code.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Mapping
from typing import Any, Final

from readyroom.errors import GradeError

LONGEST: Final = 1_000_000
"""Characters that an answer cell may hold."""


def answer_source(responses: Mapping[str, object]) -> str:
    """The source of an answer cell: plain ASCII, whatever the responses hold."""
    text = json.dumps(dict(responses), sort_keys=True, ensure_ascii=True, allow_nan=False)
    return f"import json\nRESPONSES = json.loads({text!r})"


def parse_answer(source: str) -> dict[str, Any]:
    """The responses in an answer cell.

    GradeError for any source that is not ``RESPONSES = {}`` or
    ``RESPONSES = json.loads('…')``, each with or without ``import json`` before it.
    """
    if len(source) > LONGEST:
        raise GradeError(f"The answer cell is longer than {LONGEST:,} characters.")
    try:
        body = ast.parse(source).body
        if body and _is_import_json(body[0]):
            body = body[1:]
        responses = _assigned(body)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise GradeError(_REFUSED) from None
    return responses


_REFUSED: Final = (
    "The answer cell does not hold a record of responses and nothing else. "
    "Grade the submission again from the log."
)


def _is_import_json(node: ast.stmt) -> bool:
    return (
        isinstance(node, ast.Import)
        and len(node.names) == 1
        and (node.names[0].name, node.names[0].asname) == ("json", None)
    )


def _assigned(body: list[ast.stmt]) -> dict[str, Any]:
    match body:
        case [ast.Assign(targets=[ast.Name(id="RESPONSES")], value=ast.Dict(keys=[]))]:
            return {}
        case [
            ast.Assign(
                targets=[ast.Name(id="RESPONSES")],
                value=ast.Call(
                    func=ast.Attribute(value=ast.Name(id="json"), attr="loads"),
                    args=[ast.Constant(value=str(text))],
                    keywords=[],
                ),
            )
        ]:
            responses = json.loads(text)
            if isinstance(responses, dict):
                return responses
    raise ValueError("not a record of responses")
