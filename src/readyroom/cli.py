"""The command line: noun, verb. Exit 0 done, 1 a fault in the input, 2 wrong usage.

What a command needs is imported inside it, so that ``--help`` answers at once.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from readyroom import __version__
from readyroom.certificatecli import certificate
from readyroom.clikit import (
    Group,
    data_folder,
    existing,
    served,
    with_content,
    with_data,
    write_whole,
)
from readyroom.coursecli import course
from readyroom.errors import ReadyroomError, UnknownError


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="readyroom")
def main() -> None:
    """Training before anybody runs a school's social media account."""


main.add_command(certificate)
main.add_command(course)


@main.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8866, show_default=True)
@click.option("--ip", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--address", help="The address that people use, when a proxy of yours stands before this."
)
@with_data
@with_content
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


@main.group(cls=Group)
def people() -> None:
    """Who may sign in."""


@people.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@with_data
def import_people(file: Path, data: Path) -> None:
    """Add or update the people in FILE, a CSV file like grading/roster.example.csv.

    All of the file is taken, or, when it has a fault, none of it. Nobody is ever removed.
    """
    from readyroom.records.people import People
    from readyroom.records.roster import read_roster

    roster = read_roster(file)
    done = People(data_folder(data).create().people).save(roster)
    click.echo(f"{done.added} added, {done.changed} changed, {done.unchanged} as they were.")


@people.command("list")
@with_data
def list_people(data: Path) -> None:
    """Show everybody on the roster."""
    from readyroom.records.people import People

    everybody = People(existing(data).people).all()
    width = max((len(person.id) for person in everybody), default=0)
    for person in everybody:
        click.echo(f"{person.id:<{width}}  {person.role:<13}  {person.name} ({person.school})")


@people.command("link")
@click.argument("person")
@click.option(
    "--hours", type=click.IntRange(1, 24 * 14), help="How long it works.  [default: 15 minutes]"
)
@with_data
def link(person: str, hours: int | None, data: Path) -> None:
    """Print a fresh sign-in link for PERSON, an id on the roster. It works once."""
    from readyroom.records.people import People
    from readyroom.records.signin import CODE_LIFE, SignIn

    places = existing(data)
    people = People(places.people)
    life = CODE_LIFE if hours is None else timedelta(hours=hours)
    now = datetime.now(UTC)
    try:
        code = SignIn(people).issue(person, now=now, life=life)
    except UnknownError as error:
        near = " or ".join(f"{one.id} ({one.name})" for one in people.near(person))
        raise UnknownError(f"{error} Did you mean {near}?" if near else str(error)) from None
    until = (now + life).astimezone()
    name = people.get(person).name
    click.echo(f"For {name}: works once, until {until:%H:%M on} {until.day} {until:%B}.", err=True)
    click.echo(places.sign_in_link(code))


@main.command()
@click.option("--watch", is_flag=True, help="Go on, grading what comes in.")
@click.option("--leave-with-stdin", is_flag=True, hidden=True)
@with_data
@with_content
def grade(watch: bool, leave_with_stdin: bool, data: Path, content: Path | None) -> None:
    """Bring nbgrader's gradebook up to date with the log, by the pass mark that was served."""
    from readyroom.content.load import load_course
    from readyroom.gradebook.project import bring_up_to_date
    from readyroom.gradebook.watch import watch as keep_watching

    places = existing(data)
    found = load_course(served(places, content))
    percent, versions = found.pass_rule.percent, found.policy.versions
    if watch:
        if leave_with_stdin:
            _leave_with_stdin()
        keep_watching(places, pass_percent=percent, versions=versions)
        return
    report = bring_up_to_date(places, pass_percent=percent, versions=versions)
    click.echo(f"{report.graded} graded, {report.unchanged} as they were.")
    if report.disagreed:
        click.echo(f"{report.disagreed} disagree with the log and wait for a look.", err=True)
    if report.problems:
        raise ReadyroomError("\n".join(f"Not graded: {problem}" for problem in report.problems))


@main.group(cls=Group)
def export() -> None:
    """What leaves the house."""


@export.command("completions")
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv")
@click.option(
    *("-o", "--output"),
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help="The file to write; - writes to the screen.",
)
@with_data
@with_content
def export_completions(form: str, output: Path | None, data: Path, content: Path | None) -> None:
    """Write who is trained, by the course that was served: a row for everybody on the roster."""
    from readyroom.content.load import load_course
    from readyroom.gradebook.export import frame, to_csv, to_json
    from readyroom.gradebook.project import bring_up_to_date

    places = existing(data)
    found = load_course(served(places, content))
    if places.log.exists():
        bring_up_to_date(
            places, pass_percent=found.pass_rule.percent, versions=found.policy.versions
        )
    table = frame(found, places, datetime.now(UTC))
    text = to_csv(table) if form == "csv" else to_json(table)
    if output is None or output == Path("-"):
        click.echo(text, nl=False)
        return
    write_whole(output, text)
    click.echo(f"{len(table)} people written to {output}.", err=True)


def _leave_with_stdin() -> None:
    """Ends this process when whoever holds the other end of its standard input is gone."""
    import threading

    def wait() -> None:
        sys.stdin.read()
        os._exit(0)

    threading.Thread(target=wait, daemon=True).start()
