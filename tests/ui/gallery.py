"""Every widget on two pages of the shell, to look at and to compare pictures of.

Run it to see them: `python -m tests.ui.gallery [light|dark|contrast] [per cent] [width] [height] [file.png]`.
"""

from __future__ import annotations

import sys
from datetime import date, datetime, timedelta

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from mentor_desktop.ui.shell.pages import Page
from mentor_desktop.ui.shell.window import MainWindow
from mentor_desktop.ui.theme import Theme
from mentor_desktop.ui.widgets.avatar import Avatar
from mentor_desktop.ui.widgets.button import Button, MenuButton
from mentor_desktop.ui.widgets.card import Card
from mentor_desktop.ui.widgets.checkrow import CheckRow
from mentor_desktop.ui.widgets.chip import Chip, ChipFlow
from mentor_desktop.ui.widgets.choice import Choice
from mentor_desktop.ui.widgets.duration import DurationField
from mentor_desktop.ui.widgets.empty import EmptyState
from mentor_desktop.ui.widgets.field import PlainField, TextField
from mentor_desktop.ui.widgets.form import Form, column, row
from mentor_desktop.ui.widgets.markdown_view import MarkdownView
from mentor_desktop.ui.widgets.note_editor import NoteEditor
from mentor_desktop.ui.widgets.note_list import NoteList
from mentor_desktop.ui.widgets.note_rows import NoteRow
from mentor_desktop.ui.widgets.page import ScrollPage
from mentor_desktop.ui.widgets.passphrase import PassphraseField
from mentor_desktop.ui.widgets.person_picker import PersonPicker
from mentor_desktop.ui.widgets.progress import ProgressBar
from mentor_desktop.ui.widgets.rating import Rating
from mentor_desktop.ui.widgets.search import SearchBox
from mentor_desktop.ui.widgets.tabs import SegmentedTabs
from mentor_desktop.ui.widgets.text import Caption, Clock, Dim, Figure, Small, Strong, Text
from mentor_desktop.ui.widgets.when import DateField, DateTimeField
from tests.ui.fakes import FakePlaces, HandDelay

TITLES = {
    "today": "Today",
    "people": "People",
    "sessions": "Sessions",
    "goals": "Goals",
    "agreements": "Agreements",
    "follow-ups": "Follow-ups",
    "learn": "Learn",
    "insights": "Insights",
}
NOTES = (
    NoteRow(
        "1", "Opened with the weekend hike; she has moved team rooms and feels closer to the work.", "15:06"
    ),
    NoteRow(
        "2",
        "The outline was sent on Friday, ahead of time.",
        "15:14",
        chips=(("Promise kept", "ok", "check"),),
    ),
    NoteRow(
        "3",
        "Hesitates when the director joins. Ask, do not assume.",
        "15:19",
        True,
        (("Private · never exported", "private", "lock"),),
    ),
    NoteRow("4", "Wants to **chair** the December design review. First step: co-chair with Lena.", "15:22"),
    NoteRow("5", "“I want them to ask me first.”", "15:23", chips=(("Moment", "accent", "flag"),)),
    NoteRow("6", "Two things:\n- the reviewers\n- the date ![a picture](file:///etc/hostname)", "15:25"),
)
COMMANDS = ("/shared", "/private", "/promise", "/moment", "/read", "/fact")


def first_page() -> Page:
    """Text, buttons, chips, rows."""
    page = ScrollPage(
        "Good morning, Maya", "Tuesday 24 November · one session today · two promises of yours are due"
    )
    page.head.addWidget(Button("New session", key="Ctrl+N"))
    page.add(_next_session())
    both = QWidget()
    columns = QHBoxLayout(both)
    columns.setContentsMargins(0, 0, 0, 0)
    columns.setSpacing(12)
    columns.addWidget(_promises(), 6)
    columns.addWidget(_touch(), 5)
    page.narrow.connect(
        lambda narrow: columns.setDirection(
            QHBoxLayout.Direction.TopToBottom if narrow else QHBoxLayout.Direction.LeftToRight
        )
    )
    page.add(both)
    buttons = Card("Buttons")
    flow = [Button("Plain"), Button("Primary", "primary", key="Ctrl+Return"), Button("Quiet", "quiet")]
    flow += [
        Button("Delete for good", "danger"),
        Button("With icon", icon="plus"),
        Button("Small", small=True),
    ]
    flow += [
        Button("More", icon="more-horizontal", icon_only=True),
        MenuButton("PDF", [("Word", lambda: None)]),
    ]
    off, on = Button("Not now"), Button("You speak")
    off.setEnabled(False)
    on.setCheckable(True)
    on.setChecked(True)
    buttons.body.addWidget(ChipFlow([*flow, off, on]))
    buttons.body.addLayout(
        row(Caption("Speaking"), Strong("You 38% · Amara 62%"), Figure("6:19 left of 20 min"), 1)
    )
    page.add(buttons)
    return Page(page, open=lambda: None, new=lambda: None)


def _next_session() -> Card:
    card = Card(stripe="accent")
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Text("Amara Okafor · session 7", "card_title"))
    words.addWidget(Dim("Today 15:00–15:50 for you · 17:00–17:50 in Nairobi · in 3 h 20 min"))
    line = QHBoxLayout()
    line.setSpacing(12)
    line.addWidget(Avatar("Amara Okafor", "a"))
    line.addLayout(words, 1)
    for button in (Button("Join link"), Button("Prepare"), Button("Start session", "primary")):
        line.addWidget(button)
    card.body.addLayout(line)
    chips = [Chip("Agenda ready · 5 parts · 50 min", "accent"), Chip("1 promise of yours is open", "warn")]
    chips += [
        Chip("Recording: no, as agreed", "ok"),
        Chip("1 private", "private", icon="lock"),
        Chip("1 Dec"),
    ]
    card.body.addWidget(ChipFlow([*chips, Chip("Late", "danger")]))
    return card


def _promises() -> Card:
    card = Card("Promises")
    card.head.addWidget(Small("yours first", wrap=False))
    rows = (
        CheckRow(
            "Introduce Amara to Lena (platform team)", "You, to Amara · session 6", Chip("Today", "warn")
        ),
        CheckRow(
            "Send the stakeholder-map template",
            "You, to Jonas · session 3",
            Chip("Today", "warn"),
            checked=True,
        ),
        CheckRow("Shadow one customer call", "Jonas, to you · session 3", Chip("1 Dec"), line=False),
    )
    card.body.addLayout(column(*rows, gap=0))
    card.body.addStretch(1)
    card.body.addWidget(Small("You kept 22 of 24 on time this year."))
    return card


def _touch() -> Card:
    card = Card("Stay in touch")
    for name, words in (
        ("Jonas Berg", "16 days quiet · you agreed on 14"),
        ("Sofia Rossi", "Conference talk was yesterday: ask how it went"),
    ):
        line = row(Avatar(name, name), gap=12)
        line.addLayout(column(Text(name), Small(words), gap=0), 1)
        line.addWidget(Button("Check in"))
        card.body.addLayout(line)
    card.body.addLayout(
        column(
            Text("Sofia Rossi · session 12"),
            ProgressBar("Follow-ups", 5, 7),
            Small("5 of 7 follow-ups done"),
            gap=4,
        )
    )
    card.body.addStretch(1)
    return card


def second_page() -> Page:
    """Fields, notes, pickers."""
    page = ScrollPage("Amara Okafor · session 7", "15:00 here · 17:00 in Nairobi · notes save as you type")
    tabs = SegmentedTabs([("prepare", "Prepare"), ("run", "Run"), ("wrap", "Wrap up")], "run", name="Parts")
    page.head.addWidget(tabs)
    notes = Card("Notes")
    notes.head.addWidget(Chip("4 shared", "accent"))
    notes.head.addWidget(Chip("1 private", "private", icon="lock"))
    listed = NoteList("Notes of this session")
    listed.setMinimumHeight(320)
    listed.set_rows(NOTES)
    editor = NoteEditor("Note", placeholders=["Type a note…", *COMMANDS], commands=COMMANDS, enter_saves=True)
    notes.body.addWidget(listed, 1)
    notes.body.addWidget(editor)
    form = Card("Fields")
    form.body.addLayout(row(Clock("23:41"), Clock("11:11", "dim"), 1, gap=20))
    wrong = TextField("Link", "ftp://example", help_text="An https address")
    wrong.set_error("This link cannot be opened: it must begin with https.")
    form.body.addWidget(TextField("Name", placeholder="How you call them"))
    form.body.addWidget(wrong)
    secret = PassphraseField("Passphrase")
    secret.set("correct horse battery staple")
    form.body.addWidget(secret)
    form.body.addWidget(
        PlainField("What mattered", "Amara said out loud\nwhat leading would look like.", lines=2)
    )
    when = DateTimeField(
        datetime(2026, 12, 8, 15), lambda at: f"{at + timedelta(hours=2):%H:%M} in Nairobi", name="When"
    )
    form.body.addWidget(when)
    form.body.addLayout(
        row(DurationField(50), Choice([("a", "Relational"), ("b", "Development")], "b", name="Kind"), 1)
    )
    fields = Form()
    fields.add("Trust", Rating("Trust", 4))
    fields.add("Listened more than told", Rating("Listened more than told"))
    fields.add("Review", DateField(date(2026, 12, 1)), "Six months after the start")
    form.body.addWidget(fields)
    form.body.addStretch(1)
    both = QWidget()
    columns = QHBoxLayout(both)
    columns.setContentsMargins(0, 0, 0, 0)
    columns.setSpacing(12)
    right = QWidget()
    right.setLayout(column(notes, _picker(), 1, gap=12))
    columns.addWidget(right, 5)
    columns.addWidget(form, 4)
    page.narrow.connect(
        lambda narrow: columns.setDirection(
            QHBoxLayout.Direction.TopToBottom if narrow else QHBoxLayout.Direction.LeftToRight
        )
    )
    page.add(both)
    return Page(page)


def _picker() -> Card:
    card = Card("People")
    people = [
        ("a", "Amara Okafor", "Mentee · Nairobi"),
        ("j", "Jonas Berg", "Mentee"),
        ("s", "Sofia Rossi", ""),
    ]
    card.body.addWidget(PersonPicker(people, rows=3))
    card.body.addWidget(SearchBox("Filter by word", key="Ctrl+F"))
    card.body.addWidget(EmptyState("Goals you set together will live here.", "Add a goal", icon="target"))
    card.body.addWidget(
        MarkdownView("Read **this**: [a page](https://example.org)\n\n1. one\n2. two", name="Text")
    )
    return card


def window(theme: Theme, size: tuple[int, int] = (1280, 800), page: str = "today") -> MainWindow:
    """The shell with both pages, shown at one of them."""
    made = MainWindow(theme, FakePlaces(), HandDelay())
    for key, title in TITLES.items():
        made.add_page(key, title, "", "", second_page if key == "sessions" else first_page)
    made.set_badge("sessions", "1 today")
    made.set_badge("follow-ups", "4")
    made.set_state("Saved · backed up 09:02")
    made.resize(*size)
    made.show()
    made.go(page)
    return made


def main() -> None:
    """Shows or saves the gallery."""
    look, percent, width, height, page, file = [
        *sys.argv[1:],
        *["light", "100", "1280", "800", "today", ""][len(sys.argv) - 1 :],
    ]
    app = QApplication([])
    theme = Theme(app)
    theme.apply(look, int(percent))  # type: ignore[arg-type]
    shown = window(theme, (int(width), int(height)), page)
    if file:
        QTimer.singleShot(0, lambda: (shown.grab().save(file), app.quit()))
    app.exec()


if __name__ == "__main__":
    main()
