"""Decides what the Follow-ups page does. Plain Python, no Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from mentor_desktop.domain.ids import FollowUpId, PersonId, PromiseId
from mentor_desktop.domain.sessions import SessionState
from mentor_desktop.services import ledger, owed, promises, sessions, wrapping
from mentor_desktop.services.ledger import Line
from mentor_desktop.services.owed import Owed
from mentor_desktop.ui.context import Context, sentence
from mentor_desktop.ui.daywords import dated
from mentor_desktop.ui.followups.state import Act, Asking, FollowState, state_of
from mentor_desktop.words import _, names


class View(Protocol):
    """What the page can show."""

    def show_state(self, state: FollowState) -> None:
        """Show everything."""
        ...

    def show_asking(self, asking: Asking) -> None:
        """Show the strip that asks, or take it away."""
        ...

    def focus_list(self) -> None:
        """Put the focus into the list."""
        ...


def badge_of(count: int) -> str:
    """What the sidebar says: how much of mine is overdue or due today."""
    return str(count) if count else ""


class FollowUpsPresenter:
    """Loads the list and hands acts to the services. `add` opens the line for a new promise."""

    def __init__(self, view: View, context: Context, add: Callable[[], None]) -> None:
        self._view, self._context, self._add = view, context, add
        self._found: Owed | None = None
        self._person = ""
        self._asking = Asking()
        self._fresh = False
        self._shown = False
        self._end_listening = context.share_safe.listen(lambda _on: self._show())

    def open(self, person: bytes | None = None) -> None:
        """The page is shown, perhaps for one person."""
        if person is not None:
            self._person = person.hex()
        self._fresh = self._shown = True
        self._ask(Asking())
        self.reload()

    def leave(self) -> None:
        """Another page is shown: what comes late takes no focus there."""
        self._fresh = self._shown = False

    def closed(self) -> None:
        """The page is destroyed."""
        self.leave()
        self._end_listening()
        self._found = None

    def reload(self) -> None:
        """Ask for everything again."""
        desk = self._context.desk
        person = PersonId(bytes.fromhex(self._person)) if self._person else None
        self._context.ask.read(lambda: owed.owed(desk, person), self._loaded, self._context.failed)
        if person is not None:  # the badge counts everyone's
            self._context.ask.read(lambda: owed.due_count(desk), self._counted, self._context.failed)

    def filter(self, person: str) -> None:
        """Show only what is open with one person, or with "" everything."""
        self._person = person
        self._fresh = True
        self.reload()

    def new(self) -> None:
        """Add a promise."""
        self._add()

    def act(self, act: str, key: str) -> None:
        """Something is done with a line."""
        line = self._line(key)
        if line is None:
            return
        if act == "open":
            self._open(line)
        elif line.promise is None:
            self._act_on_item(act, line)
        elif act == "kept":
            self._keep(line.promise.id)
        elif act == "copy":
            self._copy(line)
        elif act in ("move", "hand", "drop"):
            self._ask(_question(act, key, line.text))  # type: ignore[arg-type]

    # The strip

    def typed(self, text: str) -> None:
        """The strip holds this now; what it means is shown before anything is done."""
        asking = replace(self._asking, text=text, error="", understood="")
        if asking.act == "move" and self._found is not None:
            due = promises.read_date(text, self._found.today)
            asking = replace(asking, understood=dated(due, self._found.today) if due is not None else "")
        elif asking.act == "hand":
            asking = replace(asking, understood=names([name for _id, name in self._meant(text)[:3]]))
        self._ask(asking)

    def entered(self) -> None:
        """Do what the strip says."""
        asking = self._asking
        line = self._line(asking.key)
        if line is None or line.promise is None or self._found is None:
            self.left()
        elif asking.act == "move":
            self._move(line.promise.id, asking)
        elif asking.act == "hand":
            self._hand(line.promise.id, asking)
        else:
            desk, promise = self._context.desk, line.promise.id
            self._take_out(promise)
            self._do(
                lambda: promises.drop(desk, promise, asking.text), _("The promise was dropped."),
                lambda _made: promises.undo_last(desk, promise),
            )  # fmt: skip

    def left(self) -> None:
        """The line stays as it is."""
        self._ask(Asking())

    # Inside

    def _move(self, promise: PromiseId, asking: Asking) -> None:
        assert self._found is not None  # the strip opens over a list that was loaded
        due = promises.read_date(asking.text, self._found.today)
        if due is None:
            wrong = _("Say the day in words, such as “Fri”, “in 2 weeks” or “1 Dec”.")
            self._ask(replace(asking, error=wrong))
            return
        desk = self._context.desk
        self._do(
            lambda: promises.move_due(desk, promise, due),
            _("Moved to %(day)s.") % {"day": dated(due, self._found.today)},
            lambda _made: promises.undo_last(desk, promise),
        )

    def _hand(self, promise: PromiseId, asking: Asking) -> None:
        meant = self._meant(asking.text)
        if len(meant) != 1:
            wrong = _("Nobody of that name.") if not meant else _("Type more of the name, until it is one.")
            self._ask(replace(asking, error=wrong))
            return
        desk, (to, name) = self._context.desk, meant[0]
        self._do(
            lambda: promises.hand_over(desk, promise, to), _("Handed over to %(name)s.") % {"name": name},
            lambda _made: promises.undo_last(desk, promise),
        )  # fmt: skip

    def _meant(self, text: str) -> list[tuple[PersonId, str]]:
        """Whom the letters may mean: whole names first, else those who have a name that begins so."""
        wanted = " ".join(text.casefold().split())
        every = self._found.hands if self._found is not None else ()
        if not wanted:
            return []
        whole = [each for each in every if each[1].casefold() == wanted]
        begun = [each for each in every if any(
            f" {each[1].casefold()}"[at:].startswith(f" {wanted}") for at in range(len(each[1]) + 1)
        )]  # fmt: skip
        return whole or begun

    def _keep(self, promise: PromiseId) -> None:
        desk = self._context.desk
        self._take_out(promise)
        self._do(
            lambda: ledger.kept(desk, promise), _("Promise kept."),
            lambda again: ledger.unkept(desk, promise, again),
        )  # fmt: skip

    def _act_on_item(self, act: str, line: Line) -> None:
        desk, item = self._context.desk, line.item
        assert item is not None  # it is no promise
        chosen = FollowUpId(item)
        if act in ("kept", "drop"):
            self._take_out(item)
        if act == "kept":
            self._do(
                lambda: wrapping.tick(desk, chosen), _("Done."),
                lambda _made: wrapping.tick(desk, chosen, False),
            )  # fmt: skip
        elif act == "drop":
            self._do(
                lambda: wrapping.remove_item(desk, chosen), _("Taken off the checklist."),
                lambda _made: wrapping.restore_item(desk, chosen),
            )  # fmt: skip

    def _take_out(self, row: bytes) -> None:
        """It goes at once, so that the next key means the next line; a failure brings it back."""
        if self._found is not None:
            left = tuple(
                each for each in self._found.lines
                if row not in (each.item, each.promise.id if each.promise is not None else None)
            )  # fmt: skip
            self._found = replace(self._found, lines=left)
            self._show()

    def _copy(self, line: Line) -> None:
        promise = line.promise
        if promise is None or promise.mine:
            self._context.shell.set_state(_("This one is yours: nothing to ask for."))
            return
        first = line.name.split()[0] if line.name else ""
        self._context.clipboard.copy(ledger.draft_reminder(first, line.text))
        self._context.shell.set_state(_("Copied. Nothing was sent."))

    def _open(self, line: Line) -> None:
        desk, session = self._context.desk, line.session
        if session is None:
            if line.person is not None:
                self._context.shell.go("person", person=line.person, tab="promises")
            return

        def found(state: SessionState) -> None:
            page = {SessionState.RUNNING: "run", SessionState.HELD: "wrap"}.get(state, "prepare")
            self._context.shell.go(page, session=session)

        self._context.ask.read(lambda: sessions.get(desk, session).state, found, self._context.failed)

    def _do(self, work: Callable[[], object], said: str, undo: Callable[..., object]) -> None:
        ask, failed = self._context.ask, self._context.failed

        def done(made: object) -> None:
            def take_back() -> None:
                ask.write(lambda: undo(made), lambda _n: self.reload(), failed)

            self._ask(Asking())
            self._context.shell.offer_undo(said, take_back)
            self.reload()

        def not_done(error: BaseException) -> None:
            if self._asking.act is not None:
                self._ask(replace(self._asking, error=sentence(error)))
            else:
                failed(error)
            self.reload()

        ask.write(work, done, not_done)

    def _ask(self, asking: Asking) -> None:
        if asking != self._asking:
            self._asking = asking
            self._view.show_asking(asking)

    def _line(self, key: str) -> Line | None:
        kind, row = key[:1], bytes.fromhex(key[1:])
        for line in self._found.lines if self._found is not None else ():
            of = line.promise.id if line.promise is not None and kind == "p" else line.item
            if of == row and (kind == "p") is (line.promise is not None):
                return line
        return None

    def _loaded(self, found: Owed) -> None:
        self._found = found
        if self._asking.act is not None and self._line(self._asking.key) is None:
            self._ask(Asking())  # somebody else's doing: it is not open any more
        self._show()
        if not self._person:
            self._counted(found.due)
        if self._fresh and self._shown:
            self._view.focus_list()
        self._fresh = False

    def _counted(self, count: int) -> None:
        self._context.shell.set_badge("follow-ups", badge_of(count))

    def _show(self) -> None:
        if self._found is not None:
            safe = self._context.share_safe.on
            if safe:
                self._ask(Asking())
            self._view.show_state(state_of(self._found, self._person, safe))


def _question(act: Act, key: str, text: str) -> Asking:
    if act == "move":
        return Asking(
            act, key, _("Move “%(what)s” to another day") % {"what": text}, _("Which day"),
            _("Fri, tomorrow, in 2 weeks, 1 Dec"), _("Move"),
        )  # fmt: skip
    if act == "hand":
        return Asking(
            act, key, _("Hand “%(what)s” over") % {"what": text}, _("To whom"), _("A name, or its beginning"),
            _("Hand over"),
        )  # fmt: skip
    return Asking(
        act, key, _("Drop “%(what)s”") % {"what": text}, _("A word why"), _("It may stay empty"), _("Drop")
    )
