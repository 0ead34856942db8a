"""Puts the Wrap up page together: view, presenters and the ways between them."""

from __future__ import annotations

from mentor_desktop.domain.history import Kind
from mentor_desktop.domain.ids import SessionId
from mentor_desktop.ui.context import Context
from mentor_desktop.ui.shell.pages import Page
from mentor_desktop.ui.wrapup.consenting import ConsentPresenter
from mentor_desktop.ui.wrapup.presenter import WrapPresenter
from mentor_desktop.ui.wrapup.promising import PromiseDesk
from mentor_desktop.ui.wrapup.summarising import SummaryPresenter
from mentor_desktop.ui.wrapup.view import WrapUpView


def page(context: Context) -> Page:
    """The page of key `wrap`; opened with `session`, and `note` or `promise` for the very line: raw ids."""
    view = WrapUpView()
    summary = SummaryPresenter(view, context, lambda: presenter.reload())
    presenter = WrapPresenter(view, context, summary.reload)
    view.chain.next.set_other_clock(presenter.other_clock)
    _connect(view, presenter, summary)
    _connect_promises(view, presenter.promises)
    _connect_histories(view, context)
    consenting = ConsentPresenter(view.consents, context)
    _connect_consents(view, consenting)

    def open_(session: bytes, note: bytes | None = None, promise: bytes | None = None) -> None:
        presenter.open(SessionId(session), promise)
        summary.open(SessionId(session), note)
        consenting.open(SessionId(session))

    def leave() -> None:
        presenter.leave()
        summary.leave()

    def closed() -> None:
        presenter.closed()
        summary.closed()
        consenting.closed()

    return Page(view, open=open_, leave=leave, export=summary.export, closed=closed)


def _connect(view: WrapUpView, presenter: WrapPresenter, summary: SummaryPresenter) -> None:
    chain, check, card, paper = view.chain, view.checklist, view.summary, view.paper
    view.tab_chosen.connect(presenter.go_to)
    view.end_asked.connect(presenter.end_first)
    view.unfold_asked.connect(presenter.unfold)
    paper.typed.connect(presenter.draft_typed)
    paper.entered.connect(presenter.note_entered)
    chain.attendance.attended.connect(presenter.attended)
    chain.mattered_typed.connect(presenter.mattered_typed)
    chain.mattered_left.connect(presenter.mattered_left)
    chain.next.slot_taken.connect(presenter.take_slot)
    chain.next.other_taken.connect(presenter.take_other)
    chain.rated.connect(presenter.rate)
    chain.part_chosen.connect(presenter.choose_part)
    chain.done.connect(presenter.finish)
    chain.reopened.connect(presenter.reopen)
    check.ticked.connect(presenter.tick)
    check.removed.connect(presenter.remove_item)
    check.added.connect(presenter.add_item)
    card.audience_chosen.connect(summary.audience_chosen)
    card.opening_typed.connect(summary.opening_typed)
    card.opening_left.connect(summary.opening_left)
    card.held.connect(summary.hold_back)
    card.format_chosen.connect(summary.format_chosen)
    card.copied.connect(summary.copy)
    card.printed.connect(summary.print)
    card.exported.connect(summary.export)
    card.answered.connect(summary.answered)


def _connect_consents(view: WrapUpView, consenting: ConsentPresenter) -> None:
    card = view.consents
    card.asked.connect(consenting.ask)
    card.answered.connect(consenting.answer)
    card.kept.connect(consenting.keep)
    card.forgotten.connect(consenting.forget)


def _connect_histories(view: WrapUpView, context: Context) -> None:
    def note(key: str) -> None:
        context.shell.go("history", kind=str(Kind.NOTE), row=bytes.fromhex(key))

    def promise(key: bytes) -> None:
        context.shell.go("history", kind=str(Kind.PROMISE), row=key)

    view.paper.history_asked.connect(note)
    view.summary.history_asked.connect(note)
    for made in (view.chain.promises, view.chain.earlier):
        made.history_asked.connect(promise)


def _connect_promises(view: WrapUpView, promises: PromiseDesk) -> None:
    chain = view.chain
    entry = chain.entry
    entry.typed.connect(promises.typed)
    entry.entered.connect(promises.entered)
    entry.escaped.connect(promises.cancel)
    entry.owner_chosen.connect(promises.owner_chosen)
    entry.date_picked.connect(promises.date_picked)
    entry.date_chosen.connect(promises.date_chosen)
    entry.undecided.connect(promises.undecided)
    entry.dateless.connect(promises.without_date)
    chain.suggestions.accepted.connect(promises.accept)
    chain.suggestions.edit_asked.connect(promises.change_suggestion)
    chain.suggestions.dropped.connect(promises.dismiss)
    for made in (chain.promises, chain.earlier):
        made.edit_asked.connect(promises.change)
        made.toggled.connect(promises.toggle)
        made.dropped.connect(promises.drop)
        made.shared.connect(promises.share)
