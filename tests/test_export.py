"""The completion export, read back as its users do."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest

from readyroom.gradebook.completions import completion_of
from readyroom.gradebook.export import columns, defused, frame, to_csv, to_json
from readyroom.gradebook.project import bring_up_to_date
from readyroom.records.certificates import Certificates, Issued
from readyroom.records.log import Log
from readyroom.records.paths import Data
from tests.builders import COURSE, MODULE, RIGHT
from tests.graded import ANN, BEN, HALF, NOON, data_folder, forge, submitted, take

NOW = datetime(2026, 12, 1, 8, 30, 15, 999, tzinfo=UTC)
ODD = replace(
    ANN,
    id="odd",
    first_name='=HYPERLINK("http://x.example","y")',
    last_name='O"Neil, Jr',
    school="Line\none",
)
TWO = COURSE.model_copy(
    update={"modules": (MODULE, MODULE.model_copy(update={"slug": "by-the-lake"}))}
)


@pytest.fixture
def data(tmp_path: Path) -> Data:
    return data_folder(tmp_path, ANN, BEN, ODD)


def read(text: str) -> pd.DataFrame:
    """What pandas makes of the file, as anybody would read it."""
    return pd.read_csv(io.BytesIO(text.encode("utf-8"))).set_index("learner_id")


def certified(data: Data, person: str) -> Issued:
    """The certificate that the person is due."""
    record = completion_of(COURSE, data, person, NOON)
    log = Log(data.log)
    issued = Certificates(log).issue(COURSE, record.person, record.completion, at=NOON)
    log.close()
    assert issued is not None
    return issued


def test_the_columns_stand_in_the_agreed_order(data: Data) -> None:
    expected = [
        "learner_id",
        "last_name",
        "first_name",
        "email",
        "role",
        "school",
        "status",
        "modules_passed",
        "modules_required",
        "pond_percent",
        "by_the_lake_percent",
        "attempts",
        "started_utc",
        "completed_utc",
        "expires_utc",
        "course_version",
        "policy_version",
        "pending_review",
        "evidence_hash",
        "exported_at_utc",
        "certificate_code",
        "certificate_state",
        "declared_utc",
        "declared_policy_version",
        "policy_in_force",
        "clauses_to_renew",
    ]
    assert list(columns(TWO)) == expected
    table = frame(TWO, data, NOW)
    assert list(table.columns) == expected
    assert list(pd.read_csv(io.BytesIO(to_csv(table).encode())).columns) == expected
    assert list(json.loads(to_json(table))[0]) == expected


def test_somebody_who_has_completed_has_a_full_row(data: Data) -> None:
    take(data, "ann", RIGHT)
    bring_up_to_date(data)
    issued = certified(data, "ann")
    row = read(to_csv(frame(COURSE, data, NOW))).loc["ann"].fillna("")
    (event,) = submitted(data)
    assert row.to_dict() == {
        "last_name": "Reed",
        "first_name": "Ann",
        "email": "ann@hill.example",
        "role": "staff",
        "school": "Hill Primary",
        "status": "complete",
        "modules_passed": 1,
        "modules_required": 1,
        "pond_percent": 100.0,
        "attempts": 1,
        "started_utc": "2026-11-22T12:00:00Z",
        "completed_utc": "2026-11-22T12:00:00Z",
        "expires_utc": "2028-11-22T12:00:00Z",
        "course_version": 1.0,
        "policy_version": "2026-09",
        "pending_review": 0,
        "evidence_hash": event.hash,
        "exported_at_utc": "2026-12-01T08:30:15Z",
        "certificate_code": issued.certificate.code,
        "certificate_state": "current",
        "declared_utc": "",
        "declared_policy_version": "",
        "policy_in_force": "2026-09",
        "clauses_to_renew": "",
    }


def test_whose_certificate_was_withdrawn_is_not_trained(data: Data) -> None:
    take(data, "ann", RIGHT)
    bring_up_to_date(data)
    issued = certified(data, "ann")
    log = Log(data.log)
    Certificates(log).withdraw(issued.certificate.code, reason="Not hers", by="Maeve", at=NOON)
    log.close()
    row = read(to_csv(frame(COURSE, data, NOW))).loc["ann"]
    assert (row["status"], row["modules_passed"]) == ("expired", 0)
    assert (row["expires_utc"], pd.isna(row["evidence_hash"])) == ("2026-11-22T12:00:00Z", True)
    told = (row["certificate_code"], row["certificate_state"])
    assert told == (issued.certificate.code, "withdrawn")
    take(data, "ann", RIGHT, at=NOON + timedelta(days=1))
    bring_up_to_date(data)
    row = read(to_csv(frame(COURSE, data, NOW))).loc["ann"]
    assert (row["status"], row["modules_passed"]) == ("complete", 1)


def test_not_started_is_an_empty_cell_and_never_a_zero(data: Data) -> None:
    text = to_csv(frame(COURSE, data, NOW))
    (row,) = [r for r in csv.DictReader(io.StringIO(text[1:])) if r["learner_id"] == "ben"]
    assert row["status"] == "not started"
    assert [name for name, cell in row.items() if cell == ""] == [
        "pond_percent",
        "started_utc",
        "completed_utc",
        "expires_utc",
        "course_version",
        "policy_version",
        "evidence_hash",
        "certificate_code",
        "certificate_state",
        "declared_utc",
        "declared_policy_version",
        "clauses_to_renew",
    ]
    assert (row["attempts"], row["modules_passed"], row["pending_review"]) == ("0", "0", "0")


def test_a_score_of_nothing_is_a_zero(data: Data) -> None:
    nothing: dict[str, object] = {
        "the-walk": ["post"],
        "the-pond": {"decision": "publish", "reason": "none"},
        "who-asks": "a",
        "what-stops": ["b"],
    }
    take(data, "ann", nothing)
    bring_up_to_date(data)
    table = read(to_csv(frame(COURSE, data, NOW)))
    assert table.loc["ann", "pond_percent"] == 0.0
    assert table.loc["ann", "status"] == "not passed"
    assert pd.isna(table.loc["ben", "pond_percent"])


def test_names_with_commas_quotes_newlines_and_formulas_survive(data: Data) -> None:
    row = read(to_csv(frame(COURSE, data, NOW))).loc["odd"]
    assert row["last_name"] == 'O"Neil, Jr'
    assert row["school"] == "Line\none"
    assert row["first_name"] == '\'=HYPERLINK("http://x.example","y")'


def test_every_field_is_quoted_and_excel_is_told_the_encoding(data: Data) -> None:
    text = to_csv(frame(COURSE, data, NOW))
    assert text.startswith('\ufeff"learner_id","last_name"')
    body = text.removeprefix("\ufeff").replace("Line\none", "Line one")
    assert all(line[0] == line[-1] == '"' for line in body.split("\r\n")[:-1])


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+44",
        "-1",
        "@SUM(A1)",
        "\tx",
        "\rx",
        "\nx",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "  =1",
        "\u00a0=1",
        "\u200b=1",
        "\ufeff@x",
        "\0=1",
    ],
)
def test_a_cell_that_a_spreadsheet_would_run_is_defused(cell: str) -> None:
    assert defused(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "Ann", "O'Neil", "a=b", "Smith-Jones", "x@hill.example"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert defused(cell) == cell


def test_json_has_null_for_what_is_empty_and_defuses_nothing(data: Data) -> None:
    take(data, "ann", HALF)
    bring_up_to_date(data)
    rows = {row["learner_id"]: row for row in json.loads(to_json(frame(COURSE, data, NOW)))}
    assert rows["ben"]["pond_percent"] is None
    assert rows["ben"]["started_utc"] is None
    assert rows["ben"]["evidence_hash"] is None
    assert rows["odd"]["first_name"] == '=HYPERLINK("http://x.example","y")'
    assert rows["ann"]["pond_percent"] == 55.5
    assert rows["ann"]["attempts"] == 1
    assert rows["ann"]["started_utc"] == "2026-11-22T12:00:00Z"
    assert rows["ann"]["exported_at_utc"] == "2026-12-01T08:30:15Z"


def test_a_submission_to_look_at_is_counted_and_proves_nothing(data: Data) -> None:
    take(data, "ann", HALF)
    forge(data, score=9.0)
    bring_up_to_date(data)
    row = read(to_csv(frame(COURSE, data, NOW))).loc["ann"]
    assert (row["status"], row["pending_review"]) == ("needs review", 1)
    assert pd.isna(row["evidence_hash"])
    assert pd.isna(row["pond_percent"])


def test_an_expired_training_says_when_it_ended(data: Data) -> None:
    take(data, "ann", RIGHT)
    bring_up_to_date(data)
    row = read(to_csv(frame(COURSE, data, NOON + timedelta(days=731)))).loc["ann"]
    assert row["status"] == "expired"
    assert row["expires_utc"] == "2028-11-22T12:00:00Z"
    assert pd.isna(row["evidence_hash"])


def test_the_table_has_proper_types(data: Data) -> None:
    table = frame(COURSE, data, NOW)
    assert str(table["attempts"].dtype) == "int64"
    assert str(table["pond_percent"].dtype) == "float64"
    assert str(table["started_utc"].dtype) == "datetime64[s, UTC]"


def test_an_empty_roster_gives_the_header_alone(tmp_path: Path) -> None:
    table = frame(COURSE, Data(tmp_path), NOW)
    assert to_csv(table).count("\r\n") == 1
    assert json.loads(to_json(table)) == []


def test_results_and_completions_import_neither_nbgrader_nor_pandas() -> None:
    code = (
        "import sys, readyroom.gradebook.completions, readyroom.gradebook.export;"
        "print([m for m in ('nbgrader', 'nbformat', 'nbconvert', 'pandas') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
