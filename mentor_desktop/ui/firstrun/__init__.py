"""First run: a passphrase, a recovery key on paper, your name and zone; then the vault is made."""
