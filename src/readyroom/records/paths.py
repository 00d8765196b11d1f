"""Where things stand in the data folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

DEFAULT_ADDRESS: Final = "http://127.0.0.1:8866/"


@dataclass(frozen=True)
class Data:
    """The data folder: everything that people did, and nothing that authors wrote."""

    root: Path

    @property
    def people(self) -> Path:
        """Roster, sign-in codes and sessions (SQLite)."""
        return self.root / "people.db"

    @property
    def records(self) -> Path:
        """The recorder's own folder, closed to others."""
        return self.root / "records"

    @property
    def log(self) -> Path:
        """The append-only log (SQLite)."""
        return self.records / "log.db"

    @property
    def socket(self) -> Path:
        """Where the recorder listens."""
        return self.records / "recorder.sock"

    @property
    def gradebook(self) -> Path:
        """Nbgrader's course folder."""
        return self.root / "gradebook"

    @property
    def content(self) -> Path:
        """The copy of the content that was last served."""
        return self.root / "content"

    @property
    def address(self) -> Path:
        """The address under which the course was last served, for sign-in links."""
        return self.root / "address"

    def create(self) -> Data:
        """Makes the folders, readable by their owner only, and returns self."""
        for folder in (self.root, self.records, self.gradebook):
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(0o700)
        return self

    def sign_in_link(self, code: str) -> str:
        """The link that fills the sign-in form with a code, at the address last served."""
        try:
            address = self.address.read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            address = DEFAULT_ADDRESS
        return f"{address}sign-in?code={code}"
