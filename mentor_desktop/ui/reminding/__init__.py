"""Reminders: a banner in the window and, where it was switched on, a notice of the system."""
