"""What the Prepare page does. No Qt here; ids that come from the view are hex text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from mentor_desktop.domain.ids import NoteId, PartId, PersonId, PromiseId, SessionId
from mentor_desktop.domain.sessions import Leads, Part, PartKind, SessionState
from mentor_desktop.services import agenda, notes, preparing, promises, running, settings, wrapping
from mentor_desktop.services.agenda import Template
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.preparing import Brief
from mentor_desktop.ui.autosave import AutoSaver
from mentor_desktop.ui.context import Context
from mentor_desktop.ui.prepare.state import PrepareState, state_of
from mentor_desktop.words import _


class PreparePort(Protocol):
    """What the presenter needs of its view."""

    def show_state(self, state: PrepareState) -> None: ...
    def show_texts(self, intention: str, notes: str) -> None: ...
    def focus_first(self, has_agenda: bool) -> None: ...
    def edit_part(self, part: str) -> None: ...
    def focus_part(self, part: str) -> None: ...


@dataclass(frozen=True, slots=True)
class _Loaded:
    brief: Brief
    templates: tuple[Template, ...]
    usual: str
    mine: PersonId


def _read(desk: Desk, session: SessionId) -> _Loaded:
    with desk.read():
        brief = preparing.brief(desk, session)
        usual = str(settings.get(desk)["session_template"])
        return _Loaded(brief, agenda.templates(desk), usual, brief.head.mine.person)


class PreparePresenter:
    """See the module."""

    def __init__(self, view: PreparePort, context: Context) -> None:
        self._view, self._context = view, context
        self._session: SessionId | None = None
        self._loaded: _Loaded | None = None
        self._savers: dict[str, AutoSaver] = {}
        self._title: tuple[str, AutoSaver] | None = None
        self._picked = ""  # a template picked before the session was read
        self._end = context.share_safe.listen(lambda _on: self._show(texts=True))

    # Coming and going

    def open(self, session: bytes) -> None:
        """Show a session."""
        self.leave()
        self._session = SessionId(session)
        self._loaded = None
        self._picked = ""
        self._savers = {field: self._saver(field) for field in ("intention", "preparation")}
        self._load(self._arrived)

    def leave(self) -> None:
        """Everything typed goes to disk."""
        self.end_title()
        for saver in self._savers.values():
            saver.left()

    def close(self) -> None:
        """The page is destroyed because the vault locks."""
        self.leave()
        self._end()

    def _arrived(self) -> None:
        self._show(texts=True)
        if self._loaded is not None:
            self._view.focus_first(bool(self._loaded.brief.parts))
        if self._picked:
            self.use_template(self._picked)

    def _load(self, then: Callable[[], None] | None = None) -> None:
        session, desk = self._session, self._context.desk
        if session is None:
            return

        def loaded(found: _Loaded) -> None:
            if session == self._session:
                self._loaded = found
                (then or self._show)()

        self._context.ask.read(lambda: _read(desk, session), loaded, self._context.failed)

    def _show(self, texts: bool = False) -> None:
        found = self._loaded
        if found is None:
            return
        today = self._context.desk.today(found.brief.head.mine.zone)
        state = state_of(
            found.brief, found.templates, found.usual, found.mine.hex(), today, self._context.share_safe.on
        )
        self._view.show_state(state)
        if texts:
            self._view.show_texts(state.intention, state.notes)

    def _do(self, work: Callable[[Desk, SessionId], Any], then: Callable[[Any], None] | None = None) -> None:
        session, desk = self._session, self._context.desk
        if session is None:
            return

        def done(result: Any) -> None:
            self._context.shell.set_state(_("Saved"))
            self._load((lambda: self._after(then, result)) if then is not None else None)

        def failed(error: BaseException) -> None:
            self._context.failed(error)
            self._load()

        self._context.ask.write(lambda: work(desk, session), done, failed)

    def _after(self, then: Callable[[Any], None], result: Any) -> None:
        self._show()
        then(result)

    def open_agreement(self) -> None:
        """Look at the agreement, or begin to talk about one."""
        hint = self._loaded.brief.agreement if self._loaded is not None else None
        if hint is not None:
            page = "agreement" if hint.begun else "agreement-builder"
            self._context.shell.go(page, person=hint.person, relationship=hint.relationship)

    # Texts

    def typed(self, field: str, text: str) -> None:
        """Intention or preparation says this now."""
        if field in self._savers and not self._context.share_safe.on:
            self._savers[field].typed(text)

    def field_left(self, field: str) -> None:
        """The field was left."""
        if field in self._savers:
            self._savers[field].left()

    def _saver(self, field: str) -> AutoSaver:
        desk, session = self._context.desk, self._session

        def save(text: str, left: bool) -> None:
            if session is not None:
                wrapping.say(desk, session, field, text, burst_ends=left)

        return AutoSaver(self._context.ask, self._context.delay, save, self._saved, self._context.failed)

    def _saved(self, saved: bool) -> None:
        self._context.shell.set_state(_("Saved") if saved else _("Saving…"))

    # The agenda

    def _parts(self) -> tuple[Part, ...]:
        return self._loaded.brief.parts if self._loaded is not None else ()

    def use_template(self, key: str) -> None:
        """Put a template's parts in place of the template parts there are."""
        self._picked = key if self._loaded is None else ""
        template = next((t for t in self._loaded.templates if t.id == key), None) if self._loaded else None
        if template is None:
            self._show()
            return
        before, session, desk = self._parts(), self._session, self._context.desk

        def used(_parts: object) -> None:
            if before and session is not None:
                self._context.shell.offer_undo(
                    _("The agenda now follows %(name)s.") % {"name": template.name},
                    lambda: self._do(lambda _d, _s: agenda.put_back(desk, session, before)),
                )

        self._do(lambda desk, session: agenda.use_template(desk, session, template), used)

    def save_as_template(self, name: str) -> None:
        """Keep this agenda for use again."""
        self._do(lambda desk, session: agenda.save_as_template(desk, session, name))

    def delete_template(self) -> None:
        """Remove the template of one's own that is chosen, with a way back."""
        found = self._loaded
        if found is None:
            return
        chosen = next(
            (t for t in found.templates if t.own and t.id == found.brief.head.session.template), None
        )
        if chosen is None:
            return

        def removed(_nothing: object) -> None:
            self._context.shell.offer_undo(
                _("The template is removed."),
                lambda: self._do(lambda desk, _session: agenda.bring_back_template(desk, chosen)),
            )

        self._do(lambda desk, _session: agenda.delete_template(desk, chosen), removed)

    def add_part(self) -> None:
        """A new part at the end, open for its title."""
        left = (
            self._loaded.brief.head.session.minutes - sum(p.minutes for p in self._parts())
            if self._loaded
            else 5
        )
        minutes = min(max(left, 5), 20)
        self._do(
            lambda desk, session: agenda.add_part(desk, session, _("New part"), minutes),
            lambda part: self._view.edit_part(part.id.hex()),
        )

    def set_title(self, part: str, text: str) -> None:
        """The title of a part says this now."""
        if self._title is None or self._title[0] != part:
            self.end_title()
            self._title = (part, self._title_saver(part))
        self._title[1].typed(text)

    def end_title(self) -> None:
        """The editor of a part was closed or left."""
        if self._title is not None:
            self._title[1].left()
            self._title = None

    def _title_saver(self, part: str) -> AutoSaver:
        desk, session = self._context.desk, self._session

        def save(text: str, _left: bool) -> None:
            if session is not None and text.strip():
                _edit(desk, session, part, title=text)

        def told(saved: bool) -> None:
            self._saved(saved)
            if saved:
                self._load()

        return AutoSaver(self._context.ask, self._context.delay, save, told, self._context.failed)

    def change_part(self, part: str, field: str, value: object) -> None:
        """Minutes, who leads, whose topic, or kind of a part."""
        self.end_title()
        kept: Any = value
        if field == "leads":
            kept = Leads(str(value))
        elif field == "kind":
            kept = PartKind(str(value))
        elif field == "topic_of":
            kept = PersonId(bytes.fromhex(str(value))) if value else None
        self._do(lambda desk, session: _edit(desk, session, part, **{field: kept}))

    def more_minutes(self, part: str, by: int) -> None:
        """A part becomes longer or shorter."""
        found = next((each for each in self._parts() if each.id.hex() == part), None)
        if found is not None and 1 <= found.minutes + by <= agenda.LONGEST_PART:
            self.change_part(part, "minutes", found.minutes + by)

    def remove(self, part: str) -> None:
        """Take a part off the agenda, with a way back."""
        self.end_title()
        gone, before = PartId(bytes.fromhex(part)), [each.id for each in self._parts()]

        def removed(_nothing: object) -> None:
            def back(desk: Desk, session: SessionId) -> None:
                agenda.restore_part(desk, gone)
                agenda.reorder(desk, session, before)

            self._context.shell.offer_undo(
                _("The part is off the agenda."),
                lambda: self._do(back, lambda _done: self._view.focus_part(part)),
            )
            there = [each.id.hex() for each in self._parts()]
            if there:
                self._view.focus_part(there[min(before.index(gone), len(there) - 1)])

        self._do(lambda desk, _session: agenda.remove_part(desk, gone), removed)

    def reorder(self, order: Sequence[str]) -> None:
        """The parts stand in this order now."""
        wanted = [PartId(bytes.fromhex(part)) for part in order]
        self._do(lambda desk, session: agenda.reorder(desk, session, wanted))

    def move(self, part: str, by: int) -> None:
        """A part goes up or down by one."""
        order = [each.id.hex() for each in self._parts()]
        at = order.index(part) if part in order else -1
        if at >= 0 and 0 <= at + by < len(order):
            order.insert(at + by, order.pop(at))
            self.reorder(order)

    def copy(self) -> None:
        """The agenda as text, to send ahead; nothing private is in it."""
        session, desk = self._session, self._context.desk
        if session is not None:
            self._context.ask.read(
                lambda: agenda.as_text(desk, session), self._context.clipboard.copy, self._context.failed
            )
            self._context.shell.set_state(_("Copied"))

    # The rest

    def tick_promise(self, promise: str, done: bool) -> None:
        """A promise was kept, or is open after all."""
        which = PromiseId(bytes.fromhex(promise))
        self._do(lambda desk, _s: promises.kept(desk, which) if done else promises.reopen(desk, which))

    def check_note(self, note: str) -> None:
        """It was asked about."""
        which = NoteId(bytes.fromhex(note))

        def checked(_note: object) -> None:
            self._context.shell.offer_undo(
                _("Marked as asked."), lambda: self._do(lambda desk, _s: notes.check(desk, which, False))
            )

        self._do(lambda desk, _s: notes.check(desk, which), checked)

    def tick_check(self, check: str, ticked: bool) -> None:
        """One of the checks before joining."""
        self._do(lambda desk, session: preparing.tick_check(desk, session, check, ticked))

    def start(self) -> None:
        """Start the session, or go to it while it runs."""
        self.leave()
        session = self._session
        if session is None or self._loaded is None:
            return
        if self._loaded.brief.head.session.state is SessionState.RUNNING:
            self._context.shell.go("run", session=session)
            return
        desk = self._context.desk
        self._context.ask.write(
            lambda: running.start(desk, session),
            lambda _run: self._context.shell.go("run", session=session),
            self._context.failed,
        )

    def go(self, key: str) -> None:
        """Run or Wrap up of the same session."""
        if self._session is not None:
            self._context.shell.go(key, session=self._session)


def _edit(desk: Desk, session: SessionId, part: str, **changes: Any) -> Part | None:
    """Change fields of a part as it stands now; None if it is gone."""
    with desk.change():
        found = next((each for each in agenda.parts(desk, session) if each.id.hex() == part), None)
        return agenda.edit_part(desk, replace(found, **changes)) if found is not None else None
