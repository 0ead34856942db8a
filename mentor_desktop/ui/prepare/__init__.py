"""Preparing a session: what happened last time, the agenda, one intention, and what to check before joining."""
