"""The commands about what is taught. What one needs is imported inside it."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from readyroom.clikit import Group, data_folder, with_content, with_data, write_whole


@click.group(cls=Group)
def course() -> None:
    """What is taught."""


@course.command("check")
@with_data
@with_content
def check(data: Path, content: Path | None) -> None:
    """Show every fault in the content, with file and line. Looks at no data."""
    from readyroom.content.load import read_course
    from readyroom.play.check import checked

    reading = read_course(content or Path())
    found = checked(reading)
    for notice in reading.notices:
        click.echo(f"Notice: {notice}")
    if found.policy.next_review <= datetime.now(UTC).date():
        click.echo(f"Notice: the policy was to be reviewed by {found.policy.next_review}.")
    activities = sum(len(module.activities) for module in found.modules)
    click.echo(
        f"No faults: {len(found.modules)} module(s), {activities} activities, "
        f"{len(found.policy.clauses)} clauses."
    )


@course.command("answers")
@click.argument("module")
@with_data
@with_content
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


@course.command("paper")
@click.argument("module")
@click.option(
    *("-o", "--output"),
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    required=True,
    help="The PDF to write; - writes to standard output.",
)
@click.option(
    "--form",
    default="A",
    show_default=True,
    help="A letter from A to Z: each draws other questions.",
)
@click.option("--large", is_flag=True, help="In large print: 18 points.")
@with_data
@with_content
def course_paper(
    module: str, output: Path, form: str, large: bool, data: Path, content: Path | None
) -> None:
    """Write MODULE as a paper to fill in, without answers. Looks at no data."""
    from readyroom.content.load import read_course
    from readyroom.papers.paper import paper_pdf
    from readyroom.play.check import checked

    root = content or Path()
    made = paper_pdf(root, checked(read_course(root)), module, form.upper(), large=large)
    if output == Path("-"):
        sys.stdout.buffer.write(made)
        return
    write_whole(output, made)
    click.echo(f"Form {form.upper()} written to {output}.", err=True)


@course.command("coverage")
@click.option(
    "--format", "form", type=click.Choice(["html", "csv"]), default="html", show_default=True
)
@click.option(
    *("-o", "--output"),
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    help="The file to write; - writes to the screen.",
)
@with_data
@with_content
def coverage(form: str, output: Path | None, data: Path, content: Path | None) -> None:
    """Write where each clause of the policy is taught, asked for and enforced. Looks at no data."""
    from readyroom.content.load import read_course
    from readyroom.play.check import checked
    from readyroom.play.evidence import matrix, to_csv, to_html

    found = checked(read_course(content or Path()))
    text = to_csv(matrix(found)) if form == "csv" else to_html(found, matrix(found))
    if output is None or output == Path("-"):
        click.echo(text, nl=False)
        return
    write_whole(output, text)
    click.echo(f"{len(found.policy.clauses)} clauses written to {output}.", err=True)


@course.command("changes")
@with_data
@with_content
def changes(data: Path, content: Path | None) -> None:
    """Show what is new in the policy since it was last served, and who is asked again."""
    from readyroom.content.changes import compared
    from readyroom.content.load import read_course, read_policy
    from readyroom.errors import ContentError, ReadyroomError
    from readyroom.play.check import checked

    served = data_folder(data).content
    if not served.exists():
        raise ReadyroomError(f"Nothing was served from {data} yet, so there is nothing to compare.")
    try:
        before = read_policy(served)
    except ContentError as error:
        raise ReadyroomError(
            f"The policy as it was last served, in {served}, can't be compared:\n{error}"
        ) from None
    click.echo("\n".join(compared(before, checked(read_course(content or Path())))))
