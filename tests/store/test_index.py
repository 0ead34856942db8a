"""The index equals the content: every live text is found, no dead one, and it can be written anew."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from random import Random

import pytest

from mentor_desktop.domain.history import Kind
from mentor_desktop.domain.ids import Millis
from mentor_desktop.domain.when import When
from mentor_desktop.services import agenda, notes, people, promises, sessions, trashed, wrapping
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.vaults import Opened
from mentor_desktop.store import search, trash
from mentor_desktop.store.rebuild import rebuild_search
from tests.support import HandClock, dump, sample_vault

ROUNDS = 120


class Life:
    """Random days in a vault, with what must and must not be found kept beside it."""

    def __init__(self, desk: Desk, seed: int) -> None:
        self.desk, self.random = desk, Random(seed)
        self.live: dict[bytes, str] = {}  # row -> its one word
        self.hidden: dict[bytes, str] = {}
        self.dead: set[str] = set()
        self.count = 0
        amara = people.add(desk, self.word())
        self.live[amara.id] = amara.name
        self.person = amara.id
        self.session = sessions.plan(desk, [amara.id], When(datetime(2026, 12, 8, 15), "Europe/Stockholm")).id
        self.change: dict[bytes, Callable[[str], object]] = {}
        self.trash: dict[bytes, Callable[[], object]] = {}

    def word(self) -> str:
        self.count += 1
        return f"w{self.count}x{self.random.choice(['ä', 'ł', 'plain', '東', 'é'])}q"

    def write(self) -> None:
        desk, word = self.desk, self.word()
        kind = self.random.randrange(5)
        if kind == 0:
            note = notes.write(desk, word, person=self.person).id
            self.change[note] = lambda text: notes.edit(desk, replace(notes.get(desk, note), text=text))
            self.trash[note] = lambda: notes.trash(desk, note)
            self.live[note] = word
        elif kind == 1:
            promise = promises.make(desk, self.person, word, None, session=self.session).id
            self.change[promise] = lambda text: promises.edit(
                desk, replace(promises.get(desk, promise), text=text)
            )
            self.trash[promise] = lambda: promises.trash(desk, promise)
            self.live[promise] = word
        elif kind == 2:
            part = agenda.add_part(desk, self.session, word).id
            self.change[part] = lambda text: agenda.edit_part(
                desk, replace(next(p for p in agenda.parts(desk, self.session) if p.id == part), title=text)
            )
            self.trash[part] = lambda: agenda.remove_part(desk, part)
            self.live[part] = word
        elif kind == 3:
            item = wrapping.add_item(desk, self.session, word).id
            self.trash[item] = lambda: wrapping.remove_item(desk, item)
            self.live[item] = word
        else:
            person = people.add(desk, word).id
            self.change[person] = lambda text: people.edit(desk, replace(people.get(desk, person), name=text))
            self.trash[person] = lambda: people.trash(desk, person)
            self.live[person] = word

    def edit(self) -> None:
        known = [row for row in self.live if row in self.change]
        if known:
            row, word = self.random.choice(known), self.word()
            self.change[row](word)
            self.dead.add(self.live[row])
            self.live[row] = word

    def hide(self) -> None:
        known = [row for row in self.live if row in self.trash]
        if known:
            row = self.random.choice(known)
            self.trash[row]()
            self.hidden[row] = self.live.pop(row)

    def bring_back(self) -> None:
        lines = trashed.rows(self.desk)
        if lines:
            line = self.random.choice(lines)
            trashed.restore(self.desk, line)
            self.live[line.row] = self.hidden.pop(line.row)

    def erase(self) -> None:
        lines = trashed.rows(self.desk)
        if lines:
            line = self.random.choice(lines)
            with self.desk.change() as c:
                trash.erase(c, [(line.kind, line.row)], Millis(self.desk.now()))
            self.dead.add(self.hidden.pop(line.row))

    def live_on(self) -> None:
        acts = [
            self.write,
            self.write,
            self.write,
            self.edit,
            self.edit,
            self.hide,
            self.bring_back,
            self.erase,
        ]
        self.random.choice(acts)()


def check(life: Life) -> None:
    with life.desk.read() as c:
        for row, word in life.live.items():
            hits = [hit.id for hit in search.search(c, word, life.desk.now())]
            assert hits in ([row], [life.session]), word
        for word in [*life.hidden.values(), *life.dead]:
            assert search.search(c, word, life.desk.now()) == (), word


@pytest.mark.parametrize("seed", range(3))
def test_every_live_text_is_found_and_no_other(opened: Opened, clock: HandClock, seed: int) -> None:
    life = Life(opened.desk, seed)
    for _round in range(ROUNDS):
        life.live_on()
        clock.pass_ms(1)
    assert life.live
    assert life.dead
    check(life)
    before = index(opened)
    with opened.desk.change() as c:
        rebuild_search(c)
    check(life)
    assert index(opened) == before


def index(opened: Opened) -> list[tuple[object, ...]]:
    """What is found, apart from the numbers that only link the two tables."""
    return sorted((row[1:] for row in dump(opened)["found"]), key=repr)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    vault = sample_vault(Path(tmp_path_factory.mktemp("sample")) / "a.vault", HandClock())
    yield vault
    vault.close()


def test_writing_the_index_anew_changes_nothing(sample: Opened) -> None:
    words = sorted({word for note in notes.every(sample.desk) for word in note.text.split() if len(word) > 3})

    def answers() -> list[set[tuple[Kind, bytes]]]:
        with sample.desk.read() as c:
            return [
                {(hit.kind, hit.id) for hit in search.search(c, word, sample.desk.now(), 500)}
                for word in words
            ]

    before, rows = answers(), index(sample)
    assert sum(map(len, before)) > 100
    with sample.desk.change() as c:
        assert rebuild_search(c) == len(rows)
    assert answers() == before
    assert index(sample) == rows
