from __future__ import annotations


class Leesfout(Exception):
    """The file cannot be read as a plan. The message is one Dutch sentence for the person who gave it; it never quotes
    the file."""
