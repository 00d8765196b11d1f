"""What all commands share: where data and content stand, errors in plain words, whole files."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from readyroom.errors import ReadyroomError, explain
from readyroom.records.paths import Data

_Command = TypeVar("_Command", bound=Callable[..., Any])


class Group(click.Group):
    """Shows our errors as messages on stderr, never as tracebacks."""

    def invoke(self, context: click.Context) -> Any:
        """Runs the command; ends with 1 for an error of ours, said on stderr."""
        try:
            return super().invoke(context)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            context.exit(1)
        except Exception as error:
            said = explain(error)
            if said is None:
                raise
            click.echo(said, err=True)
            context.exit(1)


def with_data(command: _Command) -> _Command:
    """Gives a command the option ``--data``."""
    return click.option(
        "--data",
        type=click.Path(path_type=Path, file_okay=False),
        default=Path("var"),
        show_default=True,
        help="The folder that holds what people did.",
    )(command)


def with_content(command: _Command) -> _Command:
    """Gives a command the option ``--content``."""
    return click.option(
        "--content",
        type=click.Path(path_type=Path, file_okay=False, exists=True),
        default=None,
        envvar="READYROOM_CONTENT",
        help="The folder that holds course/, quizzes/ and scenarios/.",
    )(command)


def data_folder(folder: Path) -> Data:
    """The data folder, there or not."""
    return Data(folder.resolve())


def existing(folder: Path) -> Data:
    """The data folder; ReadyroomError when there is no data in it."""
    data = data_folder(folder)
    if not data.people.exists():
        raise ReadyroomError(
            f"There is no data in {folder}. Name its folder with --data, "
            "or begin one: readyroom people import FILE.csv"
        )
    return data


def served(data: Data, content: Path | None) -> Path:
    """The content that the records rest on: what was last served, unless told otherwise."""
    if content is not None:
        return content
    return data.content if data.content.exists() else Path()


def write_whole(path: Path, said: str | bytes) -> None:
    """Writes a file all or nothing, for its owner alone; what is no plain file, straight."""
    raw = said.encode() if isinstance(said, str) else said
    path = path.resolve()
    if path.exists() and not path.is_file():
        path.write_bytes(raw)
        return
    part = path.with_name(f".{path.name}.part")
    try:
        part.touch(mode=0o600)
        part.write_bytes(raw)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        error.filename = str(path)  # the name that was asked for
        raise
