"""What can go wrong while a summary is written. None of these carries a word of it. Imports nothing."""


class CannotTypeset(Exception):
    """The typesetter refused the page."""


class TooLong(CannotTypeset):
    """There is more text than a PDF is made of; every other format takes it."""


class FileExists(Exception):
    """There is a file of that name already, and nobody has agreed to replace it."""


class CannotWrite(Exception):
    """The file could not be written. `number` is the system's error number, and its words are the message."""

    def __init__(self, number: int, reason: str) -> None:
        super().__init__(reason)
        self.number = number
