"""The main window around the screens.

Menu bar, sidebar, pages, banner, undo bar and the privacy shield's cover.
"""
