"""Text meant to break things, and what may become of it in a field: it stands there, or is refused."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit, QPlainTextEdit, QWidget

from tests.journeys.desk import Desk

HOSTILE = {
    "empty": "   ",
    "letters": "\u202eמילים \u2067شكرا\u2069 👩🏽\u200d🏫 🇸🇪 e\u0301\u0301 a\x07b\x1b[31m\x7f\u2028e\ufefff",
    "formula, HTML and path": (
        '=HYPERLINK("http://127.0.0.1:%(port)d/a") <img src="http://127.0.0.1:%(port)d/b"><script>x</script>'
        " ../../etc/passwd C:\\..\\CON.txt file:///etc/passwd"
    ),
    "Markdown": "![x](http://127.0.0.1:%(port)d/c.png) " + "[" * 400 + "*_" * 400 + "\n> " * 200 + "- " * 200,
}
TEN_MEGABYTES = "ten megabytes " * 750_000
REFUSED = "This is too long:"
TOO_LONG_A_SECRET = "A passphrase has at most 1,024 characters."
NO_PLACE = "No such place is known."  # nothing typed there is kept


def is_field(widget: QWidget) -> bool:
    """Whether something can be typed into it."""
    inner = isinstance(widget.parentWidget(), QAbstractSpinBox)
    return isinstance(widget, QLineEdit | QPlainTextEdit) and not inner and not widget.isReadOnly()


def text_of(widget: QWidget) -> str:
    """What stands in a field, "" where it is none."""
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    return widget.text() if isinstance(widget, QLineEdit) else ""


def plain(text: str) -> str:
    """Without what a line cannot hold."""
    return "".join(char for char in text if char.isprintable() and not char.isspace())


def put(desk: Desk, text: str) -> bool:
    """Put a text into the field that has the focus, in place of what it holds; False where it was refused."""
    widget, name = desk.focus(), desk.focused()
    before = text_of(widget)
    desk.press("Ctrl+A")
    desk.paste(text)
    if plain(text_of(widget)) == plain(text):
        return True
    refused = (
        text_of(widget) == before and (desk.says(REFUSED) or desk.says(TOO_LONG_A_SECRET))
    ) or desk.says(NO_PLACE)
    assert refused, (name, text_of(widget)[:2_000])
    return False
