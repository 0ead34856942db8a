"""The sheet for a new promise: made once with the window, filled for the vault that is open, else empty.

May import Qt, the presenter and the view.
"""

from __future__ import annotations

from collections.abc import Callable

from mentor_desktop.domain.ids import PersonId, SessionId
from mentor_desktop.ui.context import Context
from mentor_desktop.ui.followups.quickpresenter import QuickPresenter
from mentor_desktop.ui.followups.quickview import QuickView
from mentor_desktop.ui.shell.window import MainWindow

SHORTCUT = "Ctrl+Shift+A"
_READ_AGAIN = ("today", "follow-ups", "person")  # pages that show promises and hold nothing half typed then


class QuickAdd:
    """`begin` when a vault is opened, `end` when it locks; `open` from anywhere."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._presenter: QuickPresenter | None = None
        self._context: Context | None = None
        self.view: QuickView | None = None  # made when it is first asked for

    def begin(self, context: Context) -> None:
        """A vault was opened."""
        self._context = context

    def end(self) -> None:
        """The vault locks: nothing typed stays."""
        if self.view is not None:
            self.view.dismiss()
        if self._presenter is not None:
            self._presenter.closed()
        self._presenter = self._context = None

    def open(self) -> None:
        """Show it, unless the vault is locked or the window is covered."""
        if self._context is None or self._window.covered():
            return
        view = self.view or self._made()
        if not view.isHidden():
            return
        self._presenter = self._presenter or QuickPresenter(view, self._context, self._changed)
        view.appear()
        _key, args = self._window.here()
        self._presenter.open(_person(args.get("person")), self._session())

    def _made(self) -> QuickView:
        view = self.view = QuickView(self._window)
        self._window.page_shown.connect(view.dismiss)
        for left in (self._window.lock_requested, self._window.shield_requested):
            left.connect(view.dismiss)
        view.typed.connect(lambda text: self._tell(lambda it: it.typed(text)))
        view.entered.connect(lambda: self._tell(lambda it: it.entered()))
        view.owner_chosen.connect(lambda key: self._tell(lambda it: it.choose_owner(key)))
        view.receiver_chosen.connect(lambda key: self._tell(lambda it: it.choose_receiver(key)))
        view.closed.connect(lambda: self._tell(lambda it: it.closed()))
        return view

    def _tell(self, act: Callable[[QuickPresenter], None]) -> None:
        if self._presenter is not None:
            act(self._presenter)

    def _session(self) -> SessionId | None:
        """A promise made beside a session that runs or is wrapped up belongs to it."""
        key, args = self._window.here()
        session = args.get("session")
        return SessionId(session) if key in ("run", "wrap") and isinstance(session, bytes) else None

    def _changed(self) -> None:
        key, args = self._window.here()
        if key in _READ_AGAIN:
            self._window.go(key, **args)


def _person(person: object) -> PersonId | None:
    return PersonId(person) if isinstance(person, bytes) else None
