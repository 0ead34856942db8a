"""Earlier wordings: what a text said before, what changed since, and taking one of them again."""
