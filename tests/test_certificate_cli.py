"""The commands about certificates, with and without a server."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from readyroom.errors import InUse
from readyroom.gradebook.project import bring_up_to_date
from readyroom.papers.badge import sign
from readyroom.papers.keys import signing_key
from readyroom.records.certificates import Certificates, Issued
from readyroom.records.lock import alone
from readyroom.records.log import Log
from readyroom.records.paths import Data
from tests.builders import on_page
from tests.certified import (
    OLD_POLICY,
    RIGHT,
    certificates_of,
    certified_within,
    certify,
    enrolled,
    events,
)
from tests.served import MINI, readyroom
from tests.test_recorder import Recorder

NOW = datetime.now(UTC)
DONE = NOW - timedelta(days=1)


@pytest.fixture
def data(tmp_path: Path) -> Data:
    return enrolled(tmp_path / "var")


@pytest.fixture
def amira(data: Data) -> Issued:
    shutil.copytree(MINI, data.content)  # what was served last
    return certify(data, "amira-shah", at=DONE)


def certificate(data: Data, *words: str) -> subprocess.CompletedProcess[str]:
    return readyroom("certificate", *words, "--data", str(data.root))


def test_the_recorder_certifies_who_has_passed_as_soon_as_it_is_graded(data: Data) -> None:
    recorder = Recorder(data)
    try:
        recorder.lend("amira-shah")
        for slug, response in RIGHT.items():
            steps = response if slug == "two-steps" else [None]
            for number in range(len(steps)):
                given = on_page(slug, response[: number + 1]) if slug == "two-steps" else response
                answer = recorder.answer({"attempt": 1, "activity": slug, "response": given})
                assert answer.status_code == 200
        assert events(data, "certified") == ()
        bring_up_to_date(data, pass_percent=80)
        made = certified_within(data, "amira-shah", 15)
        assert made.certificate.name == "Amira Shah"
        (submitted,) = events(data, "submitted")
        assert made.certificate.evidence == submitted.hash
    finally:
        recorder.close()


def test_the_list_shows_codes_states_and_people(data: Data, amira: Issued) -> None:
    certify(data, "nina-frost", at=NOW - timedelta(days=1000))
    certify(data, "tom-okoro", at=DONE, course=OLD_POLICY)
    done = certificate(data, "list")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].startswith(f"{amira.certificate.code}  current ")
    assert lines[0].endswith("Amira Shah (amira-shah), Holly Bank Primary")
    assert [line.split()[1] for line in lines] == ["current", "expired", "superseded"]
    one = certificate(data, "list", "--person", "nina-frost")
    assert "Nina Frost" in one.stdout
    assert "Amira" not in one.stdout


def test_the_list_and_the_check_of_a_badge_name_the_days_of_the_trusts_time_zone(
    data: Data, tmp_path: Path
) -> None:
    shutil.copytree(MINI, data.content)
    late = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)  # 2 July in London
    issued = certify(data, "amira-shah", at=late)
    log = Log(data.log)
    Certificates(log).withdraw(issued.certificate.code, reason="Why", by="Maeve", at=late)
    log.close()
    listed = certificate(data, "list").stdout
    assert "until 2028-07-02" in listed
    assert "withdrawn 2026-07-02 by Maeve: Why" in listed
    badge = tmp_path / "late.jwt"
    key = signing_key(data)
    badge.write_text(sign(issued.certificate, key, issued=late, site="x:", link="x:y"))
    said = certificate(data, "verify", str(badge)).stdout
    assert "Issued 2026-07-02, valid until 2028-07-02." in said


def test_without_a_server_withdrawing_writes_the_log(data: Data, amira: Issued) -> None:
    done = certificate(data, "withdraw", amira.certificate.code, "--reason", "Not her answers")
    assert done.returncode == 0, done.stderr
    (issued,) = certificates_of(data, "amira-shah")
    assert issued.withdrawal is not None
    assert issued.withdrawal.reason == "Not her answers"
    assert issued.withdrawal.by.endswith("on the command line")
    listed = certificate(data, "list").stdout
    assert "withdrawn" in listed
    assert "Not her answers" in listed


def test_while_a_recorder_runs_it_alone_writes(data: Data, amira: Issued) -> None:
    recorder = Recorder(data)
    try:
        with alone(data):  # as the server does that has started the recorder
            done = certificate(data, "withdraw", amira.certificate.code, "--reason", "A reason")
        assert done.returncode == 0, done.stderr
        answer = recorder.http.get(
            "/certificate",
            params={"code": amira.certificate.code},
            headers={"X-Secret": "the secret of this run"},
        )
        assert answer.json()["state"] == "withdrawn"
    finally:
        recorder.close()
    assert not data.admin_secret.exists()


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/certificate?code=x"), ("GET", "/badge?code=x"), ("GET", "/standings")],
)
def test_the_secret_of_commands_opens_nothing_but_the_withdrawal(
    data: Data, method: str, path: str
) -> None:
    recorder = Recorder(data)
    try:
        secret = data.admin_secret.read_text()
        assert data.admin_secret.stat().st_mode & 0o077 == 0
        headers = {"X-Secret": secret}
        assert recorder.http.request(method, path, headers=headers).status_code == 403
        body = {"code": "x", "reason": "x", "by": "x"}
        assert recorder.http.post("/withdraw", json=body, headers=headers).status_code == 404
        for guess in ("", "guess", secret[:-1]):
            headers = {"X-Secret": guess}
            refused = recorder.http.post("/withdraw", json=body, headers=headers)
            assert refused.status_code == 403
    finally:
        recorder.close()


def test_a_server_whose_recorder_is_silent_is_named(data: Data, amira: Issued) -> None:
    with alone(data):
        done = certificate(data, "withdraw", amira.certificate.code, "--reason", "A reason")
    assert done.returncode == 1
    assert "its recorder does not answer" in done.stderr
    assert events(data, "withdrawn") == ()


def test_the_lock_is_held_by_one(data: Data) -> None:
    with alone(data), pytest.raises(InUse, match="being served already"), alone(data):
        pass


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("withdraw", "nonsense", "--reason", "x"), "We know no certificate with this code"),
        (("show", "nonsense", "-o", "-"), "We know no certificate with this code"),
    ],
)
def test_an_unknown_code_is_refused_in_words(
    data: Data, amira: Issued, words: tuple[str, ...], said: str
) -> None:
    done = certificate(data, *words)
    assert (done.returncode, done.stdout) == (1, "")
    assert said in done.stderr


def test_before_anybody_has_answered_there_is_no_certificate(data: Data) -> None:
    assert certificate(data, "list").stdout == ""
    done = certificate(data, "show", "7K2M9-4QXA1-B3T5A", "-o", "-")
    assert done.returncode == 1
    assert "Nobody has a certificate yet" in done.stderr


def test_a_certificate_is_written_to_a_file(data: Data, amira: Issued, tmp_path: Path) -> None:
    file = tmp_path / "amira.pdf"
    done = certificate(data, "show", amira.certificate.code.lower(), "-o", str(file))
    assert done.returncode == 0, done.stderr
    assert "The certificate of Amira Shah written to" in done.stderr
    said = PdfReader(io.BytesIO(file.read_bytes())).pages[0].extract_text()
    assert "Amira Shah" in said
    assert f"http://127.0.0.1:8866/verify/{amira.certificate.code}" in said


@pytest.fixture
def badge(data: Data, amira: Issued, tmp_path: Path) -> Path:
    key = signing_key(data)
    site, link = data.site(), data.verify_link(amira.certificate.code)
    file = tmp_path / "badge.jwt"
    file.write_text(sign(amira.certificate, key, issued=amira.at, site=site, link=link))
    return file


def test_a_badge_is_verified_with_the_printed_key_alone(
    data: Data, badge: Path, tmp_path: Path
) -> None:
    printed = certificate(data, "key")
    assert all("d" not in key for key in json.loads(printed.stdout)["keys"])
    key = tmp_path / "key.json"
    key.write_text(printed.stdout)
    elsewhere = Data(tmp_path / "nothing-here")
    done = certificate(elsewhere, "verify", str(badge), "--key", str(key))
    assert done.returncode == 0, done.stderr
    assert "Amira Shah: Mini training, Ash Tree Trust" in done.stdout
    assert "The signature is good" in done.stdout


def test_a_changed_badge_is_refused(data: Data, badge: Path) -> None:
    text = badge.read_text()
    middle = text.index(".") + 40
    badge.write_text(text[:middle] + ("A" if text[middle] != "A" else "B") + text[middle + 1 :])
    done = certificate(data, "verify", str(badge))
    assert (done.returncode, done.stdout) == (1, "")
    assert "was changed, or somebody else has signed it" in done.stderr


def test_a_certificate_in_the_place_of_the_badge_is_told(data: Data, badge: Path) -> None:
    badge.write_bytes(b"%PDF-1.7\n")
    done = certificate(data, "verify", str(badge))
    assert done.returncode == 1
    assert done.stderr == "This is a PDF. The badge is the other file, which ends in .jwt.\n"


def test_a_badge_that_has_run_out_is_refused(data: Data, amira: Issued, badge: Path) -> None:
    old = amira.certificate.model_copy(update={"expires": NOW - timedelta(minutes=1)})
    badge.write_text(sign(old, signing_key(data), issued=amira.at, site="x:", link="x:y"))
    done = certificate(data, "verify", str(badge))
    assert done.returncode == 1
    assert "the badge has run out" in done.stderr


def test_without_any_key_it_says_how_to_get_one(tmp_path: Path, badge: Path) -> None:
    done = certificate(Data(tmp_path / "nothing-here"), "verify", str(badge))
    assert done.returncode == 1
    assert "There is no key in" in done.stderr
