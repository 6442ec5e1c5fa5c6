"""Why a page is not there, as kinds of 404: what is told is true, and says nothing of what is kept from somebody.

A plain Http404 is for what does not exist for anybody; its text is a Dutch sentence, or nothing for an address that no
page has.
"""

from __future__ import annotations

from django.http import Http404


class NietOpenbaar(Http404):
    """Nothing of this is public. The same for what is kept from who asks and for what does not exist."""


class VoorWieMeewerkt(Http404):
    """A page of a kind that only people with a role have; the same whether there is something on it or not."""

    def __init__(self, zin: str = "Deze pagina is voor mensen die aan het plan werken.") -> None:
        super().__init__(zin)
