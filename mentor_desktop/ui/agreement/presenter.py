"""Decides what the page of one agreement does. Plain Python, no Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Protocol

from mentor_desktop.domain.agreements import Agreement, How, State
from mentor_desktop.domain.attachments import Attachment
from mentor_desktop.domain.ids import AgreementId, AttachmentId, PersonId, RelationshipId
from mentor_desktop.services import agreement_pages, agreements, signed_copies
from mentor_desktop.services.agreement_pages import Whole
from mentor_desktop.ui.agreement.copies import Copies
from mentor_desktop.ui.agreement.exporting import Exporting
from mentor_desktop.ui.agreement.state import AgreementState, state_of
from mentor_desktop.ui.autosave import AutoSaver
from mentor_desktop.ui.context import Context
from mentor_desktop.words import _


class View(Protocol):
    """What the page can show."""

    def show_state(self, state: AgreementState) -> None:
        """Show everything."""
        ...


class AgreementPresenter:
    """Loads one relationship's agreement and hands acts to the services."""

    def __init__(self, view: View, context: Context) -> None:
        self._view, self._context = view, context
        self._relationship: RelationshipId | None = None
        self._person: PersonId | None = None
        self._whole: Whole | None = None
        self._number: int | None = None
        self._comparing = False
        self._note: AutoSaver | None = None
        self._exporting = Exporting(context)
        self._copies = Copies(context, self._show_copies)
        self._signed: tuple[tuple[int, tuple[Attachment, ...]], ...] = ()
        self._end_listening = context.share_safe.listen(lambda _on: self._show())

    def open(self, person: bytes, relationship: bytes | None = None, version: int | None = None) -> None:
        """The page is shown for a relationship; the present one with a person, if none is named."""
        desk, whose = self._context.desk, PersonId(person)
        self.leave()
        self._person, self._number, self._comparing, self._whole = whose, version, False, None
        self._note, self._signed = None, ()

        def load() -> Whole:
            known = (RelationshipId(relationship) if relationship is not None
                     else agreement_pages.present_with(desk, whose))  # fmt: skip
            return agreement_pages.whole(desk, known)

        self._context.ask.read(load, self._loaded, self._context.failed)

    def leave(self) -> None:
        """Another page is shown: everything typed is saved."""
        if self._note is not None:
            self._note.left()

    def closed(self) -> None:
        """The page is destroyed."""
        self.leave()
        self._end_listening()
        self._whole = None

    def reload(self) -> None:
        """Ask for everything again."""
        desk, known = self._context.desk, self._relationship
        if known is not None:
            self._context.ask.read(
                lambda: agreement_pages.whole(desk, known), self._loaded, self._context.failed
            )

    # What is shown

    def show_version(self, number: int) -> None:
        """Look at another version."""
        self._number = number
        self._show()

    def compare(self, on: bool) -> None:
        """Show what differs from the version before, word by word."""
        self._comparing = on
        self._show()

    def open_person(self) -> None:
        """Open the person's page."""
        if self._person is not None:
            self._context.shell.go("person", person=self._person)

    # What is done

    def talk(self, clause: str = "") -> None:
        """Talk it through, from a clause or from where it was left; begins a draft where none is."""
        if self._person is not None and self._relationship is not None:
            args: dict[str, object] = {"person": self._person, "relationship": self._relationship}
            if clause:
                args["clause"] = clause
            self._context.shell.go("agreement-builder", **args)

    def propose(self) -> None:
        """Let the draft be agreed to."""
        if (shown := self._shown()) is not None:
            done = _("Version %(number)d is proposed.") % {"number": shown.number}
            self._change(lambda: agreements.propose(self._context.desk, shown.id), done, shown.id)

    def take_back(self) -> None:
        """Make the proposal a draft again."""
        if (shown := self._shown()) is not None:
            self._change(lambda: agreements.take_back(self._context.desk, shown.id),
                         _("The proposal is taken back. Earlier yeses count no more."), shown.id)  # fmt: skip

    def agree(self, person: bytes, how: str, on: date | None) -> None:
        """Note a yes."""
        if (shown := self._shown()) is not None:
            who = PersonId(person)
            name = self._whole.short.get(who, "") if self._whole is not None else ""
            self._change(
                lambda: agreements.agree(self._context.desk, shown.id, who, How(how), on),
                _("%(name)s agreed.") % {"name": name}, shown.id,
            )  # fmt: skip

    def end(self) -> None:
        """End the version that holds. Nobody is asked why."""
        if (shown := self._shown()) is not None:
            self._change(lambda: agreements.end(self._context.desk, shown.id),
                         _("The agreement has ended."), shown.id)  # fmt: skip

    def throw_away(self) -> None:
        """Throw the draft away."""
        desk, shown = self._context.desk, self._shown()
        if shown is not None:
            self._number = None
            self._change(lambda: agreements.trash(desk, shown.id), _("Draft moved to the trash."), shown.id,
                         lambda: agreements.restore(desk, shown.id))  # fmt: skip

    def set_review(self, day: date) -> None:
        """When to look at it again: of a draft, or after a look back at what holds."""
        desk, shown = self._context.desk, self._shown()
        if shown is None or self._whole is None:
            return
        holds = self._whole.versions.status(shown).state is State.IN_FORCE
        self._context.ask.write(
            lambda: agreements.looked_back(desk, shown.id, day) if holds
            else agreements.describe(desk, shown.id, review_on=day),
            self._saved, self._not_saved,
        )  # fmt: skip

    def set_language(self, tag: str) -> None:
        """The language of the document."""
        desk, shown = self._context.desk, self._shown()
        if shown is not None:
            self._context.ask.write(
                lambda: agreements.describe(desk, shown.id, language=tag), self._saved, self._not_saved
            )

    def set_second_language(self, tag: str) -> None:
        """The language beside it, "" for none."""
        desk, shown = self._context.desk, self._shown()
        if shown is not None:
            self._context.ask.write(
                lambda: agreements.describe(desk, shown.id, second_language=tag), self._saved, self._not_saved
            )

    def type_note(self, text: str) -> None:
        """My own thoughts about this version."""
        desk, shown, context = self._context.desk, self._shown(), self._context
        if shown is None:
            return
        if self._note is None:
            self._note = AutoSaver(
                context.ask, context.delay,
                lambda typed, _left, of=shown.id: agreements.describe(desk, of, note=typed),  # type: ignore[misc]
                lambda saved: context.shell.set_state(_("Saved") if saved else ""), context.failed,
            )  # fmt: skip
        self._note.typed(text)

    def export(self, fmt: str, plain: bool = False) -> None:
        """Write the version to a file: to be signed, or in plain words."""
        if (shown := self._shown()) is not None:
            self._exporting.export(shown.id, fmt, plain=plain)

    def keep_signed(self) -> None:
        """Keep a signed copy of the version that is shown."""
        if (shown := self._shown()) is not None and self._person is not None:
            self._copies.keep(self._person, shown.number)

    def save_signed(self, copy: bytes, name: str) -> None:
        """Write a signed copy out again."""
        self._copies.save(AttachmentId(copy), name)

    # Inside

    def _show_copies(self) -> None:
        """Read what signed copies there are of each version."""
        desk, person, whole = self._context.desk, self._person, self._whole
        if person is None or whole is None:
            return
        numbers = [each.number for each in whole.versions.every]

        def read(found: tuple[tuple[int, tuple[Attachment, ...]], ...]) -> None:
            self._signed = found
            self._show()

        self._context.ask.read(
            lambda: tuple((number, signed_copies.of(desk, person, number)) for number in numbers),
            read, self._context.failed,
        )  # fmt: skip

    def _shown(self) -> Agreement | None:
        return self._whole.version(self._number) if self._whole is not None else None

    def _change(
        self, work: Callable[[], object], done: str, of: AgreementId, undo: Callable[[], object] | None = None
    ) -> None:  # fmt: skip
        context = self._context
        back = undo or (lambda: agreements.undo_last(context.desk, of))

        def take_back() -> None:
            context.ask.write(back, lambda _n: self.reload(), context.failed)

        def changed(_n: object) -> None:
            context.shell.offer_undo(done, take_back)
            self.reload()

        context.ask.write(work, changed, self._not_saved)

    def _saved(self, _n: object) -> None:
        self._context.shell.set_state(_("Saved"))
        self.reload()

    def _not_saved(self, error: BaseException) -> None:
        self._context.failed(error)
        self.reload()

    def _loaded(self, whole: Whole) -> None:
        self._whole = whole
        self._relationship = whole.relationship
        self._show()
        self._show_copies()

    def _show(self) -> None:
        if self._whole is not None:
            state = state_of(self._whole, self._number, comparing=self._comparing)
            signed = dict(self._signed).get(state.number or 0, ())
            copies = tuple((bytes(each.id), signed_copies.shown_name(each)) for each in signed)
            self._view.show_state(replace(state, safe=self._context.share_safe.on, copies=copies))
