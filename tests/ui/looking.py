"""Looks a window over as a careful reader with a ruler would, and says what is wrong with it.

What is painted is caught in the act: each text with its rectangle and its colour.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from typing import Any
from unittest import mock

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QFontMetricsF, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QMenuBar,
    QScrollArea,
    QWidget,
)

from mentor_desktop.ui.theme import current
from mentor_desktop.ui.tokens import Tokens
from mentor_desktop.ui.widgets.base import PaintedButton
from mentor_desktop.ui.widgets.row_list import RowDelegate, RowList
from mentor_desktop.ui.widgets.text import Text

SMALLEST_TARGET = 24  # px
LONGEST_WORD = 24  # letters: a longer one may be broken
SLACK = 1  # px that rounding may cost
# These lie over others on purpose.
OVER_OTHERS = ("PaletteView", "QuickView")

_THROUGH = Qt.WidgetAttribute.WA_TransparentForMouseEvents
_TIP = Qt.ItemDataRole.ToolTipRole

CUT, OVERLAP, TARGET, NAME, COLOUR, OUTSIDE = "cut", "overlap", "target", "name", "colour", "outside"


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong."""

    check: str
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.check}: {self.where}: {self.what}"


@dataclass(frozen=True)
class Painted:
    """A text as it was painted."""

    widget: QWidget
    text: str
    width: float  # px that the text needs
    room: float  # px that it was given
    colour: str


def look_over(root: QWidget) -> list[Finding]:
    """Everything that is wrong with what is visible in a window, each thing once."""
    painted = paint(root)
    seen = [each for each in (root, *root.findChildren(QWidget)) if each.isVisible()]
    found: list[Finding] = []
    known, palettes = tokens(), set[int]()
    for widget in seen:
        found += [*cut_text(widget), *small_target(widget), *no_name(widget)]
        found += [*out_of_reach(widget), *overlapping(widget)]
        if (key := widget.palette().cacheKey()) not in palettes:
            palettes.add(key)
            found += foreign_palette(widget, known)
    for each in painted:
        found += [*cut_painted(each), *foreign_ink(each, known)]
    return list(dict.fromkeys(found))


def paint(root: QWidget) -> list[Painted]:
    """Paint a widget with all its children and say which texts that wrote."""
    painted: list[Painted] = []
    with _caught(painted):
        root.grab()
    return painted


def describe(widget: QWidget) -> str:
    """The widget and what it lies in."""
    chain = [type(widget).__name__]
    parent = widget.parentWidget()
    while parent is not None and len(chain) < 4:
        if type(parent).__name__ not in ("QWidget", "QStackedWidget"):
            chain.append(type(parent).__name__)
        parent = parent.parentWidget()
    name = widget.accessibleName()[:40]
    return " < ".join(chain) + (f" “{name}”" if name else "")


# The checks


def cut_text(widget: QWidget) -> Iterator[Finding]:
    """Text that has not the room it needs."""
    if isinstance(widget, Text):
        yield from _cut_label(widget)
    elif isinstance(widget, QLineEdit):
        words = widget.text() if isinstance(widget.parent(), QAbstractSpinBox) else widget.placeholderText()
        if widget.text() and not isinstance(widget.parent(), QAbstractSpinBox):
            return  # what is typed scrolls
        room = widget.contentsRect().width() - _padding(widget)
        told = words in widget.toolTip() and words
        if (needed := _advance(widget, words)) > room + SLACK and not told:
            yield Finding(CUT, describe(widget), f"“{words[:60]}” needs {needed:.0f} px of {room}")


def _cut_label(label: Text) -> Iterator[Finding]:
    words = label.text()
    if not words:
        return
    if label.wordWrap():
        ink = _ink(label)
        needed = max(label.heightForWidth(label.width()), ink.bottom(), label.height() - ink.top())
        if needed > label.height() + SLACK:
            yield Finding(CUT, describe(label), f"needs {needed} px of height, has {label.height()}")
        theme_role = theme_font(label)
        for word in words.split():
            if len(word) <= LONGEST_WORD and theme_role.horizontalAdvance(word) > label.width() + SLACK:
                yield Finding(CUT, describe(label), f"the word “{word}” is broken at {label.width()} px")
                return
    elif theme_font(label).height() > label.height() + 4:
        yield Finding(CUT, describe(label), f"one line has {label.height()} px of height")
    if min(label.width(), label.height()) <= 0:
        yield Finding(CUT, describe(label), "has no room at all")


def _ink(label: Text) -> QRectF:
    """Where the letters really are, those of other scripts too, which may be taller."""
    ink = QRectF()
    for run in label._lay(label.width()).layout.glyphRuns():
        font = run.rawFont()
        for glyph, place in zip(run.glyphIndexes(), run.positions(), strict=True):
            ink = ink.united(font.boundingRect(glyph).translated(place))
    return ink


def theme_font(label: Text) -> QFontMetricsF:
    """The metrics of the role a label is written in."""
    return current().metrics(label.role)


def _padding(edit: QLineEdit) -> int:
    bare = edit.property("bare") == "true" or isinstance(edit.parent(), QAbstractSpinBox)
    return 0 if bare else 2 * current().px(10)


def _advance(widget: QWidget, words: str) -> float:
    return QFontMetricsF(widget.font()).horizontalAdvance(words)


def cut_painted(each: Painted) -> Iterator[Finding]:
    """A painted text that is wider than its place, or shortened with nowhere to read the whole."""
    if each.width > each.room + SLACK + 1:
        yield Finding(
            CUT, describe(each.widget), f"“{each.text[:60]}” needs {each.width:.0f} px of {each.room:.0f}"
        )
    elif each.text.endswith("…") and not each.text.endswith("...") and _shortened(each):
        yield Finding(CUT, describe(each.widget), f"“{each.text[:60]}” is shortened without a tool tip")


def _shortened(each: Painted) -> bool:
    widget, stem = each.widget, each.text[:-1].rstrip()
    view = widget.parentWidget()
    if isinstance(view, QAbstractItemView) and widget is view.viewport():
        return not _row_says(view, stem)
    if isinstance(widget, QAbstractButton | QComboBox):
        own = widget.currentText() if isinstance(widget, QComboBox) else widget.text()
        if own == each.text:
            return False  # "Choose…" ends so
    told = widget.toolTip()
    while widget.testAttribute(_THROUGH) and (under := widget.parentWidget()) is not None:
        widget = under  # the pointer goes through to what lies below
    # A painted button speaks for the labels inside that have something to tell.
    whole = told and isinstance(widget, PaintedButton) and stem in widget.accessibleName()
    return not (widget.toolTip() or whole)


def _row_says(view: QAbstractItemView, stem: str) -> bool:
    """Whether the tool tip of any row tells the whole of what was shortened."""
    delegate, model = view.itemDelegate(), view.model()
    for row in range(model.rowCount()):
        index = model.index(row, 0)
        if isinstance(delegate, RowDelegate):
            if delegate.whole(index):
                return True  # such a delegate knows which rows it shortened, and tells the whole of them
        elif isinstance(tip := index.data(_TIP), str) and stem in tip:
            return True
    return False


def overlapping(parent: QWidget) -> Iterator[Finding]:
    """Visible siblings that lie on each other."""
    if isinstance(parent, QAbstractScrollArea | QMenuBar | QAbstractSpinBox):
        return  # these place their own parts
    children = [
        each
        for each in parent.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if each.isVisible() and not each.isWindow() and type(each).__name__ not in OVER_OTHERS
    ]
    for at, one in enumerate(children):
        for other in children[at + 1 :]:
            common = one.geometry().intersected(other.geometry())
            if common.width() > SLACK and common.height() > SLACK:
                what = f"lies {common.width()}×{common.height()} px on {describe(other)}"
                yield Finding(OVERLAP, describe(one), what)


def small_target(widget: QWidget) -> Iterator[Finding]:
    """Something to press or to type in that is smaller than a finger wants it."""
    if isinstance(widget, RowList):
        yield from _small_row_buttons(widget)
    if not widget.isEnabled() or not _can_be_aimed_at(widget):
        return
    size = _target(widget)
    if min(size.width(), size.height()) < SMALLEST_TARGET:
        yield Finding(TARGET, describe(widget), f"is {size.width()}×{size.height()} px")


def _can_be_aimed_at(widget: QWidget) -> bool:
    return isinstance(widget, QAbstractButton) or widget.focusPolicy() != Qt.FocusPolicy.NoFocus


def _target(widget: QWidget) -> QSize:
    """The size of what reacts: a box hands the focus on to the field inside."""
    size = widget.size()
    parent = widget.parentWidget()
    while parent is not None and (parent.focusProxy() is widget or isinstance(parent, QAbstractSpinBox)):
        size, widget, parent = parent.size(), parent, parent.parentWidget()
    return size


def _small_row_buttons(view: RowList) -> Iterator[Finding]:
    delegate = view.itemDelegate()
    if not isinstance(delegate, RowDelegate):
        return
    for at, row in enumerate(view.rows.rows()):
        rect = view.visualRect(view.rows.index(at))
        for _key, words, _kind, place in delegate.buttons(row, rect):
            if min(place.width(), place.height()) < SMALLEST_TARGET:
                yield Finding(TARGET, describe(view), f"“{words}” is {place.width()}×{place.height()} px")


def no_name(widget: QWidget) -> Iterator[Finding]:
    """Something the Tab key stops at that has no name for a screen reader."""
    if not widget.isEnabled() or not widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return
    if isinstance(widget.parent(), QAbstractSpinBox) or widget.focusProxy() is not None:
        return
    interface = QAccessible.queryAccessibleInterface(widget)
    if not interface.text(QAccessible.Text.Name).strip():
        yield Finding(NAME, describe(widget), "has no accessible name")


def tokens() -> set[str]:
    """Every colour of the theme in use, as `#rrggbb`."""
    theme: Tokens = current().tokens
    values = [getattr(theme, each.name) for each in fields(theme)]
    flat = [one for value in values for one in (value if isinstance(value, tuple) else (value,))]
    return {QColor(one).name() for one in flat if isinstance(one, str) and one.startswith("#")}


_ROLES = (
    QPalette.ColorRole.Window,
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Base,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.Button,
    QPalette.ColorRole.ButtonText,
    QPalette.ColorRole.Highlight,
    QPalette.ColorRole.HighlightedText,
    QPalette.ColorRole.PlaceholderText,
    QPalette.ColorRole.Link,
)


def foreign_palette(widget: QWidget, known: set[str]) -> Iterator[Finding]:
    """A colour of a widget's palette that is none of the theme's."""
    for role in _ROLES:
        brush, colour = widget.palette().brush(role), widget.palette().color(role)
        if brush.style() != Qt.BrushStyle.NoBrush and colour.alpha() and colour.name() not in known:
            yield Finding(COLOUR, describe(widget), f"{role.name} is {colour.name()}")


def foreign_ink(each: Painted, known: set[str]) -> Iterator[Finding]:
    """A text painted in a colour that is none of the theme's."""
    if each.colour not in known:
        yield Finding(COLOUR, describe(each.widget), f"“{each.text[:40]}” is written in {each.colour}")


def out_of_reach(widget: QWidget) -> Iterator[Finding]:
    """Something that lies outside what its parent shows, and that no scrolling brings into view."""
    parent = widget.parentWidget()
    if parent is None or widget.isWindow() or widget.size().isEmpty():
        return
    if _inside_a_control(parent):
        return
    room, rect = parent.rect(), widget.geometry()
    area = parent.parentWidget()
    if isinstance(area, QScrollArea) and area.viewport() is parent:
        room = _scrolled(area, rect)
    if not room.adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(rect):
        what = f"{_words(rect)} does not fit into {_words(room)} of {describe(parent)}"
        yield Finding(OUTSIDE, describe(widget), what)


def _scrolled(area: QScrollArea, rect: QRect) -> QRect:
    """What can be brought into view by the scroll bars that may show."""
    room = area.viewport().rect()
    off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    if area.verticalScrollBarPolicy() != off:
        bar = area.verticalScrollBar()
        room.setTop(room.top() - bar.value())
        room.setBottom(room.bottom() + bar.maximum() - bar.value())
    if area.horizontalScrollBarPolicy() != off:
        bar = area.horizontalScrollBar()
        room.setLeft(min(room.left() - bar.value(), rect.left()))
        room.setRight(max(room.right() + bar.maximum() - bar.value(), rect.right()))
    return room


def _inside_a_control(parent: QWidget) -> bool:
    """Parts that a control of Qt's places by itself."""
    if isinstance(parent, QAbstractSpinBox | QLineEdit | QMenuBar):
        return True
    area = parent.parentWidget()
    scrolls = isinstance(area, QAbstractScrollArea) and area.viewport() is parent
    return isinstance(parent, QAbstractScrollArea) or (scrolls and not isinstance(area, QScrollArea))


def _words(rect: QRect) -> str:
    return f"{rect.width()}×{rect.height()}+{rect.x()}+{rect.y()}"


# Catching what is painted


@contextmanager
def _caught(painted: list[Painted]) -> Iterator[None]:
    real = QPainter.drawText

    def draw(self: QPainter, *args: Any) -> Any:
        place, text = args[0], next((each for each in reversed(args) if isinstance(each, str)), "")
        device = self.device()
        if isinstance(place, QRect | QRectF) and isinstance(device, QWidget) and text.strip():
            flags = next((each for each in args[1:] if isinstance(each, int | Qt.AlignmentFlag)), 0)
            if not int(getattr(flags, "value", flags)) & Qt.TextFlag.TextWordWrap.value:
                width = QFontMetricsF(self.font()).horizontalAdvance(text)
                painted.append(Painted(device, text, width, place.width(), self.pen().color().name()))
        return real(self, *args)

    with mock.patch.object(QPainter, "drawText", draw):
        yield
