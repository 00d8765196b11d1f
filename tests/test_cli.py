"""The command line: done is 0, a fault in the input 1, wrong usage 2; never a traceback."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from tests.served import MINI, ROOT, readyroom

ROSTER = str(ROOT / "grading" / "roster.example.csv")


@pytest.fixture
def roster(data: Path) -> Path:
    """A data folder with the example roster in it."""
    done = readyroom("people", "import", ROSTER, "--data", str(data))
    assert (done.returncode, done.stdout) == (0, "12 added, 0 changed, 0 as they were.\n")
    return data


def course(tmp_path: Path) -> Path:
    """A copy of the mini-course, to be broken."""
    return Path(shutil.copytree(MINI, tmp_path / "course-copy"))


def refused(*words: str) -> str:
    """What a command says that ends with 1."""
    done = readyroom(*words)
    assert done.returncode == 1, done
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()
    return done.stderr


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("serve",),
        ("people",),
        ("people", "import"),
        ("people", "list"),
        ("people", "link"),
        ("course",),
        ("course", "check"),
        ("course", "answers"),
        ("course", "paper"),
        ("course", "coverage"),
        ("course", "changes"),
        ("grade",),
        ("export",),
        ("export", "completions"),
    ],
)
def test_every_command_explains_itself(words: tuple[str, ...]) -> None:
    done = readyroom(*words, "--help")
    assert done.returncode == 0
    assert done.stdout.startswith("Usage:")


@pytest.mark.parametrize(
    "words",
    [
        ("nonsense",),
        ("people", "link"),
        ("people", "import", "nowhere.csv"),
        ("serve", "--port", "0"),
        ("serve", "--port", "many"),
        ("export", "completions", "--format", "xml"),
        ("course", "check", "--content", "nowhere"),
    ],
)
def test_wrong_usage_ends_with_2(words: tuple[str, ...]) -> None:
    done = readyroom(*words)
    assert done.returncode == 2
    assert "Usage:" in done.stderr


def test_help_is_there_at_once_because_nothing_heavy_is_imported() -> None:
    code = (
        "import sys, readyroom.cli; "
        "print([m for m in ('pandas', 'nbgrader', 'voila', 'sqlalchemy', 'pydantic') "
        "if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_importing_people_twice_changes_nothing(roster: Path) -> None:
    done = readyroom("people", "import", ROSTER, "--data", str(roster))
    assert done.stdout == "0 added, 0 changed, 12 as they were.\n"


def test_a_faulty_roster_is_refused_whole(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    good = Path(ROSTER).read_text(encoding="utf-8")
    file.write_text(good + "zoe,Zell,Zoe,no address,staff,Hill\n", encoding="utf-8")
    said = refused("people", "import", str(file), "--data", str(data))
    assert f"{file}:14: 'no address' is no e-mail address" in said
    assert not data.exists()


def test_everybody_is_listed_with_id_role_and_name(roster: Path) -> None:
    done = readyroom("people", "list", "--data", str(roster))
    assert len(done.stdout.splitlines()) == 12
    assert "joao-costa   volunteer      João Costa, dos Santos (Millbrook Academy)" in done.stdout


def test_a_link_is_fresh_each_time_and_leads_to_the_sign_in_page(roster: Path) -> None:
    links = {
        readyroom("people", "link", "amira-shah", "--data", str(roster)).stdout for _ in range(2)
    }
    assert len(links) == 2
    assert all(link.startswith("http://127.0.0.1:8866/sign-in?code=") for link in links)


def test_a_link_says_for_whom_and_until_when_beside_itself(roster: Path) -> None:
    done = readyroom("people", "link", "amira-shah", "--hours", "2", "--data", str(roster))
    assert re.fullmatch(r"For Amira Shah: works once, until \d\d:\d\d on \d+ \w+\.\n", done.stderr)
    assert len(done.stdout.splitlines()) == 1


@pytest.mark.parametrize("typed", ["Amira", "shah", "amira-sha", "Amira Shah"])
def test_a_link_for_a_wrong_id_suggests_the_nearest(roster: Path, typed: str) -> None:
    said = refused("people", "link", typed, "--data", str(roster))
    assert "Did you mean amira-shah (Amira Shah)" in said


def test_a_link_for_nobody_says_how_to_find_the_id(roster: Path) -> None:
    said = refused("people", "link", "zoe", "--data", str(roster))
    assert "nobody called 'zoe'" in said
    assert "readyroom people list" in said


@pytest.mark.parametrize(
    "words",
    [("people", "list"), ("people", "link", "ana"), ("grade",), ("export", "completions")],
)
def test_a_missing_data_folder_is_named_and_not_made(words: tuple[str, ...], data: Path) -> None:
    said = refused(*words, "--data", str(data))
    assert str(data) in said
    assert not data.exists()


def test_the_course_has_no_faults() -> None:
    done = readyroom("course", "check")
    assert done.returncode == 0
    assert re.match(r"No faults: 12 module\(s\), [23]\d\d activities, 143 clauses\.", done.stdout)


def test_every_fault_in_the_content_is_shown_with_file_and_line(tmp_path: Path) -> None:
    copy = course(tmp_path)
    story = copy / "scenarios" / "branching" / "two-steps.twee"
    story.write_text(
        story.read_text(encoding="utf-8").replace("->Looked up]]", "->Nowhere]]", 1),
        encoding="utf-8",
    )
    quiz = copy / "quizzes" / "mini.md"
    quiz.write_text(
        quiz.read_text(encoding="utf-8").replace("[IMG-1]", "[IMG-99]"), encoding="utf-8"
    )
    (copy / "scenarios" / "images" / "one-pupil.yml").write_text("title: [\n", encoding="utf-8")
    said = refused("course", "check", "--content", str(copy))
    assert "scenarios/branching/two-steps.twee:" in said
    assert "quizzes/mini.md:" in said
    assert "IMG-99" in said
    assert "scenarios/images/one-pupil.yml:" in said


def test_a_faulty_course_is_not_served(tmp_path: Path, data: Path) -> None:
    copy = course(tmp_path)
    (copy / "course" / "policy.yml").write_text("clauses: 1\n", encoding="utf-8")
    said = refused("serve", "--no-browser", "--content", str(copy), "--data", str(data))
    assert "course/policy.yml" in said
    assert not data.exists()


def test_a_folder_without_a_course_is_named(tmp_path: Path) -> None:
    said = refused("course", "check", "--content", str(tmp_path))
    assert "course/course.yml" in said


def test_the_right_answers_are_json_in_the_form_of_the_log() -> None:
    done = readyroom("course", "answers", "mini", "--content", str(MINI))
    answers = json.loads(done.stdout)
    assert len(answers) == 4
    assert {type(answer) for answer in answers.values()} == {str, list, dict}


def test_an_unknown_module_is_named_with_those_there_are() -> None:
    said = refused("course", "answers", "pirates")
    assert "pirates" in said
    assert "pictures" in said


@pytest.mark.parametrize("file", ["people.db", "records/log.db"])
def test_a_damaged_database_is_reported_without_a_traceback(roster: Path, file: str) -> None:
    for rest in roster.glob(f"{file}-*"):
        rest.unlink()
    (roster / file).write_bytes(b"this is no database" * 100)
    assert "database" in refused("export", "completions", "--data", str(roster))


def test_a_data_folder_that_cannot_be_made_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    said = refused("people", "import", ROSTER, "--data", str(tmp_path / "file" / "var"))
    assert str(tmp_path / "file") in said


def test_a_port_in_use_is_named_with_what_to_do(data: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = refused("serve", "--no-browser", "--port", str(port), "--data", str(data))
    assert f"Port {port} is in use" in said
    assert f"--port {port + 1}" in said
    assert not data.exists()


def test_grading_before_anybody_has_answered_says_so(roster: Path) -> None:
    assert "no log yet" in refused("grade", "--data", str(roster))


def test_the_export_has_everybody_before_anybody_has_begun(roster: Path) -> None:
    done = readyroom("export", "completions", "--data", str(roster))
    assert done.returncode == 0, done.stderr
    table = pd.read_csv(io.StringIO(done.stdout.removeprefix("\ufeff")))
    assert len(table) == 12
    assert table["pictures_percent"].isna().all()
    assert set(table["status"]) == {"not started"}


def test_the_export_goes_to_a_file_as_csv_or_json(roster: Path, tmp_path: Path) -> None:
    csv, as_json = tmp_path / "c.csv", tmp_path / "c.json"
    done = readyroom("export", "completions", "-o", str(csv), "--data", str(roster))
    assert (done.stdout, done.returncode) == ("", 0)
    readyroom(
        *("export", "completions", "--format", "json", "-o", str(as_json)),
        *("--data", str(roster)),
    )
    table = pd.read_csv(csv)
    rows = json.loads(as_json.read_text(encoding="utf-8"))
    assert [row["learner_id"] for row in rows] == list(table["learner_id"])
    assert rows[0]["pictures_percent"] is None


def test_an_export_that_cannot_be_written_leaves_nothing_behind(
    roster: Path, tmp_path: Path
) -> None:
    file = tmp_path / "missing" / "c.csv"
    said = refused("export", "completions", "-o", str(file), "--data", str(roster))
    assert str(file) in said
    assert list(tmp_path.glob("**/*.part")) == []


def test_an_export_to_a_dash_goes_to_the_screen(roster: Path, tmp_path: Path) -> None:
    done = readyroom("export", "completions", "-o", "-", "--data", str(roster))
    assert done.stdout.startswith("\ufeff")
    assert not (ROOT / "-").exists()


def test_an_exported_file_is_for_its_owner_alone_and_keeps_a_link(
    roster: Path, tmp_path: Path
) -> None:
    target, link = tmp_path / "target.csv", tmp_path / "link.csv"
    link.symlink_to(target)
    assert (
        readyroom("export", "completions", "-o", str(link), "--data", str(roster)).returncode == 0
    )
    assert link.is_symlink()
    assert target.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("words", [("course", "check"), ("course", "answers", "pictures")])
def test_data_is_an_option_of_every_command(words: tuple[str, ...], data: Path) -> None:
    assert readyroom(*words, "--data", str(data)).returncode == 0
    assert not data.exists()


def test_an_address_that_is_not_this_machines_is_named(data: Path) -> None:
    said = refused("serve", "--no-browser", "--ip", "nonsense", "--data", str(data))
    assert "'nonsense' is no address of this machine" in said
    assert not data.exists()


def test_a_path_too_long_for_a_socket_is_named_before_anything_is_made(tmp_path: Path) -> None:
    deep = tmp_path / ("x" * 90)
    assert "too long" in refused("serve", "--no-browser", "--data", str(deep))
    assert not deep.exists()


def test_the_command_line_works_without_a_locale(roster: Path) -> None:
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("LANG", "LC_"))}
    done = subprocess.run(
        [sys.executable, "-m", "readyroom", "people", "list", "--data", str(roster)],
        capture_output=True,
        env=environment | {"LC_ALL": "C"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "João" in done.stdout.decode()
