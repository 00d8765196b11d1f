"""Roster files, good and bad."""

from __future__ import annotations

from pathlib import Path

import pytest

from readyroom.content.model import ROLES
from readyroom.errors import RosterError, UnknownError
from readyroom.records.people import Imported, People
from readyroom.records.roster import parse_roster, read_roster

HEADER = "id,last_name,first_name,email,role,school\n"
ANA = "ana,Berg,Ana,ana@school.example,staff,Hill School\n"
ROOT = Path(__file__).parent.parent


def faults(text: str) -> list[str]:
    with pytest.raises(RosterError) as caught:
        parse_roster(text, name="people.csv")
    return [str(fault) for fault in caught.value.faults]


def test_a_roster_gives_its_people() -> None:
    (ana,) = parse_roster(HEADER + ANA, name="people.csv")
    assert (ana.id, ana.name, ana.role, ana.school) == ("ana", "Ana Berg", "staff", "Hill School")


def test_the_example_roster_has_somebody_of_each_role() -> None:
    people = read_roster(ROOT / "grading" / "roster.example.csv")
    assert {p.role for p in people} == set(ROLES)


def test_a_name_with_a_comma_in_quotation_marks_is_one_name() -> None:
    text = HEADER + 'joao,"Costa, dos Santos",João,j@school.example,staff,Hill\n'
    assert parse_roster(text, name="people.csv")[0].last_name == "Costa, dos Santos"


@pytest.mark.parametrize("mark", [";", "\t"])
def test_a_file_from_excel_may_have_semicolons_or_tabs(mark: str) -> None:
    text = (HEADER + ANA).replace(",", mark).replace("Hill School", "Hill, School")
    (ana,) = parse_roster(text, name="people.csv")
    assert (ana.id, ana.name, ana.school) == ("ana", "Ana Berg", "Hill, School")


def test_columns_may_come_in_any_order_with_others_between() -> None:
    text = "Email,ID,phone,Role,School,First name,Last name\na@b.example,ana,1,staff,H,Ana,Berg\n"
    assert parse_roster(text, name="people.csv")[0].email == "a@b.example"


def test_a_repeated_id_is_reported_with_both_lines() -> None:
    (fault,) = faults(HEADER + ANA + ANA)
    assert fault.startswith("people.csv:3: the id 'ana' stands in line 2 already")


def test_a_bad_email_address_is_reported_with_its_line() -> None:
    (fault,) = faults(HEADER + ANA.replace("ana@school.example", "ana.school.example"))
    assert fault.startswith("people.csv:2: 'ana.school.example' is no e-mail address")


def test_an_unknown_role_is_reported_with_the_roles_there_are() -> None:
    (fault,) = faults(HEADER + ANA.replace("staff", "teacher"))
    assert "the role 'teacher' is unknown. Roles: staff, volunteer, parent" in fault


@pytest.mark.parametrize("bad", ["../etc", "Ana", "a b", "-ana", "a" * 33])
def test_an_id_that_could_not_be_a_folder_name_is_refused(bad: str) -> None:
    (fault,) = faults(HEADER + ANA.replace("ana,", f"{bad},", 1))
    assert "small letters and digits" in fault


def test_all_faults_of_a_file_are_reported_together() -> None:
    text = HEADER + "ana,Berg,Ana,nothing,boss,H\n" + "bo,Lind,,bo@school.example,staff\n"
    assert len(faults(text)) == 3


def test_a_missing_column_is_reported_with_the_columns_there_must_be() -> None:
    (fault,) = faults("id,name\nana,Ana\n")
    assert fault.startswith("people.csv:1: the first line lacks last_name, first_name, email")


def test_a_column_that_is_named_twice_is_reported() -> None:
    (fault,) = faults("id,email,email,last_name,first_name,role,school\nana,a,b,c,d,staff,e\n")
    assert "email more than once" in fault


@pytest.mark.parametrize("text", ["", HEADER])
def test_an_empty_roster_is_reported(text: str) -> None:
    assert len(faults(text)) == 1


def test_a_quotation_mark_that_is_not_closed_is_reported() -> None:
    assert any("quotation mark" in fault for fault in faults(HEADER + 'ana,"Berg'))


def test_a_file_that_is_not_utf8_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes((HEADER + ANA).replace("Berg", "Müller").encode("latin-1"))
    with pytest.raises(RosterError, match="CSV UTF-8"):
        read_roster(path)


def test_importing_again_changes_what_changed_and_removes_nobody(tmp_path: Path) -> None:
    people = People(tmp_path / "people.db")
    bo = ANA.replace("ana,", "bo,")
    people.save(parse_roster(HEADER + ANA + bo, name="people.csv"))
    changed = parse_roster(HEADER + ANA.replace("Hill", "Dale"), name="people.csv")
    assert people.save(changed) == Imported(added=0, changed=1, unchanged=0)
    assert {person.id: person.school for person in people.all()} == {
        "ana": "Dale School",
        "bo": "Hill School",
    }
    people.close()


def test_somebody_who_is_not_on_the_roster_is_unknown(tmp_path: Path) -> None:
    people = People(tmp_path / "people.db")
    with pytest.raises(UnknownError, match="nobody called 'zoe'"):
        people.get("zoe")
    people.close()
