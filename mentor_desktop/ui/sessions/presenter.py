"""Decides what the Sessions page does. Plain Python, no Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from mentor_desktop.domain.history import Kind
from mentor_desktop.domain.ids import DAY, Millis, PersonId, SessionId
from mentor_desktop.domain.sessions import SessionState
from mentor_desktop.domain.when import When, instant, wall_at
from mentor_desktop.services import people, running, sessions
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.refusal import Refused
from mentor_desktop.services.sessions import SessionRow
from mentor_desktop.ui.context import Context, sentence
from mentor_desktop.ui.sessions.state import Question, QuestionState, Sessions, SessionsState, state_of
from mentor_desktop.ui.sessions.words import SessionLine
from mentor_desktop.words import _

Action = tuple[str, str, str]  # key, words, shortcut to show
_SCREENS = ("prepare", "run", "wrap")


class View(Protocol):
    """What the page can show."""

    def show_state(self, state: SessionsState) -> None:
        """Show the list."""
        ...

    def ask_about(self, question: QuestionState) -> None:
        """Show the strip with a question, or none."""
        ...

    def question_refused(self, words: str) -> None:
        """Say beside the question why its answer cannot be."""
        ...


RECENT = 60 * DAY


def load(desk: Desk, *, recent: bool = False, known: Sessions | None = None) -> Sessions:
    """Everything the page shows; with `recent`, what is ahead and the last two months, for a first look.

    Rows that are `known` already are read again only after a change, on another day, or in another zone.
    """
    changes = desk.store.changes
    me, zone, now = people.me(desk).id, people.current_zone(desk), desk.now()
    here = wall_at(now, zone)
    if (
        known is not None
        and (known.complete, known.changes, known.zone) == (True, changes, zone)
        and known.here.date() == here.date()
    ):
        return replace(known, here=here, now=now)
    rows = sessions.rows(desk, since=Millis(now - RECENT) if recent else None)
    return Sessions(rows, me, zone, here, now, complete=not recent, changes=changes)


class SessionsPresenter:
    """Loads the list and hands acts to the services."""

    def __init__(self, view: View, context: Context) -> None:
        self._view = view
        self._context = context
        self._found: Sessions | None = None
        self._rows: dict[str, SessionRow] = {}
        self._filter = ""
        self._question = QuestionState()
        self._end_listening = context.share_safe.listen(self._safe_changed)

    def open(self) -> None:
        """The page is shown."""
        self._ask(QuestionState())
        self.reload()

    def reload(self) -> None:
        """Ask for the list again."""
        desk, ask, known = self._context.desk, self._context.ask, self._found
        if known is None:
            ask.read(lambda: load(desk, recent=True), self._loaded, self._context.failed)
        ask.read(lambda: load(desk, known=known), self._loaded, self._context.failed)

    def closed(self) -> None:
        """The page is destroyed."""
        self._end_listening()
        self._found = None
        self._rows = {}

    def narrow(self, words: str) -> None:
        """Show only the sessions that hold these words."""
        self._filter = words
        self._show()

    def activate(self, key: str) -> None:
        """Open the page that fits a session's state."""
        if (line := self._line(key)) is not None:
            self.do(line.opens, key)

    def actions(self, key: str) -> list[Action | None]:
        """What can be done with a session; None is a separator."""
        line = self._line(key)
        if line is None:
            return []
        state = line.row.state
        found: list[Action | None] = []
        if state is SessionState.PLANNED:
            found = [("prepare", _("Prepare"), _("Enter")), ("start", _("Start session"), "")]
        elif state is SessionState.RUNNING:
            found = [("run", _("Go on"), _("Enter"))]
        elif state is SessionState.HELD:
            found = [("wrap", _("Wrap up"), _("Enter"))]
        else:
            found = [("reinstate", _("Plan it again"), ""), ("prepare", _("Prepare"), _("Enter"))]
        if state not in (SessionState.RUNNING, SessionState.HELD):
            found += [None, ("move", _("Move…"), "M")]
        if state is SessionState.PLANNED:
            found += [("cancel", _("Cancel…"), ""), ("missed", _("Missed…"), "")]
        if line.row.link and not self._context.share_safe.on and state is not SessionState.HELD:
            found.append(("link", _("Join link…"), "J"))
        found.append(None)
        if state is not SessionState.RUNNING:
            found.append(("edit", _("Edit…"), "F2"))
        if state is SessionState.HELD:
            found.append(("history", _("Earlier wordings"), ""))
        if len(line.row.people) == 1 and not self._context.share_safe.on:
            found.append(("person", _("Open the person"), ""))
        if state is not SessionState.RUNNING:
            found += [None, ("trash", _("Move to trash"), _("Del"))]
        return found

    def do(self, act: str, key: str) -> None:
        """Do one of the acts with a session."""
        line = self._line(key)
        if line is None:
            return
        session = line.row.id
        if act in _SCREENS:
            self._context.shell.go(act, session=session)
        elif act in ("move", "edit"):
            if line.row.state is not SessionState.RUNNING:
                self._context.shell.go("new-session", session=session)
        elif act == "person":
            self._context.shell.go("person", person=line.row.people[0][0])
        elif act == "history":
            self._context.shell.go("history", kind=str(Kind.SESSION), row=session)
        elif act == "start":
            self._start(session)
        elif act == "trash":
            self._trash(session)
        elif act == "reinstate":
            self._reinstate(session)
        elif act in ("cancel", "missed", "link"):
            self._begin(act, line)  # type: ignore[arg-type]

    def new_session(self) -> None:
        """Plan one."""
        self._context.shell.go("new-session")

    def log_past(self) -> None:
        """Log one that was held."""
        self._context.shell.go("new-session", past=True)

    def answer(self, by: str, told: datetime | None) -> None:
        """Call the session off: by whom (a key, "" for nobody in particular), and when that was told."""
        question, desk = self._question, self._context.desk
        if self._found is None or question.kind not in ("cancel", "missed"):
            return
        who = PersonId(bytes.fromhex(by)) if by else None
        session = SessionId(bytes.fromhex(question.key))
        at = instant(When(told, self._found.zone)) if told is not None else None
        missed = question.kind == "missed"

        def work() -> None:
            if missed:
                sessions.missed(desk, session, who, at)
            else:
                sessions.cancel(desk, session, who, at)

        done = _("Noted that the session was missed.") if missed else _("Session cancelled.")
        self._context.ask.write(work, lambda _n: self._called_off(session, done), self._refused)

    def leave_question(self) -> None:
        """Nothing is called off."""
        self._ask(QuestionState())

    def _called_off(self, session: SessionId, done: str) -> None:
        self._ask(QuestionState())
        self._context.shell.offer_undo(done, lambda: self._reinstate(session))
        self.reload()

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, Refused):
            self._view.question_refused(sentence(error))
        else:
            self._context.failed(error)

    def _begin(self, kind: Question, line: SessionLine) -> None:
        assert self._found is not None  # there is a line
        safe = self._context.share_safe.on
        title = {
            "cancel": _("Cancel %(title)s, %(day)s %(time)s"),
            "missed": _("%(title)s, %(day)s %(time)s did not come about"),
            "link": _("Join link of %(title)s, %(day)s %(time)s"),
        }[kind] % {"title": line.title, "day": line.day, "time": line.time}
        named = tuple((person.hex(), name) for person, name in line.row.people) if not safe else ()
        told = min(self._found.here, line.row.here) if kind == "missed" else self._found.here
        self._ask(
            QuestionState(
                kind, title, ((self._found.me.hex(), _("Me")), *named), told, line.row.link, line.key
            )
        )

    def _ask(self, question: QuestionState) -> None:
        self._question = question
        self._view.ask_about(question)

    def _start(self, session: SessionId) -> None:
        desk = self._context.desk
        self._context.ask.write(
            lambda: running.start(desk, session),
            lambda _run: self._context.shell.go("run", session=session),
            self._context.failed,
        )

    def _trash(self, session: SessionId) -> None:
        desk = self._context.desk

        def undo() -> None:
            self._change(lambda: sessions.restore(desk, session))

        def done(_n: None) -> None:
            self._context.shell.offer_undo(_("Session moved to the trash."), undo)
            self.reload()

        self._context.ask.write(lambda: sessions.trash(desk, session), done, self._context.failed)

    def _reinstate(self, session: SessionId) -> None:
        desk = self._context.desk
        self._change(lambda: sessions.reinstate(desk, session))

    def _change(self, work: Callable[[], object]) -> None:
        self._context.ask.write(work, lambda _n: self.reload(), self._context.failed)

    def _loaded(self, found: Sessions) -> None:
        self._found = found
        self._rows = {row.id.hex(): row for row in found.rows}
        self._show()

    def _show(self) -> None:
        if self._found is not None:
            self._view.show_state(state_of(self._found, self._filter, self._context.share_safe.on))

    def _line(self, key: str) -> SessionLine | None:
        row = self._rows.get(key)
        if row is None or self._found is None:
            return None
        safe = self._context.share_safe.on
        return SessionLine(
            row, self._found.me, self._found.zone, self._found.now, self._found.here.date(), safe
        )

    def _safe_changed(self, _on: bool) -> None:
        self._ask(QuestionState())
        self._show()
