"""What mentoring is made of: plain dataclasses and rules.

May import the standard library and `whenever` only. No I/O; the time is always passed in.
"""
