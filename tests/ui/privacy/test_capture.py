"""The wish to be left out of screen sharing: said to every window, every time one is shown."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QDialog, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from mentor_desktop.services.setting_table import BY_NAME, CAPTURE, sound
from mentor_desktop.ui.privacy.capture import CaptureWish, system_apply


class Said:
    """What the system was told, and the setting."""

    def __init__(self) -> None:
        self.wanted = True
        self.calls: list[tuple[int, bool]] = []

    def apply(self, handle: int, hidden: bool) -> None:
        self.calls.append((handle, hidden))


def test_it_is_said_at_every_show_of_every_window(qtbot: QtBot) -> None:
    said = Said()
    wish = CaptureWish(lambda: said.wanted, said.apply)
    main = QWidget()
    child = QLabel("inside", main)
    dialog, menu = QDialog(main), QMenu(main)
    for window in (main, dialog, menu):
        window.show()
        assert said.calls.pop() == (int(window.winId()), True)
        assert not said.calls
        window.hide()
        window.show()
        assert said.calls == [(int(window.winId()), True)]
        said.calls.clear()
    child.hide()
    child.show()
    assert not said.calls
    said.wanted = False
    wish.again()
    assert {hidden for _handle, hidden in said.calls} == {False}
    assert {handle for handle, _hidden in said.calls} >= {int(main.winId()), int(dialog.winId())}
    for window in (menu, dialog, main):
        window.close()
        window.deleteLater()
    wish.deleteLater()


def test_the_setting_stands_only_where_the_system_can_be_asked() -> None:
    can = sys.platform in ("win32", "darwin")
    assert (system_apply() is not None) is can
    assert ("hide_from_capture" in BY_NAME) is can
    assert CAPTURE.default is True
    assert not CAPTURE.in_vault
    assert sound(CAPTURE, value=False)
