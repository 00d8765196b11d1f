"""Certificates over HTTP: who may see, take away, check and withdraw one."""

from __future__ import annotations

import asyncio
import io
import re
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from joserfc.jwk import OKPKey
from pypdf import PdfReader

from readyroom.papers.badge import check
from readyroom.play.certificates import new_code
from readyroom.records.certificates import Certificates, Issued
from readyroom.records.log import Log
from readyroom.records.paths import Data
from readyroom.server.verify import TRIES, Guesses
from tests.certified import (
    OLD_POLICY,
    certificates_of,
    certified_within,
    certify,
    complete,
    enrolled,
    events,
)
from tests.loops import awaited
from tests.served import MINI, Served, readyroom

NOW = datetime.now(UTC)
YESTERDAY = NOW - timedelta(days=1)
UNKNOWN = new_code(lambda n: 7)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Data:
    """Amira, Wendy and Greta have completed; Nina did long ago, Tom under another policy."""
    data = enrolled(tmp_path_factory.mktemp("certified") / "var")
    certify(data, "nina-frost", at=NOW - timedelta(days=3 * 365))
    certify(data, "tom-okoro", at=YESTERDAY, course=OLD_POLICY)
    withdrawn = certify(data, "kofi-mensah", at=YESTERDAY)
    log = Log(data.log)
    code = withdrawn.certificate.code
    Certificates(log).withdraw(code, reason="A private reason", by="Maeve", at=NOW)
    log.close()
    for person in ("amira-shah", "wendy-price", "greta-lind"):
        complete(data, person, at=YESTERDAY)
    return data


@pytest.fixture(scope="module")
def site(folder: Data) -> Iterator[Served]:
    served = Served(folder.root, content=MINI)
    yield served
    served.stop()


def issued(site: Served, person: str) -> Issued:
    return certified_within(site.data, person, 20)


def code_of(site: Served, person: str) -> str:
    return issued(site, person).certificate.code


def words(html: str) -> str:
    main = re.search(r"<main.*?</main>", html, re.DOTALL)
    assert main is not None
    return " ".join(re.sub(r"<[^>]+>", " ", main[0]).split())


def test_a_completed_training_is_certified_without_a_visit_to_a_page(site: Served) -> None:
    made = issued(site, "amira-shah")
    assert made.certificate.name == "Amira Shah"
    assert made.certificate.trust == "Ash Tree Trust"
    assert certified_within(site.data, "wendy-price", 20).certificate.role == "volunteer"


@pytest.mark.parametrize(
    ("person", "state", "said"),
    [
        ("amira-shah", "Current", "This certificate holds. It is valid until"),
        ("nina-frost", "Expired", "It was valid until"),
        ("tom-okoro", "Superseded", "or a newer version of the policy, has taken its place"),
        ("kofi-mensah", "Withdrawn", "Ash Tree Trust has withdrawn it"),
    ],
)
def test_anybody_with_the_code_is_told_how_a_certificate_stands(
    site: Served, person: str, state: str, said: str
) -> None:
    answer = site.visitor().get(f"/verify/{code_of(site, person)}")
    assert answer.status_code == 200
    assert words(answer.text).startswith(f"Check a certificate {state} This certificate")
    assert said in words(answer.text)


def test_the_public_page_says_no_more_than_the_certificate(site: Served) -> None:
    answer = site.visitor().get(f"/verify/{code_of(site, 'kofi-mensah')}")
    assert "Kofi Mensah" in answer.text
    for private in ("A private reason", "Maeve", "kofi-mensah", "kofi.mensah@", "one-pupil"):
        assert private not in answer.text, private


def test_the_public_page_is_neither_kept_nor_indexed(site: Served) -> None:
    for path in ("/verify", f"/verify/{code_of(site, 'amira-shah')}", f"/verify/{UNKNOWN}"):
        answer = site.visitor().get(path)
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-robots-tag"] == "noindex"
        assert '<meta name="robots" content="noindex">' in answer.text


def test_a_code_may_be_typed_into_the_form_as_one_likes(site: Served) -> None:
    code = code_of(site, "amira-shah")
    typed = code.lower().replace("-", " ").replace("1", "l")
    answer = site.visitor().get("/verify", params={"code": typed})
    assert (answer.status_code, answer.headers["location"]) == (302, f"/verify/{code}")
    loose = site.visitor().get(f"/verify/{code.lower().replace('-', '')}")
    assert (loose.status_code, loose.headers["location"]) == (302, f"/verify/{code}")


@pytest.mark.parametrize("typed", [UNKNOWN, UNKNOWN[:-1] + "Z", "nonsense", "<script>", "é"])
def test_unknown_codes_all_get_the_same_page(site: Served, typed: str) -> None:
    answer = site.visitor().get("/verify", params={"code": typed})
    if answer.status_code == 302:
        answer = site.visitor().get(answer.headers["location"])
    assert answer.status_code == 404
    assert "We know no certificate with this code. Look whether it is typed right" in answer.text
    assert "<script>" not in answer.text


def test_an_empty_form_says_what_to_type(site: Served) -> None:
    assert "Type the verification code" in site.visitor().get("/verify?code=+").text


def test_an_address_that_guesses_has_to_wait() -> None:
    guesses = Guesses()
    for number in range(TRIES):
        assert not guesses.too_many("a", NOW)
        guesses.note("a", NOW + timedelta(seconds=number))
    assert guesses.too_many("a", NOW + timedelta(minutes=1))
    assert not guesses.too_many("b", NOW + timedelta(minutes=1))
    assert not guesses.too_many("a", NOW + timedelta(minutes=16))


def test_guessing_codes_is_stopped_by_address(folder: Data, tmp_path: Path) -> None:
    with Served(enrolled(tmp_path / "var").root, content=MINI) as site:
        visitor = site.visitor()
        for _ in range(TRIES):
            assert visitor.get(f"/verify/{UNKNOWN}").status_code == 404
        answer = visitor.get(f"/verify/{UNKNOWN}")
        assert (answer.status_code, answer.headers["retry-after"]) == (429, "900")
        assert "Wait 15 minutes" in answer.text


def test_guessing_many_codes_at_a_time_is_stopped_by_address(tmp_path: Path) -> None:
    with Served(enrolled(tmp_path / "var").root, content=MINI) as site:

        async def guess() -> list[int]:
            wide = httpx.Limits(max_connections=3 * TRIES)
            async with httpx.AsyncClient(base_url=site.url, limits=wide, timeout=30) as client:
                asked = (client.get(f"/verify/{UNKNOWN}") for _ in range(3 * TRIES))
                return [answer.status_code for answer in await asyncio.gather(*asked)]

        answers = awaited(guess())
        assert (answers.count(404), answers.count(429)) == (TRIES, 2 * TRIES)


def test_looking_at_certificates_that_there_are_is_no_guessing(site: Served) -> None:
    visitor, code = site.visitor(), code_of(site, "amira-shah")
    answers = [visitor.get(f"/verify/{code}").status_code for _ in range(TRIES + 1)]
    assert set(answers) == {200}


def test_the_owner_downloads_the_certificate(site: Served) -> None:
    code = code_of(site, "amira-shah")
    answer = site.visitor("amira-shah").get("/certificate.pdf")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["cache-control"] == "no-store"
    assert f'filename="certificate-{code}.pdf"' in answer.headers["content-disposition"]
    said = PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()
    for expected in ("Amira Shah", "Mini lesson", code, f"{site.url}/verify/{code}"):
        assert expected in said, expected


def test_the_owner_downloads_a_badge_that_the_published_key_checks(site: Served) -> None:
    code = code_of(site, "amira-shah")
    answer = site.visitor("amira-shah").get("/certificate.jwt")
    assert answer.headers["content-type"].startswith("text/plain")
    assert f'filename="badge-{code}.jwt"' in answer.headers["content-disposition"]
    published = site.visitor().get("/.well-known/jwks.json")
    assert published.headers["content-type"].startswith("application/jwk-set+json")
    keys = published.json()["keys"]
    assert all("d" not in key for key in keys)
    badge = check(answer.text, [OKPKey.import_key(key) for key in keys])
    assert (badge.name, badge.link) == ("Amira Shah", f"{site.url}/verify/{code}")


@pytest.mark.parametrize("path", ["/certificate.pdf", "/certificate.jwt"])
def test_only_the_owner_gets_the_files(site: Served, path: str) -> None:
    assert site.visitor().get(path).status_code == 302
    none_yet = site.visitor("deniz-aydin").get(path)
    assert none_yet.status_code == 404
    assert "You have no certificate yet" in none_yet.text
    taken_back = site.visitor("kofi-mensah").get(path)
    assert taken_back.status_code == 404
    assert "Your certificate was withdrawn. Ask the Central Support Team" in taken_back.text


@pytest.mark.parametrize(
    ("person", "said"),
    [
        ("amira-shah", "The certificate is valid until"),
        ("tom-okoro", "The policy has changed since"),
        ("nina-frost", "Take the training again and you get a new one"),
        ("kofi-mensah", "was withdrawn. Ask the Central Support Team"),
    ],
)
def test_the_home_page_shows_ones_certificate_and_how_it_stands(
    site: Served, person: str, said: str
) -> None:
    code = code_of(site, person)
    page = site.visitor(person).get("/").text
    shown = re.search(r'<section class="card" id="certificate".*?</section>', page, re.DOTALL)
    assert shown is not None
    assert said in words(f"<main>{shown[0]}</main>")
    assert code in shown[0]
    assert ("/certificate.pdf" in shown[0]) == (person != "kofi-mensah")


def test_who_has_not_completed_sees_no_certificate(site: Served) -> None:
    assert 'id="certificate"' not in site.visitor("deniz-aydin").get("/").text


def test_the_support_team_sees_every_certificate(site: Served) -> None:
    maeve = site.visitor("maeve-doyle")
    page = words(maeve.get("/team/certificates").text)
    for person, state in (("amira-shah", "Current"), ("nina-frost", "Expired")):
        made = issued(site, person).certificate
        assert re.search(rf"{made.name} {made.code} {state}", page), person
    pdf = maeve.get(f"/team/certificates/{code_of(site, 'kofi-mensah')}.pdf")
    assert "Withdrawn on" in PdfReader(io.BytesIO(pdf.content)).pages[0].extract_text()


def test_nobody_else_sees_the_teams_pages(site: Served) -> None:
    code = code_of(site, "amira-shah")
    for path in ("", f"/{code}", f"/{code}.pdf"):
        assert site.visitor().get(f"/team/certificates{path}").status_code == 302
        assert site.visitor("amira-shah").get(f"/team/certificates{path}").status_code == 403
    assert site.visitor("maeve-doyle").get(f"/team/certificates/{UNKNOWN}").status_code == 404


def test_the_support_team_withdraws_a_certificate_for_a_reason(site: Served) -> None:
    maeve, path = site.visitor("maeve-doyle"), f"/team/certificates/{code_of(site, 'wendy-price')}"
    assert maeve.post(path, data={"reason": "No token"}).status_code == 403
    amira = site.visitor("amira-shah")
    assert amira.submit(path, reason="Not hers to do").status_code == 403
    unsure = maeve.submit(path, form=path, reason="Taken by her son")
    assert unsure.status_code == 422
    assert "Tick the box if you understand what follows" in unsure.text
    assert 'value="Taken by her son"' in unsure.text
    without = maeve.submit(path, form=path, reason=" ", understood="yes")
    assert without.status_code == 422
    assert "Say why the certificate is withdrawn" in without.text
    assert certificates_of(site.data, "wendy-price")[-1].withdrawal is None
    done = maeve.submit(path, form=path, reason="Taken by her son", understood="yes")
    assert done.status_code == 302
    told = words(maeve.get(done.headers["location"]).text)
    assert "The certificate is withdrawn. Wendy Price no longer counts as trained" in told
    page = maeve.get(path).text
    assert "no longer counts as trained" not in page
    assert "by Maeve Doyle (maeve-doyle): Taken by her son" in page
    assert "Withdraw this certificate" not in page
    again = maeve.submit(path, form="/team/certificates", reason="Again", understood="yes")
    assert again.status_code == 409
    assert re.search(r"Wendy Price.{0,80}Expired", words(maeve.get("/team").text))
    home = words(site.visitor("wendy-price").get("/").text)
    assert "Your certificate was withdrawn. Please take the training again." in home
    assert "Your certificate was withdrawn. Take this module again." in home
    public = site.visitor().get(f"/verify/{code_of(site, 'wendy-price')}")
    assert words(public.text).startswith("Check a certificate Withdrawn")


def test_a_command_withdraws_while_the_server_runs_and_the_page_knows_at_once(
    site: Served,
) -> None:
    code = code_of(site, "greta-lind")
    command = ("certificate", "withdraw", code.lower(), "--reason", "A test", "--data")
    done = readyroom(*command, str(site.data.root))
    assert done.returncode == 0, done.stderr
    assert f"{code}, the certificate of Greta Lind, is withdrawn." in done.stdout
    assert "Withdrawn" in words(site.visitor().get(f"/verify/{code}").text)
    again = readyroom(*command, str(site.data.root))
    assert again.returncode == 1
    assert "withdrawn already" in again.stderr
    assert len([e for e in events(site.data, "withdrawn") if e.person == "greta-lind"]) == 1


def test_a_restart_certifies_nobody_twice(site: Served, folder: Data) -> None:
    before = [event.hash for event in events(folder, "certified")]
    with Served(_copied(folder), content=MINI) as again:
        page = again.visitor("amira-shah").get("/").text
        assert code_of(site, "amira-shah") in page
        assert [event.hash for event in events(again.data, "certified")] == before


def _copied(folder: Data) -> Path:
    """The data folder once more, as a backup is put back."""
    copy = folder.root.with_name("copy")
    leave = shutil.ignore_patterns("*.sock", "*-wal", "*-shm", "*.db")
    shutil.copytree(folder.root, copy, ignore=leave)
    for name in ("people.db", "records/log.db", "gradebook/gradebook.db"):
        source, target = sqlite3.connect(folder.root / name), sqlite3.connect(copy / name)
        source.backup(target)
        source.close()
        target.close()
    return copy
