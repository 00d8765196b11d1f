"""The trust's logo, at an address of ours that holds its hash."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from jupyter_server.auth.decorator import allow_unauthenticated
from tornado import web

from readyroom.server.handlers import Page

_TYPES: Final = {".svg": "image/svg+xml", ".png": "image/png"}


@dataclass(frozen=True)
class Logo:
    """A logo that was checked with the course."""

    raw: bytes
    type: str
    address: str

    @classmethod
    def of(cls, content: Path, name: str) -> Logo | None:
        """The logo of that name below ``course/``; None for a course without one."""
        if not name:
            return None
        raw = (content / "course" / name).read_bytes()
        digest = hashlib.sha256(raw).hexdigest()[:16]
        return cls(raw, _TYPES[Path(name).suffix], f"/logo?v={digest}")


class LogoFile(Page):
    """The logo, for everybody: the sign-in page shows it too."""

    @allow_unauthenticated
    def get(self) -> None:
        """The picture, to be kept for ever by its hash; a 404 when the course has none."""
        logo = self.services.logo
        if logo is None:
            raise web.HTTPError(404)
        hashed = self.request.uri == logo.address
        self.set_header("Content-Type", logo.type)
        self.set_header(
            "Cache-Control", "public, max-age=31536000, immutable" if hashed else "no-cache"
        )
        self.finish(logo.raw)
