"""Key press to painted character, in our note editor and in Qt's bare one, both with 20,000 words."""

import os

from bench.measure import Line, by_ratio, interleaved, p95

WORDS = 20_000
KEYS = 600


def run() -> list[Line]:
    """Types into both in turns. Qt draws into memory, as it does for a window."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import QEvent, QObject, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

    from bench.measure import ms
    from mentor_desktop.ui.theme import Theme
    from mentor_desktop.ui.widgets.note_editor import NoteEditor

    app = QApplication.instance() or QApplication([])
    theme = Theme(app)  # type: ignore[arg-type]
    theme.apply("light")
    paragraph = " ".join(f"word{n} *and* more" for n in range(14))
    text = "\n".join([paragraph] * (WORDS // 42))

    class Painted(QObject):
        seen = False

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                self.seen = True
            return False

    def typed(editor: QPlainTextEdit) -> float:
        watch = Painted()
        editor.viewport().installEventFilter(watch)

        def press() -> None:
            watch.seen = False
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                app.sendEvent(editor, QKeyEvent(kind, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a"))
            while not watch.seen:
                app.processEvents()

        length = ms(press)
        editor.viewport().removeEventFilter(watch)
        return length

    def shown(widget: QWidget, editor: QPlainTextEdit) -> QPlainTextEdit:
        widget.resize(600, 400)
        widget.show()
        editor.setPlainText(text)
        editor.setFocus()
        app.processEvents()
        return editor

    plain = QPlainTextEdit()
    bare = shown(plain, plain)
    own_widget = NoteEditor("note")
    own_editor = (
        own_widget if isinstance(own_widget, QPlainTextEdit) else own_widget.findChild(QPlainTextEdit)
    )
    own = shown(own_widget, own_editor)
    floor, ours = interleaved(lambda: typed(bare), lambda: typed(own), KEYS)
    plain.close()
    own_widget.close()
    return [by_ratio("key press to painted character, p95", 1.3, p95(floor), p95(ours))]
