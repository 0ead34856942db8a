"""The one door for questions in a window of their own: yes or no, files, printing.

Nothing here waits: every window is shown and its answer comes to a function. File windows are Qt's own, so
the privacy shield can close them, and they leave no folder or name behind in the settings. May import Qt.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.text import CardTitle, Text
from mentor_desktop.words import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QFileDialog


class Question(QDialog):
    """A question whose safe answer is the default.

    Esc, closing and Enter say no. The answer is given once.
    """

    def __init__(
        self, question: str, detail: str, yes: str, answer: Callable[[bool], None], parent: QWidget | None
    ) -> None:
        super().__init__(parent)
        self._answer: Callable[[bool], None] | None = answer
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        self.setWindowTitle(_("Mentor Desktop"))
        self.setAccessibleName(question)
        self.setAccessibleDescription(detail)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(CardTitle(question))
        if detail:
            column.addWidget(Text(detail, tone="dim"))
        column.addStretch(1)
        self.no_button = Button(_("Cancel"))
        self.yes_button = Button(yes, "danger")
        self.no_button.clicked.connect(self.reject)
        self.yes_button.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(self.no_button)
        row.addWidget(self.yes_button)
        column.addLayout(row)
        self.setMinimumWidth(current().px(380))
        self.finished.connect(self._finished)
        self.no_button.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.reject()
        else:
            super().keyPressEvent(event)

    def _finished(self, result: int) -> None:
        answer, self._answer = self._answer, None
        if answer is not None:
            answer(result == QDialog.DialogCode.Accepted.value)


class Prompts:
    """Asks over the window that `parent` gives at that moment. Implements the protocol `Asker`."""

    def __init__(self, parent: Callable[[], QWidget | None]) -> None:
        self._parent = parent
        self._open: set[QDialog] = set()  # a window without a parent lives only as long as it is held

    def confirm(self, question: str, detail: str, yes: str, answer: Callable[[bool], None]) -> None:
        """See `Asker.confirm`."""
        self._show(Question(question, detail, yes, answer, self._parent()))

    def save_file(
        self, title: str, name: str, kinds: Sequence[tuple[str, str]], answer: Callable[[Path | None], None]
    ) -> None:
        """See `Asker.save_file`. Whoever writes asks about an existing file, in the page, never in a box."""
        dialog = self._file_dialog(title, kinds, answer)
        dialog.setOption(dialog.Option.DontConfirmOverwrite)
        dialog.setAcceptMode(dialog.AcceptMode.AcceptSave)
        dialog.setFileMode(dialog.FileMode.AnyFile)
        if kinds:
            dialog.setDefaultSuffix(kinds[0][1])
        dialog.selectFile(name)
        self._show(dialog)

    def open_file(
        self, title: str, kinds: Sequence[tuple[str, str]], answer: Callable[[Path | None], None]
    ) -> None:
        """See `Asker.open_file`."""
        dialog = self._file_dialog(title, kinds, answer)
        dialog.setFileMode(dialog.FileMode.ExistingFile)
        self._show(dialog)

    def open_folder(self, title: str, answer: Callable[[Path | None], None]) -> None:
        """See `Asker.open_folder`."""
        dialog = self._file_dialog(title, (), answer)
        dialog.setFileMode(dialog.FileMode.Directory)
        dialog.setOption(dialog.Option.ShowDirsOnly)
        self._show(dialog)

    def print_page(self, title: str, html: str, answer: Callable[[bool], None]) -> None:
        """See `Asker.print_page`."""
        # Dear to load, and seldom asked for.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        from mentor_desktop.ui.widgets.markdown_view import SafeDocument

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self._parent())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setModal(False)
        dialog.setWindowTitle(title)
        document = SafeDocument(dialog)
        document.setHtml(html)

        def finished(result: int) -> None:
            accepted = result == QDialog.DialogCode.Accepted.value
            if accepted:
                document.print_(printer)
            answer(accepted)

        dialog.finished.connect(finished)
        self._show(dialog)

    def _show(self, dialog: QDialog) -> None:
        self._open.add(dialog)
        dialog.finished.connect(lambda _result: self._open.discard(dialog))
        dialog.show()

    def _file_dialog(
        self, title: str, kinds: Sequence[tuple[str, str]], answer: Callable[[Path | None], None]
    ) -> QFileDialog:
        # Not needed by the first window, which waits for every import.
        from PySide6.QtCore import QDir
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(self._parent(), title, QDir.homePath())
        dialog.setOption(dialog.Option.DontUseNativeDialog)
        dialog.setOption(dialog.Option.DontUseCustomDirectoryIcons)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setModal(False)
        dialog.setHistory([])
        if kinds:
            dialog.setNameFilters([f"{words} (*.{suffix})" for words, suffix in kinds])

        def finished(result: int) -> None:
            chosen = dialog.selectedFiles() if result == QDialog.DialogCode.Accepted.value else []
            # The window writes where it was and what it saw to the settings when it ends: leave it nothing
            # to say.
            dialog.setHistory([])
            dialog.setDirectory(QDir.homePath())
            answer(Path(chosen[0]) if chosen else None)

        dialog.finished.connect(finished)
        return dialog
