"""Wrap up: one chain of fields from "What mattered" to "Done", the checklist, and the summary beside it."""
