"""Decides what the builder does: one clause at a time, kept at every step. Plain Python, no Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import astuple, replace
from typing import Protocol

from mentor_desktop.domain.agreements import Agreement, Clause, State, Value
from mentor_desktop.domain.ids import AgreementId, ClauseId, PersonId, RelationshipId
from mentor_desktop.services import agreement_pages, agreements, clauses, drafts
from mentor_desktop.services.agreement_pages import Whole
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.refusal import Refused
from mentor_desktop.ui.agreementbuilder.state import (
    MORE,
    BuilderState,
    Spoken,
    begin_data,
    clause_of,
    state_of,
    steps,
    suggested,
)
from mentor_desktop.ui.autosave import AutoSaver
from mentor_desktop.ui.context import Context, sentence
from mentor_desktop.words import _

PLACE = "agree"  # draft key: the clause that was shown last
_APART = "\x1f"  # between the texts of a clause while they wait to be saved


class View(Protocol):
    """What the builder can show."""

    def show_state(self, state: BuilderState) -> None:
        """Show one clause."""
        ...

    def show_words(self, words: Spoken) -> None:
        """Show other words for it, without taking the focus."""
        ...

    def refuse(self, words: str) -> None:
        """Say what is still missing; "" for nothing."""
        ...


class BuilderPresenter:
    """One talk about one relationship's agreement."""

    def __init__(self, view: View, context: Context) -> None:
        self._view, self._context = view, context
        self._person: PersonId | None = None
        self._whole: Whole | None = None
        self._version: Agreement | None = None
        self._key = ""
        self._choice = ""
        self._data: dict[str, Value] = {}
        self._words = Spoken()
        self._missing = ""  # why the choice on the screen is not kept
        self._saver: AutoSaver | None = None
        self._shares = False  # the share-safe view was switched on here

    def open(self, person: bytes, relationship: bytes | None = None, clause: str = "") -> None:
        """Go on where it was left, or at a clause."""
        self._flush()
        self._person, self._whole, self._version = PersonId(person), None, None
        desk, whose = self._context.desk, self._person

        def load() -> tuple[Whole, str]:
            known = (RelationshipId(relationship) if relationship is not None
                     else agreement_pages.present_with(desk, whose))  # fmt: skip
            whole = agreement_pages.whole(desk, known)
            return whole, clause or drafts.load(desk, drafts.key(PLACE, known))

        self._context.ask.read(load, lambda found: self._loaded(*found), self._not_loaded)

    def leave(self) -> None:
        """Another page is shown."""
        self._flush()
        if self._shares:
            self._shares = False
            self._context.share_safe.set(False)

    def closed(self) -> None:
        """The page is destroyed."""
        self._flush()
        self._whole = self._version = None

    # From clause to clause

    def next(self) -> None:
        """Take what stands on the screen, and go on."""
        if self._missing:
            self._view.refuse(self._missing)
            return
        kept = clause_of(self._version, self._key)
        if kept is not None and kept.later and (kept.mentor or kept.mentee):
            self._write(lambda of: agreements.later(self._context.desk, of, self._key, False),
                        lambda: self._step(1))  # fmt: skip
            return
        self._step(1)

    def forward(self) -> None:
        """Look at the next clause; what is not settled stays so."""
        self._step(1)

    def back(self) -> None:
        """Look at the clause before."""
        self._step(-1)

    def close(self) -> None:
        """To the whole agreement."""
        self.leave()
        self._go_to_whole()

    def _go_to_whole(self) -> None:
        if self._whole is not None and self._person is not None:
            self._context.shell.go("agreement", person=self._person, relationship=self._whole.relationship)

    # What is said

    def pick(self, choice: str) -> None:
        """Settle the clause by a choice, in the suggested words."""
        text, whole = clauses.clause(self._key), self._whole
        chosen = text.choice(choice) if text is not None else None
        if chosen is None or whole is None or choice == self._choice:
            return
        if self._saver is not None:
            self._saver.drop()
        before = clause_of(self._version, self._key)
        own = before if before is not None and self._has_own_words() else None
        self._choice = choice
        self._data = begin_data(chosen, self._data, whole.today)
        self._suggest()
        self._show()
        self._keep_choice(own_words=False)
        if own is not None:
            self._offer_back(own, _("The suggested words took the place of yours."))

    def change_data(self, data: Mapping[str, Value]) -> None:
        """The fields of the choice say this now."""
        own = self._has_own_words()
        self._data = dict(data)
        if not own:
            self._suggest()
            self._view.show_words(self._words)
        self._keep_choice(own_words=own)

    def type_words(self, words: Spoken, title: str = "") -> None:
        """Own words for it."""
        self._words = words
        if self._saver is None:
            self._saver = self._make_saver(self._key)
        self._saver.typed(_APART.join((title, *astuple(words))))

    def later(self) -> None:
        """Put the clause off to another talk, and go on."""
        self._flush()
        self._write(lambda of: agreements.later(self._context.desk, of, self._key), lambda: self._step(1))

    def leave_out(self) -> None:
        """Take the clause out, with a way back."""
        kept = clause_of(self._version, self._key)
        if kept is None:
            return
        if self._saver is not None:
            self._saver.drop()

        def out() -> None:
            self._take_up(self._key)
            self._offer_back(kept, _("The clause is left out."))

        self._write(lambda of: agreements.leave_out(self._context.desk, of, self._key), out)

    def add_own(self, title: str) -> None:
        """Begin a clause of one's own."""

        def added() -> None:
            own = steps(self._version)[-2]
            self._take_up(own)

        self._write(lambda of: agreements.add_own(self._context.desk, of, title), added)

    # Inside

    def _has_own_words(self) -> bool:
        """Whether the words on the screen are others than the choice suggests."""
        text = clauses.clause(self._key)
        chosen = text.choice(self._choice) if text is not None else None
        if chosen is None or self._whole is None:
            return bool(self._words.mentor or self._words.mentee)
        meant = suggested(chosen, self._data, self._whole, self._language())
        return (self._words.mentor, self._words.mentee) != (meant.mentor, meant.mentee)

    def _suggest(self) -> None:
        text = clauses.clause(self._key)
        chosen = text.choice(self._choice) if text is not None else None
        if chosen is not None and self._whole is not None:
            meant = suggested(chosen, self._data, self._whole, self._language())
            self._words = replace(self._words, mentor=meant.mentor, mentee=meant.mentee)

    def _language(self) -> str:
        return self._version.language if self._version is not None else "en"

    def _keep_choice(self, *, own_words: bool) -> None:
        key, choice, data, desk = self._key, self._choice, dict(self._data), self._context.desk
        if self._saver is not None and own_words:
            self._saver.left()

        def kept() -> None:
            self._missing = ""
            self._view.refuse("")
            if key == self._key:
                self._show()

        def not_kept(error: BaseException) -> None:
            if isinstance(error, Refused):
                self._missing = sentence(error)
                self._view.refuse("")
            else:
                self._context.failed(error)

        self._write(
            lambda of: agreements.choose(desk, of, key, choice, data, own_words=own_words), kept, not_kept
        )

    def _make_saver(self, key: str) -> AutoSaver:
        context = self._context

        def save(text: str, _left: bool) -> Agreement:
            title, *words = text.split(_APART)
            clause = Clause(id=ClauseId(b""), key=key, title=title, mentor=words[0], mentee=words[1],
                            second_mentor=words[2], second_mentee=words[3])  # fmt: skip
            return agreements.say(context.desk, self._draft(context.desk), clause)

        def told(saved: bool) -> None:
            context.shell.set_state(_("Saved") if saved else _("Saving…"))

        def saved(text: str, left: bool) -> None:
            self._version = save(text, left)

        return AutoSaver(context.ask, context.delay, saved, told, context.failed)

    def _draft(self, desk: Desk) -> AgreementId:
        """The draft of this relationship; begun by the first thing that is said, never by looking."""
        assert self._whole is not None  # nothing can be said before it is shown
        return agreements.draft(desk, self._whole.relationship).id

    def _write(
        self, work: Callable[[AgreementId], Agreement], then: Callable[[], None],
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:  # fmt: skip
        desk = self._context.desk

        def done(version: Agreement) -> None:
            self._version = version
            self._context.shell.set_state(_("Saved"))
            then()

        def not_done(error: BaseException) -> None:
            if isinstance(error, Refused):
                self._view.refuse(sentence(error))
            else:
                self._context.failed(error)

        self._context.ask.write(lambda: work(self._draft(desk)), done, failed or not_done)

    def _offer_back(self, clause: Clause, done: str) -> None:
        desk = self._context.desk

        def work(of: AgreementId) -> Agreement:
            if clause.choice:
                agreements.choose(desk, of, clause.key, clause.choice, clause.data)
            return agreements.say(desk, of, clause)

        self._context.shell.offer_undo(
            done, lambda: self._write(work, lambda: self._take_up(clause.key))
        )  # fmt: skip

    def _flush(self) -> None:
        if self._saver is not None:
            self._saver.left()
            self._saver = None

    def _step(self, step: int) -> None:
        self._flush()
        every = steps(self._version)
        at = every.index(self._key) + step if self._key in every else 0
        if at >= len(every):
            self.close()
        elif at >= 0:
            self._take_up(every[at])

    def _take_up(self, key: str) -> None:
        """Show a clause as it is kept, and remember the place."""
        desk, whole = self._context.desk, self._whole
        if whole is None:
            return
        self._flush()
        every = steps(self._version)
        self._key = key if key in every else every[0]
        kept = clause_of(self._version, self._key)
        self._missing = ""
        self._choice = kept.choice if kept is not None else ""
        self._data = dict(kept.data) if kept is not None else {}
        self._words = (
            Spoken(kept.mentor, kept.mentee, kept.second_mentor, kept.second_mentee)
            if kept is not None
            else Spoken()
        )
        self._show()
        place, at = drafts.key(PLACE, whole.relationship), "" if self._key == MORE else self._key
        self._context.ask.write(lambda: drafts.keep(desk, place, at), _nothing, self._context.failed)

    def _show(self) -> None:
        if self._whole is not None:
            self._view.show_state(
                state_of(self._whole, self._version, self._key, self._choice, self._data, self._words)
            )

    def _loaded(self, whole: Whole, key: str) -> None:
        self._whole = whole
        open_ = whole.versions.open
        if open_ is not None and whole.versions.status(open_).state is State.PROPOSED:
            self._context.shell.add_banner(
                _("A version waits for a yes. Take it back to change it."), (), "info"
            )
            self._go_to_whole()
            return
        newest = whole.versions.every[-1] if whole.versions.every else None
        self._version = open_ or whole.versions.holding or newest
        if not self._context.share_safe.on:
            self._shares = True
            self._context.share_safe.set(True)
        self._take_up(key)

    def _not_loaded(self, error: BaseException) -> None:
        self._context.failed(error)
        self._context.shell.back()


def _nothing(_result: object) -> None:
    """The place is a comfort; nobody waits for it."""
