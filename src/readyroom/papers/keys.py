"""The trust's key for badges: made once, kept by the recorder, its public half for everybody."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, Final

from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from readyroom.errors import DamagedError, UnknownError
from readyroom.records.paths import Data

_CURVE: Final = "Ed25519"


def signing_key(data: Data) -> OKPKey:
    """The private key, made at the first call; its public half is put among the public keys.

    The public keys of earlier private keys stay, so that badges they signed can be checked.
    DamagedError when the file holds no key.
    """
    path = data.signing_key
    if path.exists():
        key = _key(_json(path), path)
        if not key.is_private:
            raise _damaged(path)
    else:
        key = OKPKey.generate_key(_CURVE, auto_kid=True)
        _write(path, key.as_dict(private=True))
    public = public_keys(data) if data.public_keys.exists() else []
    ours = key.as_dict(private=False)
    if ours not in public:
        _write(data.public_keys, {"keys": [ours, *public]})
    return key


def public_keys(data: Data) -> list[dict[str, Any]]:
    """The public keys of the data folder, the newest first.

    UnknownError when it has none yet, DamagedError when the file holds none.
    """
    if not data.public_keys.exists():
        raise UnknownError(
            f"There is no key in {data.root} yet. It is made when the course is first served: "
            "readyroom serve"
        )
    return [key.as_dict(private=False) for key in read_keys(data.public_keys)]


def read_keys(path: Path) -> list[OKPKey]:
    """The keys of a file that holds one JWK or a JWK set; DamagedError when it holds none."""
    said = _json(path)
    found = said.get("keys", [said])
    if not isinstance(found, list) or not found:
        raise _damaged(path)
    return [_key(one, path) for one in found]


def _key(said: Any, path: Path) -> OKPKey:
    try:
        key = OKPKey.import_key(said)
    except (JoseError, ValueError, TypeError, KeyError, AttributeError):
        raise _damaged(path) from None
    if key.as_dict(private=False)["crv"] != _CURVE:
        raise _damaged(path)
    return key


def _json(path: Path) -> dict[str, Any]:
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError):
        raise _damaged(path) from None
    if not isinstance(said, dict):
        raise _damaged(path)
    return said


def _write(path: Path, said: object) -> None:
    """Writes the file whole or not at all, for its owner alone."""
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(said, file, indent=2)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def _damaged(path: Path) -> DamagedError:
    return DamagedError(
        f"{path} holds no Ed25519 key. Put the file from your last backup in its place, or, "
        "when there is none, take it away: a new key is made at the next start."
    )
