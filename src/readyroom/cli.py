"""The command line: noun, verb. Exit 0 done, 1 a fault in the input, 2 wrong usage.

What a command needs is imported inside it, so that ``--help`` answers at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import click

from readyroom import __version__
from readyroom.errors import ReadyroomError, explain

_Command = TypeVar("_Command", bound=Callable[..., Any])


class _Group(click.Group):
    """Shows our errors as messages on stderr, never as tracebacks."""

    def invoke(self, context: click.Context) -> Any:
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


def _with_data(command: _Command) -> _Command:
    return click.option(
        "--data",
        type=click.Path(path_type=Path, file_okay=False),
        default=Path("var"),
        show_default=True,
        help="The folder that holds what people did.",
    )(command)


def _with_content(command: _Command) -> _Command:
    return click.option(
        "--content",
        type=click.Path(path_type=Path, file_okay=False, exists=True),
        default=None,
        envvar="READYROOM_CONTENT",
        help="The folder that holds course/, quizzes/ and scenarios/.",
    )(command)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="readyroom")
def main() -> None:
    """Training before anybody runs a school's social media account."""


@main.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8866, show_default=True)
@click.option("--ip", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--address", help="The address that people use, when a proxy of yours stands before this."
)
@_with_data
@_with_content
@click.option("--no-browser", is_flag=True, help="Do not open a browser window.")
def serve(
    port: int, ip: str, address: str | None, data: Path, content: Path | None, no_browser: bool
) -> None:
    """Serve the course, as its files are now. An empty roster gets invented people."""
    from readyroom.records.paths import Data
    from readyroom.server.serve import serve as run

    run(
        (content or Path()).resolve(),
        Data(data.resolve()),
        ip=ip,
        port=port,
        address=address,
        browser=not no_browser,
    )


@main.group(cls=_Group)
def people() -> None:
    """Who may sign in."""


@people.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@_with_data
def import_people(file: Path, data: Path) -> None:
    """Add or update the people in FILE, a CSV file like grading/roster.example.csv.

    All of the file is taken, or, when it has a fault, none of it. Nobody is ever removed.
    """
    from readyroom.records.people import People
    from readyroom.records.roster import read_roster

    roster = read_roster(file)
    done = People(_data(data).create().people).save(roster)
    click.echo(f"{done.added} added, {done.changed} changed, {done.unchanged} as they were.")


@people.command("list")
@_with_data
def list_people(data: Path) -> None:
    """Show everybody on the roster."""
    from readyroom.records.people import People

    everybody = People(_existing(data).people).all()
    width = max((len(person.id) for person in everybody), default=0)
    for person in everybody:
        click.echo(f"{person.id:<{width}}  {person.role:<9}  {person.name} ({person.school})")


@people.command("link")
@click.argument("person")
@click.option(
    "--hours", type=click.IntRange(1, 24 * 14), help="How long it works.  [default: 15 minutes]"
)
@_with_data
def link(person: str, hours: int | None, data: Path) -> None:
    """Print a fresh sign-in link for PERSON. It works once."""
    from readyroom.records.people import People
    from readyroom.records.signin import CODE_LIFE, SignIn

    places = _existing(data)
    life = CODE_LIFE if hours is None else timedelta(hours=hours)
    code = SignIn(People(places.people)).issue(person, now=datetime.now(UTC), life=life)
    click.echo(places.sign_in_link(code))


@main.group(cls=_Group)
def course() -> None:
    """What is taught."""


@course.command("check")
@_with_data
@_with_content
def check(data: Path, content: Path | None) -> None:
    """Show every fault in the content, with file and line. Looks at no data."""
    from readyroom.content.load import read_course
    from readyroom.play.check import checked

    reading = read_course(content or Path())
    found = checked(reading)
    for notice in reading.notices:
        click.echo(f"Notice: {notice}")
    activities = sum(len(module.activities) for module in found.modules)
    click.echo(
        f"No faults: {len(found.modules)} module(s), {activities} activities, "
        f"{len(found.policy.clauses)} clauses."
    )


@course.command("answers")
@click.argument("module")
@_with_data
@_with_content
def answers(module: str, data: Path, content: Path | None) -> None:
    """Print the right response to every activity of MODULE, as JSON. Looks at no data."""
    import json

    from readyroom.content.load import read_course
    from readyroom.errors import UnknownError
    from readyroom.play.check import checked
    from readyroom.play.keys import module_key, right_response

    found = checked(read_course(content or Path()))
    try:
        key = module_key(found.module(module))
    except KeyError:
        names = ", ".join(m.slug for m in found.modules)
        raise UnknownError(f"There is no module {module!r}. Modules: {names}.") from None
    right = {activity.slug: right_response(activity) for activity in key.activities}
    click.echo(json.dumps(right, indent=2))


@main.command()
@click.option("--watch", is_flag=True, help="Go on, grading what comes in.")
@click.option("--leave-with-stdin", is_flag=True, hidden=True)
@_with_data
@_with_content
def grade(watch: bool, leave_with_stdin: bool, data: Path, content: Path | None) -> None:
    """Bring nbgrader's gradebook up to date with the log, by the pass mark that was served."""
    from readyroom.content.load import load_course
    from readyroom.gradebook.project import bring_up_to_date
    from readyroom.gradebook.watch import watch as keep_watching

    places = _existing(data)
    percent = load_course(_served(places, content)).pass_rule.percent
    if watch:
        if leave_with_stdin:
            _leave_with_stdin()
        keep_watching(places, pass_percent=percent)
        return
    report = bring_up_to_date(places, pass_percent=percent)
    click.echo(f"{report.graded} graded, {report.unchanged} as they were.")
    if report.disagreed:
        click.echo(f"{report.disagreed} disagree with the log and wait for a look.", err=True)
    if report.problems:
        raise ReadyroomError("\n".join(f"Not graded: {problem}" for problem in report.problems))


@main.group(cls=_Group)
def export() -> None:
    """What leaves the house."""


@export.command("completions")
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv")
@click.option(
    *("-o", "--output"),
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help="The file to write; - writes to the screen.",
)
@_with_data
@_with_content
def export_completions(form: str, output: Path | None, data: Path, content: Path | None) -> None:
    """Write who is trained, by the course that was served: a row for everybody on the roster."""
    from readyroom.content.load import load_course
    from readyroom.gradebook.export import frame, to_csv, to_json
    from readyroom.gradebook.project import bring_up_to_date

    places = _existing(data)
    found = load_course(_served(places, content))
    if places.log.exists():
        bring_up_to_date(places, pass_percent=found.pass_rule.percent)
    table = frame(found, places, datetime.now(UTC))
    text = to_csv(table) if form == "csv" else to_json(table)
    if output is None or output == Path("-"):
        click.echo(text, nl=False)
        return
    _write_whole(output, text)
    click.echo(f"{len(table)} people written to {output}.", err=True)


def _data(folder: Path) -> Any:
    from readyroom.records.paths import Data

    return Data(folder.resolve())


def _existing(folder: Path) -> Any:
    data = _data(folder)
    if not data.people.exists():
        raise ReadyroomError(
            f"There is no data in {folder}. Name its folder with --data, "
            "or begin one: readyroom people import FILE.csv"
        )
    return data


def _served(data: Any, content: Path | None) -> Path:
    """The content that the records rest on: what was last served, unless told otherwise."""
    if content is not None:
        return content
    found: Path = data.content if data.content.exists() else Path()
    return found


def _write_whole(path: Path, text: str) -> None:
    """Writes a file all or nothing, for its owner alone; what is no plain file, straight."""
    path = path.resolve()
    if path.exists() and not path.is_file():
        path.write_text(text, encoding="utf-8", newline="")
        return
    part = path.with_name(f".{path.name}.part")
    try:
        part.touch(mode=0o600)
        part.write_text(text, encoding="utf-8", newline="")
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        error.filename = str(path)  # the name that was asked for
        raise


def _leave_with_stdin() -> None:
    """Ends this process when whoever holds the other end of its standard input is gone."""
    import threading

    def wait() -> None:
        sys.stdin.read()
        os._exit(0)

    threading.Thread(target=wait, daemon=True).start()
