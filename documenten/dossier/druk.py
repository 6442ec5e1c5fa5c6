"""The dossier of a ministry as HTML for the press."""

from __future__ import annotations

from django.template.loader import render_to_string

from plandocument import tekst
from plandocument.boom import Plandocument

from ..druk.uitgave import Uitgave
from ..druk.zijkop import koplijnen, stijl
from ..nota.druk import BLADEN
from .inhoud import Dossier


def html_dossier(dossier: Dossier, document: Plandocument, uitgave: Uitgave, dag: object) -> str:
    """The whole dossier as one document, its own style sheet in it."""

    def woorden(html: str) -> str:
        return tekst.woorden(html, document.nummers)

    groepen = [
        (
            kop,
            [
                (
                    deel,
                    woorden(deel.gedrukt),
                    [(v.code, woorden(v.item.tekst)) for v in deel.knelpunten],
                    [(v.code, woorden(v.item.tekst), v.item.groep == "samen") for v in deel.interventies],
                )
                for deel in delen
            ],
        )
        for _, kop, delen in dossier.groepen
        if delen
    ]
    reacties = [
        (
            r,
            koplijnen(r.code or "–", f"reactie {r.nummer}", "was" if r.was else ""),
            len(r.tekst) + len(r.antwoord) < 900,
        )
        for r in dossier.reacties or ()
    ]
    return render_to_string(
        "documenten/dossier/dossier.html",
        {
            "dossier": dossier,
            "ministerie": dossier.ministerie,
            "uitgave": uitgave,
            "stijl": stijl(*BLADEN),
            "groepen": groepen,
            "reacties": reacties,
            "dag": dag,
        },
    )
