"""A certificate as an Open Badge: a file that anybody can check without asking us.

An Open Badges 3.0 AchievementCredential with the specification's JSON Web Token proof. The
payload is the credential itself with the registered claims beside it (VC-JWT under version 2.0 of
W3C's data model); the public key stands in the header, so that nothing has to be fetched.
"""

from __future__ import annotations

import base64
import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from readyroom.errors import BadgeError
from readyroom.play.certificates import Certificate

_ALGORITHM: Final = "EdDSA"
_CONTEXT: Final = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
)
_SCHEMA: Final = (
    "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"
)
_NAMES: Final = uuid.UUID("6f0c3a52-8c1e-4d0b-9d7e-5b0f6a3c2e91")
_LARGEST: Final = 100_000
_NOT_GOOD: Final = "This badge is not good: it was changed, or somebody else has signed it."


class _OurAlgorithm(jws.JWSRegistry):
    """EdDSA alone, under the name that badge software knows; joserfc warns of that name."""

    def get_alg(self, name: str) -> Any:
        """The algorithm of that name, when it is ours."""
        if name != _ALGORITHM:
            raise BadgeError("This badge is signed in a way that we never use.")
        return self.algorithms[name]


@dataclass(frozen=True)
class Badge:
    """What a badge says, once its signature is known to be good; its times in the trust's zone."""

    credential: dict[str, Any]
    name: str
    achievement: str
    issuer: str
    issued: datetime
    expires: datetime
    link: str

    def expired(self, now: datetime) -> bool:
        """Whether its time is over."""
        return now >= self.expires


def sign(certificate: Certificate, key: OKPKey, *, issued: datetime, site: str, link: str) -> str:
    """The badge of a certificate, as the text of a ``.jwt`` file; the same each time.

    ``site`` is the address of the trust's training and ``link`` that of the certificate's check.
    """
    credential = _credential(certificate, issued=issued, site=site, link=link)
    claims = {
        "iss": credential["issuer"]["id"],
        "jti": credential["id"],
        "sub": credential["credentialSubject"]["id"],
        "nbf": _seconds(issued),
        "exp": _seconds(certificate.expires),
    }
    public = {name: key.as_dict(private=False)[name] for name in ("kty", "crv", "x")}
    return jws.serialize_compact(
        {"alg": _ALGORITHM, "typ": "JWT", "jwk": public},
        json.dumps({**credential, **claims}, ensure_ascii=False).encode(),
        key,
        registry=_OurAlgorithm(),
    )


def check(text: str, keys: Iterable[OKPKey]) -> Badge:
    """What a badge says, when one of the keys has signed it and it fits together.

    BadgeError otherwise. The key in the badge itself is never trusted. Whether the badge has run
    out is for the caller to ask; whether it was withdrawn only the trust knows.
    """
    if len(text) > _LARGEST:
        raise BadgeError("This file is too large for a badge.")
    token = text.strip()
    trusted = list(keys)
    _look_at_header(token)
    payload = None
    for key in trusted:
        try:
            payload = jws.deserialize_compact(token, key, registry=_OurAlgorithm()).payload
        except (JoseError, ValueError, UnicodeError):
            continue
        break
    if payload is None:
        raise BadgeError(_NOT_GOOD)
    try:
        return _badge(json.loads(payload))
    except (KeyError, TypeError, ValueError, IndexError, RecursionError):
        raise BadgeError("The signature is good, but this is no badge of ours.") from None


def _look_at_header(token: str) -> None:
    """Refuses what is so odd that the library itself would stumble over it."""
    head = token.partition(".")[0].encode()
    try:
        said = json.loads(base64.urlsafe_b64decode(head + b"=" * (-len(head) % 4)))
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict):
        raise BadgeError(_NOT_GOOD)


def _badge(said: dict[str, Any]) -> Badge:
    subject = said["credentialSubject"]
    issued, expires = _moment(said["validFrom"]), _moment(said["validUntil"])
    _hold(
        said["iss"] == said["issuer"]["id"],
        said["jti"] == said["id"],
        said["sub"] == subject["id"],
        said["nbf"] == _seconds(issued),
        said["exp"] == _seconds(expires),
        "OpenBadgeCredential" in said["type"] or "AchievementCredential" in said["type"],
    )
    (name,) = (one["identityHash"] for one in subject["identifier"])
    return Badge(
        credential=said,
        name=name,
        achievement=subject["achievement"]["name"],
        issuer=said["issuer"]["name"],
        issued=issued,
        expires=expires,
        link=said["evidence"][0]["id"],
    )


def _hold(*conditions: bool) -> None:
    if not all(conditions):
        raise ValueError


def _credential(
    certificate: Certificate, *, issued: datetime, site: str, link: str
) -> dict[str, Any]:
    covered = ", ".join(module.title for module in certificate.modules)
    zone = ZoneInfo(certificate.timezone)
    issuer = {"id": site, "type": ["Profile"], "name": certificate.trust, "url": site}
    return {
        "@context": list(_CONTEXT),
        "id": _urn("certificate", certificate.code),
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": certificate.course,
        "issuer": issuer,
        "validFrom": _text(issued, zone),
        "validUntil": _text(certificate.expires, zone),
        "credentialSubject": {
            "id": _urn("holder", certificate.code),
            "type": ["AchievementSubject"],
            "identifier": [
                {
                    "type": "IdentityObject",
                    "identityHash": certificate.name,
                    "identityType": "name",
                    "hashed": False,
                }
            ],
            "activityEndDate": _text(certificate.completed, zone),
            "achievement": {
                "id": _urn("course", certificate.trust, certificate.course, certificate.policy),
                "type": ["Achievement"],
                "achievementType": "Certificate",
                "name": certificate.course,
                "description": f"{certificate.course} of {certificate.trust}. Covered: {covered}.",
                "version": certificate.course_version,
                "creator": issuer,
                "criteria": {
                    "narrative": (
                        f"Every module of the role was passed under {certificate.policy}, "
                        f"version {certificate.policy_version}."
                    )
                },
            },
        },
        "evidence": [
            {
                "id": link,
                "type": ["Evidence"],
                "name": f"Certificate {certificate.code}",
                "narrative": "This page tells whether the certificate still holds.",
            }
        ],
        "credentialSchema": [{"id": _SCHEMA, "type": "1EdTechJsonSchemaValidator2019"}],
    }


def _urn(*parts: str) -> str:
    return uuid.uuid5(_NAMES, json.dumps(parts)).urn


def _text(moment: datetime, zone: ZoneInfo) -> str:
    """A time with the trust's offset, so that whoever reads it has the trust's day."""
    return moment.astimezone(zone).isoformat(timespec="seconds").replace("+00:00", "Z")


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    _hold(moment.tzinfo is not None)
    return moment


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())
