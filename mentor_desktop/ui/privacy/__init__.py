"""What hides the screen from others: the shield, the lock, and the share-safe view."""
