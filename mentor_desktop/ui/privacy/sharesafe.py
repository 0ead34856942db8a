"""The share-safe view: while the screen is shown to someone, only shared things with them can be reached.

The pages themselves hide what is private; here it is decided which pages can be gone to: those of the one
session or person that was on the screen when the view was switched on. Everything else asks to leave the view
first. No Qt.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from mentor_desktop.domain.ids import PersonId, RelationshipId, SessionId
from mentor_desktop.services import people, running, sessions
from mentor_desktop.services.desk import Desk
from mentor_desktop.ui.context import Context, Shell, ShownBanner
from mentor_desktop.words import _, names

SESSION_PAGES = ("prepare", "run", "wrap")
PAIR_PAGES = ("agreement", "agreement-builder", "goal", "goal-talk", "goal-review")  # of one relationship
ALWAYS = ("help",)  # holds nothing of the vault


class Guarded(Shell, Protocol):
    """The window, as far as this needs it."""

    def here(self) -> tuple[str, Mapping[str, object]]:
        """The page that is shown and what it was opened with; "" for none."""
        ...

    def guard(self, may_go: Callable[[str, Mapping[str, object]], bool] | None) -> None:
        """Ask this before another page is gone to; None lets everything through."""
        ...


@dataclass(frozen=True)
class Shown:
    """Whose things may be seen: one session, or none, and the people in it."""

    session: SessionId | None
    people: tuple[PersonId, ...]
    names: tuple[str, ...]
    relationships: tuple[RelationshipId, ...] = ()  # those in which nobody else takes part

    def holds(self, key: str, args: Mapping[str, object]) -> bool:
        """Whether a page shows nothing but these."""
        if key in ALWAYS:
            return True
        if key in SESSION_PAGES:
            return self.session is not None and args.get("session") == self.session
        if key in PAIR_PAGES:
            return args.get("relationship") in self.relationships
        return key == "person" and args.get("person") in self.people


class ShareSafeView:
    """Switches the view on and off for the vault that is open."""

    def __init__(self, window: Guarded) -> None:
        self._window = window
        self._context: Context | None = None
        self._banner: ShownBanner | None = None
        self._asking: ShownBanner | None = None
        self._shown: Shown | None = None
        self._end_listening: Callable[[], None] | None = None

    def begin(self, context: Context) -> None:
        """A vault was opened."""
        self._context = context
        self._end_listening = context.share_safe.listen(self._changed)

    def end(self) -> None:
        """The vault is being locked."""
        if self._context is not None:
            self._context.share_safe.set(False)
        if self._end_listening is not None:
            self._end_listening()
        self._context = self._end_listening = None

    def toggle(self) -> None:
        """The key, or the menu."""
        if self._context is not None:
            self._context.share_safe.set(not self._context.share_safe.on)

    def _changed(self, on: bool) -> None:
        """Also when a page's own button switched it."""
        self._close_banners()
        self._shown = None
        if not on:
            self._window.guard(None)
            return
        context = self._context
        assert context is not None  # the listening ends with it
        # Until it is known whose things these are, one stays where one is.
        key, args = self._window.here()
        self._window.guard(self._may_go)
        context.ask.read(lambda: _shown(context.desk, key, args), self._known, self._unknown)

    def _known(self, shown: Shown | None) -> None:
        if self._context is None or not self._context.share_safe.on:
            return
        if shown is None:
            self._context.share_safe.set(False)
            self._window.add_banner(
                _("Open a session or a person first: the share-safe view shows one of them."), (), "info"
            )
            return
        self._shown = shown
        self._banner = self._window.add_banner(
            _("Share-safe: only shared things with %(names)s are shown.") % {"names": names(shown.names)},
            [(_("Leave the share-safe view"), self._leave)], "private", closable=False,
        )  # fmt: skip
        key, args = self._window.here()
        if not shown.holds(key, args) and shown.session is not None:
            self._window.go("run", session=shown.session)

    def _unknown(self, error: BaseException) -> None:
        if self._context is not None:
            self._context.share_safe.set(False)
            self._context.failed(error)

    def _may_go(self, key: str, args: Mapping[str, object]) -> bool:
        if self._shown is not None and self._shown.holds(key, args):
            return True

        def leave_and_go() -> None:
            self._asking = None
            self._switch_off()
            self._window.go(key, **args)

        if self._asking is not None:
            self._asking.close_banner()
        self._asking = self._window.add_banner(
            _("That page shows more than this person's shared things."),
            [(_("Leave the share-safe view"), leave_and_go), (_("Stay"), self._stay)],
            "private", closable=False,
        )  # fmt: skip
        return False

    def _stay(self) -> None:
        self._asking = None

    def _leave(self) -> None:
        self._banner = None  # it goes by itself when its button is pressed
        self._switch_off()

    def _switch_off(self) -> None:
        if self._context is not None:
            self._context.share_safe.set(False)

    def _close_banners(self) -> None:
        for banner in (self._banner, self._asking):
            if banner is not None:
                banner.close_banner()
        self._banner = self._asking = None


def _shown(desk: Desk, key: str, args: Mapping[str, object]) -> Shown | None:
    """Whose things the page shows; off such a page, those of the session that runs."""
    session = args.get("session") if key in SESSION_PAGES else None
    person = args.get("person") if key == "person" else None
    if key in PAIR_PAGES and isinstance(args.get("relationship"), bytes):
        return _shown_agreement(desk, RelationshipId(args["relationship"]))  # type: ignore[arg-type]
    if isinstance(person, bytes):
        about = people.get(desk, PersonId(person))
        return Shown(_running_with(desk, about.id), (about.id,), (about.name,), _among(desk, (about.id,)))
    known = SessionId(session) if isinstance(session, bytes) else running.running(desk)
    if known is None:
        return None
    head = sessions.head(desk, known)
    there = tuple(each for each, _name in head.people)
    return Shown(known, there, tuple(name for _id, name in head.people), _among(desk, there))


def _shown_agreement(desk: Desk, relationship: RelationshipId) -> Shown:
    """The people of a relationship whose agreement is on the screen."""
    members = people.relationship(desk, relationship).members
    called = tuple(people.get(desk, each).name for each in members)
    running_ = _running_with(desk, members[0]) if len(members) == 1 else None
    return Shown(running_, members, called, _among(desk, members))


def _among(desk: Desk, there: tuple[PersonId, ...]) -> tuple[RelationshipId, ...]:
    """The relationships of these people in which nobody else takes part."""
    known = {each.id: each.members for one in there for each in people.relationships_of(desk, one)}
    return tuple(each for each, members in known.items() if set(members) <= set(there))


def _running_with(desk: Desk, person: PersonId) -> SessionId | None:
    """The session that runs, if this person takes part in it."""
    found = running.running(desk)
    if found is None:
        return None
    return found if person in [each for each, _name in sessions.head(desk, found).people] else None
