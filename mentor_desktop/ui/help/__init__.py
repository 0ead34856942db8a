"""Help: how-tos, every key, and what is protected and what is not; offline, searched as one types."""
