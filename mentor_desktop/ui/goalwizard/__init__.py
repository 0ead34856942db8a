"""Talking a goal through on a shared screen, and re-reading all goals of two people together."""
