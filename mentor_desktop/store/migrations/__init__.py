"""Alembic's environment and the steps, one file a step, never changed once released."""
