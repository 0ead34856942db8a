"""Own agendas: what they keep of each part, and what older ones did not say."""

import json
from datetime import datetime

import pytest
from sqlalchemy import update

from mentor_desktop.domain.ids import PersonId
from mentor_desktop.domain.sessions import Leads
from mentor_desktop.domain.when import When
from mentor_desktop.services import agenda, people, sessions
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.vaults import Opened
from mentor_desktop.store.tables import template
from tests.support import HOME

SOON = When(datetime(2026, 11, 24, 15), HOME)


@pytest.fixture
def desk(opened: Opened) -> Desk:
    return opened.desk


@pytest.fixture
def own(desk: Desk) -> agenda.Template:
    """Kept from a session with Amara: her topic, mine, and one of both."""
    amara = people.add(desk, "Amara Okafor").id
    session = sessions.plan(desk, [amara], SOON).id
    for title, whose in (("Hers", amara), ("Mine", people.me(desk).id), ("Ours", None)):
        agenda.add_part(desk, session, title, 10, leads=Leads.BOTH, topic_of=whose)
    return agenda.save_as_template(desk, session, "By topic")


def topics(desk: Desk, who: list[PersonId], used: agenda.Template) -> list[PersonId | None]:
    session = sessions.plan(desk, who, SOON).id
    return [part.topic_of for part in agenda.use_template(desk, session, used)]


def test_whose_topic_a_part_is_fits_the_next_people_too(desk: Desk, own: agenda.Template) -> None:
    jonas, wei = (people.add(desk, name).id for name in ("Jonas Berg", "Wei Chen"))
    mine = people.me(desk).id
    kept = agenda.template_named(desk, "By topic")
    assert kept == own
    assert topics(desk, [jonas], kept) == [jonas, mine, None]
    assert topics(desk, [jonas, wei], kept) == [None, mine, None]  # which of the two is left open


def test_one_that_was_kept_without_topics_still_reads(desk: Desk, own: agenda.Template) -> None:
    older = json.dumps([["Hers", 10, "development", "mentee"], ["Ours", 5, "task", "both"]])
    with desk.change() as c:
        c.execute(update(template).values(parts=older))
    kept = agenda.template_named(desk, "By topic")
    assert [(part.title, part.leads, part.topic) for part in kept.parts] == [
        ("Hers", Leads.MENTEE, Leads.BOTH), ("Ours", Leads.BOTH, Leads.BOTH),
    ]  # fmt: skip


def test_a_removed_one_comes_back_as_it_was(desk: Desk, own: agenda.Template) -> None:
    agenda.delete_template(desk, own)
    assert own not in agenda.templates(desk)
    agenda.bring_back_template(desk, own)
    agenda.bring_back_template(desk, own)
    assert [each for each in agenda.templates(desk) if each.own] == [own]
