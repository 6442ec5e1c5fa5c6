"""Who has which role now: the one place where other rooms read roles as rows. What a person may, `permissions` says."""

from __future__ import annotations

from typing import Any

from .models import Rol
from .models.regios import RolQuerySet


def rollen(regio: Any = None, *soorten: str, **meer: Any) -> RolQuerySet:
    """Roles that count at this moment: in a region (a row, its number, or an OuterRef) or in all, of these kinds or of
    all, and `meer` as `filter` takes it."""
    gevonden = Rol.objects.get_queryset()
    if regio is not None:
        gevonden = gevonden.filter(regio=regio)
    if soorten:
        gevonden = gevonden.filter(soort__in=soorten)
    return gevonden.filter(**meer) if meer else gevonden


def houders(regio: Any = None, *soorten: str, **meer: Any) -> RolQuerySet:
    """The same, of people whose account is in use: whom something can be told."""
    return rollen(regio, *soorten, **meer, user__is_active=True)
