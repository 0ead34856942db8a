"""What someone knows of the secrets of an open vault, and whether the recovery key is still on paper.

That is asked for once a year. The header alone is looked at: nothing is opened.

May import the vault, vaults and what is noted.
"""

from mentor_desktop import vault as vaults_below
from mentor_desktop.domain.ids import DAY, Millis
from mentor_desktop.services import noted
from mentor_desktop.services.vaults import Opened
from mentor_desktop.vault import BadRecoveryKey

YEAR = 365 * DAY


def proof_due(opened: Opened, now: Millis | None = None) -> bool:
    """Whether a year has passed since the key was proved. Never for a vault without one (the sample).

    A vault that never was asked counts as due, and so does a proof from the future: some clock was wrong.
    """
    if "recovery" not in opened.vault.slot_kinds():
        return False
    at, proved = opened.desk.now() if now is None else now, noted.last_proved(opened.desk)
    return proved is None or not 0 <= at - proved < YEAR


def knows_passphrase(opened: Opened, passphrase: str) -> bool:
    """Whether this is the passphrase of a vault that is open. Takes as long as opening it."""
    return vaults_below.opens(opened.vault, passphrase=passphrase)


def knows_recovery_key(opened: Opened, typed: str) -> bool:
    """Whether this is the recovery key of a vault that is open; what cannot be one is not."""
    try:
        return vaults_below.opens(opened.vault, recovery_key=typed)
    except BadRecoveryKey:
        return False


def prove(opened: Opened, typed: str) -> bool:
    """Whether what was typed is this vault's recovery key; if so, that is noted.

    Raises `BadRecoveryKey` for what cannot be the key of any vault.
    """
    right = vaults_below.opens(opened.vault, recovery_key=typed)
    if right:
        noted.recovery_proved(opened.desk)
    return right
