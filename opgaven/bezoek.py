"""What a request about a plan needs, fetched once: the region, the plan, the rights of who asks, the document."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import Http404, HttpRequest

from governance.models import Regio
from plandocument.boom import Opgave, Plandocument

from .bouw import bouw
from .models import Plan
from .permissions import Rechten, eis_zien


@dataclass(frozen=True, slots=True)
class Bezoek:
    """A visit to a plan by somebody who may see it."""

    regio: Regio
    plan: Plan
    document: Plandocument
    rechten: Rechten

    def opgave(self, nummer: int) -> Opgave:
        """Raises Http404."""
        try:
            return self.document.opgave(nummer)
        except KeyError:
            raise Http404(f"Opgave {nummer} bestaat niet in dit plan.") from None

    def bij(self, request: HttpRequest, opgave: str) -> Bezoek:
        """The same visit, at one opgave (its key): what a redacteur may edit can depend on it."""
        visite = replace(self, rechten=self.rechten.voor(opgave))
        request.bezoek = visite  # type: ignore[attr-defined]
        return visite


def bezoek(request: HttpRequest, regio_code: str) -> Bezoek:
    """The current plan of the region, for who may see it; otherwise 404.

    Two queries (plan with region, roles), one for a visitor; ten more when the document has changed since it was built
    in this process. The region is also left on the request, for the header.
    """
    plan = Plan.objects.van(regio_code).first()
    if plan is None:
        raise Http404("Deze regio heeft nog geen plan.")
    rechten = Rechten.van(request.user, plan.regio)
    eis_zien(rechten, plan)
    visite = Bezoek(plan.regio, plan, bouw(plan), rechten)
    request.bezoek = visite  # type: ignore[attr-defined]
    return visite
