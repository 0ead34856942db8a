"""The main window: menu bar, sidebar, pages, banners, undo bar, cover, and a whole-window place for the
lock screen.

May import Qt, the theme and the widgets; knows no screen. Screens are registered by the composition root.
What surrounds the pages is loaded when it is built, since the lock screen is painted sooner without it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from mentor_desktop.ui.shell.placing import SMALLEST, Places, keep, restore
from mentor_desktop.ui.theme import Theme
from mentor_desktop.ui.timing import Delay
from mentor_desktop.words import _

if TYPE_CHECKING:
    from mentor_desktop.ui.shell.pages import Factory, Page
    from mentor_desktop.ui.widgets.banner import Banner, Kind

ICONS_UNDER = 900  # px at 100 %


class MainWindow(QMainWindow):
    """See the module. `closing` is emitted once when the person closes the window; the app then ends it.

    With `later` only the whole-window place is there until `build` is called.
    """

    search_requested = Signal()
    shield_requested = Signal()
    uncover_requested = Signal()
    lock_requested = Signal()
    settings_requested = Signal()
    help_requested = Signal()
    closing = Signal()
    page_shown = Signal(str)

    def __init__(
        self, theme: Theme, places: Places, delay: Delay, parent: QWidget | None = None, *,
        later: bool = False
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._theme = theme
        self._delay = delay
        self._built = False
        self._remembered = places
        self._narrow: bool | None = None
        self._sections: dict[str, str] = {}
        self._may_close = False
        self._may_go: Callable[[str, Mapping[str, object]], bool] = _anywhere
        self.setWindowTitle(_("Mentor Desktop"))
        self.setMinimumSize(*SMALLEST)
        self._root = QStackedWidget()
        self._full: QWidget | None = None
        self.setCentralWidget(self._root)
        restore(self, places)
        if not later:
            self.build()

    def build(self) -> None:
        """Builds what surrounds the pages; a second call does nothing."""
        if self._built:
            return
        from mentor_desktop.ui.shell.banners import Banners
        from mentor_desktop.ui.shell.cover import CoverPage, OtherWindows
        from mentor_desktop.ui.shell.menubar import MenuBar
        from mentor_desktop.ui.shell.pages import Pages
        from mentor_desktop.ui.shell.sidebar import Sidebar
        from mentor_desktop.ui.widgets.undo import UndoBar

        self.menu_bar = MenuBar(self)
        self.setMenuBar(self.menu_bar)
        self.sidebar = Sidebar()
        self.pages = Pages()
        self.undo_bar = UndoBar(self._delay)
        self.cover_page = CoverPage()
        self._others = OtherWindows(self)
        self.banners = Banners()
        self._undo_frame = QWidget()
        undo_row = QHBoxLayout(self._undo_frame)
        undo_row.setContentsMargins(28, 0, 28, 12)
        undo_row.addWidget(self.undo_bar)
        self._root.insertWidget(0, self._frame())
        self._root.insertWidget(1, self.cover_page)
        self._add_own_actions()
        self._connect()
        self._built = True
        self._judge_width()
        if self._full is not None:
            self._rest(True)
        else:
            self._root.setCurrentIndex(0)

    # Pages

    def add_page(
        self, key: str, title: str, icon: str, shortcut: str, factory: Factory, section: str = ""
    ) -> None:
        """Registers a page.

        A key of the eight sections puts it into the sidebar under its own number; `shortcut` is then ignored
        and the section's own icon stands where `icon` is "". Any other page belongs to a `section`, which is
        marked while it is shown. A title of "" keeps the page out of the Go menu.
        """
        from mentor_desktop.ui.shell import menubar
        from mentor_desktop.ui.shell.sidebar import SECTIONS

        self.pages.register(key, factory)
        self._sections[key] = section or key
        for known in SECTIONS:
            if known.key == key:
                shortcut = f"Ctrl+{known.number}"
                self.sidebar.add(key, title, icon or known.icon, shortcut)
        if title:
            self.add_action(menubar.GO, title.replace("&", "&&"), shortcut, lambda: self.go(key))

    def go(self, key: str, **args: object) -> None:
        """Shows a page and hands it `args`; an unknown key raises KeyError."""
        from mentor_desktop.ui.shell.pages import Place

        if self._may_go(key, args):
            self.pages.go(Place(key, args))
            self._arrived()

    def back(self) -> None:
        """The place before."""
        self._step(-1)

    def forward(self) -> None:
        """The place after."""
        self._step(1)

    def here(self) -> tuple[str, Mapping[str, object]]:
        """The page that is shown and what it was opened with; "" for none."""
        place = self.pages.place()
        return (place.key, place.args) if place is not None else ("", {})

    def guard(self, may_go: Callable[[str, Mapping[str, object]], bool] | None) -> None:
        """Asks this before another page is gone to, by whatever way; None lets everything through."""
        self._may_go = may_go or _anywhere

    def drop_pages(self) -> None:
        """Destroys every built page: on lock nothing of the vault stays in the window."""
        from mentor_desktop.ui.shell.sidebar import SECTIONS

        self.undo_bar.dismiss()
        self.banners.close_all()
        self.pages.drop()
        self.set_state("")
        for section in SECTIONS:
            if self.pages.known(section.key):
                self.sidebar.item(section.key).set_badge("")

    def show_full(self, widget: QWidget) -> None:
        """Shows one widget alone, as the lock screen needs.

        Actions and menu rest. The former one is freed, and what the cover had put away stays away.
        """
        if self._built:
            self._others.forget()
        self._free_full()
        self._full = widget
        self._root.addWidget(widget)
        self._root.setCurrentWidget(widget)
        self._rest(True)
        widget.setFocus()

    def show_shell(self) -> None:
        """Shows sidebar and pages again and frees the widget that stood alone."""
        self._root.setCurrentIndex(0)
        self._free_full()
        self._rest(False)

    # What screens use

    def add_action(self, menu: str, text: str, shortcut: str, callback: Callable[[], None]) -> QAction:
        """Adds an action to one of the menus file, edit, go, session, view, help."""
        return self.menu_bar.add(menu, text, shortcut, callback)

    def set_badge(self, key: str, badge: str) -> None:
        """The short count of a section in the sidebar; KeyError for one that is not registered."""
        self.sidebar.item(key).set_badge(badge)

    def set_state(self, text: str) -> None:
        """The line at the sidebar's foot: what is saved and backed up."""
        self.sidebar.state.set(text)

    def add_banner(
        self, text: str, buttons: Sequence[tuple[str, Callable[[], None]]] = (), kind: Kind = "info", *,
        closable: bool = True
    ) -> Banner:  # fmt: skip
        """Puts a banner above the page and returns it."""
        return self.banners.add(text, buttons, kind, closable=closable)

    def offer_undo(self, text: str, undo: Callable[[], None]) -> None:
        """Says what was done and offers to take it back."""
        self._undo_frame.show()
        self.undo_bar.offer(text, undo)
        self.undo_action.setEnabled(True)

    def remember(self, name: str, values: Sequence[int]) -> None:
        """Keeps the sizes of a splitter for the next time."""
        self._remembered.set(name, values)

    def remembered(self, name: str) -> list[int] | None:
        """The sizes kept under that name."""
        return self._remembered.get(name)

    # Shield

    def cover(self) -> None:
        """Covers this window and puts every other window of the program away, dialogs too."""
        if self.covered():
            return
        self._before = self._root.currentIndex()
        self._root.setCurrentWidget(self.cover_page)
        self._rest(True)
        self._others.hide()
        self.cover_page.back_button.setFocus()

    def uncover(self) -> None:
        """Shows everything again."""
        if self.covered():
            self._root.setCurrentIndex(self._before)
            self._rest(self._full is not None)
            self._others.bring_back()

    def covered(self) -> bool:
        """Whether the cover is shown."""
        return self._built and self._root.currentWidget() is self.cover_page

    # Panes

    def next_pane(self) -> None:
        """Moves the focus to the next pane: sidebar, banner, page, undo bar."""
        from mentor_desktop.ui.shell.panes import go_to_next

        panes = [
            pane for pane in (self.sidebar, self.banners, self.pages, self._undo_frame) if pane.isVisible()
        ]
        go_to_next(panes, self.focusWidget())

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._judge_width()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._built:
            self.menu_bar.alt_down(event.key() == Qt.Key.Key_Alt)
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if self._built:
            self.menu_bar.alt_down(False)
        super().keyReleaseEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if not getattr(self, "_built", False):  # Qt sends some before there is anything to change
            return
        if event.type() == QEvent.Type.ActivationChange:
            self.menu_bar.alt_down(False)
        if event.type() == QEvent.Type.FontChange:
            self._narrow = None
            self._judge_width()

    def closeEvent(self, event: QCloseEvent) -> None:
        keep(self, self._remembered)
        if self._may_close:
            event.accept()
            return
        event.ignore()
        self.closing.emit()

    def end(self) -> None:
        """Closes for good, without `closing`."""
        self._may_close = True
        if self._built:
            self._others.bring_back()
        self.close()

    # Inside

    def _frame(self) -> QWidget:
        frame = QWidget()
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.banners)
        right.addWidget(self.pages, 1)
        right.addWidget(self._undo_frame)
        self._undo_frame.hide()
        row = QHBoxLayout(frame)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addLayout(right, 1)
        return frame

    def _add_own_actions(self) -> None:
        from mentor_desktop.ui.shell import menubar

        add, does = self.add_action, self._page_does
        self.new_action = add(menubar.FILE, _("&New"), "Ctrl+N", lambda: does("new"))
        self.export_action = add(menubar.FILE, _("&Export…"), "Ctrl+E", lambda: does("export"))
        self.menu_bar.add_separator(menubar.FILE)
        add(menubar.FILE, _("Se&ttings"), "Ctrl+,", self.settings_requested.emit)
        self.lock_action = add(menubar.FILE, _("&Lock vault"), "Ctrl+L", self.lock_requested.emit)
        add(menubar.FILE, _("&Quit"), "Ctrl+Q", self._quit)
        self.undo_action = add(menubar.EDIT, _("&Undo"), "Ctrl+Z", self.undo_bar.take_back)
        self.find_action = add(menubar.EDIT, _("&Find on this page"), "Ctrl+F", lambda: does("find"))
        add(menubar.EDIT, _("&Search everything"), "Ctrl+K", self.search_requested.emit)
        self.back_action = add(menubar.GO, _("&Back"), "Alt+Left", self.back)
        self.forward_action = add(menubar.GO, _("&Forward"), "Alt+Right", self.forward)
        add(menubar.GO, _("Next &pane"), "F6", self.next_pane)
        self.menu_bar.add_separator(menubar.GO)
        self.shield_action = add(menubar.VIEW, _("&Privacy shield"), "F8; Ctrl+Shift+H", self._shield)
        add(menubar.HELP, _("&Help"), "F1", self.help_requested.emit)

    def _connect(self) -> None:
        self.sidebar.chosen.connect(self.go)
        self.sidebar.search.clicked.connect(self.search_requested)
        self.sidebar.shield.clicked.connect(self._shield)
        self.sidebar.lock.clicked.connect(self.lock_requested)
        self.sidebar.settings.clicked.connect(self.settings_requested)
        self.cover_page.back.connect(self.uncover_requested)
        self.cover_page.lock.connect(self.lock_requested)
        self.undo_bar.closed.connect(self._undo_frame.hide)
        self.undo_bar.closed.connect(lambda: self.undo_action.setEnabled(False))

    def _shield(self) -> None:
        (self.uncover_requested if self.covered() else self.shield_requested).emit()

    def _quit(self) -> None:
        self.close()

    def _step(self, step: int) -> None:
        place = self.pages.place_after(step)
        if place is not None and self._may_go(place.key, place.args):
            self.pages.step(step)
            self._arrived()

    def _page_does(self, what: str) -> None:
        page: Page | None = self.pages.page()
        act = getattr(page, what) if page is not None else None
        if act is not None:
            act()

    def _arrived(self) -> None:
        here, page = self.pages.place(), self.pages.page()
        if here is None or page is None:
            return
        self.sidebar.choose(self._sections.get(here.key, here.key))
        self.back_action.setEnabled(self.pages.can_step(-1))
        self.forward_action.setEnabled(self.pages.can_step(1))
        self.new_action.setEnabled(page.new is not None)
        self.find_action.setEnabled(page.find is not None)
        self.export_action.setEnabled(page.export is not None)
        self.undo_action.setEnabled(self.undo_bar.offering())
        self.page_shown.emit(here.key)

    def _rest(self, resting: bool) -> None:
        """Under the cover only shield and lock answer; at the lock screen no action of the shell does."""
        if not self._built:
            return
        self.menu_bar.setVisible(not resting)
        for action in self.menu_bar.all_actions():
            self.removeAction(action)
            action.setEnabled(not resting)
        if resting:
            for action in (self.shield_action, self.lock_action):
                action.setEnabled(self._full is None)
                # A hidden menu bar answers no keys: the window carries these itself.
                self.addAction(action)
        else:
            self._arrived()

    def _free_full(self) -> None:
        if self._full is not None:
            self._root.removeWidget(self._full)
            self._full.deleteLater()
            self._full = None

    def _judge_width(self) -> None:
        narrow = self._theme.em(self.width()) < ICONS_UNDER
        if self._built and narrow != self._narrow:
            self._narrow = narrow
            self.sidebar.set_narrow(narrow)
            self.banners.set_narrow(narrow)


def _anywhere(_key: str, _args: Mapping[str, object]) -> bool:
    return True
