"""The three columns of the Prepare page, and the strip of private notes below them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentor_desktop.ui.prepare.agenda_list import AgendaList
from mentor_desktop.ui.prepare.state import CheckLine, NoteLine, PrepareState, PromiseLine
from mentor_desktop.ui.widgets.button import Button, MenuButton
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.checkrow import CheckRow
from mentor_desktop.ui.widgets.chip import Chip
from mentor_desktop.ui.widgets.choice import Choice
from mentor_desktop.ui.widgets.field import TextField
from mentor_desktop.ui.widgets.note_editor import NoteEditor
from mentor_desktop.ui.widgets.text import Caption, Dim, Small, Strong, Text
from mentor_desktop.words import _

MOST_GOALS = 6
MOST_LINES = 12  # of each kind; more would push the agenda out of sight


class AgreementHint(QWidget):
    """That nothing is agreed yet, or that it is time to look back; with the way there."""

    def __init__(self) -> None:
        super().__init__()
        self._words = Text("", tone="warn")
        self.button = Button("", small=True, icon="file-check")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(6)
        column.addWidget(self._words)
        line = QHBoxLayout()
        line.addWidget(self.button)
        line.addStretch(1)
        column.addLayout(line)
        self.hide()

    def show_hint(self, sentence: str, button: str) -> None:
        """Shows what there is to say, or nothing."""
        self._words.set(sentence)
        self.button.set_label(button)
        self.setVisible(bool(sentence))


class LastCard(Card):
    """What happened last time, and what is open since."""

    promise_ticked = Signal(str, bool)
    note_checked = Signal(str)
    agreement_asked = Signal()

    def __init__(self) -> None:
        super().__init__(_("Since last time"), gap=8)
        self.agreement = AgreementHint()
        self.agreement.button.clicked.connect(self.agreement_asked)
        self.body.addWidget(self.agreement)
        self._inside = QWidget()
        self._rows: list[CheckRow] = []
        self._key: object = None
        self.body.addWidget(self._inside)
        self.body.addStretch(1)

    def show_state(self, state: PrepareState) -> None:
        """Draws the card anew where anything of it changed."""
        self.agreement.show_hint(state.agreement, state.agreement_words)
        key = (
            state.last, state.first_words, state.promises, state.goals, state.to_check, state.questions
        )  # fmt: skip
        if key == self._key:
            return
        self._key, self._rows = key, []
        fresh = QWidget()
        column = QVBoxLayout(fresh)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        if state.last is None:
            column.addWidget(Dim(state.first_words))
        else:
            column.addWidget(Caption(state.last.caption))
            for moment in state.last.moments[:MOST_LINES]:
                column.addLayout(_moment(moment))
        for line in state.promises[:MOST_LINES]:
            column.addWidget(self._promise(line))
        if state.goals:
            column.addWidget(Caption(_("GOALS")))
        for aim, stands in state.goals[:MOST_GOALS]:
            column.addWidget(Text(aim))
            column.addWidget(Small(stands))
        self._notes(column, _("STILL TO CHECK"), state.to_check)
        self._notes(column, _("TO COME BACK TO"), state.questions)
        if state.last is not None and state.last.felt:
            column.addWidget(Caption(_("HOW IT FELT")))
            column.addWidget(Small(state.last.felt, "text"))
        self.body.replaceWidget(self._inside, fresh)
        self._inside.hide()
        self._inside.deleteLater()
        self._inside = fresh

    def stops(self) -> list[QWidget]:
        """Where Tab halts, in order."""
        hinted = [] if self.agreement.isHidden() else [self.agreement.button]
        return [*hinted, *self._rows]

    def _promise(self, line: PromiseLine) -> CheckRow:
        chip = Chip(line.chip[0], line.chip[1]) if line.chip[0] else None  # type: ignore[arg-type]
        row = CheckRow(line.text, line.who, chip, checked=line.done)
        row.setAccessibleName(line.spoken)
        row.clicked.connect(lambda on, promise=line.id: self.promise_ticked.emit(promise, on))
        self._rows.append(row)
        return row

    def _notes(self, column: QVBoxLayout, caption: str, lines: Sequence[NoteLine]) -> None:
        if not lines:
            return
        column.addWidget(Caption(caption))
        for line in lines[:MOST_LINES]:
            row = CheckRow(line.text, line=False)
            row.setAccessibleName(_("Asked: %(what)s") % {"what": line.text})
            row.clicked.connect(lambda _on, note=line.id: self.note_checked.emit(note))
            self._rows.append(row)
            column.addWidget(row)


def _moment(words: str) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(8)
    line.addWidget(Text(words), 1)
    line.addWidget(Chip(_("Moment"), "accent", icon="flag"), 0, Qt.AlignmentFlag.AlignTop)
    return line


class TemplateChoice(Choice):
    """Opens its list by arrow or Enter, so that passing over a template does not take it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if event.key() in keys:
            self.showPopup()
        else:
            event.ignore() if event.text() else super().keyPressEvent(event)


class AgendaCard(Card):
    """Template, parts, their sum, and the intention at the foot."""

    template_chosen = Signal(str)
    save_template = Signal(str)
    delete_template = Signal()
    add_asked = Signal()
    copy_asked = Signal()

    def __init__(self) -> None:
        super().__init__(_("Agenda"), gap=8)
        self.template = TemplateChoice([("", _("Choose a template…"))], "", name=_("Agenda template"))
        self.more = MenuButton(_("More for this agenda"), icon="more-horizontal", icon_only=True)
        self.list = AgendaList()
        self.empty = Dim(
            _("The parts of the conversation will stand here. Begin with a template, or add one.")
        )
        self.add = Button(_("Add a part"), icon="plus", small=True)
        self.sum = Strong("", wrap=False)
        self.name = TextField(_("Name of my template"), limit=120)
        self.keep = Button(_("Save template"), small=True)
        self.dismiss = Button(_("Cancel"), "quiet", small=True)
        self.intention = TextField("", placeholder=_("One thing I want to do well today"), limit=300)
        self.intention.edit.setAccessibleName(_("My intention, private"))
        self.private = Chip(_("Private"), "private", icon="lock")
        self._usual = ""
        self.head.addWidget(self.template)
        self.head.addWidget(self.more)
        self.body.addWidget(self.empty)
        self.body.addWidget(self.list)
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        foot.addWidget(self.sum)
        self.body.addLayout(foot)
        self.body.addWidget(self._keeping())
        self.body.addStretch(1)
        caption = QHBoxLayout()
        caption.addWidget(Caption(_("MY INTENTION")), 1)
        caption.addWidget(self.private)
        self.body.addLayout(caption)
        self.body.addWidget(self.intention)
        self.template.chosen.connect(self._chosen)
        self.add.clicked.connect(self.add_asked)

    def _keeping(self) -> QWidget:
        self._keep_row = QWidget()
        column = QVBoxLayout(self._keep_row)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.name)
        buttons = QHBoxLayout()
        buttons.addWidget(self.keep)
        buttons.addWidget(self.dismiss)
        buttons.addStretch(1)
        column.addLayout(buttons)
        self._keep_row.hide()
        self.keep.clicked.connect(self._keep)
        self.name.entered.connect(self._keep)
        self.dismiss.clicked.connect(self._keep_row.hide)
        return self._keep_row

    def show_state(self, state: PrepareState) -> None:
        """Everything of the card but the intention's words."""
        options = list(state.templates) if not state.template else list(state.templates[1:])
        if [
            (self.template.itemData(i), self.template.itemText(i)) for i in range(self.template.count())
        ] != options:
            self.template.set_options(options)
        self.template.choose(state.template)
        entries = [
            (_("Copy the agenda as text"), self.copy_asked.emit),
            (_("Save as my template…"), self._ask_name),
        ]
        if state.own_template:
            entries.append((_("Remove this template of mine"), self.delete_template.emit))
        self.more.set_entries(entries)
        self._usual = state.usual
        self.list.show_state(state)
        self.empty.setVisible(not state.parts)
        self.sum.set(state.sum)
        self.sum.set_tone("text" if state.fits else "warn")
        self.intention.setEnabled(not state.share_safe)

    def _chosen(self, key: str) -> None:
        if key:
            self.template_chosen.emit(key)

    def _ask_name(self) -> None:
        self.name.set("")
        self._keep_row.show()
        self.name.edit.setFocus()

    def _keep(self) -> None:
        if not self.name.text().strip():
            self.name.set_error(_("Type a name first."))
            return
        self._keep_row.hide()
        self.save_template.emit(self.name.text())


class JoinCard(Card):
    """What to look at before joining, and the start."""

    ticked = Signal(str, bool)
    start_asked = Signal()

    def __init__(self) -> None:
        super().__init__(_("Before you join"), gap=4)
        self._rows: dict[str, CheckRow] = {}
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self.start = Button(_("Start session"), "primary")
        self.body.addLayout(self._column)
        self.body.addStretch(1)
        self.body.addWidget(self.start)
        self.start.clicked.connect(self.start_asked)

    def show_state(self, state: PrepareState) -> None:
        """Ticks as they stand."""
        self.start.setVisible(bool(state.start))
        self.start.set_label(state.start)
        if list(self._rows) != [check.id for check in state.checks]:
            self._rebuild(state.checks)
        for check in state.checks:
            self._rows[check.id].setChecked(check.ticked)

    def stops(self) -> list[QWidget]:
        """Where Tab halts, in order."""
        return [*self._rows.values(), self.start]

    def _rebuild(self, checks: Sequence[CheckLine]) -> None:
        for row in self._rows.values():
            row.hide()
            row.deleteLater()
        self._rows = {}
        for check in checks:
            row = CheckRow(check.text, check.hint, line=check is not checks[-1])
            row.clicked.connect(lambda on, key=check.id: self.ticked.emit(key, on))
            self._rows[check.id] = row
            self._column.addWidget(row)


class PrivateStrip(Card):
    """Private preparation notes: one line until it is opened."""

    def __init__(self) -> None:
        super().__init__(padding=12, gap=8)
        self.preview = Text("", wrap=False)
        self.open = Button(_("Open"), "quiet", icon="chevron-down", small=True)
        self.open.setCheckable(False)
        self.editor = NoteEditor(
            _("Private preparation notes"), placeholders=[_("Only you will ever see this.")], lines=4
        )
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Chip(_("Private"), "private", icon="lock"))
        row.addWidget(self.preview, 1)
        row.addWidget(self.open)
        self.body.addLayout(row)
        self.body.addWidget(self.editor)
        self.editor.hide()
        self.open.clicked.connect(self._turn)
        self.editor.escaped.connect(self._turn)
        self.show_text("")

    def show_text(self, text: str) -> None:
        """What the notes say."""
        self.editor.set(text)
        self._preview()

    def fold(self, folded: bool) -> None:
        """Out of sight altogether while the screen is shown to someone."""
        self.open.setVisible(not folded)
        if folded:
            self.editor.hide()
            self.preview.set(_("Preparation notes are folded away."))
        else:
            self._preview()

    def _turn(self) -> None:
        opened = self.editor.isHidden()
        self.editor.setVisible(opened)
        self._preview()
        (self.editor if opened else self.open).setFocus()

    def _preview(self) -> None:
        opened = not self.editor.isHidden()
        first = next((line for line in self.editor.text().splitlines() if line.strip()), "")
        words = _("Private preparation notes")
        self.preview.set(words if opened or not first else first)
        self.open.set_label(_("Fold away") if opened else _("Open") if first else _("Write"))
        self.open.set_icon("chevron-up" if opened else "chevron-down")
        self.open.setAccessibleName(f"{self.open.text()}: {words}")
