"""Settings: made from the table of settings; beside it who you are and what guards the vault."""
