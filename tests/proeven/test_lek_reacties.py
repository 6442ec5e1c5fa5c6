"""Who reads what of comments: a unique word in everything that somebody says, and a walk over all pages as everybody.

Every page, fragment and file that a person can come to from the menu is asked for, by page and by htmx; then each word
must have been seen by exactly those who may read it.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from html import unescape
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client

from accounts.models import User
from governance.models import Gremium, Ministerie
from opgaven.bouw import bouw
from opgaven.models import Plan
from plandocument import anker as ankers
from reacties.actions.antwoorden import geef_antwoord, geef_vrij
from reacties.actions.gesprekken import behandel, zeg
from reacties.actions.kladden import bewaar
from reacties.actions.reacties import plaats, trek_in
from reacties.models import Reactie
from reacties.standen import PER_CODE
from tests.conftest import publiceer_nu
from tests.lezen import leest

TEAM = {"redacteur", "programmamanager"}
BEHANDELAARS = TEAM | {"beheerder"}
MET_ROL = BEHANDELAARS | {"eigenaar", "secretaris", "bestuurslid", "ondertekenaar", "lezer", "ocw", "ocw2", "vro"}
ZONDER = {"bezoeker", "zonder rol", "andere regio"}
NIET_VERDER = re.compile(
    r"^/(account|beheer|static|privacy|toegankelijkheid)|/opgaven/(?!14/|14$)\d+|/plan/(?!1/|pdf)\d|/plan/pdf|"
    r"/monitoring/.|/governance/.|/trajecten/|/ministeries/(?!ocw)|afdrukken|importeren|beheer/personen|/download/|"
    r"/opgaven/14/(?!knelpunten|reacties|geschiedenis)[a-z-]+/|/documenten/.+/(plan|opgaven/(?!14/)|controle)|"
    r"vergelijken|/(pdf|word|odt|json)/|tijdlijn|inlezen"
)
"""Pages that show the same for another place, or that hold nothing of comments; files have a test of their own."""
HOOGSTENS = 150


@pytest.fixture
def gezegd(voorbeeld: Plan, persoon: Callable[..., User]) -> tuple[dict[str, set[str]], dict[str, User]]:
    """The word of each thing that was said → who may read it; and the people, by the name they have here."""
    publiceer_nu(voorbeeld)
    wie = {rol: persoon(rol) for rol in MET_ROL - {"ocw", "ocw2", "vro"}}
    wie |= {"ocw": persoon("ministeriecontact"), "ocw2": persoon("ministeriecontact")}
    wie |= {"vro": persoon("ministeriecontact", "vro"), "zonder rol": persoon(None)}
    wie["andere regio"] = persoon("redacteur", regio="achterhoek")
    ocw, team = Ministerie.objects.get(code="ocw"), wie["redacteur"]
    anker = ankers.bij_code(bouw(voorbeeld), "14.K1")
    mag: dict[str, set[str]] = {}

    def woord(naam: str, lezers: set[str]) -> str:
        kenteken = f"zq{naam}{uuid4().hex[:8]}"
        mag[kenteken] = lezers
        return f"Over {kenteken} gaat dit."

    def zet(naam: str, lezers: set[str], door: User, **velden: object) -> Reactie:
        return plaats(
            plan=voorbeeld,
            anker=anker,
            code="14.K1",
            tekst=woord(naam, lezers),
            voorstel=woord(f"{naam}voorstel", lezers),
            door=door,
            **velden,  # type: ignore[arg-type]
        )

    ministerie = {"ocw", "ocw2"}
    zet("concept", ministerie, wie["ocw"], ministerie=ocw, ingediend=False)
    zet("eigenaar", BEHANDELAARS | {"eigenaar"}, wie["eigenaar"])
    zet(
        "gremium",
        BEHANDELAARS | {"secretaris"},
        team,
        gremium=Gremium.objects.filter(regio=voorbeeld.regio).first(),
        namens=woord("functie", BEHANDELAARS | {"secretaris"}),
    )
    weg = zet("ingetrokken", set(), wie["ocw"], ministerie=ocw)
    trek_in(reactie=weg.pk, door=wie["ocw"])

    open_ = zet("ingediend", BEHANDELAARS | ministerie, wie["ocw"], ministerie=ocw)
    zeg(reactie=open_.pk, tekst=woord("intern", TEAM), door=team, intern=True)
    zeg(reactie=open_.pk, tekst=woord("bericht", BEHANDELAARS | ministerie), door=team)
    geef_antwoord(plan=voorbeeld, reacties=[open_.pk], tekst=woord("conceptantwoord", TEAM), door=team)
    af = zet("afgewezen", BEHANDELAARS | ministerie, wie["ocw"], ministerie=ocw)
    behandel(reactie=af.pk, stap=PER_CODE["wijs_af"], gezien=1, door=team, reden=woord("reden", TEAM))

    vrij = zet("vrij", MET_ROL, wie["ocw"], ministerie=ocw)
    zeg(reactie=vrij.pk, tekst=woord("vrijintern", TEAM), door=team, intern=True)
    zeg(reactie=vrij.pk, tekst=woord("vrijbericht", MET_ROL), door=wie["ocw"])
    antwoord = geef_antwoord(plan=voorbeeld, reacties=[vrij.pk], tekst=woord("antwoord", MET_ROL), door=team)
    manager = wie["programmamanager"]
    geef_vrij(plan=voorbeeld, reacties={vrij.pk: 2}, antwoorden={antwoord.pk: 1}, door=manager)
    over = zet("vrijaf", MET_ROL, wie["vro"], ministerie=Ministerie.objects.get(code="vro"))
    behandel(reactie=over.pk, stap=PER_CODE["wijs_af"], gezien=1, door=team, reden=woord("vrijreden", MET_ROL))
    geef_vrij(plan=voorbeeld, reacties={over.pk: 2}, antwoorden={}, door=manager)

    for naam in ("ocw", "redacteur"):
        bewaar(
            plan=voorbeeld,
            plek="/twente/opgaven/14/knelpunten/reacties/",
            volgnummer=1,
            velden={"tekst": [woord(f"klad{naam}", {naam})]},
            kenmerk=uuid4(),
            door=wie[naam],
        )
    return mag, wie


def begin() -> Iterator[str]:
    yield from ("/twente/", "/twente/mijn-werk/", "/twente/reacties/", "/twente/opgaven/14/", "/twente/plan/1/")
    yield from ("/twente/opgaven/14/reacties/", "/twente/opgaven/14/knelpunten/reacties/?schrijf=1")
    yield from ("/twente/reacties/antwoorden/", "/twente/reacties/vrijgeven/?alles=1", "/twente/rondes/")
    yield from (f"/twente/reacties/{pk}/" for pk in Reactie.objects.values_list("pk", flat=True))
    yield from (f"/twente/reacties/antwoord/?r={pk}" for pk in Reactie.objects.values_list("pk", flat=True))
    for stand in (*Reactie.Stand.values, "vrijgeven"):
        yield f"/twente/reacties/?stand={stand}"


def lees(antwoord: object) -> str:
    """What is in an answer: of a file what stands in it."""
    inhoud: bytes = (
        b"".join(antwoord.streaming_content) if getattr(antwoord, "streaming", False) else antwoord.content  # type: ignore[attr-defined]
    )
    if inhoud.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(inhoud)) as pak:
            return "".join(pak.read(naam).decode("utf-8", "ignore") for naam in pak.namelist())
    if inhoud.startswith(b"%PDF"):
        lezer = shutil.which("pdftotext")
        assert lezer is not None
        return subprocess.run([lezer, "-", "-"], input=inhoud, capture_output=True, check=True).stdout.decode()
    return inhoud.decode("utf-8", "ignore")


def loop(client: Client) -> tuple[str, int]:
    """Everything this person can come to, as one text; and how many addresses that were."""
    wacht, gezien, gelezen = list(begin()), set(), []
    while wacht and len(gezien) < HOOGSTENS:
        adres = wacht.pop(0)
        if adres in gezien:
            continue
        gezien.add(adres)
        for koppen in ({}, {"HX-Request": "true"}) if "reacties" in adres or "schrijf" in adres else ({},):
            antwoord = client.get(adres, headers=koppen)
            assert antwoord.status_code < 500, adres
            tekst = lees(antwoord)
            gelezen.append(tekst)
            if "text/html" not in antwoord.get("Content-Type", ""):
                continue
            for link in re.findall(r'(?:href|hx-get)="(/[^"#]*)', tekst):
                pad = unescape(link)
                if pad.startswith("/twente/") and not NIET_VERDER.search(urlsplit(pad).path):
                    wacht.append(pad)
    return "\n".join(gelezen), len(gezien)


def test_everybody_reads_what_is_theirs_and_nothing_else(
    gezegd: tuple[dict[str, set[str]], dict[str, User]],
) -> None:
    mag, wie = gezegd
    las: dict[str, set[str]] = defaultdict(set)
    for naam in sorted(MET_ROL | ZONDER):
        client = Client()
        if naam != "bezoeker":
            client.force_login(wie[naam], backend=settings.AUTHENTICATION_BACKENDS[0])
        tekst, hoeveel = loop(client)
        assert hoeveel > 20, naam
        for woord in mag:
            if woord in tekst:
                las[woord].add(naam)
    ingetrokken = {w for w in mag if w.startswith("zqingetrokken")}
    verwacht = {w: {"ocw"} if w in ingetrokken else wie_ for w, wie_ in mag.items()}
    assert {w: sorted(las[w]) for w in mag} == {w: sorted(v) for w, v in verwacht.items()}


def test_files_hold_no_comment(gezegd: tuple[dict[str, set[str]], dict[str, User]]) -> None:
    mag, wie = gezegd
    client = Client()
    client.force_login(wie["redacteur"], backend=settings.AUTHENTICATION_BACKENDS[0])
    for bestand in ("opgaven/14/word/", "opgaven/14/odt/", "opgaven/14/pdf/", "plan/json/", "opgaven/download/csv/"):
        tekst = lees(client.get(f"/twente/{bestand}"))
        assert tekst and not [w for w in mag if w in tekst], bestand


def test_searching_and_counting_tell_no_more_than_reading(
    gezegd: tuple[dict[str, set[str]], dict[str, User]],
) -> None:
    mag, wie = gezegd
    for naam in sorted(MET_ROL):
        client = Client()
        client.force_login(wie[naam], backend=settings.AUTHENTICATION_BACKENDS[0])
        for woord, lezers in mag.items():
            if naam not in ("ocw", "vro", "redacteur", "beheerder"):
                break
            tekst = client.get("/twente/reacties/", {"woord": woord}).text
            gevonden = "Geen reacties die hierbij passen" not in tekst
            soort = re.sub("[0-9a-f]{8}$", "", woord)
            van_reactie = not re.search("intern|bericht|antwoord|reden|klad|functie|ingetrokken", soort)
            assert gevonden == (van_reactie and naam in lezers), (naam, soort)
        aantal = len({w for w, lezers in mag.items() if naam in lezers and re.match("zq[a-z]+voorstel", w)})
        alles = client.get("/twente/reacties/").text
        woorden = re.search(r'id="telling">\s*(?:<strong>(\d+) )?', alles)
        assert woorden is not None and int(woorden[1] or 0) == aantal, naam
        rail = re.search(r'id="b-r"> Reacties(?: <a[^>]*>(\d+) reactie)?', leest(client.get("/twente/opgaven/14/")))
        assert rail is not None and int(rail[1] or 0) == aantal, naam


def test_the_outcome_shows_in_no_filter_before_release(
    gezegd: tuple[dict[str, set[str]], dict[str, User]],
) -> None:
    _, wie = gezegd
    for naam, verwacht in (("ocw", 1), ("redacteur", 2)):
        client = Client()
        client.force_login(wie[naam], backend=settings.AUTHENTICATION_BACKENDS[0])
        tekst = client.get("/twente/reacties/", {"stand": "niet_overgenomen"}).text
        assert len(re.findall('class="reactierij"', tekst)) == verwacht


def test_a_visitor_finds_no_page_about_comments(
    gezegd: tuple[dict[str, set[str]], dict[str, User]], voorbeeld: Plan
) -> None:
    _, wie = gezegd
    buiten = Client()
    zonder = Client()
    zonder.force_login(wie["zonder rol"], backend=settings.AUTHENTICATION_BACKENDS[0])
    ander = Client()
    ander.force_login(wie["andere regio"], backend=settings.AUTHENTICATION_BACKENDS[0])
    for client in (buiten, zonder, ander):
        for adres in begin():
            if "reacties" in adres:
                assert client.get(adres).status_code == 404, adres
        fiche = client.get("/twente/opgaven/14/").text
        assert "eacties" not in fiche
