"""Banners that may name people keep out of sight while the screen is shown to someone."""

from pytestqt.qtbot import QtBot

from mentor_desktop.ui.shell.banners import Banners
from mentor_desktop.ui.widgets.banner import Banner


def nothing() -> None:
    """What the button does."""


def seen(banners: Banners) -> list[str]:
    return [each.words.text() for each in banners.findChildren(Banner) if not each.isHidden()]


def test_what_stood_there_goes_and_comes_back(qtbot: QtBot) -> None:
    banners = Banners()
    qtbot.addWidget(banners)
    named = banners.add("Sofia is not wrapped up yet.", [("Wrap up", nothing)], "info", closable=True)
    banners.set_aside(True)
    assert banners.isHidden()
    banners.add("Only Amara's things are shown.", [], "info", closable=True)
    assert seen(banners) == ["Only Amara's things are shown."]
    banners.set_aside(False)
    assert len(seen(banners)) == 2
    banners.set_aside(True)
    named.close_banner()  # its page was gone to meanwhile
    banners.set_aside(False)
    assert seen(banners) == ["Only Amara's things are shown."]


def test_all_go_also_those_set_aside(qtbot: QtBot) -> None:
    banners = Banners()
    qtbot.addWidget(banners)
    banners.add("Sofia is not wrapped up yet.", [], "info", closable=True)
    banners.set_aside(True)
    banners.close_all()
    banners.set_aside(False)
    assert seen(banners) == []
    assert banners.isHidden()
