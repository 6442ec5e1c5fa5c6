"""Who reads what of comments: a unique word in everything that somebody says, and a walk over all pages as everybody.

Every page, fragment and file that a person can come to from the menu is asked for, by page and by htmx; then each word
must have been seen by exactly those who may read it. Mails and jobs are in `test_lek_stukken`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from accounts.models import User
from opgaven.models import Plan
from reacties.models import Reactie
from tests.inloggen import inloggen
from tests.lezen import leest

from .lek import LINKS, MET_ROL, ZONDER, Gezegd, lees, soort_van, vlug, zeg_alles

NIET_VERDER = re.compile(
    r"^/(account|beheer|static|privacy|toegankelijkheid)|/opgaven/(?!14/|14$)\d+|/plan/(?!1/|pdf)\d|/plan/pdf|"
    r"/monitoring/.|/governance/.|/trajecten/|/ministeries/(?!ocw)|afdrukken|importeren|beheer/personen|/download/|"
    r"/opgaven/14/(?!knelpunten|reacties|geschiedenis)[a-z-]+/|/documenten/.+/(plan|opgaven/(?!14/)|controle)|"
    r"/structuur/(?!opgave/[^/]+/weghalen/)|/uitvoering/.|vergelijken|/(pdf|word|odt|json)/|tijdlijn|inlezen|/reactienota/.|^/twente/plan/1/[2-9]"
)
"""Pages that show the same for another place, or that hold nothing of comments; files have a test of their own."""
GEKOZEN = re.compile(r"/(reacties|reactienota|rondes|kanttekeningen)/")
"""Pages of which each choice in the address counts; of others one."""
DEEL = re.compile(r"^/twente/(reacties/\d+|(documenten/.+/)?(opgaven|plan)/.*reacties)/$")
"""Pages of which htmx gets a part."""
VORMEN: tuple[dict[str, str], ...] = ({}, {"HX-Request": "true"})
HOOGSTENS = 280


@pytest.fixture
def gezegd(voorbeeld: Plan, persoon: Callable[..., User], monkeypatch: pytest.MonkeyPatch, settings: Any) -> Gezegd:
    vlug(monkeypatch, settings)
    return zeg_alles(voorbeeld, persoon)


def begin() -> Iterator[str]:
    yield from ("/twente/", "/twente/mijn-werk/", "/twente/reacties/", "/twente/opgaven/14/", "/twente/plan/1/")
    yield from ("/twente/opgaven/14/reacties/", "/twente/opgaven/14/knelpunten/reacties/?schrijf=1")
    yield from ("/twente/reacties/antwoorden/", "/twente/reacties/vrijgeven/?alles=1", "/twente/rondes/")
    yield from ("/twente/ministeries/ocw/", "/twente/ministeries/ocw/pdf/", "/twente/ministeries/vro/")
    yield from ("/twente/reactienota/", "/twente/reactienota/?manier=intern", "/twente/kanttekeningen/", "/meldingen/")
    yield from ("/twente/persoonlijke-links/", "/twente/opdrachten/", "/r/opgaven/", "/r/opgaven/14/")
    yield from (f"/twente/reacties/{pk}/" for pk in Reactie.objects.values_list("pk", flat=True))
    yield from (f"/twente/reacties/antwoord/?r={pk}" for pk in Reactie.objects.values_list("pk", flat=True))
    for stand in (*Reactie.Stand.values, "vrijgeven"):
        yield f"/twente/reacties/?stand={stand}"


def loop(client: Client, vanaf: Iterator[str]) -> tuple[str, int]:
    """Everything this person can come to, as one text; and how many addresses that were."""
    wacht, gezien, gelezen = list(vanaf), set(), []
    while wacht and len(gezien) < HOOGSTENS:
        adres = wacht.pop(0)
        if adres in gezien:
            continue
        gezien.add(adres)
        vormen = VORMEN if DEEL.search(urlsplit(adres).path) else VORMEN[:1]
        for koppen in VORMEN[1:] if adres.endswith("?schrijf=1") else vormen:  # a page has the form by itself
            antwoord = client.get(adres, headers=koppen)
            assert antwoord.status_code < 500, adres
            tekst = lees(antwoord)
            gelezen.append(tekst)
            if "text/html" not in antwoord.get("Content-Type", ""):
                continue
            for link in re.findall(r'(?:href|hx-get)="(/[^"#]*)', tekst):
                pad = unescape(link)
                kaal = urlsplit(pad).path
                if kaal.startswith(("/twente/", "/r/")) and not NIET_VERDER.search(kaal):
                    wacht.append(pad if GEKOZEN.search(kaal) else kaal)
    assert not set(wacht) - gezien, "there is more than this walk comes to"
    return "\n".join(gelezen), len(gezien)


@pytest.mark.lang
def test_everybody_reads_what_is_theirs_and_nothing_else(gezegd: Gezegd) -> None:
    las: dict[str, set[str]] = defaultdict(set)
    for naam in sorted(MET_ROL | ZONDER | LINKS):
        tekst, hoeveel = loop(gezegd.client(naam), begin())
        assert hoeveel > 20, naam
        assert not [ander for ander, sleutel in gezegd.sleutels.items() if sleutel in tekst], naam
        for woord in gezegd.in_(tekst):
            las[woord].add(naam)
    assert {w: sorted(las[w]) for w in gezegd.mag} == {w: sorted(v) for w, v in gezegd.mag.items()}


def test_a_link_in_the_browser_of_somebody_with_a_role_is_no_way_around(gezegd: Gezegd) -> None:
    client = gezegd.client("link anders")
    inloggen(gezegd.wie["lezer"], client)
    by_link, _ = loop(client, iter(["/r/opgaven/"]))
    verwacht = {w for w, lezers in gezegd.mag.items() if "link anders" in lezers}
    assert gezegd.in_(by_link) == verwacht | gezegd.in_(client.get("/twente/opgaven/14/").text)
    portaal = "".join(client.get(adres).text for adres in begin() if not adres.startswith("/r/"))
    assert not [soort_van(w) for w in gezegd.in_(portaal) if "lezer" not in gezegd.mag[w]]


def test_files_of_the_plan_hold_no_comment(gezegd: Gezegd) -> None:
    client = gezegd.client("redacteur")
    for bestand in ("opgaven/14/word/", "opgaven/14/odt/", "opgaven/14/pdf/", "plan/pdf/", "plan/json/"):
        tekst = lees(client.get(f"/twente/{bestand}"))
        assert tekst and not gezegd.in_(tekst), bestand
    assert not gezegd.in_(lees(client.get("/twente/opgaven/download/csv/")))


def test_searching_and_counting_tell_no_more_than_reading(gezegd: Gezegd) -> None:
    soorten = {soort_van(w) for w in gezegd.mag}
    for naam in sorted(MET_ROL):
        client = gezegd.client(naam)
        for woord, lezers in gezegd.mag.items():
            if naam not in ("ocw", "vro", "redacteur", "beheerder"):
                break
            if soort_van(woord).endswith("voorstel") and "vrij" not in woord:  # found as the words beside it
                continue
            tekst = client.get("/twente/reacties/", {"woord": woord}).text
            gevonden = "Geen reacties die hierbij passen" not in tekst
            soort = soort_van(woord)
            van_reactie = soort.endswith("voorstel") or f"{soort}voorstel" in soorten
            assert gevonden == (van_reactie and "ingetrokken" not in soort and naam in lezers), (naam, soort)
        mijn = [w for w, lezers in gezegd.mag.items() if naam in lezers and soort_van(w).endswith("voorstel")]
        aantal = sum("ingetrokken" not in w for w in mijn)
        alles = client.get("/twente/reacties/").text
        woorden = re.search(r'id="telling">\s*(?:<strong>(\d+) )?', alles)
        assert woorden is not None and int(woorden[1] or 0) == aantal, naam
        rail = re.search(r'id="b-r"> Reacties(?: <a[^>]*>(\d+) reactie)?', leest(client.get("/twente/opgaven/14/")))
        assert rail is not None and int(rail[1] or 0) == aantal, naam


def test_the_outcome_shows_in_no_filter_before_release(gezegd: Gezegd) -> None:
    for naam, verwacht in (("ocw", 1), ("redacteur", 2)):
        tekst = gezegd.client(naam).get("/twente/reacties/", {"stand": "niet_overgenomen"}).text
        assert len(re.findall('class="reactierij"', tekst)) == verwacht


def test_a_visitor_finds_no_page_about_comments(gezegd: Gezegd) -> None:
    for naam in sorted(ZONDER | LINKS):
        client = gezegd.client(naam)
        for adres in begin():
            if adres.startswith("/twente/") and re.search(
                "reacties|reactienota|rondes|kanttek|links|opdrachten", adres
            ):
                assert client.get(adres).status_code == 404, adres
        fiche = client.get("/twente/opgaven/14/").text
        assert "eacties" not in fiche


def test_pages_with_words_of_comments_are_kept_by_no_browser(gezegd: Gezegd) -> None:
    client = gezegd.client("ocw")
    rondes = re.findall(r'href="(/twente/rondes/[^"]+/)"', client.get("/twente/rondes/").text)
    assert rondes
    for adres in (*rondes, "/twente/reacties/", "/twente/ministeries/ocw/", "/twente/reactienota/", "/meldingen/"):
        antwoord = client.get(adres)
        assert antwoord.status_code == 200 and "no-store" in antwoord["Cache-Control"], adres
