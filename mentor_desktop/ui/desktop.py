"""What the window holds while a vault is open: the pages, the actions of the menus, the shield, and the news
that greet one after unlocking.

Made at the first opening and used again after every lock; between `end` and `begin` it holds nothing of a
vault. May import Qt, services and, lazily, the screens.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from mentor_desktop.services import running
from mentor_desktop.services.device import Device
from mentor_desktop.services.vaults import Opened
from mentor_desktop.ui import screens
from mentor_desktop.ui.ask import Ask, Asker
from mentor_desktop.ui.backing.aside import Aside, Backing
from mentor_desktop.ui.backing.daily import Daily
from mentor_desktop.ui.clipboard import ClipboardKeeper
from mentor_desktop.ui.context import Context
from mentor_desktop.ui.damage.notice import DamageNotice
from mentor_desktop.ui.damage.weekly import Weekly
from mentor_desktop.ui.followups.quickadd import SHORTCUT, QuickAdd
from mentor_desktop.ui.mini.tools import SessionTools, session_commands
from mentor_desktop.ui.palette.palette import Palette
from mentor_desktop.ui.privacy.sharesafe import ShareSafeView
from mentor_desktop.ui.privacy.shield import Shield
from mentor_desktop.ui.reminding.notices import notices
from mentor_desktop.ui.reminding.reminders import Reminders
from mentor_desktop.ui.shell.pages import Factory, Page
from mentor_desktop.ui.shell.window import MainWindow
from mentor_desktop.ui.timing import Delay
from mentor_desktop.words import _

if TYPE_CHECKING:
    from mentor_desktop.domain.ids import SessionId


def _ignored(_answer: object) -> None:
    """Nobody waits for the work of the day; what it could not do is tried again on the next."""


NOTE_PAGES = ("run", "wrap", "person")  # can be opened at one note


class Desktop:
    """See the module."""

    def __init__(
        self, window: MainWindow, asker: Asker, delay: Delay, clipboard: ClipboardKeeper, device: Device,
        apply_look: Callable[[], None], lock: Callable[[], None], keep_sample: Callable[[], None],
    ) -> None:  # fmt: skip
        self._window, self._asker, self._delay = window, asker, delay
        self._clipboard, self._device, self._apply_look = clipboard, device, apply_look
        self._keep_sample = keep_sample
        self._context: Context | None = None
        self._tools: SessionTools | None = None
        window.build()
        self._palette = Palette(window, note_pages=NOTE_PAGES)
        self._quick = QuickAdd(window)
        self._reminders = Reminders(delay, notices(window))
        window.closing.connect(self._reminders.end)
        self._share_safe = ShareSafeView(window)
        self._shield = Shield(window, self._is_running, lock)
        for screen in screens.SCREENS:
            window.add_page(screen.key, _(screen.title), "", "", self._factory(screen.build), screen.section)
        window.add_page("run", "", "", "", self._run_page, "sessions")
        self._daily = Daily(window, delay, asker, device.log, window.sidebar.state.set_backup)
        self._weekly, self._notice = Weekly(window, delay, device.log), DamageNotice(window)
        self._add_actions()

    def begin(
        self, opened: Opened, ask: Ask, *, sample: bool = False, by_recovery: bool = False,
        aside: Aside | None = None, turn_to: Callable[[Path], None] = _ignored
    ) -> None:  # fmt: skip
        """Show Today of a vault that was just opened. Without `aside` no backup is made by itself."""
        at_once, backing = ask, Backing()
        if aside is not None:
            ask = self._weekly.begin(opened, self._daily.begin(opened, ask, aside), aside)
            backing = Backing(aside, self._daily.look_again, turn_to)
        context = self._context = Context(
            opened.desk, ask, self._asker, self._window, self._delay,
            device=self._device, apply_look=self._apply_look, clipboard=self._clipboard, opened=opened,
            shortcuts=self._window.menu_bar.named_shortcuts, backing=backing, add_promise=self._quick.open,
        )  # fmt: skip
        self._tools = SessionTools(context, self._device.places, self._window.cover, self._judge_commands)
        self._tools.live.find_running()
        context.share_safe.listen(self._window.banners.set_aside)  # before the view says what it shows
        self._share_safe.begin(context)
        self._palette.begin(context)
        self._quick.begin(context)
        self._reminders.begin(context)
        self._keep_action.setVisible(sample)
        self._window.show_shell()
        self._window.go("today")
        self._notice.begin(opened, backing.aside)
        if sample:
            self._window.add_banner(
                _("These people are invented. What you change here is gone when you close the program."),
                [(_("Keep this vault…"), self._keep_sample)],
            )
        if by_recovery:
            self._window.add_banner(
                _("You came in with the recovery key. Choose a new passphrase if the old one is forgotten."),
                [(_("Choose a new passphrase"), self._new_passphrase)],
                "warn",
            )
        ask.read(lambda: running.running(opened.desk), self._greet, context.failed)
        at_once.write(opened.day_work, _ignored, self._notice.met)  # no change of the person's

    def get_ready(self) -> None:
        """Load the page that is shown first."""
        import mentor_desktop.ui.today.page  # noqa: F401

    def end(self) -> None:
        """Hand half-typed text over and let go of everything that came from the vault."""
        self._daily.end()
        self._weekly.end()
        self._notice.end()
        self._share_safe.end()
        self._palette.end()
        self._quick.end()
        self._reminders.lock()
        self._window.drop_pages()
        if self._tools is not None:
            self._tools.end()
        self._context = self._tools = None
        self._judge_commands()

    def shown_to_someone(self) -> bool:
        """Whether the share-safe view is on."""
        return self._context is not None and self._context.share_safe.on

    def say_lost(self, sentence: str) -> None:
        """Say that a change was lost."""
        self._window.add_banner(sentence, (), "warn")

    # Pages and actions

    def _factory(self, build: Callable[[Context], Page]) -> Factory:
        def page() -> Page:
            assert self._context is not None  # no page is gone to while the vault is locked
            return build(self._context)

        return page

    def _run_page(self) -> Page:
        assert self._tools is not None
        return self._tools.page()

    def _add_actions(self) -> None:
        window, add = self._window, self._window.add_action
        add("file", _("New &person"), "Ctrl+Shift+N", self._new_person)
        add("file", _("Add a pro&mise…"), SHORTCUT, self._quick.open)
        self._keep_action = add("file", _("&Keep this vault…"), "", self._keep_sample)
        self._session_menu = [
            (add("session", command.text, command.shortcut, command.act), command.may)
            for command in session_commands(lambda: self._tools, self._shows_session)
        ]
        window.page_shown.connect(lambda _key: self._judge_commands())
        self._judge_commands()
        add("view", _("&Share-safe view"), "F9", self._share_safe.toggle)
        add("help", _("&Keys"), "Ctrl+?", self._keys)
        window.lock_requested.connect(self._shield.lock)
        window.shield_requested.connect(self._shield.cover)
        window.uncover_requested.connect(self._shield.uncover)
        window.settings_requested.connect(self._settings)
        window.help_requested.connect(self._help)

    def _judge_commands(self) -> None:
        """An entry of the Session menu, and its keys, can be used only where it has something to do."""
        for action, may in self._session_menu:
            action.setEnabled(may())

    def _shows_session(self) -> bool:
        key, args = self._window.here()
        return self._tools is not None and key == "run" and args.get("session") == self._tools.live.session

    def _new_person(self) -> None:
        self._window.go("people", add=True)

    def _settings(self) -> None:
        self._window.go("settings")

    def _help(self) -> None:
        self._window.go("help")

    def _keys(self) -> None:
        self._window.go("help", topic="keys")

    # What greets after unlocking

    def _greet(self, session: SessionId | None) -> None:
        if session is None or self._context is None:
            return
        context = self._context

        def go_on() -> None:
            self._window.go("run", session=session)

        def ended() -> None:
            def end() -> None:
                last = running.snapshot(context.desk, session).last_activity
                running.end(context.desk, session, last)

            context.ask.write(end, lambda _done: self._window.go("wrap", session=session), context.failed)

        self._window.add_banner(
            _("A session is still running. Its time went on; no note is lost."),
            [(_("Go on"), go_on), (_("It ended"), ended)],
        )

    def _is_running(self, tell: Callable[[bool], None]) -> None:
        context = self._context
        if context is None:
            tell(False)
            return
        context.ask.read(lambda: running.running(context.desk) is not None, tell, lambda _error: tell(False))

    def _new_passphrase(self) -> None:
        self._window.go("settings", topic="passphrase")
