"""A damaged vault in the window: what is wrong, the backup to bring back, and the rescue into a new vault."""
