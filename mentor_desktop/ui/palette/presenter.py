"""Decides what the palette finds and what Enter does. No Qt here.

Reads go through `context.ask`; an answer that comes after another key was pressed is dropped. While the
screen may be shared, nothing of anyone is looked for: pages and actions only.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import Protocol

from mentor_desktop.domain.history import Kind
from mentor_desktop.domain.ids import Millis
from mentor_desktop.domain.promises import PromiseState
from mentor_desktop.domain.sessions import SessionState
from mentor_desktop.domain.when import date_at, wall_at
from mentor_desktop.services import finding
from mentor_desktop.services.finding import (
    Found,
    FoundAgreement,
    FoundGoal,
    FoundNote,
    FoundPerson,
    FoundPromise,
    FoundSession,
)
from mentor_desktop.ui.context import Context
from mentor_desktop.ui.goals.words import state_words
from mentor_desktop.ui.palette.state import Command, Line, PaletteState
from mentor_desktop.words import _, clock, day

ACTIONS, PEOPLE, NOTES = ">", "@", "/"
SHORTEST = 2  # letters from which notes are searched
EACH, ALONE = 4, 30  # rows of a group beside others, and alone
PAGE_OF = {SessionState.HELD: "wrap", SessionState.RUNNING: "run"}  # else it is prepared


class PaletteView(Protocol):
    """What the presenter needs of the card."""

    def show_state(self, state: PaletteState) -> None:
        """Show rows; the first one is chosen."""
        ...

    def dismiss(self) -> None:
        """Go away."""
        ...


class PalettePresenter:
    """`note_pages` are the pages whose `open` takes `note=`, so that Enter leads to the very line."""

    def __init__(
        self, view: PaletteView, context: Context, commands: Callable[[], Sequence[Command]],
        note_pages: Collection[str]
    ) -> None:  # fmt: skip
        self._view, self._context = view, context
        self._commands, self._note_pages = commands, note_pages
        self._offered: Sequence[Command] = ()
        self._asked = 0
        self._acts: dict[str, Callable[[], None]] = {}
        self._waits = self._early = False  # an answer is due; Enter came before it

    def opened(self) -> None:
        """The palette was opened: what can be done here, as long as nothing is typed."""
        self._offered = self._commands()
        self.typed("")

    def closed(self) -> None:
        """It is gone; answers under way are dropped."""
        self._asked += 1
        self._waits = self._early = False
        self._acts = {}

    def typed(self, text: str) -> None:
        """The field says this now."""
        self._asked += 1
        self._waits = self._early = False
        sign, words = _parted(text)
        kinds = _kinds(sign, words)
        if self._context.share_safe.on or not kinds:
            self._show(Found(), words, sign)
            return
        number, desk = self._asked, self._context.desk
        limit = EACH if not sign else ALONE
        self._waits = True
        self._context.ask.read(
            lambda: finding.find(desk, words, kinds, limit),
            lambda found: self._found(number, found, words, sign),
            lambda error: self._failed(number, error),
        )

    def chosen(self, key: str) -> None:
        """Enter or a click on a row. What is shown belongs to the words before while an answer is due."""
        if self._waits:
            self._early = True
            return
        act = self._acts.get(key)
        if act is not None:
            self._view.dismiss()
            act()

    # Inside

    def _found(self, number: int, found: Found, words: str, sign: str) -> None:
        if number == self._asked:
            self._waits = False
            self._show(found, words, sign)
            if self._early:
                self._early = False
                self.chosen(next(iter(self._acts), ""))

    def _failed(self, number: int, error: BaseException) -> None:
        if number == self._asked:
            self._waits = False
            self._view.dismiss()
            self._context.failed(error)

    def _show(self, found: Found, words: str, sign: str) -> None:
        self._acts = {}
        lines: list[Line] = []
        self._group(lines, _("People"), [self._person(each) for each in found.people])
        self._group(lines, _("Notes"), [self._note(each, found.zone) for each in found.notes])
        self._group(lines, _("Promises"), [self._promise(each, found.zone) for each in found.promises])
        self._group(lines, _("Goals"), [self._goal(each) for each in found.goals])
        self._group(lines, _("Agreements"), [self._agreement(each) for each in found.agreements])
        self._group(lines, _("Sessions"), [self._session(each, found.zone) for each in found.sessions])
        if sign in ("", ACTIONS):
            self._group(lines, _("Do"), self._does(found, words, sign))
        self._view.show_state(PaletteState(tuple(lines), "" if lines else self._sentence(words, sign)))

    def _group(self, lines: list[Line], title: str, rows: Sequence[Line]) -> None:
        if rows:
            lines += [Line("", title), *rows]

    def _act(self, key: str, run: Callable[[], None]) -> str:
        self._acts[key] = run
        return key

    def _go(self, page: str, **args: object) -> Callable[[], None]:
        return lambda: self._context.shell.go(page, **args)

    def _person(self, each: FoundPerson) -> Line:
        key = self._act(f"person/{each.id.hex()}", self._go("person", person=each.id))
        return Line(key, each.name.text, each.name.marks, each.headline)

    def _note(self, each: FoundNote, zone: str) -> Line:
        when = self._when(each.at, zone, timed=each.timed)
        kind = _("private note") if each.private else _("shared note")
        sub = _("%(who)s · %(kind)s · %(when)s") % {"who": each.title, "kind": kind, "when": when}
        if each.session is not None and each.state is not None:
            page = self._page_of(each.state, each.private)
            args: dict[str, object] = {"session": each.session}
        else:
            page, args = "person", {"person": each.person}
        if page in self._note_pages:
            args["note"] = each.id
        key = self._act(f"note/{each.id.hex()}", self._go(page, **args))
        return Line(key, each.excerpt.text, each.excerpt.marks, sub)

    def _page_of(self, state: SessionState, private: bool) -> str:
        """Run lists every note of a held session, the wrap-up those that are shared."""
        if state is not SessionState.HELD:
            return PAGE_OF.get(state, "prepare")
        at_the_line = "wrap" in self._note_pages and "run" not in self._note_pages
        return "wrap" if at_the_line and not private else "run"

    def _promise(self, each: FoundPromise, zone: str) -> Line:
        sub = _("%(who)s · promise · %(standing)s") % {
            "who": each.owner_name, "standing": _standing(each, zone),
        }  # fmt: skip
        if each.session is not None and each.state is SessionState.HELD:
            run = self._go("wrap", session=each.session, promise=each.id)
        else:
            run = self._go("person", person=each.person)
        key = self._act(f"promise/{each.id.hex()}", run)
        return Line(key, each.excerpt.text, each.excerpt.marks, sub)

    def _goal(self, each: FoundGoal) -> Line:
        run = self._go("goal", goal=each.id, relationship=each.relationship)
        sub = _("%(who)s · goal · %(state)s") % {"who": each.whose, "state": state_words(each.state)}
        return Line(self._act(f"goal/{each.id.hex()}", run), each.excerpt.text, each.excerpt.marks, sub)

    def _agreement(self, each: FoundAgreement) -> Line:
        run = self._go("agreement", person=each.person, relationship=each.relationship)
        key = self._act(f"agreement/{each.relationship.hex()}", run)
        sub = _("%(who)s · agreement v%(number)d") % {"who": each.who, "number": each.number}
        return Line(key, each.excerpt.text, each.excerpt.marks, sub)

    def _session(self, each: FoundSession, zone: str) -> Line:
        run = self._go(PAGE_OF.get(each.state, "prepare"), session=each.id)
        key = self._act(f"session/{each.id.hex()}", run)
        sub = _("%(title)s · %(when)s") % {"title": each.title, "when": self._when(each.at, zone)}
        return Line(key, each.excerpt.text or each.title, each.excerpt.marks, sub)

    def _does(self, found: Found, words: str, sign: str) -> list[Line]:
        rows: list[Line] = []
        for person in found.people[:1]:
            key = self._act(f"new/{person.id.hex()}", self._go("new-session", person=person.id))
            rows.append(Line(key, _("New session with %(name)s") % {"name": person.name.text}))
        fitting = [
            (number, each) for number, each in enumerate(self._offered)
            if not words or finding.matches(each.words, words)
        ]  # fmt: skip
        for number, each in fitting[: ALONE if sign or not words else EACH]:
            key = self._act(f"do/{number}", each.run)
            rows.append(
                Line(key, each.words, finding.marked(each.words, words) if words else (), "", each.cap)
            )
        return rows

    def _sentence(self, words: str, sign: str) -> str:
        if self._context.share_safe.on and sign in (PEOPLE, NOTES):
            return _("While the screen is being shared, people and notes are not searched.")
        if sign == NOTES and len(words) < SHORTEST:
            return _("Type two letters or more.")
        if not words:
            return _("Type a name or a few words.")
        return _("Nothing was found for these words.")

    def _when(self, at: Millis, zone: str, *, timed: bool = True) -> str:
        then = wall_at(at, zone)
        today = date_at(self._context.desk.now(), zone)
        shown = _day(then.date(), today)
        return _("%(day)s %(time)s") % {"day": shown, "time": clock(then)} if timed else shown


def _parted(text: str) -> tuple[str, str]:
    """The sign at the beginning, and the words after it."""
    stripped = text.lstrip()
    sign = stripped[:1] if stripped[:1] in (ACTIONS, PEOPLE, NOTES) else ""
    return sign, stripped[len(sign) :].strip()


def _kinds(sign: str, words: str) -> frozenset[Kind]:
    """What is searched for these words; nothing for actions."""
    if sign == ACTIONS or not words:
        return frozenset()
    if sign == PEOPLE:
        return frozenset({Kind.PERSON})
    if sign == NOTES:
        return frozenset({Kind.NOTE}) if len(words) >= SHORTEST else frozenset()
    return finding.EVERYTHING if len(words) >= SHORTEST else frozenset({Kind.PERSON})


def _day(what: date, today: date) -> str:
    if what == today:
        return _("today")
    return day(what, "short" if what.year == today.year else "medium")


def _standing(each: FoundPromise, zone: str) -> str:
    stands = each.stands
    if stands.state is PromiseState.DROPPED:
        return _("dropped")
    if stands.done_at is not None:
        return _("kept %(day)s") % {"day": day(date_at(stands.done_at, zone), "short")}
    if stands.due is None:
        return _("open")
    return _("due %(day)s") % {"day": day(stands.due, "short")}
