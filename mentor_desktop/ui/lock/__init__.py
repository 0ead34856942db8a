"""The lock screen: it opens a vault, and names nobody."""
