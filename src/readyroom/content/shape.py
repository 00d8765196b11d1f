"""Turns what a YAML text says into a value, and each misfit into a fault with its line."""

from __future__ import annotations

import json
import types
from collections.abc import Iterator
from typing import Final, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from readyroom.content.source import Faults, listed, nearest
from readyroom.content.yaml import Document, Path, Value

LONGEST_SHOWN: Final = 80

M = TypeVar("M", bound=BaseModel)


def shaped(model: type[M], document: Document, faults: Faults, **given: str) -> M | None:
    """The document as a value of the model; None, with faults, when it does not fit.

    ``given`` are fields that the document may not hold because its place decides them.
    """
    data = document.data
    if not isinstance(data, dict):
        faults.add(document.line(()), "a list of keys was expected here, such as: title: …")
        return None
    before = len(faults.found)
    known = _known((model,), data, (), document, faults, frozenset(given))
    try:
        value = model.model_validate_json(json.dumps({**known, **given}), strict=True)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            path = tuple(detail["loc"])
            if path not in document.empty and not _follows(detail):
                faults.add(document.line(path), _sentence(detail, path))
        return None
    return value if len(faults.found) == before and not document.empty else None


def _known(
    models: tuple[type[BaseModel], ...],
    value: dict[str, Value],
    path: Path,
    document: Document,
    faults: Faults,
    given: frozenset[str] = frozenset(),
) -> dict[str, Value]:
    """The mapping without the keys that no model has; each of them is a fault."""
    fields = {key: kind for model in models for key, kind in _keys(model) if key not in given}
    known: dict[str, Value] = {}
    for key, item in value.items():
        here = (*path, key)
        if key in fields:
            known[key] = _within(tuple(_models(fields[key])), item, here, document, faults)
        else:
            faults.add(
                document.line(here),
                f'"{key}" is no key here.{nearest(key, fields)} Keys: {listed(sorted(fields))}.',
            )
    return known


def _within(
    models: tuple[type[BaseModel], ...],
    value: Value,
    path: Path,
    document: Document,
    faults: Faults,
) -> Value:
    """A value, or each item of a list, without unknown keys; as it is when no model rules it."""
    if isinstance(value, list):
        return [
            _within(models, item, (*path, index), document, faults)
            for index, item in enumerate(value)
        ]
    if isinstance(value, dict) and models:
        return _known(models, value, path, document, faults)
    return value


def _keys(model: type[BaseModel]) -> Iterator[tuple[str, object]]:
    for name, field in model.model_fields.items():
        yield field.alias or name, field.annotation


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    """The models that a value so annotated may be of, or be a list of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) in (tuple, list, Union, types.UnionType) or hasattr(
        annotation, "__metadata__"
    ):
        for argument in get_args(annotation):
            yield from _models(argument)


def _follows(detail: ErrorDetails) -> bool:
    """Whether a list was found too short because of its faulty items, which are not counted."""
    given = detail["input"]
    return (
        detail["type"] == "too_short"
        and isinstance(given, list)
        and len(given) >= detail["ctx"]["min_length"]
    )


def _sentence(detail: ErrorDetails, path: Path) -> str:
    name = next((part for part in reversed(path) if isinstance(part, str)), "")
    given, context = detail["input"], detail.get("ctx", {})
    shown = _shown(given)
    kind = detail["type"]
    if kind == "string_type" and isinstance(given, bool | int | float):
        kind = "number"
    elif kind == "string_too_short" and context["min_length"] == 1:
        kind = "empty"
    elif kind == "string_pattern_mismatch":
        pattern = str(context["pattern"])
        kind = next((word for start, word in _PATTERNS if pattern.startswith(start)), kind)
    elif kind == "literal_error":
        allowed = str(context["expected"]).replace("'", "").replace(" or ", ", ")
        hint = nearest(given, allowed.split(", ")) if isinstance(given, str) else ""
        return f'{shown} is no value for "{name}".{hint} Values: {allowed}.'
    elif kind == "value_error":
        return f"{context['error']}"
    says = next(_SAYS[start] for start in _SAYS if kind.startswith(start))
    return says.format(name=name, shown=shown, msg=detail["msg"], **context)


_PATTERNS: Final = (("^[A-Z]{3}", "clause"), ("^(0[1-9]", "month and day"), ("^https", "address"))
"""How the patterns begin that are none of a short name, and what they ask for."""

_SAYS: Final = {
    "missing": '"{name}" is missing.',
    "number": '"{name}" has to be text: put {shown} in quotes.',
    "string_type": '"{name}" has to be text. A text that begins with [ or {{ needs quotes.',
    "bool": '"{name}" is either true or false, not {shown}.',
    "int": '"{name}" has to be a whole number, not {shown}.',
    "float": '"{name}" has to be a number, not {shown}.',
    "tuple": '"{name}" has to be a list, such as [a, b].',
    "clause": "{shown} is no clause id: write it like IMG-7.",
    "month and day": '"{name}" is {shown}: write month and day as MM-DD, such as "09-01", and no '
    "later than the 28th of a month.",
    "address": '"{name}" is {shown}: write an address that begins with https://, without spaces.',
    "string_pattern": '"{name}" is {shown}: use lower-case letters, digits and single hyphens.',
    "empty": '"{name}" is empty.',
    "string_too_short": '"{name}" is too short: at least {min_length} letters.',
    "string_too_long": '"{name}" is too long: at most {max_length} letters.',
    "too_short": '"{name}" needs at least {min_length} in its list.',
    "too_long": '"{name}" has more than {max_length} in its list.',
    "greater_than_equal": '"{name}" is {shown}: at least {ge}.',
    "less_than_equal": '"{name}" is {shown}: at most {le}.',
    "date": '"{name}" has to be a date, such as 2026-09-01.',
    "model": '"{name}" needs keys of its own below it.',
    "dict": '"{name}" needs keys of its own below it.',
    "": '"{name}" is not right: {msg}.',
}


def _shown(given: object) -> str:
    if not isinstance(given, str | int | float):
        return "a list"
    shown = json.dumps(given, ensure_ascii=False)
    return shown if len(shown) <= LONGEST_SHOWN else f'{shown[:LONGEST_SHOWN]}…"'
