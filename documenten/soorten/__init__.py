"""The kinds of print, one class each; importing this registers those of this room, in the order of the menu."""

from . import papier, memo, reacties  # noqa: F401, I001  (the order is that of the menu)
