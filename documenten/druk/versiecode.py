"""The code of a version under every page of a print; see `plandocument.versiecode`, which the pages use too."""

from plandocument.versiecode import in_groepen, versiecode, voorvoegsel

__all__ = ["in_groepen", "versiecode", "voorvoegsel"]
