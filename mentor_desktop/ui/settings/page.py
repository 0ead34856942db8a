"""Wires Settings for the window."""

from __future__ import annotations

from mentor_desktop.services import places
from mentor_desktop.ui.backing.bringing import Bringing
from mentor_desktop.ui.backing.page import wire
from mentor_desktop.ui.backing.step import BringStep
from mentor_desktop.ui.context import Context
from mentor_desktop.ui.damage.checking import Checking
from mentor_desktop.ui.links import open_folder
from mentor_desktop.ui.settings.backups import BRING, BackupsCard
from mentor_desktop.ui.settings.backups_presenter import BackupsPresenter
from mentor_desktop.ui.settings.presenter import NAME, SAY_IT, SettingsPresenter
from mentor_desktop.ui.settings.securing import Securing
from mentor_desktop.ui.settings.state import SECURITY
from mentor_desktop.ui.settings.view import SettingsView
from mentor_desktop.ui.shell.pages import Page


def page(context: Context) -> Page:
    """The page Settings, opened with `topic=""`: a section, or "passphrase" to choose a new one at once."""
    assert context.opened is not None  # a page stands in a window, and the window has opened a vault
    view = SettingsView(places.search)
    presenter = SettingsPresenter(view, context, context.opened)
    securing = Securing(view.opening, context, context.opened)
    backups = _backups(view, context)
    checking = Checking(view.check, context, context.opened)
    view.asked.connect(presenter.ask)
    view.typed.connect(presenter.typed)
    view.left.connect(presenter.left)
    view.you.name_typed.connect(lambda text: presenter.typed(NAME, text))
    view.you.name_left.connect(lambda: presenter.left(NAME))
    view.you.say_it_typed.connect(lambda text: presenter.typed(SAY_IT, text))
    view.you.say_it_left.connect(lambda: presenter.left(SAY_IT))
    view.zone.zone_asked.connect(presenter.move)
    view.check.asked.connect(checking.check)
    view.check.cancelled.connect(checking.cancel)
    view.check.help_asked.connect(checking.show_ways)
    view.trash.restored.connect(presenter.restore)
    view.protection.help_asked.connect(presenter.help)
    view.log.show_asked.connect(lambda: _show_log(view, context))
    opening = view.opening
    opening.passphrase_asked.connect(securing.change)
    opening.recovery_asked.connect(securing.renew)
    opening.cancelled.connect(securing.end)
    opening.passphrase_typed.connect(securing.typed)
    opening.words_asked.connect(securing.words)
    opening.passphrase_chosen.connect(securing.next)
    opening.groups_typed.connect(securing.groups_typed)
    opening.print_asked.connect(securing.print_key)
    opening.save_asked.connect(securing.save_key)
    opening.secret_typed.connect(securing.secret_typed)
    opening.proof_asked.connect(securing.prove)
    opening.replace_asked.connect(securing.replace)
    opening.keyring_asked.connect(securing.keyring)

    def leave() -> None:
        presenter.leave()
        securing.end()
        backups.leave()

    def closed() -> None:
        presenter.closed()
        securing.forget()
        backups.closed()
        checking.closed()

    def opened(topic: str = "") -> None:
        presenter.open(SECURITY if topic == "passphrase" else topic)
        securing.look()
        backups.look()
        checking.look()
        if topic == "passphrase":
            securing.change()

    return Page(view, open=opened, leave=leave, find=view.start_finding, closed=closed)


def _backups(view: SettingsView, context: Context) -> BackupsPresenter:
    card = view.backups
    assert context.opened is not None
    presenter = BackupsPresenter(
        card, context, context.opened, show_list=view.backup_list.show_state, bring_step=card.bring_step,
        wire=lambda bringing: _wire_bringing(card, bringing), open_folder=open_folder,
    )  # fmt: skip
    card.switched.connect(presenter.switch)
    card.folder_asked.connect(presenter.show_folder)
    card.place_asked.connect(presenter.choose_place)
    card.place_dropped.connect(presenter.drop_place)
    card.make_asked.connect(presenter.make)
    card.cancelled.connect(presenter.cancel)
    card.left.connect(presenter.leave)
    card.prove_asked.connect(presenter.prove)
    card.bring_asked.connect(presenter.bring)
    card.secret_typed.connect(presenter.secret_typed)
    card.open_asked.connect(presenter.open_brought)

    def pressed(what: str, key: str) -> None:
        if what == BRING:
            presenter.bring(key)
        else:
            presenter.prove(key)

    view.backup_list.pressed.connect(pressed)
    return presenter


def _wire_bringing(card: BackupsCard, bringing: Bringing) -> None:
    if isinstance(card.step, BringStep):
        wire(card.step, bringing)


def _show_log(view: SettingsView, context: Context) -> None:
    log = context.device.log
    context.ask.read(log.text, lambda text: view.log.show_log(text, str(log.folder or "")), context.failed)
