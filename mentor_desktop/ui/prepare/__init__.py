"""Preparing a session: what happened last time, the agenda, one intention, checks before joining."""
