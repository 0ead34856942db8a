"""An opened vault: the vault, the desk that works on it, and each day's work. Knows no way of opening."""

import contextlib
from dataclasses import dataclass
from datetime import UTC, datetime

from mentor_desktop.domain.ids import Millis
from mentor_desktop.services.desk import Desk
from mentor_desktop.store import attachments as attachment_store
from mentor_desktop.store import settings as setting_store
from mentor_desktop.store import trash
from mentor_desktop.vault import Vault


class Newer(Exception):
    """The vault was used with a newer program."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An opened vault and the desk that works on it."""

    vault: Vault
    desk: Desk

    @property
    def read_only(self) -> bool:
        """Whether the vault is damaged and therefore only looked at: every change is refused."""
        return self.vault.read_only

    def day_work(self) -> None:
        """Note that the vault is used today, erase what lay in the trash long enough, and finish a change of
        the key that was cut off."""
        if self.read_only:
            return
        now = self.desk.now()
        with self.desk.change() as c:
            setting_store.note_use(c, datetime.fromtimestamp(now / 1000, UTC).date())
            ripe = trash.ripe(c, Millis(now))
            if ripe:
                trash.erase(c, ripe, Millis(now))
        from mentor_desktop.services import resealing  # later than the window in which one types

        resealing.finish(self)
        with contextlib.suppress(OSError):  # what the disk does not let go now goes the next time
            self.sweep()

    def sweep(self) -> int:
        """Remove the files of attachments that were erased, or whose adding was cut off; return how many.

        Nothing is removed while a file is being added or a backup is made.
        """
        with self.desk.change() as c:  # so that no row is written meanwhile
            return self.vault.attachments.sweep(attachment_store.files_needed(c))

    def close(self) -> None:
        """Close both connections, drop the key and let go of the lock."""
        self.desk.store.close()
        self.vault.close()
