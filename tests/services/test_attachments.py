"""Attachments: there whole or not at all, out of sight in the trash, and erased with their files."""

import io
import os
from datetime import datetime
from pathlib import Path

import pytest

from mentor_desktop.domain.ids import DAY, AttachmentId, Millis
from mentor_desktop.domain.notes import EVERYONE
from mentor_desktop.domain.when import When
from mentor_desktop.exporters import formats
from mentor_desktop.services import (
    attachments,
    notes,
    people,
    running,
    sessions,
    sharing,
    trashed,
    vaults,
)
from mentor_desktop.services.refusal import Gone, Refused
from mentor_desktop.services.vaults import Opened
from mentor_desktop.store import attachments as store
from mentor_desktop.vault import DamagedAttachment, MissingAttachment
from tests.support import HandClock, held_in_pages, reopened

TEXT = b"Quixotic words of a recording " * 20_000


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "Talk of Tuesday.ogg"
    path.write_bytes(TEXT)
    return path


def sealed_files(opened: Opened) -> list[str]:
    return [each.name for each in opened.vault.attachments.listing()]


def read(opened: Opened, attachment: AttachmentId) -> bytes:
    with attachments.reader(opened, attachment) as reader:
        return b"".join(reader.chunks())


def test_a_file_is_kept_and_read_back(opened: Opened, clock: HandClock, file: Path) -> None:
    desk = opened.desk
    amara = people.add(desk, "Amara").id
    session = sessions.plan(desk, [amara], When(datetime(2026, 11, 25, 9), "Europe/Stockholm")).id
    note = notes.write(desk, "with a file", person=amara).id
    one = attachments.attach(opened, file, session=session)
    two = attachments.attach(opened, file, person=amara)
    three = attachments.attach(opened, file, note=note)
    four = attachments.attach_stream(opened, io.BytesIO(b""), "empty.unheardof")
    assert (one.name, one.type, one.size) == ("Talk of Tuesday.ogg", "audio/ogg", len(TEXT))
    assert (four.type, four.size) == ("application/octet-stream", 0)
    assert attachments.of(desk, session=session) == (one,)
    assert attachments.of(desk, person=amara) == (two,)
    assert attachments.of(desk, note=note) == (three,)
    assert attachments.of(desk) == (one, two, three, four)
    assert attachments.count(desk) == (4, 3 * len(TEXT))
    opened.close()
    again = reopened(opened.vault.folder, clock)
    assert read(again, one.id) == TEXT
    assert read(again, four.id) == b""
    with attachments.reader(again, one.id) as reader:
        assert reader.read(400_000, 20) == TEXT[400_000:400_020]
    again.close()


def test_nothing_of_it_lies_in_clear(opened: Opened, file: Path) -> None:
    attachments.attach(opened, file)
    opened.desk.store.close()
    for path in opened.vault.folder.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            assert b"Quixotic" not in data
            assert b"Tuesday" not in data
            assert "Tuesday" not in path.name


def test_what_cannot_be_attached_is_refused(opened: Opened, file: Path, tmp_path: Path) -> None:
    desk = opened.desk
    amara = people.add(desk, "Amara").id
    note = notes.write(desk, "gone soon", person=amara).id
    notes.trash(desk, note)
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "missing", tmp_path, tmp_path / "pipe"):
        with pytest.raises(Refused, match="cannot be read"):
            attachments.attach(opened, path)
    with pytest.raises(Gone):
        attachments.attach(opened, file, note=note)
    with pytest.raises(Refused, match="one thing alone"):
        attachments.attach(opened, file, note=note, person=amara)
    assert attachments.of(desk) == ()
    assert sealed_files(opened) == []


def test_a_file_without_a_row_is_removed_at_the_next_opening(
    opened: Opened, clock: HandClock, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = attachments.attach(opened, file)

    def crash(*_args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as cut_off:
        cut_off.setattr(store, "insert_attachment", crash)
        with pytest.raises(KeyboardInterrupt):
            attachments.attach(opened, file)
    assert len(sealed_files(opened)) == 2
    with opened.vault.attachments.keep():  # a backup in the making
        assert opened.sweep() == 0
    opened.close()
    again = reopened(opened.vault.folder, clock)
    assert len(sealed_files(again)) == 1
    assert read(again, kept.id) == TEXT
    again.close()


def test_no_file_is_swept_while_another_is_added(opened: Opened) -> None:
    swept: list[int] = []

    def meanwhile(_done: int) -> None:
        swept.append(opened.sweep())

    added = attachments.attach_stream(opened, io.BytesIO(TEXT), "talk.ogg", progress=meanwhile)
    assert set(swept) == {0}
    assert read(opened, added.id) == TEXT


def test_stopping_half_way_leaves_nothing(opened: Opened) -> None:
    class Stop(Exception):
        pass

    def stop(done: int) -> None:
        if done > 300_000:
            raise Stop

    with pytest.raises(Stop):
        attachments.attach_stream(opened, io.BytesIO(TEXT), "talk.ogg", progress=stop)
    assert attachments.of(opened.desk) == ()
    assert list(opened.vault.attachments.path.iterdir()) == []


def test_exporting_writes_all_of_it_for_its_owner_alone(opened: Opened, file: Path, tmp_path: Path) -> None:
    added = attachments.attach(opened, file)
    target = tmp_path / "out" / attachments.file_name(added)
    target.parent.mkdir()
    attachments.export(opened, added.id, target)
    assert target.read_bytes() == TEXT
    assert target.name == "Talk of Tuesday.ogg"
    assert target.stat().st_mode & 0o777 == 0o600
    target.write_bytes(b"mine")
    with pytest.raises(Refused, match="There is a file of this name"):
        attachments.export(opened, added.id, target)
    assert target.read_bytes() == b"mine"
    attachments.export(opened, added.id, target, overwrite=True)
    assert target.read_bytes() == TEXT
    with pytest.raises(Refused, match="cannot be written there"):
        attachments.export(opened, added.id, tmp_path / "nowhere" / "x.ogg")
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_a_damaged_one_is_not_exported_in_part(opened: Opened, file: Path, tmp_path: Path) -> None:
    added = attachments.attach(opened, file)
    path = opened.vault.attachments.path / sealed_files(opened)[0]
    path.write_bytes(path.read_bytes()[:-1] + b"\0")
    (tmp_path / "out").mkdir()
    with pytest.raises(DamagedAttachment) as told:
        attachments.export(opened, added.id, tmp_path / "out" / "talk.ogg")
    assert "damaged" in vaults.sentence(told.value)
    assert list((tmp_path / "out").iterdir()) == []
    path.unlink()
    with pytest.raises(MissingAttachment) as missing:
        attachments.reader(opened, added.id)
    assert "not in the vault any more" in vaults.sentence(missing.value)


@pytest.mark.parametrize(
    ("name", "file_name"),
    [("../../x.ogg", "x.ogg"), ("CON", "_CON.bin"), ("a.b.c.d.toolongending", "a.b.c.d.toolongending.bin")],
)
def test_names_are_made_safe(opened: Opened, name: str, file_name: str) -> None:
    added = attachments.attach_stream(opened, io.BytesIO(b"x"), name)
    assert added.name == name
    assert attachments.file_name(added) == file_name


def test_it_follows_its_note_into_the_trash_and_back(opened: Opened, file: Path) -> None:
    desk = opened.desk
    amara = people.add(desk, "Amara").id
    note = notes.write(desk, "with a file", person=amara).id
    added = attachments.attach(opened, file, note=note)
    people.trash(desk, amara)
    assert attachments.of(desk) == ()
    with pytest.raises(Gone):
        attachments.get(desk, added.id)
    attachments.restore(desk, added.id)  # with what it hangs on
    assert read(opened, added.id) == TEXT
    assert notes.get(desk, note).text == "with a file"
    attachments.trash(desk, added.id)
    (line,) = trashed.rows(desk)
    assert line.words == "Talk of Tuesday.ogg"
    trashed.restore(desk, line)
    assert [each.id for each in attachments.of(desk, note=note)] == [added.id]


def test_erasing_takes_row_key_and_file(opened: Opened, clock: HandClock, file: Path) -> None:
    desk = opened.desk
    amara = people.add(desk, "Amara").id
    note = notes.write(desk, "Zephyr", person=amara).id
    gone = attachments.attach(opened, file, note=note)
    attachments.rename(desk, gone.id, "Marigold.ogg")
    kept = attachments.attach_stream(opened, io.BytesIO(b"stays"), "Juniper.txt")
    words = ["Marigold", "Tuesday", "Zephyr", "Juniper"]
    assert held_in_pages(opened, words) == words
    people.trash(desk, amara)
    assert len(sealed_files(opened)) == 2
    folder = opened.vault.folder
    opened.close()
    clock.pass_ms(30 * DAY)
    for _day in range(8):
        clock.pass_ms(DAY)
        reopened(folder, clock).close()
    again = reopened(folder, clock)
    assert len(sealed_files(again)) == 1
    assert held_in_pages(again, words) == ["Juniper"]
    assert read(again, kept.id) == b"stays"
    again.close()


def test_the_sentence_about_erasing_speaks_of_backups() -> None:
    said = trashed.erasing_sentence()
    assert "30 days" in said
    assert "Backups" in said


def test_every_key_is_made_anew(opened: Opened, clock: HandClock, file: Path) -> None:
    desk = opened.desk
    one, two = attachments.attach(opened, file), attachments.attach(opened, file)
    attachments.trash(desk, two.id)
    before = set(sealed_files(opened))
    clock.pass_minutes(1)
    told: list[tuple[int, int]] = []
    assert attachments.reencrypt(opened, before=desk.now(), progress=lambda *done: told.append(done)) == 2
    assert told == [(0, 2), (1, 2)]
    assert len(sealed_files(opened)) == 2
    assert not before & set(sealed_files(opened))
    assert read(opened, one.id) == TEXT
    attachments.restore(desk, two.id)
    assert read(opened, two.id) == TEXT
    assert attachments.reencrypt(opened, before=Millis(desk.now())) == 0  # none is older any more


def test_making_keys_anew_goes_on_where_it_was_cut_off(
    opened: Opened, clock: HandClock, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    added = [attachments.attach(opened, file).id for _each in range(3)]
    clock.pass_minutes(1)
    start = opened.desk.now()

    def crash(done: int, _every: int) -> None:
        if done == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        attachments.reencrypt(opened, before=start, progress=crash)
    opened.close()
    again = reopened(opened.vault.folder, clock)
    assert [read(again, each) for each in added] == [TEXT] * 3
    assert attachments.reencrypt(again, before=start) == 2
    assert [read(again, each) for each in added] == [TEXT] * 3
    assert len(sealed_files(again)) == 3
    again.close()


def test_no_export_of_a_session_holds_a_word_of_its_attachments(opened: Opened) -> None:
    desk = opened.desk
    amara = people.add(desk, "Amara").id
    session = sessions.plan(desk, [amara], When(datetime(2026, 11, 24, 9), "Europe/Stockholm")).id
    running.start(desk, session)
    note = notes.write(desk, "a shared word", session=session, audience=EVERYONE).id
    running.end(desk, session)
    for place in ({"session": session}, {"note": note}, {"person": amara}):
        attachments.attach_stream(opened, io.BytesIO(b"Wisteria"), "Oriole.ogg", **place)
    summary = sharing.summary(desk, session, [amara])
    for fmt in ("md", "html", "txt"):
        written = formats.render(summary.shareable, fmt).decode()
        assert "a shared word" in written
        assert "Wisteria" not in written
        assert "Oriole" not in written
