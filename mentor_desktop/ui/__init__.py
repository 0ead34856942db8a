"""The window: widgets, screens and the shell around them. The only floor that imports Qt; asks services."""
