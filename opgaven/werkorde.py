"""The working order of a fiche, from concept to akkoord: one table, and what follows from it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import PermissionDenied
from django.db.models import CharField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat, JSONObject

from governance.models import Rol
from npvr.vaste_vraag import VasteVraag

from .models import Opgave, Plan, Sectie
from .permissions import Rechten

Status = Opgave.Status
R = Rol.Soort


@dataclass(frozen=True, slots=True)
class Werkstap:
    """A move. `gedaan` completes "De fiche is …"; `weigering` is told to who may not."""

    code: str
    van: str
    naar: str
    daad: str
    gedaan: str
    rollen: tuple[str, ...]
    reden: bool
    vraag: str
    weigering: str


WERKORDE = (
    Werkstap(
        "leg_voor", Status.CONCEPT, Status.TER_TOETSING, "Leg voor", "voorgelegd", (R.REDACTEUR, R.PROGRAMMAMANAGER),
        False, "", "Een fiche voorleggen kan een redacteur van deze opgave of de programmamanager.",
    ),
    Werkstap(
        "geef_akkoord", Status.TER_TOETSING, Status.AKKOORD, "Geef akkoord", "akkoord",
        (R.EIGENAAR, R.PROGRAMMAMANAGER), False, "",
        "Akkoord geven kan een eigenaar van deze opgave of de programmamanager.",
    ),
    Werkstap(
        "stuur_terug", Status.TER_TOETSING, Status.CONCEPT, "Stuur terug", "teruggestuurd",
        (R.EIGENAAR, R.PROGRAMMAMANAGER), True, "Wat moet er nog gebeuren?",
        "Een fiche terugsturen kan een eigenaar van deze opgave of de programmamanager.",
    ),
    Werkstap(
        "neem_terug", Status.TER_TOETSING, Status.CONCEPT, "Neem terug", "teruggenomen", (R.REDACTEUR,),
        False, "Waarom? (dit mag u leeg laten)", "Een fiche terugnemen kan een redacteur van deze opgave.",
    ),
    Werkstap(
        "open_opnieuw", Status.AKKOORD, Status.CONCEPT, "Open opnieuw", "weer open",
        (R.EIGENAAR, R.PROGRAMMAMANAGER, R.REDACTEUR), True, "Waarom gaat de fiche weer open?",
        "Een fiche opnieuw openen kan een eigenaar of een redacteur van deze opgave, of de programmamanager.",
    ),
)  # fmt: skip
PER_CODE = {stap.code: stap for stap in WERKORDE}

VERDER = {s.van: s for s in WERKORDE if s.code in ("leg_voor", "geef_akkoord")}
"""The move that brings a fiche nearer to akkoord, by state."""
TEKENS = {Status.CONCEPT: ("pen", ""), Status.TER_TOETSING: ("letop", "letop"), Status.AKKOORD: ("check", "goed")}
"""Sign and tint of a state."""


def mag_stap(rechten: Rechten, stap: Werkstap) -> bool:
    """Whether somebody may do this to the opgave that the rights are about."""
    return any(rechten.met_rol(soort) for soort in stap.rollen)


def eis_stap(rechten: Rechten, stap: Werkstap) -> None:
    if not mag_stap(rechten, stap):
        raise PermissionDenied(stap.weigering)


def aan_zet(status: str) -> tuple[str, ...]:
    """The roles whose turn it is: who may bring the fiche further. Empty when it is akkoord."""
    return VERDER[status].rollen if status in VERDER else ()


def stappen(status: str, rechten: Rechten) -> list[Werkstap]:
    """What somebody may do with a fiche in this state."""
    mag = [s for s in WERKORDE if s.van == status and mag_stap(rechten, s)]
    # who may send a fiche back with a reason needs no second way to the same place
    naar = {s.naar for s in mag if s.reden}
    return [s for s in mag if s.reden or s.naar not in naar]


@dataclass(frozen=True, slots=True)
class Fichestand:
    """Where a fiche is. `afdruk` is the fingerprint of its text; empty when it is not sure that it was shown."""

    pk: int
    nummer: int
    sleutel: str
    titel: str
    status: str
    sinds: datetime | None
    door: str
    afdruk: str
    laatste: dict[str, Any] | None = None
    """The last change of its text: `op`, `door` and the section's `letter`."""
    secties: str = ""
    """Section and version of each, for the page to see how many changed since it was opened: "12:3 13:1"."""

    @property
    def woord(self) -> str:
        return str(Status(self.status).label)

    @property
    def teken(self) -> str:
        return TEKENS[Status(self.status)][0]

    @property
    def tint(self) -> str:
        return TEKENS[Status(self.status)][1]

    @property
    def aan_zet(self) -> list[str]:
        return [str(Rol.Soort(soort).label) for soort in aan_zet(self.status)]


def _secties(van: Any) -> QuerySet[Sectie, Any]:
    regel = Concat(Cast("pk", CharField()), Value(":"), Cast("versie", CharField()))
    return Sectie.objects.filter(opgave=van).order_by("pk").annotate(regel=regel).values_list("regel", flat=True)


def _laatste() -> Subquery:
    gewijzigd = Sectie.objects.filter(opgave=OuterRef("pk"), gewijzigd_op__isnull=False).order_by("-gewijzigd_op")
    return Subquery(
        gewijzigd.values(rij=JSONObject(op="gewijzigd_op", door="gewijzigd_door__naam", letter="soort__letter"))[:1]
    )


def _met_tijd(gevonden: str | None) -> dict[str, Any] | None:
    rij = json.loads(gevonden) if gevonden else None
    return rij and {**rij, "op": datetime.fromisoformat(rij["op"])}


def afdruk(nummer: int, titel: str, overzicht: str, cluster: int | None, secties: Iterable[str]) -> str:
    """A short fingerprint of what a fiche says; it changes with each save of a section."""
    delen = repr((nummer, titel, overzicht, cluster, sorted(secties)))
    return hashlib.sha256(delen.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def afdruk_van(opgave: Opgave) -> str:
    """Of a row that is locked: the sections as they stand now. One query."""
    return afdruk(opgave.nummer, opgave.titel, opgave.overzicht, opgave.cluster_id, _secties(opgave.pk))


def standen(plan: Plan, nummer: int | None = None) -> list[Fichestand]:
    """Per opgave where it stands, in the plan's order; one of them with `nummer`. One query.

    Without fingerprints when the plan was changed since `plan` was read: then the text on the page is an older one.
    """
    rijen = _ALLE(plan.pk) if nummer is None else _EEN(plan.pk, nummer)
    return [
        Fichestand(
            pk, nr, sleutel, titel, status, sinds, wie or "",
            afdruk(nr, titel, overzicht, cluster, regels) if nu == plan.stand else "",
            _met_tijd(laatste), " ".join(regels),
        )
        for pk, nr, sleutel, titel, status, sinds, wie, overzicht, cluster, nu, regels, laatste in rijen
    ]  # fmt: skip


def _standen(plan: int) -> QuerySet[Opgave, Any]:
    velden = ("pk", "nummer", "sleutel", "titel", "status", "status_sinds", "status_door__naam", "overzicht")
    regels = ArraySubquery(_secties(OuterRef("pk")))
    rijen = Opgave.objects.filter(plan=plan)
    return rijen.values_list(*velden, "cluster_id", "plan__stand", regels, _laatste())


_ALLE = VasteVraag(_standen, getal=("plan",))
_EEN = VasteVraag(lambda plan, nummer: _standen(plan).filter(nummer=nummer), getal=("plan", "nummer"))


def als_tabel() -> str:
    """The working order as docs/werkorde.md shows it: a diagram and a table, in Markdown."""
    namen = {s.value: str(s.label) for s in Status}
    regels = ["```mermaid", "stateDiagram-v2", f"    [*] --> {Status.CONCEPT.value}"]
    regels += [f"    {code} : {naam}" for code, naam in namen.items()]
    regels += [f"    {s.van} --> {s.naar} : {s.daad}" for s in WERKORDE]
    regels += ["```", "", "| van | daad | naar | wie | reden |", "|---|---|---|---|---|"]
    for s in WERKORDE:
        wie = ", ".join(str(Rol.Soort(soort).label).lower() for soort in s.rollen)
        reden = "verplicht" if s.reden else "niet verplicht"
        regels.append(f"| {namen[s.van]} | *{s.daad}* | {namen[s.naar]} | {wie} | {reden} |")
    return "\n".join(regels) + "\n"


def redenen(rij: Iterable[Fichestand]) -> dict[int, tuple[str, str]]:
    """Per opgave (its id) the move that brought it where it is, and the reason given. One query."""
    nu = {s.pk: s for s in rij if s.sinds}
    spoor = apps.get_model("opgaven", "OpgaveGebeurtenis")._default_manager
    uit = {}
    gebeurd = spoor.filter(pgh_obj_id__in=nu, status_sinds__in=[s.sinds for s in nu.values()], pgh_label="update")
    for g in gebeurd.select_related("pgh_context").order_by("-pgh_id"):
        if g.status_sinds == nu[g.pgh_obj_id].sinds and g.pgh_context:
            meta = g.pgh_context.metadata or {}
            uit[g.pgh_obj_id] = (str(meta.get("daad", "")), str(meta.get("waarom", "")))
    return uit
