"""How much a section holds; what does not fit is refused in words, and never cut."""

from typing import Final

TEKST_MAX: Final = 50_000
"""Characters of a text, in its plain form."""
ITEMS_MAX: Final = 200
ITEM_MAX: Final = 5_000
"""Characters of one item."""
KORT_MAX: Final = 100
"""Of what stands beside it in a few words."""
