"""From the finding *Cluster verschilt* to the page that mends it, and what a comparison then tells."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from lxml import html as lx

from accounts.models import User
from opgaven.actions.structuur import doe_structuurdaad
from opgaven.bouw import bouw_opnieuw
from opgaven.models import Plan
from plandocument.structuur import Ordendelen, Voegopgavensamen, Wijzigdeel
from plandocument.vergelijk import vergelijk
from tests.inloggen import inloggen

pytestmark = pytest.mark.django_db


def herstellinks(client: Client) -> list[str]:
    wortel = lx.fromstring(client.get("/twente/plancontrole/").content.decode())
    return [a for a in wortel.xpath("//a/@href") if a.startswith("/twente/structuur/opgave/")]


def test_each_finding_about_clusters_leads_to_its_form_and_is_mended_there(
    client: Client, voorbeeld: Plan, persoon: Callable[..., User]
) -> None:
    inloggen(persoon("programmamanager"), client)
    links = herstellinks(client)
    assert len(links) == 4
    for link in links:
        form = lx.fromstring(client.get(link).content.decode()).forms[-1]
        velden: dict[str, Any] = {}
        for naam, waarde in form.form_values():
            velden.setdefault(naam, []).append(waarde)
        antwoord = client.post(link, velden | {"cluster_overzicht": velden["cluster"]})
        assert antwoord.status_code == 303
    assert herstellinks(client) == []


def test_who_may_not_change_the_structure_gets_no_link_to_it(
    client: Client, voorbeeld: Plan, persoon: Callable[..., User]
) -> None:
    inloggen(persoon("redacteur"), client)
    assert herstellinks(client) == []


def test_a_comparison_tells_what_was_done(voorbeeld: Plan, persoon: Callable[..., User]) -> None:
    wie = persoon("programmamanager")
    voor = bouw_opnieuw(voorbeeld)
    drie, veertien, laatste = (voor.opgave(n).sleutel for n in (3, 14, 21))
    ander = next(c.sleutel for c in voor.clusters if c.sleutel != voor.per_sleutel[veertien].cluster)
    for ingreep in (
        Wijzigdeel("opgave", veertien, {"titel": "Veilig spoor", "cluster": ander}),
        Voegopgavensamen(drie, laatste),
        Ordendelen(soort="cluster", sleutels=tuple(c.sleutel for c in reversed(voor.clusters))),
    ):
        doe_structuurdaad(plan=voorbeeld, ingreep=ingreep, door=wie, gezien=None)
    gezegd = vergelijk(voor, bouw_opnieuw(voorbeeld)).wijzigingen
    assert {(w.veld, w.naar) for w in gezegd if w.sleutel == veertien and w.veld == "titel"} == {
        ("titel", "Veilig spoor")
    }
    assert [w.soort for w in gezegd if w.wat == "opgave" and w.sleutel == laatste] == ["vervallen"]
    mee = {i.sleutel for s in voor.per_sleutel[laatste].secties for i in s.items}
    assert mee & {w.sleutel for w in gezegd if w.wat == "item"}, "de punten die meegingen"
    assert any(w.wat == "cluster" and w.soort == "verplaatst" for w in gezegd)
