"""Decides what the recording card shows and does: asked of each party, kept only with every yes. No Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from mentor_desktop.domain.consents import Answer, ConsentKind, GivenBy
from mentor_desktop.domain.ids import ConsentId, PersonId, SessionId
from mentor_desktop.services import consents, people, sessions
from mentor_desktop.services.consents import Register
from mentor_desktop.services.desk import Desk
from mentor_desktop.services.refusal import Refused
from mentor_desktop.ui.context import Context, sentence
from mentor_desktop.words import _, day, names

Tone = str


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """One party's word."""

    person: PersonId
    name: str
    words: str
    tone: Tone
    given: bool


@dataclass(frozen=True, slots=True)
class RecordingState:
    """One recording that was asked about."""

    id: ConsentId
    about: str  # what of it, and what for
    until: str
    lines: tuple[ConsentLine, ...]
    may_keep: bool
    link: str
    note: str  # the clause that rules it, or what follows from a withdrawal


@dataclass(frozen=True, slots=True)
class ConsentState:
    """The card; `hidden` while the screen is shared."""

    recordings: tuple[RecordingState, ...] = ()
    hidden: bool = False


class ConsentView(Protocol):
    """What the presenter needs of the card."""

    def show_consents(self, state: ConsentState) -> None:
        """Show everything."""
        ...

    def refuse(self, words: str) -> None:
        """Say why something is not kept; "" for nothing."""
        ...


@dataclass(frozen=True, slots=True)
class _Found:
    registers: tuple[Register, ...]
    called: dict[PersonId, str]


class ConsentPresenter:
    """One session's recordings."""

    def __init__(self, view: ConsentView, context: Context) -> None:
        self._view, self._context = view, context
        self._session: SessionId | None = None
        self._found: _Found | None = None
        self._end_listening = context.share_safe.listen(lambda _on: self._show())

    def open(self, session: SessionId) -> None:
        """Another session."""
        self._session, self._found = session, None
        self._view.refuse("")
        self._view.show_consents(ConsentState())
        self.reload()

    def closed(self) -> None:
        """The card is destroyed."""
        self._end_listening()
        self._found = None

    def reload(self) -> None:
        """Read what was asked about."""
        session, desk = self._session, self._context.desk
        if session is not None:
            self._context.ask.read(
                lambda: _load(desk, session), lambda found: self._loaded(session, found), self._context.failed
            )

    def ask(self, scope: str, purpose: str) -> None:
        """Begin to ask whether it may be recorded."""
        session, desk = self._session, self._context.desk
        if session is not None:
            self._do(lambda: consents.ask(desk, session, scope=scope, purpose=purpose))

    def answer(self, recording: ConsentId, person: PersonId, yes: bool, how: str) -> None:
        """What a party says; a no after a yes takes it back."""
        desk = self._context.desk
        given = self._is_given(recording, person)
        kind = ConsentKind.GIVEN if yes else ConsentKind.WITHDRAWN if given else ConsentKind.REFUSED
        done = {
            ConsentKind.GIVEN: _("Noted: yes."),
            ConsentKind.REFUSED: _("Noted: no."),
            ConsentKind.WITHDRAWN: _("Taken back. The recording is out of sight."),
        }[kind]
        self._do(
            lambda: consents.answer(desk, recording, person, kind, GivenBy(how)),
            lambda: self._context.shell.offer_undo(
                done, lambda: self._do(lambda: consents.undo_last(desk, recording))
            ),
        )

    def keep(self, recording: ConsentId, link: str) -> None:
        """Note where the recording is."""
        desk = self._context.desk
        self._do(lambda: consents.keep(desk, recording, link=link))

    def forget(self, recording: ConsentId) -> None:
        """It was deleted."""
        desk = self._context.desk
        self._do(lambda: consents.forget(desk, recording))

    def _is_given(self, recording: ConsentId, person: PersonId) -> bool:
        registers = self._found.registers if self._found is not None else ()
        return any(
            each.recording.id == recording and each.answers.get(person) is Answer.GIVEN for each in registers
        )

    def _do(self, work: Callable[[], object], then: Callable[[], None] | None = None) -> None:
        def done(_result: object) -> None:
            self._view.refuse("")
            self._context.shell.set_state(_("Saved"))
            if then is not None:
                then()
            self.reload()

        def failed(error: BaseException) -> None:
            if isinstance(error, Refused):
                self._view.refuse(sentence(error))
            else:
                self._context.failed(error)

        self._context.ask.write(work, done, failed)

    def _loaded(self, session: SessionId, found: _Found) -> None:
        if session == self._session:
            self._found = found
            self._show()

    def _show(self) -> None:
        if self._found is None:
            return
        called = self._found.called
        self._view.show_consents(
            ConsentState(
                tuple(_state(each, called) for each in self._found.registers), self._context.share_safe.on
            )
        )


def _load(desk: Desk, session: SessionId) -> _Found:
    head = sessions.head(desk, session)
    me = people.me(desk)
    return _Found(consents.of_session(desk, session), {me.id: me.name, **dict(head.people)})


def _state(register: Register, called: dict[PersonId, str]) -> RecordingState:
    recording = register.recording
    about = " · ".join(filter(None, (recording.scope, recording.purpose)))
    note = register.because
    if register.withdrawn:
        taken = [called.get(who, "") for who, said in register.answers.items() if said is Answer.WITHDRAWN]
        note = _("%(names)s took the yes back: delete it everywhere within a day.") % {"names": names(taken)}
    return RecordingState(
        id=recording.id,
        about=about or _("The session"),
        until=_("delete by %(day)s") % {"day": day(recording.delete_by, "short")}
        if recording.delete_by is not None
        else "",
        lines=tuple(
            ConsentLine(who, called.get(who, ""), *_said(said), said is Answer.GIVEN)
            for who, said in register.answers.items()
        ),
        may_keep=register.may_keep,
        link=register.link,
        note=note,
    )


def _said(answer: Answer) -> tuple[str, Tone]:
    return {
        Answer.NOT_ASKED: (_("not asked yet"), "neutral"),
        Answer.GIVEN: (_("yes"), "ok"),
        Answer.REFUSED: (_("no"), "neutral"),
        Answer.WITHDRAWN: (_("taken back"), "warn"),
        Answer.ASK_AGAIN: (_("ask again"), "warn"),
    }[answer]
