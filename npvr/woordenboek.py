"""The Dutch dictionary: Hunspell with the words of OpenTaal. See docs/adr/0031-spelling.md."""

from __future__ import annotations

import re
import tempfile
import threading
from functools import lru_cache
from pathlib import Path

import hunspell
from django.conf import settings

_SAMENSTELLEN = re.compile(r"(?:CHECK)?COMPOUND")


class Nederlands:
    """Which words are Dutch, those alone that the dictionary has: compounds are taken apart by who asks.

    Hunspell's own rules for compounds are left out, since a long word costs it up to 0.1 s, and a text of such words
    minutes. Loading takes some 0.3 s and 25 MB, so it is loaded once per process.
    """

    def __init__(self, map_: Path) -> None:
        self._slot = threading.Lock()
        with tempfile.TemporaryDirectory() as hier:
            regels = (map_ / "index.aff").read_text(encoding="utf-8").splitlines()
            zonder = "\n".join(regel for regel in regels if not _SAMENSTELLEN.match(regel))
            (Path(hier) / "nl.aff").write_text(zonder, encoding="utf-8")
            (Path(hier) / "nl.dic").symlink_to((map_ / "index.dic").resolve())
            self._woorden = hunspell.Hunspell("nl", hunspell_data_dir=hier)

    def kent(self, woord: str) -> bool:
        with self._slot:
            return bool(self._woorden.spell(woord))


_LADEN = threading.Lock()


def nederlands() -> Nederlands:
    """The dictionary, loaded by whoever asks first."""
    with _LADEN:
        return _geladen()


@lru_cache(1)
def _geladen() -> Nederlands:
    return Nederlands(settings.WOORDENBOEK)
