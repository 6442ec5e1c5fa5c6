"""To which opgave and section of the working copy a comment belongs now that some went up in others.

A comment keeps the keys of the place where it was made; where two were merged (`opgaven.models.Opvolging`) it is found
at what stayed. A version knows its own places.
"""

from __future__ import annotations

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, CharField, F, Func, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Coalesce

from opgaven.models import Opvolging, Plan


def bij(veld: str, plan: Plan | int | OuterRef, sleutel: str) -> Q:
    """Comments at this opgave or section (`veld`), and at what went up in it. No query of its own, and by the index."""
    opgegaan = Opvolging.objects.filter(plan=plan, nieuw=sleutel).order_by().values_list("oud")
    rij = Func(ArraySubquery(opgegaan), Cast(Value(sleutel), CharField()), function="array_append")
    een_van = Func(F(veld), rij, template="(%(expressions)s))", arg_joiner=" = ANY (", output_field=BooleanField())
    return Q(een_van)


def nu(veld: str) -> Coalesce:
    """The key of the opgave or section where a comment is found now, to group by."""
    verder = Opvolging.objects.filter(plan=OuterRef("plan"), oud=OuterRef(veld)).order_by("-pk").values("nieuw")
    return Coalesce(Subquery(verder[:1]), F(veld))
