"""Opening a damaged vault to look at it: what can be read is shown, and every change is refused."""

from pathlib import Path

from mentor_desktop import vault as vaults_below
from mentor_desktop.services.clocks import SystemClock
from mentor_desktop.services.desk import Clock, Desk
from mentor_desktop.services.opened import Newer, Opened
from mentor_desktop.services.refusal import Refused
from mentor_desktop.store import schema
from mentor_desktop.store.engine import Store
from mentor_desktop.store.ids import new_id
from mentor_desktop.words import _


def open_read_only(
    folder: Path,
    *,
    passphrase: str | None = None,
    recovery_key: str | None = None,
    keyring_secret: bytearray | None = None,
    clock: Clock | None = None,
) -> Opened:
    """Open a vault, damaged or not. No byte of its header, notes and attachments is changed.

    Raises `Newer` and the errors of a vault, `DamagedDatabase` where not even the list of tables is readable.
    """
    vault = vaults_below.open_vault(
        folder,
        passphrase=passphrase,
        recovery_key=recovery_key,
        keyring_secret=keyring_secret,
        read_only=True,
    )
    store = None
    try:
        store = Store(vault.connect, vault.dbapi, read_only=True)
        _refuse_newer(store)
    except BaseException:
        if store is not None:
            store.close()
        vault.close()
        raise
    # No change is ever stamped, so any id of a device will do.
    return Opened(vault, Desk(store, clock or SystemClock(), new_id(), refuse_change))


def _refuse_newer(store: Store) -> None:
    """Raise `Newer` if the tables say that they are. Where the page that says it is damaged, nothing is lost
    by looking on: whatever is not as this program knows it fails to be read."""
    try:
        with store.read() as c:
            schema.is_due(schema.version(c))
    except schema.NewerSchema:
        raise Newer from None
    except Exception as error:
        if not isinstance(getattr(error, "orig", None), vaults_below.Vault.dbapi.Error):
            raise


def refuse_change() -> None:
    """Raise `Refused`: a damaged vault is never written to."""
    raise Refused(
        _(
            "This vault is damaged, so it is only shown and nothing is changed. Restore a backup, or rescue "
            "what can be read into a new vault."
        )
    )
