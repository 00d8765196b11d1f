"""What both ends of the recorder's socket agree on."""

from __future__ import annotations

import hashlib
from typing import Final

READY: Final = "recorder ready"
"""What the recorder prints once it listens."""


def fingerprint(ticket: str) -> str:
    """What is kept of a ticket, so that nobody can take one from memory or a dump."""
    return hashlib.sha256(ticket.encode()).hexdigest()
