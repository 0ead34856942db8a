"""Wires the page of one agreement for the window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from mentor_desktop.ui.agreement.presenter import AgreementPresenter
from mentor_desktop.ui.agreement.view import AgreementView
from mentor_desktop.ui.context import Context
from mentor_desktop.ui.shell.pages import Page


def page(context: Context) -> Page:
    """An agreement; opened with `person`, perhaps `relationship`, and `version` for another one."""
    view = AgreementView()
    presenter = AgreementPresenter(view, context)
    view.compared.connect(presenter.compare)
    view.exported.connect(presenter.export)
    view.proposed.connect(presenter.propose)
    view.taken_back.connect(presenter.take_back)
    view.ended.connect(presenter.end)
    view.thrown_away.connect(presenter.throw_away)
    view.talk_asked.connect(presenter.talk)
    view.person_asked.connect(presenter.open_person)
    view.signed_asked.connect(presenter.keep_signed)
    view.document.copy_asked.connect(presenter.save_signed)
    view.parties.agreed.connect(presenter.agree)
    view.versions.version_chosen.connect(presenter.show_version)
    view.versions.review_chosen.connect(presenter.set_review)
    view.document.language_chosen.connect(presenter.set_language)
    view.document.second_chosen.connect(presenter.set_second_language)
    view.document.note_typed.connect(presenter.type_note)
    propose = QShortcut(QKeySequence("Ctrl+Return"), view)
    propose.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    propose.activated.connect(view.propose)

    def open_(person: bytes, relationship: bytes | None = None, version: int | None = None) -> None:
        presenter.open(person, relationship, version)
        view.focus_first()

    return Page(
        view, open=open_, leave=presenter.leave, new=view.begin, export=view.export_button.open,
        closed=presenter.closed,
    )  # fmt: skip
