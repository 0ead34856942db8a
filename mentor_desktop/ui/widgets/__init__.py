"""One component a file, painted from the theme's tokens.

Nothing is re-exported, so a window loads what it uses.
"""
