"""The banner that stays while a damaged vault is only shown, with the two ways out.

Plain Python, no Qt.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from mentor_desktop.ui.backing.aside import Aside
from mentor_desktop.ui.backing.daily import Around
from mentor_desktop.ui.damage.words import BACKUP, RESCUE, backup_day, banner_words
from mentor_desktop.words import _

if TYPE_CHECKING:
    from mentor_desktop.services.backup_list import Backup
    from mentor_desktop.services.vaults import Opened
    from mentor_desktop.ui.context import ShownBanner


class DamageNotice:
    """See the module."""

    def __init__(self, around: Around) -> None:
        self._around = around
        self._opened: Opened | None = None
        self._day = ""
        self._banner: ShownBanner | None = None

    def begin(self, opened: Opened, aside: Aside) -> None:
        """Say it, where the vault that was opened is damaged."""
        if not opened.read_only:
            return
        self._opened, self._day = opened, ""
        self._show()
        aside.begin(lambda _progress: _backup(opened), self._found, _unheard, _unheard)

    def met(self, error: BaseException) -> None:
        """Work in a vault that seemed sound has failed: say it, where damage is why."""
        from mentor_desktop.services import vaults

        if vaults.is_damage(error):
            self._around.add_banner(
                _("Part of this vault cannot be read. Write nothing more in it for now."),
                [(_("See what can be done"), lambda: self._around.go("damage"))],
                "danger",
            )

    def end(self) -> None:
        """The vault is about to be closed; its banners go with the pages."""
        self._opened = self._banner = None

    def _found(self, backup: Backup | None) -> None:
        opened = self._opened
        if opened is None or backup is None:
            return
        self._day = backup_day(backup, opened.desk.clock.zone())
        self._show()

    def _show(self) -> None:
        if self._opened is None:
            return
        if self._banner is not None:
            self._banner.close_banner()
        buttons = [(_("Rescue what can be read…"), self._going(RESCUE))]
        if self._day:
            words = _("Bring back the backup of %(day)s") % {"day": self._day}
            buttons.insert(0, (words, self._going(BACKUP)))
        self._banner = self._around.add_banner(banner_words(), buttons, "danger", closable=False)

    def _going(self, topic: str) -> Callable[[], None]:
        def go() -> None:
            self._banner = None  # pressing a button closed it
            self._show()
            self._around.go("damage", topic=topic)

        return go


def _backup(opened: Opened) -> Backup | None:
    from mentor_desktop.services import damage  # once in the life of a vault, it is to be hoped

    return damage.backup_to_restore(opened)


def _unheard(_answer: object) -> None:
    """The banner stands without a backup; the page says why."""
