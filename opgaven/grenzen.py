"""How much a section holds; what does not fit is refused in words, and never cut."""

import re
from typing import Final

TEKST_MAX: Final = 50_000
"""Characters of a text, in its plain form."""
ITEMS_MAX: Final = 200
ITEM_MAX: Final = 5_000
"""Characters of one item."""
LANG_MAX: Final = 1_000
"""Of a fact that is some sentences."""
SLEUTEL: Final = re.compile("[0-9a-z]{4,32}")
"""A key, as a form may bring it."""
KORT_MAX: Final = 100
"""Of what stands beside it in a few words."""
