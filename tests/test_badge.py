"""The badge: an Open Badges 3.0 credential that anybody can check without a network."""

from __future__ import annotations

import base64
import json
import stat
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st
from joserfc.jwk import OKPKey

from readyroom.errors import BadgeError, DamagedError, UnknownError
from readyroom.papers.badge import check, sign
from readyroom.papers.keys import public_keys, read_keys, signing_key
from readyroom.records.paths import Data
from tests.test_certificates import CERTIFICATE, CODE, NOON

KEY = OKPKey.generate_key("Ed25519")
OTHER = OKPKey.generate_key("Ed25519")
SITE = "https://training.example/"
LINK = f"{SITE}verify/{CODE}"
ISSUED = NOON + timedelta(seconds=3, microseconds=5)


def signed(key: OKPKey = KEY) -> str:
    return sign(CERTIFICATE, key, issued=ISSUED, site=SITE, link=LINK)


BADGE = signed()


def parts(badge: str) -> tuple[dict[str, Any], dict[str, Any], bytes]:
    """Header, payload and signature, read with nothing but the standard library."""
    head, body, signature = (
        base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)) for part in badge.split(".")
    )
    return json.loads(head), json.loads(body), signature


def test_a_badge_is_checked_with_the_public_key_alone() -> None:
    public = OKPKey.import_key(KEY.as_dict(private=False))
    badge = check(BADGE, [public])
    assert (badge.name, badge.achievement) == ("Ann Reed", "Social media training")
    assert (badge.issuer, badge.link) == ("Hill Trust", LINK)
    assert badge.issued == NOON + timedelta(seconds=3)
    assert badge.expires == CERTIFICATE.expires
    assert not badge.expired(CERTIFICATE.expires - timedelta(seconds=1))
    assert badge.expired(CERTIFICATE.expires)


def test_its_signature_is_ed25519_as_any_other_library_reads_it() -> None:
    head, _, signature = parts(BADGE)
    raw = base64.urlsafe_b64decode(head["jwk"]["x"] + "=")
    signed_part = BADGE.rsplit(".", 1)[0].encode()
    Ed25519PublicKey.from_public_bytes(raw).verify(signature, signed_part)


def test_its_header_holds_the_public_key_and_never_the_private_one() -> None:
    head, _, _ = parts(BADGE)
    assert set(head) == {"alg", "typ", "jwk"}
    assert (head["alg"], head["typ"]) == ("EdDSA", "JWT")
    assert set(head["jwk"]) == {"kty", "crv", "x"}


def test_it_has_what_the_specification_asks_of_a_credential() -> None:
    _, said, _ = parts(BADGE)
    assert said["@context"][0] == "https://www.w3.org/ns/credentials/v2"
    assert said["@context"][1].startswith("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0")
    assert said["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert said["issuer"]["type"] == ["Profile"]
    assert said["validFrom"] == "2026-11-22T12:00:03Z"
    assert said["validUntil"] == "2028-11-22T23:59:59Z"
    subject = said["credentialSubject"]
    assert subject["type"] == ["AchievementSubject"]
    achievement = subject["achievement"]
    assert achievement["type"] == ["Achievement"]
    assert {"id", "name", "description", "criteria"} <= set(achievement)
    for urn in (said["id"], subject["id"], achievement["id"]):
        assert urn.startswith("urn:uuid:")


def test_its_registered_claims_say_what_the_credential_says() -> None:
    _, said, _ = parts(BADGE)
    assert said["iss"] == said["issuer"]["id"] == SITE
    assert said["jti"] == said["id"]
    assert said["sub"] == said["credentialSubject"]["id"]
    assert said["nbf"] == int(ISSUED.timestamp())
    assert said["exp"] == int(CERTIFICATE.expires.timestamp())


def test_it_names_the_person_and_gives_nothing_else_about_them() -> None:
    _, said, _ = parts(BADGE)
    (identity,) = said["credentialSubject"]["identifier"]
    assert (identity["identityType"], identity["identityHash"]) == ("name", "Ann Reed")
    whole = json.dumps(said)
    for private in ("@hill", "Hill Primary", '"ann"', CERTIFICATE.evidence, "staff"):
        assert private not in whole, private


def test_the_same_certificate_gives_the_same_badge() -> None:
    assert signed() == BADGE


@given(st.integers(0, len(BADGE) - 1), st.integers(1, 127))
def test_a_badge_with_one_byte_changed_is_refused(place: int, change: int) -> None:
    raw = bytearray(BADGE.encode())
    raw[place] ^= change
    forged = bytes(raw).decode("utf-8", "replace")
    same = forged.strip() == BADGE
    try:
        check(forged, [KEY])
    except BadgeError:
        assert not same
    else:
        assert parts(forged) == parts(BADGE)  # bits that base64 itself leaves unused


def test_the_key_inside_a_badge_is_not_trusted() -> None:
    with pytest.raises(BadgeError, match="somebody else has signed it"):
        check(signed(OTHER), [KEY])


def test_an_earlier_key_of_ours_will_do() -> None:
    assert check(BADGE, [OTHER, KEY]).name == "Ann Reed"


def b64(said: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(said).encode()).decode().rstrip("=")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nonsense",
        "a.b.c",
        "é.é.é",
        "x" * 200_000,
        f"{b64({'alg': 'none'})}.{BADGE.split('.')[1]}.",
        f"{b64({'alg': 'HS256'})}.{BADGE.split('.')[1]}.{BADGE.split('.')[2]}",
        f"{b64(7)}.{b64({})}.AA",
        f"{b64(['alg'])}.{BADGE.split('.')[1]}.{BADGE.split('.')[2]}",
        f"{b64({})}.{BADGE.split('.')[1]}.{BADGE.split('.')[2]}",
        f"{b64({'alg': 5})}.{BADGE.split('.')[1]}.{BADGE.split('.')[2]}",
        f"{base64.urlsafe_b64encode(b'[' * 60_000).decode()}.{BADGE.split('.')[1]}.AA",
    ],
)
def test_what_is_no_badge_is_refused_in_words(text: str) -> None:
    with pytest.raises(BadgeError):
        check(text, [KEY])


@pytest.mark.parametrize(
    "payload",
    [b"[]", b"7", b"{}", b'{"credentialSubject": 7}', b"\xff", b'{"type": []}', b"[" * 60_000],
)
def test_something_else_that_the_key_has_signed_is_no_badge(payload: bytes) -> None:
    head = b64({"alg": "EdDSA"})
    body = base64.urlsafe_b64encode(payload).decode().rstrip("=")
    signature = KEY.private_key.sign(f"{head}.{body}".encode())
    token = f"{head}.{body}.{base64.urlsafe_b64encode(signature).decode().rstrip('=')}"
    with pytest.raises(BadgeError, match="no badge of ours"):
        check(token, [KEY])


def test_the_key_is_made_once_and_closed_to_others(tmp_path: Path) -> None:
    data = Data(tmp_path / "var").create()
    first, second = signing_key(data), signing_key(data)
    assert first.as_dict(private=True) == second.as_dict(private=True)
    assert stat.S_IMODE(data.signing_key.stat().st_mode) == 0o600
    (public,) = public_keys(data)
    assert public["x"] == first.as_dict(private=False)["x"]
    assert "d" not in public
    assert '"d"' not in data.public_keys.read_text()


def test_a_new_key_leaves_the_old_public_one_in_place(tmp_path: Path) -> None:
    data = Data(tmp_path / "var").create()
    old = signing_key(data).as_dict(private=False)
    data.signing_key.unlink()
    new = signing_key(data).as_dict(private=False)
    assert public_keys(data) == [new, old]


def test_a_folder_without_a_key_says_when_it_is_made(tmp_path: Path) -> None:
    with pytest.raises(UnknownError, match="when the course is first served"):
        public_keys(Data(tmp_path))


@pytest.mark.parametrize(
    "said",
    [
        "",
        "[]",
        "{}",
        '{"keys": []}',
        '{"keys": [7]}',
        '{"keys": ' + "[" * 100_000,
        '{"kty": "oct", "k": "AA"}',
        '{"kty": "OKP", "crv": "Ed25519", "x": "AA"}',
        '{"kty": "OKP", "crv": "X25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}',
    ],
)
def test_a_file_without_an_ed25519_key_is_named(tmp_path: Path, said: str) -> None:
    file = tmp_path / "key.json"
    file.write_text(said)
    with pytest.raises(DamagedError, match=r"key\.json holds no Ed25519 key"):
        read_keys(file)
