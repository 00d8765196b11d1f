"""The declaration to have read and understood the policy: when it is due, and what it is worth."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from readyroom.content.model import Course, Declaration
from readyroom.errors import UnknownError
from readyroom.gradebook.completions import completion_of
from readyroom.gradebook.export import frame
from readyroom.gradebook.project import bring_up_to_date
from readyroom.play.completion import Completion
from readyroom.records.certificates import Certificates
from readyroom.records.declarations import declare
from readyroom.records.log import Event, Log
from readyroom.records.paths import Data
from readyroom.records.people import People, Person
from tests.builders import COURSE, RIGHT
from tests.graded import ANN, BEN, NOON, data_folder, take
from tests.test_renewal import revised

WORDS = Declaration(roles=("staff", "leader"), text="I have read it, and I understand it.")
OTHER = Declaration(roles=("volunteer",), text="I have read it as a volunteer.")
ASKING = COURSE.model_copy(update={"declarations": (WORDS, OTHER)})
DUE = "You have not declared yet that you have read and understood the policy."
AGAIN = "The policy has changed since you declared that you have read it."
LATER = NOON + timedelta(days=2)


@pytest.fixture
def data(tmp_path_factory: pytest.TempPathFactory) -> Data:
    return data_folder(tmp_path_factory.mktemp("declared"), ANN, BEN)


def passed(data: Data, *, person: str = "ann", at: datetime = NOON) -> None:
    take(data, person, RIGHT, course=ASKING, at=at)
    bring_up_to_date(data)


def declared(
    data: Data, *, course: Course = ASKING, who: Person = ANN, at: datetime = LATER
) -> Event:
    log = Log(data.log)
    try:
        return declare(course, log, who, at=at)
    finally:
        log.close()


def stands(data: Data, course: Course = ASKING, *, person: str = "ann") -> Completion:
    return completion_of(course, data, person, LATER + timedelta(days=1)).completion


def test_who_has_passed_everything_has_still_to_declare(data: Data) -> None:
    passed(data)
    found = stands(data)
    assert (found.status, found.to_declare, found.evidence) == ("in progress", DUE, "")
    assert found.modules_passed == found.modules_required == 1


def test_the_declaration_completes_the_training_on_its_day_and_is_its_evidence(
    data: Data,
) -> None:
    passed(data)
    event = declared(data)
    found = stands(data)
    assert (found.status, found.completed, found.evidence) == ("complete", LATER, event.hash)
    assert (found.to_declare, found.declared and found.declared.at) == ("", LATER)


def test_the_declaration_is_kept_with_its_words_the_role_and_the_policys_version(
    data: Data,
) -> None:
    event = declared(data)
    assert event.body == {"role": "staff", "words": WORDS.text}
    assert (event.policy_version, event.content) == ("2026-09", ASKING.policy.digest())
    assert event.module == ""


def test_a_declaration_before_the_last_module_counts_from_the_last_pass(data: Data) -> None:
    declared(data, at=NOON - timedelta(days=1))
    passed(data)
    found = stands(data)
    assert (found.status, found.completed) == ("complete", NOON)


def test_the_same_declaration_twice_is_recorded_once(data: Data) -> None:
    first = declared(data)
    assert declared(data, at=LATER + timedelta(hours=1)) == first


def test_nobody_is_asked_whose_role_has_no_words(data: Data) -> None:
    passed(data, person="ben")
    assert stands(data, person="ben").status == "complete"
    with pytest.raises(UnknownError, match="nothing that you have to declare"):
        declared(data, who=BEN)


def test_a_new_role_with_the_same_words_needs_no_new_declaration(data: Data) -> None:
    passed(data)
    declared(data)
    people = People(data.people)
    people.save((ANN.__class__(**{**vars(ANN), "role": "volunteer"}),))
    assert stands(data).to_declare == DUE
    people.save((ANN,))
    people.close()
    assert stands(data).status == "complete"


def test_a_change_in_the_policy_asks_for_the_declaration_anew(data: Data) -> None:
    passed(data)
    declared(data)
    changed = revised("IMG-2")
    unasked = ASKING.modules[0].activities[0:1]
    module = ASKING.modules[0].model_copy(update={"activities": unasked, "quizzes": {}})
    course = ASKING.model_copy(update={"policy": changed, "modules": (module,)})
    found = stands(data, course)
    assert (found.status, found.to_declare) == ("expired", AGAIN)
    declared(data, course=course, at=LATER + timedelta(hours=2))
    assert stands(data, course).status == "complete"


def test_a_version_in_which_only_words_have_changed_needs_no_new_declaration(data: Data) -> None:
    passed(data)
    declared(data)
    course = ASKING.model_copy(update={"policy": revised()})
    assert stands(data, course).status == "complete"


def test_a_withdrawn_certificate_voids_the_declaration_too(data: Data) -> None:
    passed(data)
    declared(data)
    log = Log(data.log)
    certificates = Certificates(log)
    issued = certificates.issue(ASKING, ANN, stands(data), at=LATER)
    assert issued is not None
    certificates.withdraw(issued.certificate.code, reason="Not hers", by="Maeve", at=LATER)
    log.close()
    passed(data, at=LATER + timedelta(hours=1))
    assert stands(data).to_declare == DUE
    declared(data, at=LATER + timedelta(hours=2))
    assert stands(data).status == "complete"


def test_the_export_tells_when_and_under_which_version_somebody_declared(data: Data) -> None:
    passed(data)
    declared(data)
    rows = frame(ASKING, data, LATER + timedelta(days=1)).set_index("learner_id")
    assert rows.loc["ann", "declared_utc"].to_pydatetime() == LATER
    assert rows.loc["ann", "declared_policy_version"] == "2026-09"
    assert rows.loc["ben", "declared_policy_version"] == ""


def test_an_earlier_declaration_counts_again_when_its_version_does(data: Data) -> None:
    passed(data)
    declared(data)
    later = ASKING.model_copy(update={"policy": revised("IMG-2")})
    declared(data, course=later, at=LATER + timedelta(hours=1))
    assert stands(data).status == "complete"


def test_other_words_under_the_same_version_are_a_declaration_of_their_own(data: Data) -> None:
    first = declared(data)
    edited = WORDS.model_copy(update={"text": "I have read it, and I will keep to it."})
    course = ASKING.model_copy(update={"declarations": (edited, OTHER)})
    second = declared(data, course=course, at=LATER + timedelta(hours=1))
    assert second.seq != first.seq


def test_a_certificate_after_a_new_declaration_names_the_version_that_was_declared(
    data: Data,
) -> None:
    passed(data)
    declared(data)
    module = ASKING.modules[0].model_copy(
        update={"activities": ASKING.modules[0].activities[:1], "quizzes": {}}
    )
    course = ASKING.model_copy(update={"policy": revised("IMG-2"), "modules": (module,)})
    declared(data, course=course, at=LATER + timedelta(hours=1))
    found = stands(data, course)
    assert (found.status, found.policy_version) == ("complete", "2027-01")
    log = Log(data.log)
    issued = Certificates(log).issue(course, ANN, found, at=LATER + timedelta(hours=2))
    log.close()
    assert issued is not None
    assert issued.state(course, now=LATER + timedelta(hours=3)) == "current"
