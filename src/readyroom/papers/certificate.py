"""The certificate as a PDF to print and keep."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

import segno

from readyroom.papers.logo import LOGO, as_svg
from readyroom.papers.typeset import pdf
from readyroom.play.certificates import Certificate

_ROLES: Final = {
    "staff": "Member of staff",
    "volunteer": "Volunteer",
    "parent": "Parent or carer",
    "leader": "Head or senior leader",
    "administrator": "Account administrator",
    "trainer": "Trainer",
    "support": "Central Support Team",
}


@dataclass(frozen=True)
class Logo:
    """The trust's logo; ``name`` says by its ending what it is."""

    name: str
    raw: bytes


def certificate_pdf(
    certificate: Certificate,
    *,
    link: str,
    logo: Logo | None = None,
    withdrawn: datetime | None = None,
) -> bytes:
    """The certificate on one page of A4, or more for very many modules; the same bytes each time.

    ``link`` is the address at which anybody can check it, ``withdrawn`` when it was withdrawn.
    Days are those of the certificate's time zone.
    """
    timezone = certificate.timezone
    files = {"qr.svg": _qr(link)}
    drawn = ""
    if logo is not None:
        drawn = LOGO
        files[drawn] = as_svg(logo.name, logo.raw)
    data = {
        **certificate.model_dump(mode="json", exclude={"modules", "evidence", "timezone"}),
        "role": role_in_words(certificate.role),
        "modules": [
            {"title": module.title, "passed": day(module.passed, timezone)}
            for module in certificate.modules
        ],
        "completed": day(certificate.completed, timezone),
        "expires": day(certificate.expires, timezone),
        "withdrawn": day(withdrawn, timezone) if withdrawn else "",
        "link": link,
        "logo": drawn,
    }
    return pdf("certificate", data, files)


def role_in_words(role: str) -> str:
    """A role as a certificate calls it."""
    return _ROLES.get(role, role)


def day(moment: datetime, timezone: str) -> str:
    """The day in that time zone, as people write it: 2 November 2026."""
    local = moment.astimezone(ZoneInfo(timezone))
    return f"{local.day} {local:%B %Y}"


def _qr(link: str) -> bytes:
    drawn = io.BytesIO()
    segno.make_qr(link, error="m").save(drawn, kind="svg", border=2, dark="#14201f")
    return drawn.getvalue()
