"""A certificate: its PDF, and its badge signed and checked."""

from __future__ import annotations

from datetime import UTC, datetime

from joserfc.jwk import OKPKey

from benchmarks.measure import seconds, show
from readyroom.papers.badge import check, sign
from readyroom.papers.certificate import certificate_pdf
from readyroom.play.certificates import Certificate, Covered

LINK = "https://training.example/verify/7K2M9-4QXA1-B3T5A"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TIMES = 30


def run() -> None:
    """Makes the same certificate and badge again and again."""
    certificate = Certificate(
        code="7K2M9-4QXA1-B3T5A",
        name="Amira Shah",
        role="staff",
        school="Holly Bank Primary",
        trust="Holly Bank Learning Trust",
        course="Social media training",
        course_version="2026 autumn",
        policy="Social media policy",
        policy_version="2026-09",
        modules=(Covered(module="pictures", title="Pictures and consent", passed=NOW),),
        completed=NOW,
        expires=NOW.replace(year=2028),
        timezone="Europe/London",
        evidence="e" * 64,
    )
    key = OKPKey.generate_key("Ed25519")
    site = "https://training.example/"

    def pdf() -> bytes:
        return certificate_pdf(certificate, link=LINK)

    def badge() -> str:
        return sign(certificate, key, issued=NOW, site=site, link=LINK)

    show(
        "ms",
        {
            f"PDF, {len(pdf()) / 1000:.0f} kB": [1000 * seconds(pdf) for _ in range(TIMES)],
            "badge signed": [1000 * seconds(badge) for _ in range(TIMES)],
            "badge signed and checked": [
                1000 * seconds(lambda: check(badge(), [key])) for _ in range(TIMES)
            ],
        },
    )
