"""Every screen in every state, looked over with a ruler whose every rule is shown to catch its breach."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from mentor_desktop import words
from mentor_desktop.ui.theme import Theme, current
from mentor_desktop.ui.widgets.base import elided
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.page import Scroll
from mentor_desktop.ui.widgets.text import Small, Text
from tests.shots.drawing import Pass, staged
from tests.shots.scenes import SCENES, Scene
from tests.shots.sheets import PREFIX, lay_beside
from tests.shots.stage import LOOKS, PSEUDO_LOOKS, Vaults, picture, settle, speaking
from tests.ui.looking import COLOUR, CUT, NAME, OUTSIDE, OVERLAP, TARGET, look_over

# Light alone: a colour that is no token of the theme shows in any of them.
ENGLISH = Pass(words.SOURCE, False, [each for each in LOOKS if each.theme == "light"])
PSEUDO = Pass(words.PSEUDO, False, PSEUDO_LOOKS[:1])


@pytest.fixture(scope="session")
def vaults(tmp_path_factory: pytest.TempPathFactory) -> Vaults:
    """The vaults behind the scenes, each made once."""
    return Vaults(tmp_path_factory.mktemp("vaults"))


@pytest.mark.parametrize("one", [ENGLISH, PSEUDO], ids=["english", "pseudo"])
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_nothing_is_cut_hidden_nameless_or_off_colour(
    qapp: QApplication, theme: Theme, vaults: Vaults, scene: Scene, one: Pass
) -> None:
    found = []
    with speaking(qapp, one.language), staged(qapp, theme, vaults, scene, one) as (stage, drawn):
        for look in one.looks:
            stage.show(look)
            found += [f"{look.name or 'plain'}: {each}" for each in look_over(drawn)]
    assert found == []


def test_two_drawings_of_a_scene_are_the_same_to_the_pixel(
    qapp: QApplication, theme: Theme, vaults: Vaults
) -> None:
    scene = next(each for each in SCENES if each.name == "person")
    drawings = []
    for _time in range(2):
        with staged(qapp, theme, vaults, scene, ENGLISH) as (_stage, drawn):
            drawings.append(picture(drawn))
    assert drawings[0] == drawings[1]


def test_sheets_lay_each_reference_beside_the_picture_of_its_name(tmp_path: Path, theme: Theme) -> None:
    ours, references = tmp_path / "ours", tmp_path / "references"
    for folder, names in ((ours, ("lock", "today")), (references, ("lock", "qt-today", "goals"))):
        folder.mkdir()
        for name in names:
            image = QImage(40, 30, QImage.Format.Format_RGB32)
            image.fill(theme.colour("accent" if folder is ours else "warn"))
            image.save(str(folder / f"{name}.png"))
    lay_beside(ours, references)
    assert sorted(each.name for each in ours.glob(f"{PREFIX}*")) == ["beside-lock.png", "beside-qt-today.png"]
    sheet = QImage(str(ours / "beside-lock.png"))
    assert sheet.pixelColor(5, 5) == theme.colour("warn")
    assert sheet.pixelColor(sheet.width() - 5, 5) == theme.colour("accent")


# Each check fails on a widget made to fail it, and on nothing else


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[QWidget]:
    """An empty window of 300 by 200."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(300, 200)
    window.show()
    yield window
    window.close()


def put(page: QWidget, widget: QWidget, *place: int) -> None:
    widget.setParent(page)
    widget.setGeometry(QRect(*place))
    widget.show()
    settle()


def checks(page: QWidget) -> set[str]:
    return {each.check for each in look_over(page)}


class Sign(QWidget):
    """Paints words, shortened or not, in a colour or a token's."""

    def __init__(
        self, words: str, *, shorten: bool = False, tip: str = "", ink: QColor | None = None
    ) -> None:
        super().__init__()
        self._words, self._shorten, self._ink = words, shorten, ink
        self.setToolTip(tip)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(current().font("body"))
        painter.setPen(self._ink or current().colour("text"))
        shown = elided(self._words, "body", self.width()) if self._shorten else self._words
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignLeft, shown)


def test_a_sound_window_has_nothing_wrong(page: QWidget) -> None:
    column = QVBoxLayout(page)
    column.addWidget(Text("A sentence that has all the room it needs and may wrap onto a second line."))
    column.addWidget(Small("Shortened, with the whole as tool tip " * 5, wrap=False))
    column.addWidget(Button("Press"))
    column.addWidget(Sign("Shortened by its own hand " * 5, shorten=True, tip="the whole"))
    column.addStretch(1)
    settle()
    assert look_over(page) == []


def test_wrapped_text_without_its_height_is_found(page: QWidget) -> None:
    put(page, Text("A sentence that needs two lines at this width, or even three."), 10, 10, 120, 20)
    assert checks(page) == {CUT}


def test_a_word_broken_for_want_of_room_is_found(page: QWidget) -> None:
    put(page, Text("Understandable"), 10, 10, 40, 120)
    assert checks(page) == {CUT}


def test_painted_text_wider_than_its_place_is_found(page: QWidget) -> None:
    put(page, Sign("Much too long for a place of this width"), 10, 10, 60, 20)
    assert checks(page) == {CUT}


def test_text_shortened_without_a_tool_tip_is_found(page: QWidget) -> None:
    put(page, Sign("Much too long for a place of this width", shorten=True), 10, 10, 60, 20)
    assert checks(page) == {CUT}


def test_a_placeholder_that_does_not_fit_is_found(page: QWidget) -> None:
    edit = QLineEdit()
    edit.setPlaceholderText("Much too long for a field of this width")
    edit.setAccessibleName("Field")
    put(page, edit, 10, 10, 90, 34)
    assert checks(page) == {CUT}


def test_siblings_on_each_other_are_found(page: QWidget) -> None:
    put(page, Button("One"), 10, 10, 80, 34)
    put(page, Button("Two"), 60, 20, 80, 34)
    assert checks(page) == {OVERLAP}


def test_a_small_target_is_found(page: QWidget) -> None:
    put(page, Button("Close", icon="x", icon_only=True), 10, 10, 23, 40)
    assert checks(page) == {TARGET}


def test_a_disabled_small_target_is_let_be(page: QWidget) -> None:
    button = Button("Close", icon="x", icon_only=True)
    button.setEnabled(False)
    put(page, button, 10, 10, 20, 20)
    assert checks(page) == set()


def test_a_nameless_stop_of_the_tab_key_is_found(page: QWidget) -> None:
    put(page, QPushButton(), 10, 10, 80, 34)
    assert checks(page) == {NAME}


def test_a_palette_colour_of_nobody_is_found(page: QWidget) -> None:
    button, palette = Button("One"), QPalette()
    palette.setColor(QPalette.ColorRole.Window, QColor(1, 2, 3))
    button.setPalette(palette)
    put(page, button, 10, 10, 80, 34)
    assert checks(page) == {COLOUR}


def test_ink_of_nobody_is_found(page: QWidget) -> None:
    put(page, Sign("Red", ink=QColor(250, 1, 2)), 10, 10, 80, 34)
    assert checks(page) == {COLOUR}


def test_what_lies_outside_its_parent_is_found(page: QWidget) -> None:
    put(page, Button("One"), 260, 10, 80, 34)
    assert checks(page) == {OUTSIDE}


def test_what_can_be_scrolled_to_is_within_reach_and_what_cannot_is_not(page: QWidget) -> None:
    inner = QWidget()
    inner.setMinimumSize(100, 900)
    column = QVBoxLayout(inner)
    column.addStretch(1)
    column.addWidget(Button("Far below"))
    put(page, Scroll(inner), 0, 0, 300, 200)
    assert checks(page) == set()
    inner.setMinimumSize(500, 900)  # sideways nothing scrolls
    settle()
    assert checks(page) == {OUTSIDE}


def test_the_palette_may_lie_over_the_window(page: QWidget) -> None:
    cover = type("PaletteView", (QWidget,), {})()
    put(page, Button("Below"), 10, 10, 80, 34)
    put(page, cover, 0, 0, 300, 200)
    assert cover.mapTo(page, QPoint(0, 0)) == QPoint(0, 0)
    assert checks(page) == set()
