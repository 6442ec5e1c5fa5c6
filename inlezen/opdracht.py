"""What the screen of a reading shows, as plain data: for the command, and for who wants it in JSON."""

from __future__ import annotations

from typing import Any

from governance.models import Regio
from opgaven.actions.secties import Regioregisters
from opgaven.models import Plan
from plandocument.boom import Plandocument
from plandocument.vergelijk import Passage

from .actions.inlezingen import akkoorden
from .beeld import Beeldvraag, Getoond, Overnamebeeld, Overnamekeuze, beeld
from .fiches import telling
from .lees_veilig import GelezenPlan
from .verslag import fiches, gebreken, gelezen_als, onzeker, op_woorden, overgeslagen

EERSTE = "het eerste plan van de regio"


def beeld_van(gelezen: GelezenPlan, plan: Plan, huidig: Plandocument) -> Overnamebeeld:
    """The picture as the screen has it for somebody who may write everything. Two queries."""
    rijen = Regioregisters(plan.regio_id).per_soort
    namen = {(s, code): naam.partition(" – ")[0] for s, per in rijen.items() for code, (_, naam) in per.items()}
    return beeld(
        Beeldvraag(
            nu=huidig,
            basis=gelezen.basis or huidig,
            gelezen=gelezen.document,
            weet_basis=gelezen.weet_basis,
            regio=plan.regio.code,
            akkoord=akkoorden(plan),
            mag=lambda _: True,
            namen=namen,
            onzeker=onzeker(gelezen.verslag),
            op_woorden=op_woorden(gelezen.verslag),
            gebreken=gebreken(gelezen.verslag),
        )
    )


def als_data(regio: Regio, gelezen: GelezenPlan, gezien: Overnamebeeld | None) -> dict[str, Any]:
    """`gelezen_als`, `zeker`, `fiches`, `onderdelen`, `overgeslagen` and what else the screen tells; no query.

    `gezien` is None for a region without a plan: then all of it is the first plan.
    """
    rijen = fiches(gelezen.verslag, gelezen.document)
    if gezien is None:
        t = telling(gelezen.document.opgaven, len(gelezen.document.hoofdstukken))
        woorden = f"Eerste plan: {t['opgaven']} opgaven, {t['hoofdstukken']} hoofdstukken"
        onderdelen = [{"code": "plan", "wijziging": woorden, "vink": True, "deel": "Het plan", "waarschuwingen": []}]
    else:
        onderdelen = [rij for keuze in gezien.keuzes for rij in _onderdelen(keuze, gelezen.document)]
    return {
        "bestand": gelezen.naam,
        "regio": regio.code,
        "soort": gelezen.bron,
        "gelezen_als": EERSTE
        if gezien is None
        else gelezen_als(gelezen.verslag, gelezen.document, geheel=gelezen.geheel),
        "zeker": all(f.zeker for f in rijen),
        "fiches": [{"titel": f.titel, "opgave": f.opgave, "zeker": f.zeker, "waarom": f.reden} for f in rijen],
        "weet_basis": gelezen.weet_basis,
        "onderdelen": onderdelen,
        "overgeslagen": [{"waar": g.waar, "wat": g.wat, "soort": g.soort} for g in overgeslagen(gelezen.verslag)],
        "meldingen": list(gelezen.verslag.get("meldingen", ())),
        "kanttekeningen": [
            {
                "waar": gezien.plaatsen[k["sectie"]].naam if gezien and k["sectie"] in gezien.plaatsen else "",
                "bij": k["bij"],
                "tekst": k["tekst"],
                "antwoorden": list(k.get("antwoorden", ())),
                "opgelost": bool(k.get("opgelost")),
                "vink": not k.get("opgelost"),
            }
            for k in gelezen.verslag.get("kanttekeningen", ())
        ],
    }


def _onderdelen(keuze: Overnamekeuze, gelezen: Plandocument) -> list[dict[str, Any]]:
    """One row per change; changes of one piece are taken over together and share its name and tick."""
    deel = {"deel": keuze.naam, "waarschuwingen": [*keuze.waarschuwingen, *([keuze.dicht] if keuze.dicht else [])]}
    rijen = [
        {"code": w.code or "plan", "wijziging": in_woorden(w), "vink": keuze.aan, **deel} for w in keuze.wijzigingen
    ]
    if rijen:
        return rijen
    houder = gelezen.per_sleutel.get(keuze.code[2:])
    code = str(houder.nummer) if houder is not None else keuze.naam
    return [{"code": code, "wijziging": keuze.naam, "vink": keuze.aan, **deel}]


def in_woorden(getoond: Getoond) -> str:
    """ "Gewijzigd: Het duurt [vervalt: te] [nieuw: veel te] lang" – as the page says it to who cannot see it."""
    delen = [_passage(p) for p in getoond.passages]
    return f"{getoond.woorden}: {' / '.join(delen)}" if delen else getoond.woorden


def _passage(passage: Passage) -> str:
    uit = []
    for stuk in passage.stukken:
        if stuk.soort == "stil":
            uit.append("(…)")
        elif stuk.soort == "paar":
            uit.append(f"[vervalt: {stuk.oud}] [nieuw: {stuk.nieuw}]")
        else:
            for d in stuk.delen:
                voor, _, rest = d.tekst.partition(d.tekst.strip()) if d.tekst.strip() else (d.tekst, "", "")
                merk = {"weg": "[vervalt: {}]", "nieuw": "[nieuw: {}]"}.get(d.soort, "{}")
                uit.append(f"{voor}{merk.format(d.tekst.strip())}{rest}" if d.tekst.strip() else d.tekst)
    return " ".join("".join(uit).replace("][", "] [").split())
