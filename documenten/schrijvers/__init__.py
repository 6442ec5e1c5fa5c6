"""Writers: a Plandocument as JSON, Word and ODT, each of which `inlezen.lezers.terug` reads back.

One walk (`opbouw`) makes paragraphs; `word` and `odt` only dress those. Pure: no query, no file. See docs/formaten.md.
"""

from typing import Final

from .json import json_bytes
from .odt import odt_bytes
from .opbouw import fiche, plan
from .word import word_bytes

VERSIE: Final = 2
"""Goes up when the same document gives other bytes than before, so that nobody keeps an old download."""

__all__ = ["VERSIE", "fiche", "json_bytes", "odt_bytes", "plan", "word_bytes"]
