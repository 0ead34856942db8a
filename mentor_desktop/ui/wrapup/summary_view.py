"""The summary card: who it is for, what goes and what stays, the preview, and the ways out.

May import Qt, the theme and the widgets.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mentor_desktop.domain.ids import PersonId
from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.banner import Banner
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.chip import Chip, ChipFlow
from mentor_desktop.ui.widgets.choice import Choice
from mentor_desktop.ui.widgets.field import TextField
from mentor_desktop.ui.widgets.note_list import NoteList
from mentor_desktop.ui.widgets.note_rows import NoteRow
from mentor_desktop.ui.widgets.text import CardTitle, Small
from mentor_desktop.ui.wrapup.preview import Preview
from mentor_desktop.ui.wrapup.rows import in_tab_order
from mentor_desktop.ui.wrapup.state import Question, SharedLine, SummaryState
from mentor_desktop.ui.wrapup.summarising import FORMATS
from mentor_desktop.ui.wrapup.summary_words import format_name
from mentor_desktop.words import _

_TURNS = 520  # px at 100 %: below, the buttons stand under the title
_SHEET = 240  # px at 100 % that the preview has at least
_LIST = 150  # px at 100 % that the list of notes to hold back has at most


class SummaryCard(Card):
    """Signals: `audience_chosen(person, meant)`, `opening_typed`, `opening_left`, `held(note)`,
    `format_chosen`, `copied`, `printed`, `exported`, `answered(bool)`.
    """

    history_asked = Signal(str)
    audience_chosen = Signal(object, bool)
    opening_typed = Signal(str)
    opening_left = Signal()
    held = Signal(bytes)
    format_chosen = Signal(str)
    copied = Signal()
    printed = Signal()
    exported = Signal()
    answered = Signal(bool)

    def __init__(self) -> None:
        super().__init__(gap=9)
        self._shown = SummaryState()
        self.caption = CardTitle(_("Summary"))
        self._ways_out()
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._top.setSpacing(10)
        self._top.addWidget(self.caption, 1)
        self._top.addWidget(self.buttons)
        self.body.addLayout(self._top)
        self.people = ChipFlow()
        self.body.addWidget(self.people)
        self.chips = ChipFlow()
        self.body.addWidget(self.chips)
        self.opening = TextField("", placeholder=_("Your own opening line, if you like"), limit=2_000)
        self.opening.edit.setToolTip(self.opening.edit.placeholderText())  # a narrow field shortens it
        self.opening.edit.setAccessibleName(_("Opening line of the summary"))
        self.opening.changed.connect(self.opening_typed)
        self.opening.left.connect(self.opening_left)
        self.hold = Button(_("Hold back…"))
        self.hold.setCheckable(True)
        self.hold.toggled.connect(self._show_notes)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.opening, 1)
        line.addWidget(self.hold, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(line)
        self._holding()
        self._slot = QVBoxLayout()
        self.body.addLayout(self._slot)
        self.banner: Banner | None = None
        self.preview = Preview(_("Preview of the summary"))
        self.body.addWidget(self.preview, 1)
        self.sent = Small("")
        self.body.addWidget(self.sent)
        self._measure()

    def _ways_out(self) -> None:
        self.copy = Button(_("Copy"))
        self.copy.clicked.connect(self.copied)
        self.print = Button(_("Print"), icon="printer", icon_only=True)
        self.print.clicked.connect(self.printed)
        self.format = Choice([(fmt, format_name(fmt)) for fmt in FORMATS], name=_("Format of the file"))
        self.format.chosen.connect(self.format_chosen)
        self.export = Button(_("Export"), "primary", key="Ctrl+E")
        self.export.clicked.connect(self.exported)
        self.buttons = ChipFlow([self.copy, self.print, self.format, self.export])
        policy = self.buttons.sizePolicy()
        policy.setHorizontalPolicy(QSizePolicy.Policy.Preferred)  # the title has the rest of the line
        self.buttons.setSizePolicy(policy)

    def _holding(self) -> None:
        self.notes = NoteList(_("Shared notes: Space holds one back or lets it go"))
        self.notes.activated_note.connect(self._toggle)
        self.notes.installEventFilter(self)
        self.notes.set_actions(
            [
                (_("Hold back or let go"), _("Space"), self._toggle),
                (_("Earlier wordings"), "", self.history_asked.emit),
            ]
        )
        self.notes.hide()
        self.body.addWidget(self.notes)

    # What is shown

    def show_summary(self, state: SummaryState) -> None:
        """Shows a summary; the focus and the place in the preview stay."""
        before, self._shown = self._shown, state
        self.caption.set(state.title or _("Summary"))
        self._show_people(before, state)
        if state.chips != before.chips or not state.chips:
            self._show_chips(state)
        self.opening.set(state.opening)
        self._show_lines(before.notes, state.notes)
        self.format.choose(state.format)
        self.preview.set(state.document)
        self.sent.set(state.sent)
        self.sent.setVisible(bool(state.sent))
        for widget in (self.copy, self.print, self.export):
            widget.setEnabled(state.document is not None)

    def show_note(self, note: bytes) -> None:
        """Brings a shared note into view; one that is not shared is not here."""
        if any(line.id == note for line in self._shown.notes):
            self.hold.setChecked(True)
            self.notes.show_note(note.hex())

    def ask_about(self, question: Question | None) -> None:
        """Shows a question above the preview, or takes it away."""
        if self.banner is not None:
            banner, self.banner = self.banner, None
            banner.blockSignals(True)
            banner.close_banner()
        if question is None:
            return
        banner = Banner(
            question.text,
            [(question.yes, lambda: self._answer(True)), (_("Leave it"), lambda: self._answer(False))],
            "warn",
            closable=False,
        )
        self.banner = banner
        self._slot.addWidget(banner)
        in_tab_order(self.notes, banner.buttons)
        banner.show()
        banner.buttons[1].setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.notes
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Space
        ):
            self._toggle(self.notes.current_note())
            return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.FontChange:
            self._measure()
            self._turn()
        super().changeEvent(event)

    def _answer(self, yes: bool) -> None:
        self.banner = None
        self.answered.emit(yes)
        self.export.setFocus(Qt.FocusReason.TabFocusReason)

    def _measure(self) -> None:
        theme = current()
        self.preview.setMinimumHeight(theme.px(_SHEET))
        self.notes.setFixedHeight(theme.px(_LIST))

    def _turn(self) -> None:
        under = current().em(self.width()) < _TURNS
        ways = QBoxLayout.Direction
        self._top.setDirection(ways.TopToBottom if under else ways.LeftToRight)

    def _show_people(self, before: SummaryState, state: SummaryState) -> None:
        self.people.setVisible(len(state.people) > 1)
        if state.people == before.people:
            return
        chips: list[QWidget] = [Small(_("For"))]
        for person, name, meant in state.people:
            button = Button(name, small=True, icon="check" if meant else "")
            button.setCheckable(True)
            button.setChecked(meant)
            button.clicked.connect(lambda on, person=person: self._audience(person, on))
            chips.append(button)
        self.people.set(chips)
        in_tab_order(self.people, chips)

    def _audience(self, person: PersonId, meant: bool) -> None:
        self.audience_chosen.emit(person, meant)

    def _show_chips(self, state: SummaryState) -> None:
        chips: list[QWidget] = [Chip(words, tone, icon=icon) for words, tone, icon in state.chips]
        self.chips.set([*chips, Small(_("What you see is all that leaves"))])

    def _show_lines(self, before: tuple[SharedLine, ...], lines: tuple[SharedLine, ...]) -> None:
        self.hold.setVisible(bool(lines))
        if not lines:
            self.hold.setChecked(False)
        if [line.id for line in before] == [line.id for line in lines]:
            for old, new in zip(before, lines, strict=True):
                if old != new:
                    self.notes.replace(_row(new))
            return
        self.notes.set_rows([_row(line) for line in lines])

    def _show_notes(self, shown: bool) -> None:
        self.notes.setVisible(shown)
        if shown:
            self.notes.setFocus(Qt.FocusReason.TabFocusReason)

    def _toggle(self, note: str) -> None:
        if note:
            self.held.emit(bytes.fromhex(note))


def _row(line: SharedLine) -> NoteRow:
    chip = (_("held back"), "warn", "eye-off") if line.held else (_("goes"), "accent", "send")
    return NoteRow(line.id.hex(), line.text, line.time, chips=(chip,))
