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
    def drafts(self) -> Path:
        """Choices that are not checked yet (SQLite); it may be lost without harm."""
        return self.root / "drafts.db"

    @property
    def socket(self) -> Path:
        """Where the recorder listens."""
        return self.records / "recorder.sock"

    @property
    def signing_key(self) -> Path:
        """The trust's private key for badges, the recorder's alone."""
        return self.records / "signing-key.json"

    @property
    def public_keys(self) -> Path:
        """The public keys for badges, for everybody (a JWK set)."""
        return self.root / "keys.json"

    @property
    def admin_secret(self) -> Path:
        """What commands show to a recorder that is running; there as long as it runs."""
        return self.records / "admin.secret"

    @property
    def serving_lock(self) -> Path:
        """Locked by whoever serves the folder or writes its log."""
        return self.root / "serving.lock"

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

    def site(self) -> str:
        """The address under which the course was last served, with a slash at its end."""
        try:
            return self.address.read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return DEFAULT_ADDRESS

    def sign_in_link(self, code: str) -> str:
        """The link that fills the sign-in form with a code, at the address last served."""
        return f"{self.site()}sign-in?code={code}"

    def verify_link(self, code: str) -> str:
        """The link that tells anybody whether a certificate holds."""
        return f"{self.site()}verify/{code}"
