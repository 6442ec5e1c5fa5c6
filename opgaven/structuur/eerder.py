"""Where an opgave is that had another number, or went up in another: what old addresses and paper lead to."""

from __future__ import annotations

from collections.abc import Mapping

from ..models import Opgavenummer, Opvolging, Plan


def opvolgers(plan: Plan) -> dict[str, str]:
    """Key of what went up in another → that other, the latest. One query."""
    return dict(Opvolging.objects.filter(plan=plan).order_by("pk").values_list("oud", "nieuw"))


def volg_opvolger(sleutel: str, verder: Mapping[str, str], er_is: Mapping[str, object]) -> str:
    """The key where it ended, itself where it still is; empty where that is gone."""
    gezien: set[str] = set()
    while sleutel not in er_is:
        if sleutel in gezien or not (volgende := verder.get(sleutel, "")):
            return ""
        gezien.add(sleutel)
        sleutel = volgende
    return sleutel


def nu_van(plan: Plan, nummer: int, nummers: Mapping[str, int]) -> tuple[int | None, str]:
    """The present number of what had this number last, and its key; (None, key) where it was taken out, (None, "")
    where nothing had it. Two queries."""
    if not 0 < nummer < 2**15:
        return None, ""
    rij = Opgavenummer.objects.filter(plan=plan, nummer=nummer).order_by("-tot", "-pk").first()
    if rij is None:
        return None, ""
    nu = volg_opvolger(rij.sleutel, opvolgers(plan), nummers)
    return (nummers[nu], nu) if nu else (None, rij.sleutel)
