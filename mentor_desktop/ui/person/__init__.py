"""One person: the whole relationship on one page, its story, its promises and notes, and every detail."""
