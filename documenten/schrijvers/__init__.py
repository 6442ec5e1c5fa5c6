"""Writers: a Plandocument as JSON, Word and ODT, each of which `inlezen.lezers.terug` reads back.

One walk (`opbouw`) makes paragraphs; `word` and `odt` only dress those. Pure: no query, no file. See docs/formaten.md.
"""

from collections.abc import Callable
from typing import Final

from npvr.formaten import ODT, WORD

from .json import json_bytes
from .odt import odt_bytes
from .opbouw import Schrijfbeeld, Stuktekst, fiche, plan
from .word import word_bytes

SCHRIJVERS: Final[dict[str, Callable[[Stuktekst], bytes]]] = {WORD: word_bytes, ODT: odt_bytes}
"""How a text is written in each format of a text."""

VERSIE: Final = 4
"""Goes up when the same document gives other bytes than before, so that nobody keeps an old download."""

__all__ = ["SCHRIJVERS", "VERSIE", "Schrijfbeeld", "fiche", "json_bytes", "odt_bytes", "plan", "word_bytes"]
