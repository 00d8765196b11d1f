"""Certificates on pages: the owner's downloads, and the support team's list and withdrawals."""

from __future__ import annotations

import asyncio
import json
from datetime import datetime
from http import HTTPStatus
from typing import Any, Final

from jupyter_server.auth.decorator import allow_unauthenticated
from tornado import web

from readyroom.errors import DamagedError, UnknownError
from readyroom.papers.certificate import Logo, certificate_pdf, role_in_words
from readyroom.papers.keys import public_keys
from readyroom.play.certificates import Certificate
from readyroom.server.handlers import Page, require_role
from readyroom.server.link import RecorderSaidNo
from readyroom.server.standing import day

CODE: Final = r"([0-9A-Za-z-]{1,40})"
_NONE_YET: Final = (
    "You have no certificate yet. You get it as soon as you have passed every module that you need."
)
_UNSURE: Final = "Tick the box if you understand what follows from this."
_TAKEN_BACK: Final = "Your certificate was withdrawn. Ask {contact} about it."


def shown(found: dict[str, Any]) -> dict[str, Any]:
    """A certificate as pages show it: words for the role, days in the certificate's zone.

    ``expires`` is what is printed on it, ``until`` how long it can hold.
    """
    certificate = found["certificate"]
    timezone = certificate["timezone"]
    return {
        **certificate,
        "role": role_in_words(certificate["role"]),
        "modules": [
            {"title": module["title"], "passed": day(module["passed"], timezone)}
            for module in certificate["modules"]
        ],
        "completed": day(certificate["completed"], timezone),
        "expires": day(certificate["expires"], timezone),
        "until": day(found["until"], timezone),
        "state": found["state"],
    }


class _CertificatePage(Page):
    """What pages about certificates have in common."""

    async def own(self) -> dict[str, Any]:
        """The certificate of whoever asks; a 404 in plain words without one."""
        standing = await self.services.recorder.standing(self.current_user.username)
        found: dict[str, Any] | None = standing["certificate"]
        if found is None:
            raise web.HTTPError(HTTPStatus.NOT_FOUND, _NONE_YET)
        if found["state"] == "withdrawn":
            contact = self.services.course.contact
            raise web.HTTPError(HTTPStatus.NOT_FOUND, _TAKEN_BACK.format(contact=contact))
        return found

    async def of_code(self, code: str) -> dict[str, Any]:
        """The certificate of a code, for the support team only; a 404 when there is none."""
        require_role(self, "support")
        try:
            return await self.services.recorder.certificate(code)
        except RecorderSaidNo as error:
            raise web.HTTPError(HTTPStatus.NOT_FOUND, str(error)) from None

    async def send_pdf(self, found: dict[str, Any]) -> None:
        """Answers with the certificate's PDF."""
        services = self.services
        certificate = Certificate.model_validate(found["certificate"])
        withdrawal = found["withdrawal"]
        logo = services.logo
        made = await asyncio.to_thread(
            certificate_pdf,
            certificate,
            link=services.data.verify_link(certificate.code),
            logo=Logo(services.course.logo, logo.raw) if logo else None,
            withdrawn=datetime.fromisoformat(withdrawal["at"]) if withdrawal else None,
        )
        self.attach(made, f"certificate-{certificate.code}.pdf", "application/pdf")

    def attach(self, raw: bytes | str, name: str, kind: str) -> None:
        """Answers with a file to keep."""
        self.set_header("Content-Type", kind)
        self.set_header("Content-Disposition", f'attachment; filename="{name}"')
        self.finish(raw)


class OwnCertificate(_CertificatePage):
    """The certificate of whoever is signed in, as PDF."""

    @web.authenticated
    async def get(self) -> None:
        """The one that stands on My training."""
        await self.send_pdf(await self.own())


class OwnBadge(_CertificatePage):
    """The same as an Open Badge, for an e-portfolio."""

    @web.authenticated
    async def get(self) -> None:
        """The same one, signed by the recorder; the type is the specification's."""
        code = (await self.own())["certificate"]["code"]
        badge = await self.services.recorder.badge(code)
        self.attach(badge, f"badge-{code}.jwt", "text/plain; charset=utf-8")


class TeamCertificates(_CertificatePage):
    """Every certificate there is, for the support team."""

    @web.authenticated
    async def get(self) -> None:
        """The list, the newest first."""
        require_role(self, "support")
        found = await self.services.recorder.certificates()
        self.show("certificates.html", rows=[shown(one) for one in found])


class TeamCertificate(_CertificatePage):
    """One certificate, and the form that withdraws it."""

    @web.authenticated
    async def get(self, code: str) -> None:
        """What it says and how it stands."""
        just_now = bool(self.get_query_argument("withdrawn", ""))
        self._show(await self.of_code(code), just_now=just_now)

    @web.authenticated
    async def post(self, code: str) -> None:
        """Withdraws it for the reason that is given, by somebody who knows what follows."""
        found = await self.of_code(code)
        reason = self.get_body_argument("reason", "")
        understood = self.get_body_argument("understood", "") == "yes"
        if not understood:
            self.set_status(HTTPStatus.UNPROCESSABLE_ENTITY)
            self._show(found, reason=reason, unsure=_UNSURE)
            return
        user = self.current_user
        try:
            withdrawn = await self.services.recorder.withdraw(
                found["certificate"]["code"], reason, f"{user.name} ({user.username})"
            )
        except RecorderSaidNo as error:
            self.set_status(error.status)
            self._show(found, error=str(error), reason=reason, understood=True)
            return
        code = withdrawn["certificate"]["code"]
        self.redirect(f"{self.base_url}team/certificates/{code}?withdrawn=now")

    def _show(
        self,
        found: dict[str, Any],
        *,
        error: str = "",
        unsure: str = "",
        reason: str = "",
        understood: bool = False,
        just_now: bool = False,
    ) -> None:
        zone = found["certificate"]["timezone"]
        withdrawal = found["withdrawal"]
        self.show(
            "certificate.html",
            certificate=shown(found),
            withdrawal=withdrawal and {**withdrawal, "at": day(withdrawal["at"], zone)},
            error=error,
            unsure=unsure,
            reason=reason,
            understood=understood,
            just_now=just_now,
        )


class TeamCertificatePdf(_CertificatePage):
    """Anybody's certificate as PDF, for the support team."""

    @web.authenticated
    async def get(self, code: str) -> None:
        """The file; it says so when the certificate was withdrawn."""
        await self.send_pdf(await self.of_code(code))


class Keys(Page):
    """The public keys that badges are checked with, as a JWK set."""

    @allow_unauthenticated
    def get(self) -> None:
        """The set, for everybody."""
        try:
            keys = public_keys(self.services.data)
        except (UnknownError, DamagedError):
            raise web.HTTPError(HTTPStatus.NOT_FOUND) from None
        self.set_header("Content-Type", "application/jwk-set+json")
        self.finish(json.dumps({"keys": keys}))
