"""The tokens can be read, and a theme or text size applied to living widgets equals a fresh start."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QFontMetricsF, QImage
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from mentor_desktop import RESOURCES
from mentor_desktop.ui import icons
from mentor_desktop.ui.theme import DISPLAY, FALLBACKS, FAMILY, Theme, current, roles
from mentor_desktop.ui.tokens import contrast, load
from mentor_desktop.ui.widgets.button import Button
from tests.ui import gallery

NAMES = ("light", "dark", "contrast")
GROUNDS = ("bg", "surface", "side")
# What is written on what.
TEXT = (
    *[
        ("text", ground)
        for ground in (*GROUNDS, "hover", "accent_soft", "private_soft", "warn_soft", "danger_soft")
    ],
    *[("dim", ground) for ground in (*GROUNDS, "hover", "accent_soft", "private_soft")],
    *[("accent", ground) for ground in (*GROUNDS, "accent_soft")],
    *[(kind, f"{kind}_soft") for kind in ("private", "warn", "danger", "ok")],
    *[(kind, ground) for kind in ("private", "warn", "danger", "ok") for ground in ("bg", "surface")],
    ("on_accent", "accent"),
    ("on_danger", "danger"),
    ("surface", "text"),
)
EDGES = tuple((edge, ground) for edge in ("field_line", "accent", "danger") for ground in GROUNDS)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_can_be_read(name: str, ink: str, ground: str) -> None:
    tokens = load(name)
    assert contrast(getattr(tokens, ink), getattr(tokens, ground)) >= 4.5


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_of_controls_can_be_seen(name: str, edge: str, ground: str) -> None:
    tokens = load(name)
    assert contrast(getattr(tokens, edge), getattr(tokens, ground)) >= 3


@pytest.mark.parametrize("name", NAMES)
def test_initials_can_be_read_on_every_colour_of_a_person(name: str) -> None:
    tokens = load(name)
    assert min(contrast(tokens.on_avatar, colour) for colour in tokens.avatars) >= 4.5


def test_contrast_of_black_on_white_is_21() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_a_theme_file_with_a_key_too_many_is_refused(tmp_path: Path) -> None:
    values = json.loads((RESOURCES / "themes" / "light.json").read_text(encoding="utf-8"))
    (tmp_path / "light.json").write_text(json.dumps(values | {"sparkle": "#FFFFFF"}), encoding="utf-8")
    with pytest.raises(TypeError):
        load("light", tmp_path)


def test_the_running_theme_is_found_through_the_application(theme: Theme) -> None:
    assert current() is theme


@pytest.mark.parametrize(("asked", "got"), [(10, 80), (80, 80), (200, 200), (500, 200)])
def test_text_size_is_held_within_its_limits(theme: Theme, asked: int, got: int) -> None:
    theme.apply("light", asked)
    assert theme.percent == got


def test_lengths_grow_with_the_text_and_rules_count_in_em(theme: Theme) -> None:
    theme.apply("light", 200)
    assert theme.px(13) == 26
    assert theme.em(1280) == 640


def test_less_motion_means_none(theme: Theme) -> None:
    theme.apply("light", 100, less_motion=True)
    assert theme.duration(120) == 0
    theme.apply("light", 100, less_motion=False)
    assert theme.duration(120) == 120


def test_living_fields_follow_every_change_of_the_text_size_at_once(theme: Theme, qtbot: QtBot) -> None:
    field = QLineEdit("words")
    qtbot.addWidget(field)
    field.show()
    shown = []
    for percent in (154, 200, 100):
        theme.apply("light", percent)
        shown.append(field.font().pixelSize())
    assert shown == [20, 26, 13]


def test_the_system_is_followed_only_when_asked(theme: Theme) -> None:
    theme.apply("dark", 100)
    assert theme.tokens.dark
    theme.apply("system", 100)
    assert theme.tokens.name in NAMES
    assert theme.choice == "system"


def test_a_new_theme_reaches_the_palette(theme: Theme, qapp: QApplication) -> None:
    theme.apply("dark", 100)
    assert qapp.palette().window().color().name().upper() == load("dark").bg


# Switching is tried on everything there is.


def _picture(theme: Theme, qtbot: QtBot, page: str, looks: list[tuple[str, int]]) -> QImage:
    theme.apply(looks[0][0], looks[0][1], less_motion=True)  # type: ignore[arg-type]
    window = gallery.window(theme, (1280, 800), page)
    QCoreApplication.sendPostedEvents()
    window.grab()
    for name, percent in looks[1:]:
        theme.apply(name, percent, less_motion=True)  # type: ignore[arg-type]
        QCoreApplication.sendPostedEvents()
        window.grab()
    QCoreApplication.sendPostedEvents()
    window.grab()  # layouts that the first painting asked for
    QCoreApplication.sendPostedEvents()
    picture = window.grab().toImage()
    window.end()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return picture


@pytest.mark.parametrize("page", ["today", "sessions"])
@pytest.mark.parametrize("last", [("light", 100), ("dark", 200), ("contrast", 130)])
def test_after_any_switches_the_window_looks_like_a_fresh_start(
    theme: Theme, qtbot: QtBot, page: str, last: tuple[str, int]
) -> None:
    switched = _picture(
        theme, qtbot, page, [("light", 100), ("dark", 150), ("contrast", 80), ("dark", 200), last]
    )
    fresh = _picture(theme, qtbot, page, [last])
    assert switched == fresh


def test_themes_look_different(theme: Theme, qtbot: QtBot) -> None:
    pictures = [_picture(theme, qtbot, "today", [(name, 100)]) for name in NAMES]
    assert pictures[0] != pictures[1] != pictures[2] != pictures[0]


# Fonts and icons.


@pytest.mark.parametrize("family", [FAMILY, DISPLAY, *FALLBACKS])
def test_every_bundled_family_is_there(theme: Theme, family: str) -> None:
    assert family in QFontDatabase.families()


@pytest.mark.parametrize("role", sorted(roles()))
def test_every_role_is_set_in_our_own_fonts(theme: Theme, role: str) -> None:
    assert QFontInfo(theme.font(role)).family() in (FAMILY, DISPLAY)


def test_weights_are_real_and_not_smeared(theme: Theme) -> None:
    widths = set()
    for weight in (QFont.Weight.Normal, QFont.Weight.Medium, QFont.Weight.DemiBold, QFont.Weight.Bold):
        font = QFont(theme.font("body"))
        font.setWeight(weight)
        widths.add(QFontMetricsF(font).horizontalAdvance("Stay in touch with everyone"))
    assert len(widths) == 4


def test_digits_of_the_clock_are_all_as_wide(theme: Theme) -> None:
    metrics = theme.metrics("clock")
    assert metrics.horizontalAdvance("11:11") == metrics.horizontalAdvance("00:00")


@pytest.mark.parametrize("text", ["Ελένη", "Нина", "Nguyễn", "ʻŌlelo", "שרה", "أمارا", "अमारा", "อมรา"])
def test_names_in_many_scripts_have_all_their_letters(theme: Theme, text: str) -> None:
    families = theme.font("body").families()
    for letter in text:
        fonts = [QFontMetricsF(QFont(family, 13)).inFontUcs4(ord(letter)) for family in families]
        assert any(fonts), f"U+{ord(letter):04X}"


def test_bundled_fonts_stay_small() -> None:
    assert sum(path.stat().st_size for path in (RESOURCES / "fonts").iterdir()) < 3_000_000


def test_fonts_and_icons_carry_their_licences() -> None:
    for name in ("Inter-OFL.txt", "Noto-OFL.txt"):
        assert "SIL OPEN FONT LICENSE" in (RESOURCES / "fonts" / name).read_text(encoding="utf-8").upper()
    notice = (RESOURCES / "icons" / "LICENSE.txt").read_text(encoding="utf-8")
    assert "ISC License" in notice
    assert "Cole Bemis" in notice


@pytest.mark.parametrize("name", icons.names())
def test_every_icon_draws_something_in_the_colour_asked_for(theme: Theme, name: str) -> None:
    image = icons.pixmap(name, theme.colour("danger"), 48, 2.0).toImage()
    assert image.width() == 96
    points = [image.pixelColor(x, y) for x in range(96) for y in range(96)]
    solid = [point for point in points if point.alpha() == 255]
    assert solid
    wanted = theme.colour("danger")
    # Blending may round a channel by one.
    assert all(abs(a - b) <= 1 for point in solid for a, b in zip(_rgb(point), _rgb(wanted), strict=True))


def _rgb(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()


def test_an_icon_at_two_scales_is_two_pictures(theme: Theme) -> None:
    one = icons.pixmap("lock", theme.colour("text"), 16, 1.0)
    two = icons.pixmap("lock", theme.colour("text"), 16, 2.0)
    assert (one.width(), two.width()) == (16, 32)


def test_disabled_buttons_are_painted_in_every_kind(theme: Theme, qtbot: QtBot) -> None:
    pictures = []
    for enabled in (True, False):
        button = Button("Start", "primary")
        qtbot.addWidget(button)
        button.setEnabled(enabled)
        pictures.append(button.grab().toImage())
    assert pictures[0] != pictures[1]
