"""An indicator connected to a table of CBS: fetched, revised, and left as it was by each fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from monitoring.actions.cbs import client, ververs
from monitoring.models import Bron, Cbskoppeling, Meetgebied, Meting
from opgaven.models import Plan
from tests.lezen import leest, stuur
from tests.monitoring.cbsserver import TABEL, Stand, cbsserver

Als = Callable[..., Client]
PAD = "/twente/monitoring/banen/cbs/"


@pytest.fixture
def cbs(settings: Any, voorbeeld: Plan) -> Iterator[Stand]:
    with cbsserver() as (adres, stand):
        settings.CBS_ADRES = adres
        for g in Meetgebied.objects.filter(regio=voorbeeld.regio).exclude(soort="buitenland"):
            stand.gebieden[g.code] = f"{g.naam} (O.)"
            stand.zet(f"{g.code:<10}", "2024JJ00", 352000 if g.code == "CR12" else 1000)
            stand.zet(f"{g.code:<10}", "2025JJ00", 355000 if g.code == "CR12" else 1100)
        yield stand


def gekoppeld(als: Als) -> Cbskoppeling:
    pm = als("programmamanager")
    antwoord = stuur(pm, f"{PAD}tabel/{TABEL}/", {"maat": "M1", "vanaf": "2020", "soort": "stand"})
    assert antwoord.status_code == 303
    return Cbskoppeling.objects.get()


def haal(koppeling: Cbskoppeling, **meer: bool) -> int:
    with client() as c:
        return ververs(koppeling=koppeling, cbs=c, **meer)


def banen(**zoek: object) -> Any:
    return Meting.objects.filter(indicator__code="banen", **zoek)


def test_from_a_search_to_figures_on_the_page(cbs: Stand, als: Als, client: Client, voorbeeld: Plan) -> None:
    pm = als("programmamanager")
    assert TABEL in leest(pm.get(f"{PAD}?zoek=kerncijfers"))
    assert "geen tabel met al deze woorden" in leest(pm.get(f"{PAD}?zoek=vissen"))
    koppeling = gekoppeld(als)
    assert haal(koppeling) == 32
    assert banen(gebied="Enschede", jaar=2025).get().voorlopig
    assert not banen(gebied="Twente", jaar=2024, bron=koppeling.bron).get().geldend  # the plan's figure still counts
    pagina = leest(client.get("/twente/monitoring/banen/"))
    assert "355.000" in pagina and "Per gemeente" in pagina and "andere bron, geldt niet" in pagina
    assert "Stijgt, dat is de bedoeling" in pagina  # two values of one kind
    assert Bron.objects.get(pk=koppeling.bron_id).licentie == "CC BY 4.0"
    assert "Regionale kerncijfers Nederland" in leest(pm.get(PAD))


def test_only_what_changed_is_fetched_and_a_revision_keeps_the_old_value(cbs: Stand, als: Als) -> None:
    koppeling = gekoppeld(als)
    haal(koppeling)
    vragen, hoeveel = len(cbs.vragen), banen().count()
    assert haal(koppeling) == 0 and len(cbs.vragen) == vragen + 1 and banen().count() == hoeveel
    cbs.gewijzigd = "2027-03-01T02:00:00+01:00"
    cbs.perioden["2025JJ00"] = "Definitief"
    for rij in cbs.cijfers:
        if rij["RegioS"].strip() == "CR12" and rij["Perioden"] == "2025JJ00":
            rij["Value"] = 354000
    assert haal(koppeling) == 16
    oud = banen(gebied="Twente", jaar=2025, vervallen_op__isnull=False).get()
    assert (oud.waarde, oud.vervangen_door.waarde, oud.vervangen_door.geldend) == (355000, 354000, True)
    assert banen(gebied="Borne", jaar=2025, geldend=True).get().voorlopig is False


@pytest.mark.parametrize("fout", ["404", "500", "html", "stuk", "afgebroken", "lus", "maat", "indeling", "gebied"])
def test_a_fault_leaves_what_stood_and_says_so(fout: str, cbs: Stand, als: Als) -> None:
    koppeling = gekoppeld(als)
    haal(koppeling)
    voor = list(banen().order_by("pk").values())
    cbs.gewijzigd = "2027-03-01T02:00:00+01:00"
    cbs.cijfers[0]["Value"] = 1
    if fout == "maat":
        cbs.maten.clear()
    elif fout == "indeling":
        cbs.indelingen["Geslacht"] = ["T"]
    elif fout == "gebied":
        del cbs.gebieden["GM0147"]
    else:
        cbs.fout = fout
    assert haal(koppeling) == 0
    assert list(banen().order_by("pk").values()) == voor
    koppeling.refresh_from_db()
    assert "De cijfers van gisteren blijven staan." in koppeling.fout
    assert koppeling.fout in leest(als("programmamanager").get(PAD)).replace("&#x27;", "'")
    cbs.fout = ""
    if fout not in ("maat", "indeling", "gebied"):
        haal(koppeling)
        koppeling.refresh_from_db()
        assert koppeling.fout == ""


def test_half_way_nothing_is_written(cbs: Stand, als: Als, monkeypatch: pytest.MonkeyPatch) -> None:
    koppeling = gekoppeld(als)

    def breekt(*_: object, **__: object) -> None:
        raise RuntimeError("stroom weg")

    monkeypatch.setattr(Meting.objects, "bulk_update", breekt)
    voor = banen().count()
    with pytest.raises(RuntimeError):
        haal(koppeling)
    assert banen().count() == voor


def test_letting_go_keeps_what_was_fetched(cbs: Stand, als: Als) -> None:
    haal(gekoppeld(als))
    hoeveel = banen().count()
    assert stuur(als("programmamanager"), f"{PAD}los/", {}, op=PAD).status_code == 303
    assert not Cbskoppeling.objects.exists() and banen().count() == hoeveel
