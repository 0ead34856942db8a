"""The log: nobody's words by construction, small, private to its owner, and off when switched off."""

from __future__ import annotations

import re
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import SQLAlchemyError

from mentor_desktop.services import logs
from mentor_desktop.services.logs import FILE, FILES, LARGEST, Event, Level, Log
from mentor_desktop.services.refusal import Refused, name_of
from mentor_desktop.services.sessions import checked_link
from mentor_desktop.services.vaults import Opened
from tests.support import empty_vault

MARK = "zzcanaryzz"
LINE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z [a-z-]+( [\w.:=]+)*")


@pytest.fixture
def log(tmp_path: Path) -> Log:
    return Log(tmp_path / "logs")


def test_a_line_tells_when_what_and_how_many(log: Log) -> None:
    before = datetime.now(UTC)
    log.note(Event.OPENED, notes=12, by_key=True)
    log.note(Event.TOOLKIT, level=Level.WARNING)
    first, second = log.text().splitlines()
    assert LINE.fullmatch(first)
    assert first.endswith("Z opened notes=12 by_key=1")
    assert second.endswith("Z toolkit level=warning")
    assert abs((datetime.fromisoformat(first.split()[0]) - before).total_seconds()) < 3_600  # UTC


@pytest.mark.parametrize("fact", [MARK, 1.5, None, b"x", [1], Path(MARK), Refused(MARK)])
def test_words_of_a_person_are_refused(log: Log, fact: object) -> None:
    with pytest.raises(TypeError):
        log.note(Event.OPENED, value=fact)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="Event"):
        log.note(MARK)  # type: ignore[arg-type]
    assert log.text() == ""


def test_a_number_that_is_more_than_a_number_is_refused(log: Log) -> None:
    class Talks(int):
        def __format__(self, _spec: str) -> str:
            return MARK

    with pytest.raises(TypeError):
        log.note(Event.OPENED, value=Talks(1))


def test_the_files_are_the_owners_alone_and_never_grow_beyond_three(log: Log) -> None:
    assert log.folder is not None
    log.note(Event.STARTED, number=0)
    (log.folder / FILE).write_bytes(b"x" * (LARGEST - 10))
    for number in range(1, 5):
        log.note(Event.STARTED, number=number)
        (log.folder / FILE).write_bytes(b"%d" % number * (LARGEST - 10))
    found = sorted(log.folder.iterdir())
    assert [path.name for path in found] == [FILE, f"{FILE}.1", f"{FILE}.2"]
    assert len(found) == FILES
    assert all(path.stat().st_size <= LARGEST for path in found)
    assert [path.read_bytes()[:1] for path in found] == [b"4", b"3", b"2"]
    log.note(Event.ENDED)
    assert (log.folder / FILE).stat().st_mode & 0o777 == 0o600
    assert log.folder.stat().st_mode & 0o777 == 0o700
    assert log.text().splitlines()[-1].endswith("ended")


def test_switched_off_nothing_is_kept(tmp_path: Path) -> None:
    wanted = [False]
    log = Log(tmp_path / "logs", lambda: wanted[0])
    log.note(Event.STARTED)
    assert not (tmp_path / "logs").exists()
    wanted[0] = True
    log.note(Event.STARTED)
    assert len(log.text().splitlines()) == 1


def test_without_a_folder_nothing_is_kept() -> None:
    log = Log()
    log.note(Event.STARTED)
    assert log.text() == ""


def test_a_disk_that_refuses_is_no_reason_to_stop(tmp_path: Path) -> None:
    (tmp_path / "logs").write_bytes(b"a file where the folder should be")
    log = Log(tmp_path / "logs")
    log.note(Event.STARTED)
    assert log.text() == ""


def test_threads_write_whole_lines(log: Log) -> None:
    def write() -> None:
        for number in range(50):
            log.note(Event.OPENED, number=number)

    threads = [threading.Thread(target=write) for _thread in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    lines = log.text().splitlines()
    assert len(lines) == 400
    assert all(LINE.fullmatch(line) for line in lines)


def nested(number: int) -> None:
    try:
        raise KeyError(MARK, number)
    except KeyError as error:
        raise RuntimeError(f"{MARK}\nforged line") from error


def named(number: int) -> None:
    raise type(f"{MARK} {number}", (Exception,), {})(MARK)


def sql(number: int) -> None:
    engine = create_engine("sqlite://")
    with engine.connect() as c:
        c.execute(text(f"SELECT :value FROM {MARK}{number}"), {"value": MARK})


def of_the_vault(opened: Opened) -> None:
    with opened.desk.change() as c:
        c.execute(text("INSERT INTO notes (id) VALUES (:value)"), {"value": MARK})


def errors(tmp_path: Path) -> list[BaseException]:
    """Two hundred errors of many kinds, each with the mark in its words, its values and its frames."""
    opened = empty_vault(tmp_path / f"{MARK}.vault")
    ways: list[Callable[[int], object]] = [
        sql, nested, named,
        lambda _number: of_the_vault(opened),
        lambda _number: int(MARK),
        lambda number: (tmp_path / MARK / str(number)).read_text(),
        lambda _number: checked_link(f"javascript:{MARK}\n"),
        lambda _number: name_of(MARK * 1_000),
        lambda number: dict[str, int]()[f"{MARK} {number}"],
        lambda _number: f"{MARK}\udcff".encode(),
    ]  # fmt: skip
    found: list[BaseException] = []
    for number in range(20):
        for fail in ways:
            value = f"{MARK} {number}"  # in the frame that is told of
            try:
                fail(number)
            except BaseException as error:
                found.append(error)
            assert value
    opened.close()
    return found


def test_two_hundred_errors_leave_no_word_of_anybody(log: Log, tmp_path: Path) -> None:
    found = errors(tmp_path)
    assert len(found) == 200
    assert sum(isinstance(error, SQLAlchemyError) for error in found) == 40
    for error in found:
        log.error(type(error), error.__traceback__)
        log.note(Event.NOT_SAVED, number=1)
    kept = log.text()
    lines = kept.splitlines()
    assert len(lines) == 400
    assert all(LINE.fullmatch(each) for each in lines)
    assert MARK not in kept
    assert str(tmp_path) not in kept
    assert re.search(r"error Refused services\.\w+:\d+", kept)  # our own frames, and no others
    assert "sqlalchemy" not in kept
    assert "tests" not in kept


def test_an_error_is_told_by_kind_and_our_own_places() -> None:
    try:
        checked_link("javascript:alert(1)")
    except Refused:
        kind, _error, trace = sys.exc_info()
        assert kind is not None
        assert re.fullmatch(r"Refused( services\.[\w.]+:\d+)+", logs.place(kind, trace))
