"""The tab of the agreement, the access card and the life-fit card of a person. No field asks why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from mentor_desktop.domain.agreements import Span
from mentor_desktop.domain.cards import AccessCard, DatedWindow, LifeCard
from mentor_desktop.ui.theme import current
from mentor_desktop.ui.widgets.button import Button
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.checkrow import CheckRow
from mentor_desktop.ui.widgets.chip import Chip, ChipFlow
from mentor_desktop.ui.widgets.choice import Choice
from mentor_desktop.ui.widgets.field import Labelled, PlainField, TextField
from mentor_desktop.ui.widgets.hours import SpanField, WeekdaysRow, WindowsEditor
from mentor_desktop.ui.widgets.page import Scroll
from mentor_desktop.ui.widgets.text import Dim, Small, Text
from mentor_desktop.ui.widgets.when import DateField
from mentor_desktop.words import _, minutes, ngettext

_FOLDS = 700  # em: below this the cards stand under each other
_GRACES = (0, 5, 10, 15, 20, 30)  # minutes that are offered
_CANCELS = (0, 1, 2, 3, 4)  # sessions a quarter that are offered
_OFFICE = Span(time(9), time(17))


@dataclass(frozen=True)
class CardsState:
    """What the tab shows."""

    agreement: str
    button: str
    access: AccessCard
    life: LifeCard
    today: date
    safe: bool


class AgreementCard(Card):
    """Where the agreement stands; `opened` on the button."""

    opened = Signal()

    def __init__(self) -> None:
        super().__init__(_("Agreement"))
        self.words = Text("")
        self.button = Button("", icon="file-check")
        self.body.addWidget(self.words)
        self.body.addWidget(ChipFlow([self.button]))
        self.button.clicked.connect(self.opened)

    def show_state(self, state: CardsState) -> None:
        """Shows it."""
        self.words.set(state.agreement)
        self.button.set_label(state.button)
        self.setVisible(bool(state.agreement))


class AccessEditor(Card):
    """What makes taking part easier; `changed` at every change by the person."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(_("Access card"), gap=6)
        self.head.addWidget(Chip(_("Private"), "private", icon="lock"))
        self.rows = {
            "captions": CheckRow(_("Captions on"), line=False),
            "slower": CheckRow(_("A slower pace, with pauses"), line=False),
            "text_first": CheckRow(_("Would rather read than hear"), line=False),
            "screen_reader": CheckRow(_("Works with a screen reader"), line=False),
        }
        self.languages = TextField(
            _("Languages, the best one first"), help_text=_("With commas between them.")
        )
        self.more = PlainField(_("What else helps"), lines=2)
        self.body.addWidget(Small(_("What they asked for becomes a check before each session.")))
        for row in self.rows.values():
            self.body.addWidget(row)
            row.clicked.connect(self._tell)
        for field in (self.languages, self.more):
            self.body.addWidget(field)
            field.changed.connect(self._tell)

    def card(self) -> AccessCard:
        """What the fields say."""
        languages = tuple(filter(None, (each.strip() for each in self.languages.text().split(","))))
        return AccessCard(
            **{name: row.isChecked() for name, row in self.rows.items()}, languages=languages,
            more=self.more.text(),
        )  # fmt: skip

    def show_card(self, card: AccessCard) -> None:
        """Fills the fields, silently; what is being typed stays."""
        for name, row in self.rows.items():
            row.setChecked(bool(getattr(card, name)))
        if not self.languages.edit.hasFocus():
            self.languages.set(", ".join(card.languages))
        if not self.more.edit.hasFocus():
            self.more.set(card.more)

    def _tell(self) -> None:
        self.changed.emit()


class _AwayRow(QWidget):
    changed = Signal()
    dropped = Signal()

    def __init__(self, window: DatedWindow, parent: QWidget) -> None:
        super().__init__(parent)
        self.since = DateField(window.since, name=_("Away from"))
        self.until = DateField(window.until, name=_("Away until"))
        self.drop = Button(_("Take these days out"), "quiet", icon="x", icon_only=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(ChipFlow([self.since, Text(_("to"), wrap=False), self.until, self.drop]))
        for field in (self.since, self.until):
            field.edit.setKeyboardTracking(False)
            field.changed.connect(self.changed)
        self.drop.clicked.connect(self.dropped)

    def days(self) -> DatedWindow:
        """What the row says."""
        return DatedWindow(self.since.day(), self.until.day())


class AwayEditor(QWidget):
    """Days that are kept free once. `changed` by the person."""

    changed = Signal()

    def __init__(self, windows: Sequence[DatedWindow], today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.rows: list[_AwayRow] = []
        self.add_button = Button(_("Away on certain days"), icon="plus", small=True)
        self.add_button.clicked.connect(self._begin)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(ChipFlow([self.add_button]))
        for window in windows:
            self._add(window)

    def away(self) -> tuple[DatedWindow, ...]:
        """The days."""
        return tuple(row.days() for row in self.rows)

    def _begin(self) -> None:
        self._add(DatedWindow(self._today, self._today + timedelta(days=7)))
        self.changed.emit()

    def _add(self, window: DatedWindow) -> None:
        row = _AwayRow(window, self)
        self.rows.append(row)
        self._column.insertWidget(self._column.count() - 1, row)
        row.changed.connect(self.changed)
        row.dropped.connect(lambda: self._drop(row))

    def _drop(self, row: _AwayRow) -> None:
        self.rows.remove(row)
        self.add_button.setFocus()
        row.hide()
        row.deleteLater()
        self.changed.emit()


class LifeEditor(Card):
    """How meetings fit a person's days; `changed` at every change by the person."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(_("Life-fit card"), gap=10)
        self.head.addWidget(Chip(_("Private"), "private", icon="lock"))
        self._built: LifeCard | None = None
        self.days = WeekdaysRow(name=_("Working days"))
        self.hours_known = CheckRow(_("Working hours are known"), line=False)
        self.hours = SpanField(_OFFICE, name=_("Working hours"))
        self.camera = Choice(
            [("", _("not said")), ("on", _("on")), ("off", _("off")), ("either", _("either"))]
        )
        unsaid = ("", _("not said"))
        self.grace = Choice([unsaid, *((str(n), minutes(n)) for n in _GRACES)])
        self.cancels = Choice([unsaid, *((str(n), _sessions(n)) for n in _CANCELS)])
        self.holidays = TextField(
            _("Public holidays of"), help_text=_("A country code, such as KE or DE-BY."), limit=10
        )
        self.error = Small("", tone="danger")
        self.body.addWidget(Small(_("Hours are kept, never the reason. Times are by their own clock.")))
        self.body.addWidget(Labelled(_("Working days"), self.days))
        self.body.addWidget(ChipFlow([self.hours_known, self.hours]))
        self.hours.hide()
        self.body.addWidget(Text(_("Kept free every week, and away"), "small"))
        self._free, self._away = QVBoxLayout(), QVBoxLayout()
        self.body.addLayout(self._free)
        self.body.addLayout(self._away)
        for label, field in ((_("Camera"), self.camera), (_("Late is from"), self.grace),
                             (_("Called off without a reason, a quarter"), self.cancels)):  # fmt: skip
            self.body.addWidget(Labelled(label, field))
            field.chosen.connect(self._tell)
        self.body.addWidget(self.holidays)
        self.body.addWidget(self.error)
        self.error.hide()
        self.days.changed.connect(self._tell)
        self.hours.changed.connect(self._tell)
        self.hours_known.clicked.connect(self._hours_turned)
        self.holidays.changed.connect(self._tell)
        self.free = WindowsEditor()
        self.away = AwayEditor((), date(2000, 1, 1))
        self._free.addWidget(self.free)
        self._away.addWidget(self.away)

    def card(self) -> LifeCard:
        """What the fields say."""
        grace, cancels = self.grace.key(), self.cancels.key()
        return LifeCard(
            working_days=self.days.days(),
            working_hours=self.hours.span() if self.hours_known.isChecked() else None,
            kept_free=self.free.windows(),
            away=self.away.away(),
            camera=self.camera.key(),
            grace_minutes=int(grace) if grace else None,
            free_cancels=int(cancels) if cancels else None,
            holidays=self.holidays.text(),
        )

    def show_card(self, card: LifeCard, today: date) -> None:
        """Fills the fields, silently, unless they say this already."""
        if card == self._built or card == self.card():
            self._built = card
            return
        self._built = card
        self.days.set_days(card.working_days)
        self.hours_known.setChecked(card.working_hours is not None)
        self.hours.setVisible(card.working_hours is not None)
        if card.working_hours is not None:
            self.hours.set_span(card.working_hours)
        self.camera.choose(card.camera)
        for choice, value in ((self.grace, card.grace_minutes), (self.cancels, card.free_cancels)):
            key = "" if value is None else str(value)
            choice.choose(key if choice.findData(key) >= 0 else "")
        self.holidays.set(card.holidays)
        for old in (self.free, self.away):
            old.hide()
            old.deleteLater()
        self.free, self.away = WindowsEditor(card.kept_free), AwayEditor(card.away, today)
        self._free.addWidget(self.free)
        self._away.addWidget(self.away)
        for editor in (self.free, self.away):
            editor.changed.connect(self._tell)

    def refuse(self, words: str) -> None:
        """Says what cannot be kept."""
        self.error.set(words)
        self.error.setVisible(bool(words))

    def _hours_turned(self, on: bool) -> None:
        self.hours.setVisible(on)
        self._tell()

    def _tell(self) -> None:
        self.changed.emit()


class CardsTab(QWidget):
    """All of it, in two columns where there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.agreement, self.access, self.life = AgreementCard(), AccessEditor(), LifeEditor()
        self._safe = Dim(_("Cards stay hidden while the screen is shared."))
        page = QWidget()
        self._two = QBoxLayout(QBoxLayout.Direction.LeftToRight, page)
        self._two.setContentsMargins(0, 0, 0, 0)
        self._two.setSpacing(12)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.setSpacing(12)
        for column, widgets in ((left, (self.agreement, self.access, self._safe)), (right, (self.life,))):
            for widget in widgets:
                column.addWidget(widget)
            column.addStretch(1)
        self._two.addLayout(left, 1)
        self._two.addLayout(right, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Scroll(page))
        self._safe.hide()

    def show_state(self, state: CardsState) -> None:
        """Shows everything."""
        self.agreement.show_state(state)
        self.access.show_card(state.access)
        self.life.show_card(state.life, state.today)
        self.access.setVisible(not state.safe)
        self.life.setVisible(not state.safe)
        self._safe.setVisible(state.safe)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        folds = current().em(self.width()) < _FOLDS
        ways = QBoxLayout.Direction
        self._two.setDirection(ways.TopToBottom if folds else ways.LeftToRight)


def _sessions(count: int) -> str:
    return ngettext("%(n)d session", "%(n)d sessions", count) % {"n": count}
