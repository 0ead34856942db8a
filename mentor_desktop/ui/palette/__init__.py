"""The palette: one field that finds people, notes, promises, sessions, pages and actions."""
