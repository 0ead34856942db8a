"""Vaults of any size from a seed: people, sessions, notes and promises, written in the order of their time.

Bulk inserts through the store's own tables, since ten years of notes through the services would take an hour;
the words are made up from a small list, not real notes.
"""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import insert, text

from mentor_desktop.domain.ids import DAY, HOUR, MINUTE, Millis
from mentor_desktop.domain.when import When, date_at, instant, wall_at
from mentor_desktop.services import sample, vaults
from mentor_desktop.services.clocks import SystemClock
from mentor_desktop.services.vaults import Opened
from mentor_desktop.store.columns import metadata
from mentor_desktop.store.engine import Connection
from mentor_desktop.store.ids import new_id
from mentor_desktop.store.search import folded
from mentor_desktop.vault import Work

PASSPHRASE = "correct horse battery staple"
CHEAP = Work(memory_kib=19 * 1024, passes=1, lanes=1)
ZONE = "Europe/Stockholm"
ZONES = (ZONE, "Africa/Nairobi", "Europe/Berlin", "Asia/Kolkata", "America/New_York", "Europe/Rome")
_WORDS = (
    "design review director promise outline question conference weekend feedback maintainer proposal "
    "title first step quarter plan calm listens clear goal practice energy story board slides budget "
    "team hire talk paper mentor chair kitchen garden answer morning late early week month career "
    "change courage doubt trust"
)
WORDS = _WORDS.split()
_FIRST = "Amara Jonas Sofia Lena Ravi Mei Tomas Aisha Pablo Ingrid Kofi Yuki Nadia Omar Elif Bruno"
FIRST = _FIRST.split()
_LAST = "Okafor Weber Rossi Lind Sharma Chen Novak Diallo Silva Berg Mensah Tanaka Haddad Kaya Costa"
LAST = _LAST.split()
YEARS = 9


def small_vault(folder: Path) -> Opened:
    """The sample data, in a vault that opens fast."""
    opened, _key = vaults.create(folder, PASSPHRASE, sample.MENTOR, sample.MENTOR_ZONE, work=CHEAP)
    sample.fill(opened.desk)
    return opened


def large_vault(
    folder: Path, *, people: int = 200, sessions: int = 5_000, notes: int = 50_000, promises: int = 8_000,
    seed: int = 1
) -> Opened:  # fmt: skip
    """A vault of years; the last sessions lie ahead, the oldest nine years back."""
    opened, _key = vaults.create(folder, PASSPHRASE, "Maya Lind", ZONE, work=CHEAP)
    with opened.desk.change() as c:
        _Years(c, opened, random.Random(seed)).fill(people, sessions, notes, promises)
    return opened


class _Years:
    """Collects the rows of each table and writes them at the end."""

    def __init__(self, c: Connection, opened: Opened, chance: random.Random) -> None:
        self.c, self.chance, self.now = c, chance, opened.desk.now()
        self.base = {"device": opened.desk.device, "row_version": 1}
        self.rows: dict[str, list[dict[str, Any]]] = {}
        self.found: list[tuple[int, str, bytes, bytes | None, bool, str, str]] = []
        from mentor_desktop.services.people import me

        self.mine = me(opened.desk).id

    def fill(self, people: int, sessions: int, notes: int, promises: int) -> None:
        """Everything, in the order of its time."""
        pairs = [self._person(number) for number in range(people)]
        first = self.now - YEARS * 365 * DAY
        step = (self.now + 20 * DAY - first) // max(1, sessions)
        numbers: dict[bytes, int] = {}
        for turn in range(sessions):
            person, relationship = pairs[int(self.chance.triangular(0, people - 1, people // 8))]
            at = Millis((first + turn * step) // MINUTE * MINUTE)
            numbers[relationship] = numbers.get(relationship, 0) + 1
            self._session(at, person, relationship, numbers[relationship],
                          _share(notes, sessions, turn), _share(promises, sessions, turn))  # fmt: skip
        for row in self.rows["relationship"]:
            row["last_number"] = numbers.get(row["id"], 0)
        for table in metadata.sorted_tables:
            if table.name in self.rows:
                self.c.execute(insert(table), self.rows[table.name])
        self._make_findable()

    def _make_findable(self) -> None:
        self.found.sort(key=lambda each: each[0])
        start = self.c.execute(text("SELECT coalesce(max(n), 0) FROM found")).scalar_one() + 1
        numbered = list(enumerate(self.found, start))
        self.c.execute(
            insert(metadata.tables["found"]),
            [
                {"n": n, "kind": kind, "id": row, "person": person, "at": at, "private": int(private)}
                for n, (at, kind, row, person, private, _title, _body) in numbered
            ],
        )
        self.c.execute(
            text("INSERT INTO found_text(rowid, title, body) VALUES(:n, :title, :body)"),
            [
                {"n": n, "title": folded(title), "body": folded(body)}
                for n, (_at, _kind, _row, _person, _private, title, body) in numbered
            ],
        )

    def _add(self, table: str, made: int, **values: Any) -> bytes:
        row = new_id()
        self.rows.setdefault(table, []).append(
            {"id": row, "created": made, "changed": made, **self.base, **values}
        )
        return row

    def _words(self, least: int, most: int) -> str:
        chosen = self.chance.choices(WORDS, k=self.chance.randint(least, most))
        return " ".join(chosen).capitalize() + "."

    def _person(self, number: int) -> tuple[bytes, bytes]:
        at = self.now - YEARS * 365 * DAY
        name = f"{FIRST[number % len(FIRST)]} {LAST[number // len(FIRST) % len(LAST)]}"
        name += f" {number // 240}" if number >= 240 else ""
        headline = self._words(2, 4)
        person = self._add(
            "person", at, name=name, say_it="", pronouns="", headline=headline, about="", channels="[]",
            languages="[]", me=0, archived=int(number % 5 == 4),
        )  # fmt: skip
        self.rows.setdefault("person_zone", []).append(
            {"person": person, "since": "", "zone": ZONES[number % len(ZONES)]}
        )
        relationship = self._add(
            "relationship", at, my_role="mentor", programme="", cadence_days=14, phase="working",
            started=date_at(Millis(at), ZONE).isoformat(), ended=None, last_number=0,
        )  # fmt: skip
        self.rows.setdefault("relationship_member", []).append(
            {"relationship": relationship, "person": person}
        )
        self.found.append((at, "person", person, person, True, name, headline))
        return person, relationship

    def _session(
        self, at: Millis, person: bytes, relationship: bytes, number: int, notes: int, promises: int
    ) -> None:
        held = at < self.now - HOUR
        when = When(wall_at(at, ZONE).replace(fold=0), ZONE)
        texts = {field: self._words(3, 12) for field in ("intention", "preparation", "mattered")}
        session = self._add(
            "session", at, relationship=relationship, wall=when.wall.isoformat(timespec="minutes"), zone=ZONE,
            fold=0, at=instant(when), follows=None, minutes=50, link="", template="balanced-50",
            state="held" if held else "planned", number=number if held else None,
            started=at if held else None, ended=at + 50 * MINUTE if held else None, off_by=None,
            off_told=None, paper=0, opening="",
            wrapped=at + HOUR if held and at < self.now - 9 * DAY else None, **texts,
        )  # fmt: skip
        self.rows.setdefault("participant", []).append(
            {"session": session, "person": person, "attendance": "present" if held else "expected",
             "late_minutes": 0}
        )  # fmt: skip
        titles = [self._words(1, 3) for _part in range(6)]
        for position, title in enumerate(titles):
            self._add(
                "part", at, session=session, position=position, title=title, minutes=8, kind="development",
                leads="both", topic_of=None, template="", done=int(held), moves=0,
            )  # fmt: skip
        self.found.append((at, "session", session, person, True, "", "\n".join([*titles, *texts.values()])))
        if held:
            for turn in range(notes):
                self._note(at + turn * MINUTE, session, relationship, person)
            for _turn in range(promises):
                self._promise(at + 52 * MINUTE, session, relationship, person)

    def _note(self, at: int, session: bytes, relationship: bytes, person: bytes) -> None:
        shared = self.chance.random() < 0.3
        kind = self.chance.choices(("note", "moment", "question", "reading"), (85, 5, 5, 5))[0]
        text = self._words(20, 80)
        note = self._add(
            "note", at, relationship=relationship, session=session, person=None, kind=kind, text=text, at=at,
            timed=1, checked=int(self.chance.random() < 0.8), audience="[]" if shared else None,
        )  # fmt: skip
        self.found.append((at, "note", note, person, not shared, "", text))

    def _promise(self, at: int, session: bytes, relationship: bytes, person: bytes) -> None:
        owner, receiver = (self.mine, person) if self.chance.random() < 0.4 else (person, self.mine)
        due = Millis(at + self.chance.randint(3, 30) * DAY)
        closed: int | None = None
        if at < self.now - 60 * DAY and self.chance.random() < 0.97:
            closed = due + self.chance.randint(-3, 2) * DAY
        text, day = self._words(3, 8), date_at(due, ZONE).isoformat()
        promise = self._add(
            "promise", at, relationship=relationship, session=session, owner=owner, receiver=receiver,
            text=text, audience="[]", due=day, closed=closed,
        )  # fmt: skip
        events = self.rows.setdefault("promise_event", [])
        events.append({"promise": promise, "kind": "made", "at": at, "due": day, "why": ""})
        if closed is not None:
            events.append({"promise": promise, "kind": "kept", "at": closed, "due": None, "why": ""})
        self.found.append((at, "promise", promise, owner, False, "", text))


def _share(total: int, among: int, turn: int) -> int:
    """How many of `total` fall to one of `among`, so that they add up."""
    return total * (turn + 1) // among - total * turn // among


def timings(opened: Opened) -> Iterator[tuple[str, float]]:
    """How long the services behind the screens take, in milliseconds, warm: the median of several."""
    from bench.measure import median, ms
    from mentor_desktop.services import people, persons, preparing, promises, sessions, today, wrapping

    desk = opened.desk
    ahead = next(row for row in sessions.rows(desk, since=desk.now()) if row.state == "planned")
    busy = max(people.rows(desk), key=lambda row: row.held).id
    calls: Sequence[tuple[str, Any]] = (
        ("today", lambda: today.today(desk)),
        ("people.rows", lambda: people.rows(desk)),
        ("sessions.rows", lambda: sessions.rows(desk)),
        ("sessions.rows, newest 50", lambda: sessions.rows(desk, newest=True, limit=50)),
        ("sessions.head", lambda: sessions.head(desk, ahead.id)),
        ("preparing.brief", lambda: preparing.brief(desk, ahead.id)),
        ("wrapping.load", lambda: wrapping.load(desk, ahead.id)),
        ("persons.page, the busiest", lambda: persons.page(desk, busy)),
        ("promises.open_rows", lambda: promises.open_rows(desk)),
    )
    for name, call in calls:
        call()
        yield name, median([ms(call) for _turn in range(9)])


def main() -> None:
    """Make a large vault in a folder of its own and print how long each service takes on it."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        begin = SystemClock().reading().boot
        opened = large_vault(Path(folder) / "large.vault")
        print(f"made in {(SystemClock().reading().boot - begin) / 1000:.1f} s")
        for name, length in timings(opened):
            print(f"{name:28} {length:7.1f} ms")
        opened.close()


if __name__ == "__main__":
    main()
