"""A served course: the real server in a process of its own, and visitors to it."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import httpx

from readyroom.content.model import Role
from readyroom.records.paths import Data
from readyroom.records.people import People, Person
from readyroom.records.signin import SignIn

ROOT = Path(__file__).parent.parent
MINI = ROOT / "tests" / "courses" / "mini"
STARTED_WITHIN = 60.0


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def readyroom(*words: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Runs the command line."""
    return subprocess.run(
        [sys.executable, "-m", "readyroom", *words],
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


class Served:
    """``readyroom serve`` on a free port; what it prints is kept in ``said``."""

    def __init__(
        self,
        data: Path,
        *,
        content: Path = ROOT,
        port: int | None = None,
        more: Sequence[str] = (),
    ) -> None:
        self.data = Data(data)
        self.content = content
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.said: list[str] = []
        self._visitors: list[Visitor] = []
        self._listening = threading.Event()
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "readyroom", "serve", "--no-browser"),
                *("--port", str(self.port), "--data", str(data), "--content", str(content)),
                *more,
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        if not self._listening.wait(STARTED_WITHIN):
            self.stop()
            raise AssertionError("the server did not start:\n" + "".join(self.said))

    def __enter__(self) -> Served:
        return self

    def __exit__(self, *_trouble: object) -> None:
        if self.process.poll() is None:
            self.stop()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line)
            if "people list" in line:  # the last of its greeting
                self._listening.set()

    def link(self, person: str) -> str:
        """A fresh sign-in link."""
        people = People(self.data.people)
        code = SignIn(people).issue(person, now=datetime.now(UTC))
        people.close()
        return f"{self.url}/sign-in?code={code}"

    def visitor(self, person: str | None = None) -> Visitor:
        """Somebody with a browser of their own; signed in when a person is named."""
        visitor = Visitor(self.url)
        self._visitors.append(visitor)
        if person is not None:
            answer = visitor.sign_in(self.link(person))
            assert answer.status_code == 302, answer.text
        return visitor

    def stop(self) -> int:
        """Stops it as a service manager would, and gives its exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self._ended()

    def kill(self) -> None:
        """Takes the server away at once, and nothing but the server."""
        self.process.send_signal(signal.SIGKILL)
        self._ended()

    def _ended(self) -> int:
        status = self.process.wait(30)
        for visitor in self._visitors:
            visitor.close()
        self._reader.join(30)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return status


class Visitor(httpx.Client):
    """A browser without a screen: keeps cookies, follows no redirects."""

    def __init__(self, url: str) -> None:
        super().__init__(base_url=url, timeout=60, follow_redirects=False)

    def form_token(self, page: str) -> str:
        """The token that a page's forms carry."""
        found = re.search(r'name="_xsrf" value="([^"]+)"', self.get(page).text)
        assert found is not None
        return found.group(1)

    def submit(self, path: str, *, form: str = "/", **fields: str) -> httpx.Response:
        """Sends a form of the page ``form`` to ``path``."""
        return self.post(path, data={"_xsrf": self.form_token(form), **fields})

    def sign_in(self, link: str) -> httpx.Response:
        """Opens a sign-in link and sends its form."""
        code = link.split("code=")[1]
        return self.submit("/sign-in", form=link.removeprefix(str(self.base_url)), code=code)


def on_roster(served: Served, person: str, role: Role = "staff") -> None:
    """Puts somebody new on the roster of a served course."""
    people = People(served.data.people)
    people.save(
        [
            Person(
                id=person,
                last_name="Berg",
                first_name=person.title(),
                email=f"{person}@ash.example",
                role=role,
                school="Ash",
            )
        ]
    )
    people.close()


def children(pid: int) -> list[int]:
    """The processes that a process has started, and theirs."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue
        if parent == pid:
            found += [int(entry.name), *children(int(entry.name))]
    return found


def alive(pid: int) -> bool:
    """Whether a process is running (a zombie is not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def gone_within(pids: list[int], seconds: float) -> bool:
    """Whether the processes end in time."""
    until = time.monotonic() + seconds
    while any(alive(pid) for pid in pids):
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True
