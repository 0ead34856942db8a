"""A session's summary as a file: one neutral tree of blocks, and one writer for each format.

Everything here is drawn from `domain.shareable` alone, so that a private field cannot be reached from
an exporter. May import `domain.shareable`, `words` and the resources folder. Importing this package
loads nothing: the parser and the writers come with their first use.
"""
