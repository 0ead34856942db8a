"""Backups in the window: made beside the work, and brought back where there is no vault to open."""
