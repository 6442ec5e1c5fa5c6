"""The portal with its version check taken out, for the negative control of the lost-update proof. Never served.

Whatever filters sections on `versie` no longer does, and nothing is merged; the database's own check is switched off by
the test.
"""

from typing import Any

from django.db.models import QuerySet

from npvr.wsgi import application
from opgaven.actions.samen import BewaardeSectie
from opgaven.actions.secties import bewaar_sectie
from opgaven.models import Sectie
from opgaven.views import geschiedenis, secties

_filter = QuerySet.filter


def _zonder_versie(self: QuerySet[Any], *args: Any, **kwargs: Any) -> QuerySet[Any]:
    if self.model is Sectie and "pk" in kwargs:
        kwargs.pop("versie", None)
    return _filter(self, *args, **kwargs)


def _bewaar_zomaar(*, basis: Any, itemsoort: str, keuzes: Any = None, **velden: Any) -> BewaardeSectie:
    return BewaardeSectie(bewaar_sectie(**velden), velden["inhoud"])


secties.bewaar_samen = geschiedenis.bewaar_samen = _bewaar_zomaar
QuerySet.filter = _zonder_versie  # type: ignore[method-assign]

__all__ = ["application"]
