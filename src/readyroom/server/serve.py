"""Starts everything: a data folder on the first run, the recorder, the grader, the server."""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
import webbrowser
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final

from readyroom.content.load import read_course
from readyroom.content.model import ROLES, Role
from readyroom.errors import ServeError
from readyroom.play.check import checked
from readyroom.records.lock import alone
from readyroom.records.paths import Data
from readyroom.records.people import People
from readyroom.records.roster import read_roster
from readyroom.records.signin import SignIn
from readyroom.server.app import Services, application, port_trouble
from readyroom.server.copy import take_copy
from readyroom.server.logo import Logo
from readyroom.server.outline import Outline
from readyroom.server.supervise import Helpers, check_socket_path

EXAMPLE_ROSTER: Final = Path("grading/roster.example.csv")
TRY_OUT: Final = timedelta(hours=8)
"""How long the sign-in links of the first start work."""

_TRY_FIRST: Final = {
    "staff": "take the training: {modules}",
    "volunteer": "the same, as a volunteer",
    "parent": "the same, as a parent who runs an account",
    "leader": "the same, and what heads and senior leaders are asked besides",
    "administrator": "the same, and what who administers an account is asked besides",
    "trainer": "take it as the people you train will see it",
    "support": "see who is trained, and download the completions",
}


def serve(
    content: Path, data: Data, *, ip: str, port: int, address: str | None, browser: bool
) -> None:
    """Serves the course until it is stopped.

    ``address`` is the one that people use, when a proxy stands before this server; the proxy's
    word on who asks, and whether by HTTPS, is then believed. Raises ContentError when the content
    has faults, ServeError when the port is taken, and InUse when the data folder is served already.
    """
    _check_port(ip, port)
    check_socket_path(data)
    outline = Outline.of(checked(read_course(content)))
    os.umask(0o077)
    data.create()
    proxied = address is not None
    address = (address or _own_address(ip, port)).rstrip("/") + "/"
    with alone(data):
        people = People(data.people)
        signin = SignIn(people)
        _fill_empty_roster(people, content / EXAMPLE_ROSTER)
        content = take_copy(content, data)
        first = signin.never_used()
        helpers = Helpers(content, data, logging.getLogger("readyroom"))
        try:
            logo = Logo.of(content, outline.logo)
            services = Services(outline, content, data, people, signin, helpers.link, logo)
            app = application(services, ip=ip, port=port, proxied=proxied)
            app.watch = helpers.watch

            def on_listening() -> None:
                for stop in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                    signal.signal(stop, app._handle_signal_stop)
                data.address.write_text(address + "\n")
                _say_hello(address, outline, data, people, signin if first else None)
                if browser:
                    _open_browser(address)

            app.on_listening = on_listening
            app.start()
        finally:
            helpers.end()
            people.close()


def _own_address(ip: str, port: int) -> str:
    """Where the server is found when nothing stands before it."""
    host = "127.0.0.1" if ip in ("0.0.0.0", "::") else ip  # noqa: S104  a name for "all of them"
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _check_port(ip: str, port: int) -> None:
    """Says so at once when the port is taken, before anything is started."""
    try:
        family, kind, _, _, place = socket.getaddrinfo(ip, port, type=socket.SOCK_STREAM)[0]
    except OSError:
        raise ServeError(f"{ip!r} is no address of this machine. Leave --ip out.") from None
    with socket.socket(family, kind) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(place)
        except OSError as error:
            raise ServeError(port_trouble(port, error)) from None


def _fill_empty_roster(people: People, example: Path) -> None:
    """Puts the invented people of the example roster into an empty one."""
    if not people.all() and example.exists():
        people.save(read_roster(example))


def _say_hello(
    address: str, outline: Outline, data: Data, people: People, signin: SignIn | None
) -> None:
    say = partial(print, flush=True)
    say(f"\nThe course is served at {address}  (stop it with Ctrl-C)\n")
    if signin is not None:
        say("This is its first start. If you have not put people on the roster yourself, it holds")
        say("invented ones. Each link signs one of them in, once, within eight hours:\n")
        for role in ROLES:
            person = next((p for p in people.all() if p.role == role), None)
            if person is not None:
                code = signin.issue(person.id, now=datetime.now(UTC), life=TRY_OUT)
                first = _TRY_FIRST[role].format(modules=_modules(outline, "staff"))
                say(f"  {role:<14} {person.name}: {first}")
                say(f"                 {data.sign_in_link(code)}\n")
        say("Try the staff link first, then the support link in a private window.")
    command = _command(data)
    say(f"More sign-in links: {command('people link PERSON')}")
    say(f"Who is on the roster: {command('people list')}\n")


def _modules(outline: Outline, role: Role) -> str:
    """The modules that a role takes, as a sentence names them: the first one, and how many more."""
    titles = [f"“{m.title}”" for m in outline.modules if role in m.roles]
    if not titles:
        return "nothing yet"
    if len(titles) == 1:
        return f"the module {titles[0]}"
    return f"{len(titles)} modules, of which {titles[0]} is the first"


def _command(data: Data) -> Callable[[str], str]:
    """Writes a command as it has to be typed here, for this data folder."""
    program = sys.argv[0]
    if Path(program).name == "__main__.py":
        typed = "python -m readyroom"
    else:
        typed = min(program, os.path.relpath(program), key=len)
    elsewhere = data.root != Path("var").resolve()
    return lambda words: f"{typed} {words}" + (f" --data {data.root}" if elsewhere else "")


def _open_browser(address: str) -> None:
    """Opens a window where there is a desktop; a terminal's browser would hide these lines."""
    if sys.platform == "darwin" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        webbrowser.open(address)
