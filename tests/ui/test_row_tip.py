"""What is shortened in a row can be read whole where the pointer rests."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem, QToolTip
from pytestqt.qtbot import QtBot

from mentor_desktop.ui.widgets.row_list import Index, RowDelegate, RowList, RowModel
from mentor_desktop.ui.wrapup.rows import LineRow

LONG = "Wolfeschlegelsteinhausenbergerdorff-Montgomery"


@dataclass(frozen=True)
class Line:
    key: str
    words: str

    @property
    def spoken(self) -> str:
        return f"All of it: {self.words}"


class Lines(RowDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(RowModel.RowRole)
        if isinstance(line, Line):
            self.words(painter, option, option.rect, line.words, "body")


def test_a_list_tells_the_whole_of_the_rows_it_shortened_and_of_no_other(qtbot: QtBot) -> None:
    view = RowList("Lines")
    qtbot.addWidget(view)
    delegate = Lines(view)
    view.set_delegate(delegate)
    view.set_rows([Line("1", "Short"), Line("2", LONG * 3)])
    view.resize(300, 200)
    view.show()
    view.grab()
    assert [delegate.whole(view.rows.index(at)) for at in range(2)] == ["", f"All of it: {LONG * 3}"]
    view.resize(3_000, 200)
    view.grab()
    assert delegate.whole(view.rows.index(1)) == ""


@pytest.mark.parametrize(("owner", "told"), [(LONG, f"Promise of {LONG}"), ("Amara", "")])
def test_a_row_tells_its_name_where_a_label_inside_is_shortened(qtbot: QtBot, owner: str, told: str) -> None:
    row = LineRow(owner, "send slides", (), f"Promise of {owner}")
    qtbot.addWidget(row)
    row.resize(320, 40)
    row.show()
    row.grab()
    QToolTip.hideText()
    at = QPoint(10, 10)
    QApplication.sendEvent(row, QHelpEvent(QEvent.Type.ToolTip, at, row.mapToGlobal(at)))
    assert QToolTip.text() == told or (not told and not QToolTip.isVisible())
    QToolTip.hideText()
