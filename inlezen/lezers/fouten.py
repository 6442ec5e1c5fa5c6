from __future__ import annotations


class Leesfout(Exception):
    """The file cannot be read as a plan. The message is one Dutch sentence for the person who gave it; it never quotes
    the file."""


TE_VEEL_PUNTEN = "Een sectie van een fiche heeft meer dan 500 regels of punten; dat is geen plan."
