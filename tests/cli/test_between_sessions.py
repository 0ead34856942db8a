"""The commands about agreements, goals, promises, check-ins, the day and the hour that suits everybody."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from mentor_desktop.domain.ids import PersonId, id_from_text
from mentor_desktop.services import agreements, goals, people
from tests.cli.calling import Run, contents, listed, one_line
from tests.support import reopened

UUID = 36


def soon(days: int) -> str:
    """A day to come; the commands go by the computer's clock."""
    return (date.today() + timedelta(days=days)).isoformat()


@pytest.fixture
def amara(run: Run, folder: Path) -> str:
    return run("person-add", folder, "Amara Okafor", "--zone", "Africa/Nairobi").only


def agree(folder: Path, person: str) -> None:
    opened = reopened(folder)
    desk = opened.desk
    draft = agreements.draft(desk, people.relationships_of(desk, PersonId(id_from_text(person)))[-1].id)
    agreements.choose(desk, draft.id, "cadence", "steady", {"every": 2, "length": 50})
    agreements.choose(desk, draft.id, "recording", "never")
    agreements.propose(desk, draft.id)
    for each in draft.parties:
        agreements.agree(desk, draft.id, each)
    opened.close()


def test_what_was_agreed(run: Run, folder: Path, amara: str) -> None:
    nothing = run("agreement", folder, "--person", amara)
    assert (nothing.code, "Nothing has been agreed" in one_line(nothing)) == (1, True)
    assert listed(run("agreed", folder, "--person", amara, "--about", "recording", "--json")) == []
    agree(folder, amara)
    (version,) = listed(run("agreement", folder, "--person", amara, "--json"))
    assert (version["number"], version["state"]) == (1, "in_force")
    assert amara in version["person_ids"]
    assert [each["key"] for each in version["clauses"]] == ["cadence", "recording"]
    (rule,) = listed(run("agreed", folder, "--person", amara, "--about", "length", "--json"))
    assert rule["data"] == {"every": 2, "length": 50}
    assert rule["because"] == "Agreement v1, How often and how long"
    plain = run("agreement", folder, "--person", amara).out
    assert "Recording" in plain
    assert "I record nothing" in plain
    assert run("agreement", folder, "--person", amara, "--version", "9").code == 1


def test_goals_and_how_they_come_on(run: Run, folder: Path, amara: str) -> None:
    opened = reopened(folder)
    relation = people.relationships_of(opened.desk, PersonId(id_from_text(amara)))[-1].id
    goals.add(opened.desk, relation, "Chair the review")
    opened.close()
    (goal,) = listed(run("goals", folder, "--person", amara, "--json"))
    assert (goal["name"], goal["state"], goal["value"]) == ("Chair the review", "idea", None)
    told = run("goal-progress", folder, "--goal", goal["id"], "6.5", "--evidence", "Co-chaired once")
    assert (told.code, told.out) == (0, "")
    (goal,) = listed(run("goals", folder, "--json"))
    assert (goal["state"], goal["value"]) == ("active", 6.5)
    for wrong, code in (("eleven", 2), ("11", 1), ("nan", 1)):
        before = contents(folder)
        answer = run("goal-progress", folder, "--goal", goal["id"], wrong)
        assert answer.code == code
        one_line(answer)
        assert contents(folder) == before
    jonas = run("person-add", folder, "Jonas").only
    assert listed(run("goals", folder, "--person", jonas, "--json")) == []


def test_promises_from_made_to_kept(run: Run, folder: Path, amara: str) -> None:
    made = run("promise", folder, "--by", "me", "--to", amara, "--due", soon(5), "Send the slides")
    assert len(made.only) == UUID
    hers = run("promise", folder, "--by", amara, "--to", "me", "--due", soon(9), "Send the draft").only
    found = listed(run("promises", folder, "--json"))
    assert [(each["id"], each["mine"], each["due"]) for each in found] == [
        (made.only, True, soon(5)), (hers, False, soon(9)),
    ]  # fmt: skip
    assert len(listed(run("promises", folder, "--due-before", soon(6), "--json"))) == 1
    assert len(listed(run("promises", folder, "--person", amara, "--json"))) == 2
    assert run("kept", folder, made.only).code == 0
    assert [each["id"] for each in listed(run("promises", folder, "--json"))] == [hers]
    assert "Send the draft" in run("promises", folder).out


@pytest.mark.parametrize(
    ("due", "code"), [("2027-02-31", 2), ("Friday", 2), ("1900-01-01", 1), ("9999-01-01", 1)]
)
def test_impossible_days_promise_nothing(run: Run, folder: Path, amara: str, due: str, code: int) -> None:
    before = contents(folder)
    answer = run("promise", folder, "--by", "me", "--to", amara, "--due", due, "Send the slides")
    assert answer.code == code
    one_line(answer)
    assert contents(folder) == before


def test_a_contact_is_logged(run: Run, folder: Path, amara: str) -> None:
    made = run("checkin", folder, "--person", amara, "--kind", "event", "Wrote before her talk")
    assert len(made.only) == UUID
    assert run("checkin", folder, "--person", "me", "x").code == 1
    assert run("checkin", folder, "--person", amara, "--kind", "nudge", "x").code == 2
    assert run("checkin", folder, "--person", "00" * 16, "x").code == 1


def test_the_day_in_its_order(run: Run, folder: Path, amara: str) -> None:
    assert listed(run("today", folder, "--json")) == []
    session = run("plan", folder, "--with", amara, "--at", "2099-12-08T15:00").only
    promise = run("promise", folder, "--by", "me", "--to", amara, "--due", soon(60), "Send").only
    lines = listed(run("today", folder, "--json"))
    assert [each["kind"] for each in lines][:1] == ["session"]
    assert session in {each["id"] for each in lines}
    assert promise not in {each["id"] for each in lines}  # two months to go
    assert run("today", folder).code == 0


def test_hours_that_suit_both(run: Run, folder: Path, amara: str) -> None:
    found = listed(
        run("find-time", folder, "--with", amara, "--from", "2099-12-07", "--weeks", "1", "--json")
    )
    assert found
    for each in found:
        assert {local["zone"] for local in each["local"]} == {"Europe/Stockholm", "Africa/Nairobi"}
        assert isinstance(each["reasons"], list)
    assert run("find-time", folder, "--with", amara, "--weeks", "99").code == 1
    assert run("find-time", folder, "--with", amara, "--from", "soon").code == 2
    assert "in Nairobi" in run("find-time", folder, "--with", amara, "--from", "2099-12-07").out
