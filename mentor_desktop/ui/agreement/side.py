"""The cards beside the clauses: who agreed, the versions, what acts by itself, and the document."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentor_desktop.domain.agreements import How, State
from mentor_desktop.ui.agreement.state import AgreementState, VersionLine, how_words, language_options
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.checkrow import CheckRow
from mentor_desktop.ui.widgets.chip import Chip, ChipFlow
from mentor_desktop.ui.widgets.choice import Choice
from mentor_desktop.ui.widgets.field import Labelled, PlainField
from mentor_desktop.ui.widgets.text import Small, Text
from mentor_desktop.ui.widgets.when import DateField
from mentor_desktop.words import _, ngettext

REVIEWS = (3, 6, 12)  # months from now that are offered


class Rows(QWidget):
    """A column of rows that is filled anew when what it shows has changed."""

    def __init__(self, gap: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown: object = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(gap)

    def fill(self, shown: object, rows: list[QWidget]) -> None:
        """Puts these rows in the place of the former ones."""
        self.shown = shown
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for row in rows:
            self._column.addWidget(row)


class PartiesCard(Card):
    """Who has agreed; `agreed(person, how, day)` when a yes is noted."""

    agreed = Signal(bytes, str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Agreed by"), parent=parent)
        self.rows: list[CheckRow] = []
        self._list = Rows(0)
        self.how = Choice([(how.value, how_words(how)) for how in How], name=_("How they agreed"))
        self.day = DateField(date(2000, 1, 1), name=_("The day they agreed"))
        self._when = ChipFlow([self.how, self.day])
        self._words = Small("")
        self.body.addWidget(self._list)
        self.body.addWidget(self._when)
        self.body.addWidget(self._words)

    def show_state(self, state: AgreementState) -> None:
        """Shows the parties."""
        if self._list.shown != state.parties:
            self.day.set(state.today)
            self.rows = []
            for line in state.parties:
                right = Chip(_("waiting"), "warn") if line.waiting else None
                row = CheckRow(line.name, line.words, right, checked=line.agreed,
                               line=line is not state.parties[-1])  # fmt: skip
                row.setEnabled(line.may)
                row.clicked.connect(lambda _on, who=line.person: self._agree(who))
                self.rows.append(row)
            self._list.fill(state.parties, list(self.rows))
        self._when.setVisible(state.state is State.PROPOSED)
        self._words.set(state.parties_words)
        self._words.setVisible(bool(state.parties_words))

    def _agree(self, who: bytes) -> None:
        self.agreed.emit(who, self.how.key(), self.day.day())


class _VersionRow(QWidget):
    chosen = Signal(int)

    def __init__(self, line: VersionLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button = Button(_("v%(number)d") % {"number": line.number}, small=True)
        self.button.setCheckable(True)
        self.button.setChecked(line.shown)
        self.button.setAccessibleName(_("Show version %(number)d") % {"number": line.number})
        self.button.clicked.connect(lambda _on: self.chosen.emit(line.number))
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 2, 0, 2)
        box.setSpacing(10)
        box.addWidget(self.button)
        box.addWidget(Small(line.words, tone="text"), 1)
        box.addWidget(Chip(line.chip, line.kind))


class VersionsCard(Card):
    """The versions and the next look; `version_chosen(number)`, `review_chosen(day)`."""

    version_chosen = Signal(int)
    review_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Versions"), parent=parent)
        self._list = Rows()
        self.review = Text("", "small", "dim")
        self.day = DateField(date(2000, 1, 1), name=_("Look at it again on"))
        self.day.edit.setKeyboardTracking(False)
        self._today = date(2000, 1, 1)
        self.offers = [Button(_months(months), small=True) for months in REVIEWS]
        for months, button in zip(REVIEWS, self.offers, strict=True):
            button.clicked.connect(lambda _on, months=months: self._offered(months))
        self._offers = ChipFlow([Small(_("Look at it again")), *self.offers])
        self.body.addWidget(self._list)
        self.body.addWidget(self.review)
        self.body.addWidget(self.day)
        self.body.addWidget(self._offers)
        self.day.changed.connect(self.review_chosen)

    def show_state(self, state: AgreementState) -> None:
        """Shows the versions."""
        if self._list.shown != state.versions:
            rows: list[QWidget] = []
            for line in state.versions:
                row = _VersionRow(line)
                row.chosen.connect(self.version_chosen)
                rows.append(row)
            self._list.fill(state.versions, rows)
        self._today = state.today
        may = state.state in (State.DRAFT, State.IN_FORCE) and not state.safe
        self.review.set(state.review)
        self.review.set_tone("warn" if state.review_due else "dim")
        self.review.setVisible(bool(state.review))
        if state.review_on is not None:
            self.day.set(state.review_on)
        self.day.setVisible(may and state.review_on is not None and not state.review_due)
        self._offers.setVisible(may and (state.review_on is None or state.review_due))

    def _offered(self, months: int) -> None:
        self.review_chosen.emit(months_on(self._today, months))


def months_on(day: date, months: int) -> date:
    """The same day some months later; the 28th where a month is too short for it."""
    year, month = divmod(day.month - 1 + months, 12)
    return date(day.year + year, month + 1, min(day.day, 28))


def _months(months: int) -> str:
    return ngettext("in %(n)d month", "in %(n)d months", months) % {"n": months}


class WorksCard(Card):
    """What the version in force does by itself."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Where it works for you"), parent=parent)
        self._list = Rows(6)
        self.body.addWidget(self._list)

    def show_state(self, state: AgreementState) -> None:
        """Shows the sentences."""
        lines = state.works or (_("Nothing yet. What is in force acts by itself and names its clause."),)
        if self._list.shown != lines:
            self._list.fill(lines, [Small(line, tone="text" if state.works else "dim") for line in lines])


class DocumentCard(Card):
    """Languages, how it reads, and my own thoughts.

    `language_chosen(tag)`, `second_chosen(tag)`, `note_typed(text)`, `copy_asked(id, name)`.
    """

    language_chosen = Signal(str)
    second_chosen = Signal(str)
    note_typed = Signal(str)
    copy_asked = Signal(bytes, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("The document"), parent=parent)
        self.language = Choice([])
        self.second = Choice([])
        self._language = Labelled(_("Language"), self.language)
        self._second = Labelled(
            _("Beside it"), self.second, help_text=_("Its words are typed by you: built-in ones are English.")
        )
        self._grade = Small("")
        self.note = PlainField(_("My own thoughts, never exported"), lines=2)
        self._of: int | None = None
        self._copies = Rows(6)
        for widget in (self._language, self._second, self._grade, self._copies, self.note):
            self.body.addWidget(widget)
        self.language.chosen.connect(self.language_chosen)
        self.second.chosen.connect(self.second_chosen)
        self.note.changed.connect(self.note_typed)

    def show_state(self, state: AgreementState) -> None:
        """Shows the document's side."""
        self.language.set_options(language_options(state.language, none=False), state.language)
        self.second.set_options(language_options(state.second_language, none=True))
        self.second.choose(state.second_language)
        for field in (self.language, self.second):
            field.setEnabled(state.state is State.DRAFT)
        self._grade.set(state.grade)
        self._grade.setVisible(bool(state.grade))
        if self._copies.shown != state.copies:
            self._copies.fill(state.copies, [self._copy(*each) for each in state.copies])
        self._copies.setVisible(bool(state.copies) and not state.safe)
        if state.number != self._of or not self.note.edit.hasFocus():
            self.note.set(state.note)
        self._of = state.number
        self.note.setVisible(not state.safe)

    def _copy(self, id_: bytes, name: str) -> QWidget:
        row = QWidget()
        box = QHBoxLayout(row)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(Small(_("Signed: %(name)s") % {"name": name}, tone="text"), 1)
        button = Button(_("Save a copy"), small=True)
        button.setAccessibleName(_("Save a copy of %(name)s") % {"name": name})
        button.clicked.connect(lambda _on=False: self.copy_asked.emit(id_, name))
        box.addWidget(button)
        return row
