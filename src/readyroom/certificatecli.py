"""The commands about certificates and badges."""

from __future__ import annotations

import getpass
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from readyroom.clikit import Group, data_folder, existing, served, with_content, with_data
from readyroom.clikit import write_whole as write
from readyroom.errors import BadgeError, UnknownError
from readyroom.records.paths import Data


@click.group(cls=Group)
def certificate() -> None:
    """What completed trainings are shown with."""


@certificate.command("list")
@click.option("--person", help="Only this person's, by the id on the roster.")
@with_data
@with_content
def list_certificates(person: str | None, data: Path, content: Path | None) -> None:
    """Show every certificate with its state, the oldest first."""
    from readyroom.content.load import load_course
    from readyroom.play.certificates import holds_until
    from readyroom.records.certificates import Certificates
    from readyroom.records.log import Log

    places = existing(data)
    if not places.log.exists():
        return
    course = load_course(served(places, content))
    now = datetime.now(UTC)
    log = Log(places.log, read_only=True)
    try:
        certificates = Certificates(log)
        found = certificates.all() if person is None else certificates.of(person)
        for issued in found:
            state = issued.state(course, now=now)
            made = issued.certificate
            zone = ZoneInfo(made.timezone)
            until = holds_until(made, course).astimezone(zone)
            click.echo(
                f"{made.code}  {state:<10}  until {until:%Y-%m-%d}  "
                f"{made.name} ({issued.person}), {made.school}"
            )
            if issued.withdrawal is not None:
                taken = issued.withdrawal
                on = taken.at.astimezone(zone)
                click.echo(f"  withdrawn {on:%Y-%m-%d} by {taken.by}: {taken.reason}")
    finally:
        log.close()


@certificate.command("show")
@click.argument("code")
@click.option(
    *("-o", "--output"),
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    required=True,
    help="The PDF to write; - writes to standard output.",
)
@with_data
@with_content
def show(code: str, output: Path, data: Path, content: Path | None) -> None:
    """Write the certificate of CODE as PDF. It says so when it was withdrawn."""
    from readyroom.content.load import load_course
    from readyroom.papers.certificate import Logo, certificate_pdf
    from readyroom.records.certificates import Certificates
    from readyroom.records.log import Log

    places = _with_log(data)
    root = served(places, content)
    course = load_course(root)
    log = Log(places.log, read_only=True)
    try:
        issued = Certificates(log).find(code)
    finally:
        log.close()
    logo = Logo(course.logo, (root / "course" / course.logo).read_bytes()) if course.logo else None
    made = certificate_pdf(
        issued.certificate,
        link=places.verify_link(issued.certificate.code),
        logo=logo,
        withdrawn=issued.withdrawal.at if issued.withdrawal else None,
    )
    if output == Path("-"):
        sys.stdout.buffer.write(made)
        return
    write(output, made)
    click.echo(f"The certificate of {issued.certificate.name} written to {output}.", err=True)


@certificate.command("withdraw")
@click.argument("code")
@click.option("--reason", required=True, help="Why, for the record; the public is not told.")
@with_data
def withdraw(code: str, reason: str, data: Path) -> None:
    """Withdraw the certificate of CODE for good. Whoever checks it is told so at once."""
    from readyroom.server.withdraw import withdraw as run

    by = f"{getpass.getuser()}, on the command line"
    taken = run(_with_log(data), code, reason=reason, by=by, now=datetime.now(UTC))
    click.echo(f"{taken.code}, the certificate of {taken.name}, is withdrawn.")


@certificate.command("verify")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option(
    "--key",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="The trust's public key, as `readyroom certificate key` prints it.",
)
@with_data
def verify(file: Path, key: Path | None, data: Path) -> None:
    """Check the badge in FILE, without a network: who signed it, and whether it has run out."""
    from joserfc.jwk import OKPKey

    from readyroom.papers.badge import check
    from readyroom.papers.keys import public_keys, read_keys

    keys = (
        read_keys(key)
        if key is not None
        else [OKPKey.import_key(one) for one in public_keys(data_folder(data))]
    )
    raw = file.read_bytes()
    if raw.startswith(b"%PDF-"):
        raise BadgeError("This is a PDF. The badge is the other file, which ends in .jwt.")
    badge = check(raw.decode("utf-8", "replace"), keys)
    click.echo(f"{badge.name}: {badge.achievement}, {badge.issuer}")
    click.echo(f"Issued {badge.issued:%Y-%m-%d}, valid until {badge.expires:%Y-%m-%d}.")
    if badge.expired(datetime.now(UTC)):
        raise BadgeError("The signature is good, but the badge has run out.")
    click.echo("The signature is good. Whether it was withdrawn since, its own page tells:")
    click.echo(badge.link)


@certificate.command("key")
@with_data
def key(data: Path) -> None:
    """Print the public keys that badges are checked with, as a JWK set."""
    from readyroom.papers.keys import public_keys

    click.echo(json.dumps({"keys": public_keys(data_folder(data))}, indent=2))


def _with_log(folder: Path) -> Data:
    places = existing(folder)
    if not places.log.exists():
        raise UnknownError("Nobody has a certificate yet: nothing was answered so far.")
    return places
