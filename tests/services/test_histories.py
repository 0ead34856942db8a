"""Earlier wordings of notes and of other texts: listed with what changed, and taken again."""

from dataclasses import replace
from datetime import datetime

import pytest

from mentor_desktop.domain.difference import Change, Piece
from mentor_desktop.domain.history import Kind
from mentor_desktop.domain.when import When
from mentor_desktop.services import (
    agenda,
    attachments,
    histories,
    notes,
    people,
    promises,
    sessions,
    wrapping,
)
from mentor_desktop.services.refusal import Gone
from mentor_desktop.services.vaults import Opened
from tests.support import HandClock


def test_a_note_keeps_its_wordings_and_takes_one_again(opened: Opened, clock: HandClock) -> None:
    desk = opened.desk
    note = notes.write(desk, "Wants to chair the review.", person=people.add(desk, "Amara").id)
    (only,) = histories.versions(desk, Kind.NOTE, note.id)
    assert (only.text, only.until, only.changed) == (
        note.text, None, (Piece(Change.SAME, note.text),)
    )  # fmt: skip
    for text in ("Wants to lead the review.", "Wants to lead."):
        clock.pass_minutes(20)
        notes.edit(desk, replace(notes.get(desk, note.id), text=text))
    found = histories.versions(desk, Kind.NOTE, note.id)
    assert [each.text for each in found] == ["Wants to lead.", "Wants to lead the review.", note.text]
    assert found[1].until == desk.now()
    assert Piece(Change.GONE, "chair") in found[2].changed
    assert Piece(Change.NEW, "lead") in found[2].changed
    histories.take_again(desk, Kind.NOTE, note.id, found[2])
    assert notes.get(desk, note.id).text == note.text
    assert [each.id for each in notes.search(desk, "chair")] == [note.id]
    assert [each.text for each in histories.versions(desk, Kind.NOTE, note.id)][:2] == [
        note.text,
        "Wants to lead.",
    ]
    notes.trash(desk, note.id)
    with pytest.raises(Gone):
        histories.take_again(desk, Kind.NOTE, note.id, found[1])


def test_other_texts_have_a_history_too(opened: Opened, clock: HandClock) -> None:
    import io

    desk = opened.desk
    amara = people.add(desk, "Amara")
    session = sessions.plan(desk, [amara.id], When(datetime(2026, 11, 25, 9), "Europe/Stockholm")).id
    part = agenda.add_part(desk, session, "Opening")
    promise = promises.make(desk, amara.id, "Send the outline", None, session=session)
    file = attachments.attach_stream(opened, io.BytesIO(b"x"), "first.txt")
    wrapping.say(desk, session, "intention", "Listen first.")
    clock.pass_minutes(20)
    people.edit(desk, replace(people.get(desk, amara.id), about="Likes maps."))
    clock.pass_minutes(20)
    people.edit(desk, replace(people.get(desk, amara.id), about="Likes charts."))
    agenda.edit_part(desk, replace(part, title="Arriving"))
    promises.edit(desk, replace(promises.get(desk, promise.id), text="Send the draft"))
    attachments.rename(desk, file.id, "second.txt")
    wrapping.say(desk, session, "intention", "Ask first.")
    for kind, row, field, earlier in (
        (Kind.PERSON, amara.id, "about", "Likes maps."),
        (Kind.PART, part.id, "title", "Opening"),
        (Kind.PROMISE, promise.id, "text", "Send the outline"),
        (Kind.ATTACHMENT, file.id, "name", "first.txt"),
        (Kind.SESSION, session, "intention", "Listen first."),
    ):
        found = histories.versions(desk, kind, row, field)
        assert found[1].text == earlier, kind
        histories.take_again(desk, kind, row, found[1], field)
        assert histories.versions(desk, kind, row, field)[0].text == earlier
    assert people.get(desk, amara.id).about == "Likes maps."
    with pytest.raises(Gone):  # a field without a history cannot be set this way
        histories.take_again(desk, Kind.PERSON, amara.id, found[1], "me")
