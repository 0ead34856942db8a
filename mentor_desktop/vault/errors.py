"""What can go wrong with a vault, one class for each case a caller must tell apart.

The text of an error is a short technical reason and never holds a path, a name or a secret, so that it may
reach a log; the sentences people read are made by the services. Imports nothing.
"""


class VaultError(Exception):
    """The base of every error that the vault raises on purpose."""


class WrongPassphrase(VaultError):
    """No keyslot opens with this passphrase, or with this (well-formed) recovery key."""


class BadRecoveryKey(VaultError):
    """The text is not a recovery key: its shape or its check group is wrong. Told before any derivation."""


class PassphraseTooShort(VaultError):
    """Fewer characters than a new passphrase must have."""


class PassphraseTooLong(VaultError):
    """More characters than a passphrase may have; it is refused whole, never cut."""


class PassphraseNotText(VaultError):
    """The passphrase holds half of a surrogate pair, which has no UTF-8 form."""


class NotEnoughMemory(VaultError):
    """The memory which the keyslot asks for could not be had."""


class MissingVault(VaultError):
    """There is no folder at this path, or it holds neither a header nor a database."""


class MissingHeader(VaultError):
    """The database is there but `keys.json` is not."""


class DamagedHeader(VaultError):
    """`keys.json` does not follow the format, or its checksum does not fit. Told before any derivation."""


class TamperedHeader(VaultError):
    """A keyslot opened, but the header as a whole was not written by someone who held the vault key."""


class NewerFormat(VaultError):
    """The header is sound but of a later format than this program knows."""


class MissingDatabase(VaultError):
    """The header is there but `notes.db` is not."""


class EmptyDatabase(VaultError):
    """`notes.db` has no bytes. It must never be taken for a new vault."""


class ForeignDatabase(VaultError):
    """`notes.db` is not encrypted, or it belongs to another vault."""


class DamagedDatabase(VaultError):
    """`notes.db` cannot be read with the key of this vault."""


class DatabaseUnavailable(VaultError):
    """The system failed to read or write `notes.db` (a full disk, an input/output error)."""


class MissingAttachment(VaultError):
    """The database names an attachment whose file is not there."""


class DamagedAttachment(VaultError):
    """The file of an attachment was cut, lengthened, exchanged or changed."""


class OldDatabaseLibrary(VaultError):
    """The SQLite inside the cipher library has a known fault that damages files, or has no cipher."""


class VaultInUse(VaultError):
    """Another program, or this one, has the vault open."""


class VaultClosed(VaultError):
    """The vault was closed, so its keys are gone."""


class FilesReplaced(VaultError):
    """Something else put other files in place of the vault's while it was open: nothing more is written."""


class ReadOnlyFolder(VaultError):
    """The vault, or the folder it should go into, cannot be written. Nothing was changed."""


class AlreadyExists(VaultError):
    """Something is there already: a file or folder at the path, or a passphrase on the vault."""


class RekeyUnfinished(VaultError):
    """A keyslot holds a pending key, so the slots cannot be changed before the re-keying has ended."""


class KeyringUnavailable(VaultError):
    """The keyring of the operating system is absent, locked, too slow, or holds nothing of this vault."""


class MissingBackup(VaultError):
    """There is no file at the path of a backup."""


class ForeignBackup(VaultError):
    """The file is something else than a backup, by its name and by its end."""


class CutBackup(VaultError):
    """The file is called a backup but lacks the end of one: it was cut short, or never finished."""


class DamagedBackup(VaultError):
    """The checksum of a backup does not fit, or what it says of itself makes no sense."""


class TamperedBackup(VaultError):
    """A backup whose checksum fits, but which was not made by someone who held the vault key."""


class NewerBackup(VaultError):
    """The backup is sound but of a later format than this program knows."""


class BackupNotWritten(VaultError):
    """The place of the backups refused or is full. Nothing was changed there."""
