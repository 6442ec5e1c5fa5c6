"""From a file to a memo, over HTTP: import, freeze, approve, publish, edit, compare, memo, and a pen note found again.

In an empty region, with the real plan when its text lies beside the project, and always with the example plan.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client

from governance.models import Gremium, Regio
from opgaven.bouw import bouw_opnieuw
from opgaven.models import Plan, Sectie
from plandocument import boom, tekst
from plandocument.canoniek import canonieke_bytes, hash_van
from tests.lezen import leest, post_toch
from versies.models import Versie

ECHT = Path(settings.BASE_DIR).parent / "shared" / "sources" / "002_69a8319d5a581193.txt"
REGIO = "achterhoek"
VONDST = "bosuilreiger"
"""A word that stands nowhere else."""


@pytest.fixture(autouse=True)
def eigen_map(eigen_var: Path) -> None:
    """Seals and the like stay with the test."""


@pytest.fixture(params=["voorbeeld", "echt"])
def bestand(request: pytest.FixtureRequest, voorbeeld: Plan) -> tuple[str, bytes]:
    if request.param == "voorbeeld":
        return "plan.json", canonieke_bytes(replace(bouw_opnieuw(voorbeeld), regio=REGIO))
    if not ECHT.exists():
        pytest.skip("het echte plan staat niet naast het project")
    return "plan.txt", ECHT.read_bytes()


def pad(*delen: object) -> str:
    return "/" + "/".join(str(d) for d in (REGIO, *delen)) + "/"


def gezegd(antwoord: Any) -> list[str]:
    """What a page says went wrong."""
    from lxml import html as lx

    gevonden = lx.fromstring(antwoord.content.decode()).xpath(
        "//*[contains(@class, 'bericht') or contains(@class, 'utrecht-form-field-error-message')]"
    )
    return [" ".join(b.text_content().split()) for b in gevonden]


def plan_nu() -> Plan:
    return Plan.objects.get(regio__code=REGIO, huidig=True)


def sectie_van(nummer: int, soort: str) -> tuple[Sectie, boom.Sectie]:
    rij = Sectie.objects.select_related("plan").get(plan=plan_nu(), opgave__nummer=nummer, soort__code=soort)
    return rij, bouw_opnieuw(plan_nu()).opgave(nummer).sectie(soort)


def formulier(client: Client, nummer: int, soort: str) -> dict[str, Any]:
    """The fields of the editor's form, as a browser without scripts would post them."""
    from lxml import html as lx

    adres = pad("opgaven", nummer, soort, "bewerken")
    antwoord = client.get(adres)
    assert antwoord.status_code == 200, adres
    form = next(f for f in lx.fromstring(antwoord.content.decode()).forms if "bewerken" in (f.get("action") or ""))
    velden: dict[str, Any] = {}
    for naam, waarde in form.form_values():
        velden.setdefault(naam, []).append(waarde)
    for weg in [*form.xpath(".//*[@disabled]"), *form.xpath(".//template//*[@name]")]:
        velden.pop(weg.get("name"), None)
    velden.pop("csrfmiddlewaretoken", None)
    return {"adres": adres, **velden}


def bewaar(client: Client, velden: dict[str, Any]) -> None:
    adres = velden.pop("adres")
    antwoord = client.post(adres, velden)
    assert antwoord.status_code in (302, 303), gezegd(antwoord)


def rij_namen(velden: dict[str, Any], veld: str) -> Iterator[tuple[int, str]]:
    """The rows of the list that hold an item: number and the name of that field."""
    for naam in velden:
        if (gevonden := re.fullmatch(rf"(.*-(\d+))-{veld}", naam)) and velden[f"{gevonden[1]}-sleutel"][0]:
            yield int(gevonden[2]), naam


def lees_in(client: Client, bestand: tuple[str, bytes]) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    antwoord = client.post(pad("inlezen"), {"bestand": SimpleUploadedFile(*bestand)}, follow=True)
    assert antwoord.status_code == 200, gezegd(antwoord)
    inlezing = antwoord.redirect_chain[-1][0]
    klaar = client.post(inlezing, {"eerste": "ja"}, follow=True)
    assert "Dit is nu de werkversie van het plan." in leest(klaar)


def keur_goed(als: Callable[..., Client], versie: Versie) -> None:
    """Two people: one records what the body decided, the other confirms it."""
    gremium, _ = Gremium.objects.get_or_create(
        regio=Regio.objects.get(code=REGIO), code="board", defaults={"naam": "Board Achterhoek"}
    )
    adres = pad("documenten", versie.code)
    besluit = {"gremium": gremium.pk, "datum": "2026-03-20", "uitkomst": "akkoord"}
    assert als("secretaris", regio=REGIO).post(f"{adres}besluit/", besluit).status_code == 303
    goedkeuring = versie.goedkeuringen.get()
    manager = als("programmamanager", regio=REGIO)
    antwoord = manager.post(f"{adres}besluit/{goedkeuring.pk}/bevestigen/", follow=True)
    assert "Het besluit is bevestigd en ligt vast." in leest(antwoord), gezegd(antwoord)


def woorden_van(pdf: bytes, map_: Path) -> str:
    (map_ / "uit.pdf").write_bytes(pdf)
    uit = subprocess.run(["pdftotext", "-layout", map_ / "uit.pdf", "-"], capture_output=True, check=True)
    return re.sub(r"\s+", " ", uit.stdout.decode())


def lang_genoeg(document: boom.Plandocument, soort: str, hoeveel: int, niet: int) -> boom.Opgave:
    """An opgave with at least so many items in that section, not that number; the last one, so that all differ."""
    return next(o for o in reversed(document.opgaven) if o.nummer != niet and len(o.sectie(soort).items) >= hoeveel)


def test_from_file_to_memo(
    als: Callable[..., Client], client: Client, bestand: tuple[str, bytes], tmp_path: Path
) -> None:
    manager, redacteur = als("programmamanager", regio=REGIO), als("redacteur", regio=REGIO)
    lees_in(redacteur, bestand)

    # freeze, approve, publish
    document = bouw_opnieuw(plan_nu())
    maak = {"label": "Definitief", "gezien": hash_van(document)}
    assert post_toch(manager, pad("documenten", "nieuw"), maak).status_code == 303
    versie = Versie.objects.get(plan=plan_nu())
    keur_goed(als, versie)
    assert post_toch(manager, pad("documenten", versie.code, "publiceren")).status_code == 303
    openbaar = {n: client.get(pad("opgaven", n)).content for n in (7, 14)}
    assert all(openbaar.values())

    # three fiches edited, one list reordered
    velden = formulier(redacteur, 14, "knelpunten")
    rijen = sorted(rij_namen(velden, "ORDER"))
    assert len(rijen) >= 2
    velden[rijen[0][1]], velden[rijen[1][1]] = velden[rijen[1][1]], velden[rijen[0][1]]
    bewaar(redacteur, velden | {"waarom": "Het zwaarste knelpunt staat voorop."})

    velden = formulier(redacteur, 7, "opgave")
    velden["opening"] = [f"{velden['opening'][0]}\n\nDe {VONDST} keert terug."]
    bewaar(redacteur, velden | {"waarom": "Op verzoek van een inwoner."})

    derde = lang_genoeg(document, "interventies", 2, 14)
    velden = formulier(redacteur, derde.nummer, "interventies")
    weg = sorted(rij_namen(velden, "tekst"))[-1][1].removesuffix("tekst")
    vervallen = tekst.woorden(derde.sectie("interventies").items[-1].tekst)
    bewaar(redacteur, velden | {f"{weg}DELETE": "on", "waarom": "Elders geregeld."})

    # compare
    adres = f"{pad('vergelijken')}?van={versie.code}&naar=werkversie"
    pagina = leest(redacteur.get(adres))
    assert "3 wijzigingen" in pagina and VONDST in pagina
    assert client.get(adres).status_code == 404

    # the memo holds exactly those changes, with their reasons
    memo = redacteur.get(f"{pad('vergelijken', 'memo', 'pdf')}?van={versie.code}&naar=werkversie")
    assert memo.status_code == 200 and memo["Content-Type"] == "application/pdf"
    staat = woorden_van(memo.content, tmp_path)
    for reden in ("Het zwaarste knelpunt staat voorop.", "Op verzoek van een inwoner.", "Elders geregeld."):
        assert staat.count(reden) == 1, reden
    assert VONDST in staat and " ".join(vervallen.split()[:3]) in staat
    nu = bouw_opnieuw(plan_nu())
    ongemoeid = [o for o in document.opgaven if o.nummer not in (7, 14, derde.nummer)]
    assert all(nu.opgave(o.nummer) == o for o in ongemoeid)
    assert not any(o.titel in staat for o in ongemoeid)

    # a pen note on the copy that the board had is found at its new place
    invoer = {"versie": versie.code, "wie": f"g:{Gremium.objects.get(regio__code=REGIO).pk}", "kenmerk": str(uuid4())}
    invoer |= {"functie": "", "gegeven_op": "2026-03-20", "rij_plek": ["14 k2"], "rij_functie": [""]}
    secretaris = als("secretaris", regio=REGIO)
    antwoord = secretaris.post(pad("kanttekeningen", "invoeren"), invoer | {"rij_tekst": ["Noem hier het jaar."]})
    assert antwoord.status_code in (302, 303), gezegd(antwoord)
    lijst = leest(secretaris.get(pad("kanttekeningen")))
    assert "Noem hier het jaar." in lijst and "Staat nu op 14.K1, met dezelfde tekst." in lijst

    # what the public reads has not moved
    assert {n: client.get(pad("opgaven", n)).content for n in (7, 14)} == openbaar
    assert VONDST not in client.get(pad("plan", "json")).content.decode()
