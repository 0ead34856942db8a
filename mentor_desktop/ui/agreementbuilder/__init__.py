"""The builder: an agreement talked through together, one clause at a time."""
