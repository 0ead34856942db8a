"""Bytes and keys: the encrypted folder that holds everything a mentor writes.

The only package that knows the cipher library. It imports nothing of the floors above; `docs/vault-format.md`
describes what it writes.
"""

from mentor_desktop.vault.database import Connection, Role
from mentor_desktop.vault.errors import (
    AlreadyExists,
    BadRecoveryKey,
    DamagedDatabase,
    DamagedHeader,
    DatabaseUnavailable,
    EmptyDatabase,
    ForeignDatabase,
    MissingDatabase,
    MissingHeader,
    MissingVault,
    NewerFormat,
    NotEnoughMemory,
    OldDatabaseLibrary,
    PassphraseNotText,
    PassphraseTooLong,
    PassphraseTooShort,
    ReadOnlyFolder,
    RekeyUnfinished,
    TamperedHeader,
    VaultClosed,
    VaultError,
    VaultInUse,
    WrongPassphrase,
)
from mentor_desktop.vault.opening import (
    add_passphrase,
    change_passphrase,
    create,
    create_with_random_key,
    open_vault,
    recovery_key_to_give,
    renew_recovery_key,
)
from mentor_desktop.vault.passphrase import MAX_CHARACTERS, MIN_CHARACTERS
from mentor_desktop.vault.recovery import format_recovery_key, parse_recovery_key
from mentor_desktop.vault.vault import Vault
from mentor_desktop.vault.work import Work, calibrate

__all__ = [
    "MAX_CHARACTERS",
    "MIN_CHARACTERS",
    "AlreadyExists",
    "BadRecoveryKey",
    "Connection",
    "DamagedDatabase",
    "DamagedHeader",
    "DatabaseUnavailable",
    "EmptyDatabase",
    "ForeignDatabase",
    "MissingDatabase",
    "MissingHeader",
    "MissingVault",
    "NewerFormat",
    "NotEnoughMemory",
    "OldDatabaseLibrary",
    "PassphraseNotText",
    "PassphraseTooLong",
    "PassphraseTooShort",
    "ReadOnlyFolder",
    "RekeyUnfinished",
    "Role",
    "TamperedHeader",
    "Vault",
    "VaultClosed",
    "VaultError",
    "VaultInUse",
    "Work",
    "WrongPassphrase",
    "add_passphrase",
    "calibrate",
    "change_passphrase",
    "create",
    "create_with_random_key",
    "format_recovery_key",
    "open_vault",
    "parse_recovery_key",
    "recovery_key_to_give",
    "renew_recovery_key",
]
