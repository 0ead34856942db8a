"""The mini window: a remote control of the running session that stays above the call."""
