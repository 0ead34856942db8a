"""The one application-wide style sheet, for the compound controls that are not painted by our own widgets.

Every rule names a class, so nothing leaks into children. Fonts are not set here: the application's font
holds.
"""

from __future__ import annotations

from collections.abc import Callable

from mentor_desktop.ui.tokens import Tokens


def sheet(t: Tokens, px: Callable[[float], int]) -> str:
    """The sheet for these tokens; `px` scales lengths with the text size."""
    pad = px(10)
    fields = "QLineEdit, QPlainTextEdit"
    focused = "QLineEdit:focus, QPlainTextEdit:focus"
    return f"""
{fields} {{ background: {t.surface}; color: {t.text}; border: 1px solid {t.field_line}; border-radius: 8px;
  padding: 0 {pad}px; min-height: {px(32)}px; selection-background-color: {t.accent};
  selection-color: {t.on_accent}; placeholder-text-color: {t.dim}; lineedit-password-character: 8226; }}
QPlainTextEdit {{ padding: {px(6)}px {px(7)}px; min-height: {px(20)}px; }}
{focused} {{ border: 2px solid {t.accent}; padding: 0 {pad - 1}px; min-height: {px(32) - 2}px; }}
QPlainTextEdit:focus {{ padding: {px(6) - 1}px {px(7) - 1}px; min-height: {px(20) - 2}px; }}
QLineEdit:disabled, QPlainTextEdit:disabled {{ color: {t.dim};
  border-color: {t.line}; background: {t.bg}; }}
QLineEdit[bare="true"], QLineEdit[bare="true"]:focus {{ border: none; background: transparent; padding: 0;
  min-height: {px(20)}px; }}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] {{ border: 2px solid {t.danger}; padding: 0 {pad - 1}px;
  min-height: {px(32) - 2}px; }}
QMenuBar {{ background: {t.side}; color: {t.text}; padding: 0 5px; }}
QMenuBar::item {{ padding: 5px 11px; border-radius: 6px; background: transparent; }}
QMenuBar::item:selected {{ background: {t.hover}; }}
QMenu {{ background: {t.surface}; color: {t.text}; border: 1px solid {t.field_line}; padding: 5px; }}
QMenu::item {{ padding: {px(6)}px {px(28)}px {px(6)}px {px(12)}px; border-radius: 6px; }}
QMenu::item:selected {{ background: {t.accent_soft}; color: {t.accent}; }}
QMenu::item:disabled {{ color: {t.dim}; }}
QMenu::separator {{ height: 1px; background: {t.line}; margin: 5px 8px; }}
QToolTip {{ background: {t.text}; color: {t.surface}; border: 1px solid {t.text}; padding: 4px 7px; }}
QScrollBar:vertical {{ width: 10px; margin: 0; background: transparent; border: none; }}
QScrollBar:horizontal {{ height: 10px; margin: 0; background: transparent; border: none; }}
QScrollBar::handle {{ background: {t.field_line}; border-radius: 3px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: {px(28)}px; }}
QScrollBar::handle:horizontal {{ min-width: {px(28)}px; }}
QScrollBar::handle:hover {{ background: {t.dim}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QPushButton {{ background: {t.surface}; color: {t.text}; border: 1px solid {t.field_line}; border-radius: 8px;
  padding: 0 {px(14)}px; min-height: {px(30)}px; }}
QPushButton:hover {{ background: {t.hover}; }}
QPushButton:focus {{ border: 2px solid {t.accent}; padding: 0 {px(14) - 1}px; min-height: {px(30) - 2}px; }}
QPushButton:disabled {{ color: {t.dim}; border-color: {t.line}; }}
QSplitter::handle {{ background: transparent; }}
QSplitter::handle:hover {{ background: {t.line}; }}
QTextBrowser {{ background: transparent; border: none; }}
"""
