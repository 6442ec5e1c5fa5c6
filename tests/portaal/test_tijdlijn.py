"""The timeline as a page and as a calendar."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.forms import model_to_dict
from django.test import Client
from django.utils import timezone

from governance.admin import MijlpaalFormulier
from governance.models import Mijlpaal
from opgaven.models import Plan
from tests.lezen import leest

PAD, ICS = "/twente/tijdlijn/", "/twente/tijdlijn.ics"


@pytest.fixture(autouse=True)
def vandaag(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *a: date(2026, 6, 15))


def tekst(client: Client, pad: str = PAD, **filter_: object) -> str:
    response = client.get(pad, filter_)
    assert response.status_code == 200
    return leest(response)


@pytest.mark.parametrize("pad", [PAD, ICS])
def test_an_internal_plan_is_not_there_for_visitors(pad: str, intern: Plan, client: Client, als: Any) -> None:
    assert client.get(pad).status_code == 404
    assert als("redacteur", regio="achterhoek").get(pad).status_code == 404
    assert als("lezer").get(pad).status_code == 200


@pytest.mark.parametrize("pad", [PAD, ICS])
def test_only_reading(pad: str, voorbeeld: Plan, client: Client) -> None:
    assert client.post(pad).status_code == 405


@pytest.mark.parametrize("pad", [PAD, ICS])
def test_costs_two_queries(pad: str, voorbeeld: Plan, client: Client, django_assert_num_queries: Any) -> None:
    client.get(pad)
    with django_assert_num_queries(2):
        client.get(pad)


def test_all_milestones_grouped_by_year_in_order(voorbeeld: Plan, client: Client) -> None:
    pagina = tekst(client)
    assert pagina.count('class="mijlpaal') == Mijlpaal.objects.filter(regio=voorbeeld.regio).count()
    straks, voorbij = pagina.index('id="straks"'), pagina.index('id="voorbij"')
    assert straks < voorbij  # the list begins at today
    komend = [pagina.index(f'id="straks-{jaar}"') for jaar in range(2027, 2030)]
    eerder = [pagina.index(f'id="voorbij-{jaar}"') for jaar in (2025, 2024, 2023)]
    assert komend == sorted(komend) and max(komend) < voorbij < min(eerder) and eerder == sorted(eerder)
    achter = pagina[voorbij:]
    sorteer = dict(Mijlpaal.objects.filter(regio=voorbeeld.regio).values_list("code", "sorteer"))
    rij = [sorteer[code] for code in re.findall(r'<li id="([^"]+)"', achter)]
    assert len(rij) > 20 and rij == sorted(rij, reverse=True)


def test_vague_dates_keep_their_words(voorbeeld: Plan, client: Client) -> None:
    pagina = tekst(client)
    for woorden in ("Begin Q2 2026", "Najaar 2025", "2025–2030", "16 en 17 oktober 2024", "Eind 2024"):
        assert f"{woorden}</p>" in pagina


def test_past_and_planned_in_words_with_today_in_the_picture(voorbeeld: Plan, client: Client) -> None:
    pagina = tekst(client)
    gepland = pagina[pagina.index('id="m098"') :][:600]
    assert "Gepland" in gepland
    assert "Gepland" not in pagina[pagina.index('id="m077"') :].split("</li>")[0]
    assert "Loopt nu" in pagina[pagina.index('id="m080"') :][:600]
    assert pagina.count("vandaag</text>") == 1


def test_a_mark_leads_to_its_line_and_what_slipped_is_told(voorbeeld: Plan, client: Client) -> None:
    rij = Mijlpaal.objects.get(regio=voorbeeld.regio, code="m098")
    rij.datum, rij.precisie, rij.sorteer, rij.aanduiding, rij.einddatum = "2027-06-10", "dag", "2027-06-10", "", ""
    rij.eerder = "2027-03"
    rij.save()
    pagina = tekst(client)
    assert 'href="#m098"' in pagina and "later dan eerst gepland (maart 2027)" in pagina
    rij.datum = rij.sorteer = "2027-09-10"
    rij.save()
    rij.refresh_from_db()
    assert rij.eerder == "2027-03"  # the first one stays


def test_another_date_keeps_the_one_that_was_planned_first(voorbeeld: Plan) -> None:
    rij = Mijlpaal.objects.filter(regio=voorbeeld.regio, precisie="dag", aanduiding="").latest("sorteer")
    was = rij.datum
    velden = {k: v for k, v in model_to_dict(rij).items() if v is not None} | {"datum": "2028-01-15", "einddatum": ""}
    form = MijlpaalFormulier(velden, instance=rij)
    assert form.is_valid(), form.errors
    assert form.save().eerder == was


def test_source_is_shown_or_said_to_be_missing(voorbeeld: Plan, client: Client) -> None:
    Mijlpaal.objects.filter(code="m077").update(bron="")
    pagina = tekst(client)
    assert "Bron: Plan voor de Regio Twente, inleiding" in pagina
    assert "Bron ontbreekt" in pagina[pagina.index('id="m077"') :].split("</li>")[0]


@pytest.mark.parametrize(
    ("filter_", "velden"),
    [
        ({"soort": "besluit"}, {"soort": "besluit"}),
        ({"gaat_over": "npvr"}, {"relevantie": "npvr"}),
        ({"opgave": "14"}, {"opgave_nummer": 14}),
        ({"soort": "overleg", "opgave": "16"}, {"soort": "overleg", "opgave_nummer": 16}),
    ],
)
def test_filter(filter_: dict[str, str], velden: dict[str, Any], voorbeeld: Plan, client: Client) -> None:
    pagina = tekst(client, **filter_)
    hoeveel = Mijlpaal.objects.filter(regio=voorbeeld.regio, **velden).count()
    assert hoeveel > 0
    assert pagina.count('class="mijlpaal') == hoeveel
    assert "Toon alles" in pagina


def test_filter_on_past_and_planned_share_all(voorbeeld: Plan, client: Client) -> None:
    voorbij = tekst(client, wanneer="voorbij").count('class="mijlpaal')
    straks = tekst(client, wanneer="straks").count('class="mijlpaal')
    assert voorbij and straks
    assert voorbij + straks == Mijlpaal.objects.filter(regio=voorbeeld.regio).count()


@pytest.mark.parametrize(
    "filter_",
    [{"soort": "x"}, {"opgave": "99"}, {"opgave": "a' OR 1=1"}, {"wanneer": "ooit\x00"}, {"gaat_over": "é" * 9999}],
)
def test_a_choice_that_does_not_exist_is_skipped_and_said(
    filter_: dict[str, str], voorbeeld: Plan, client: Client
) -> None:
    pagina = tekst(client, **filter_)
    assert "bestaat niet en is overgeslagen" in pagina
    assert pagina.count('class="mijlpaal') == Mijlpaal.objects.filter(regio=voorbeeld.regio).count()


def test_nothing_fits(voorbeeld: Plan, client: Client) -> None:
    pagina = tekst(client, soort="publicatie", opgave="14")
    assert "Geen enkel moment past bij deze keuze" in pagina
    assert 'class="tijdplaat"' not in pagina


def test_region_without_milestones(voorbeeld: Plan, client: Client) -> None:
    Mijlpaal.objects.all().delete()
    assert "nog geen momenten op de tijdlijn" in tekst(client)
    assert b"BEGIN:VEVENT" not in client.get(ICS).content


def test_calendar_has_every_milestone_and_well_formed_lines(voorbeeld: Plan, client: Client) -> None:
    response = client.get(ICS)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    inhoud = response.content
    assert inhoud.count(b"BEGIN:VEVENT") == Mijlpaal.objects.filter(regio=voorbeeld.regio).count()
    assert b"\n" not in inhoud.replace(b"\r\n", b"")
    assert all(len(regel) <= 75 for regel in inhoud.split(b"\r\n"))
    uids = [r for r in inhoud.split(b"\r\n") if r.startswith(b"UID:")]
    assert len(set(uids)) == len(uids)
    assert client.get(ICS).content == inhoud


def test_calendar_links_to_the_milestone(voorbeeld: Plan, client: Client) -> None:
    assert b"/twente/tijdlijn/#m077" in client.get(ICS).content.replace(b"\r\n ", b"")
