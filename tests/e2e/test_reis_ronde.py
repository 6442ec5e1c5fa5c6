"""A whole round over an imported plan, with three ministries and the mail server away, up to the reactienota.

Three people work in three browsers at once: the programmamanager, OCW and VRO. IenW answers by Word, with a tracked
change and a margin comment. The real plan is used when its text lies beside the project, and otherwise the example.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from accounts.models import User
from governance.models import Regio
from inlezen.importeren import importeer
from opgaven.actions.plannen import pas_toe
from opgaven.bouw import bouw_opnieuw
from opgaven.models import Plan
from plandocument import tekst
from reacties.actions.bezorgen import schrijf_meldingpost, verstuur_post
from reacties.models import Post, Reactie, Ronde
from tests.brievenbus import Brievenbus, brievenbus
from tests.inlezen.wordwerk import Word, gevolgd, kanttekening, run
from tests.inloggen import inloggen
from tests.reacties.rondehulp import mens, ministerie
from versies.actions.versies import maak_versie

pytestmark = pytest.mark.django_db(transaction=True)
ECHT = Path(settings.BASE_DIR).parent / "shared" / "sources" / "002_69a8319d5a581193.txt"
REGIO = "achterhoek"


@pytest.fixture(autouse=True)
def eigen_map(eigen_var: Path) -> None:
    """Seals and the like stay with the test."""


@pytest.fixture
def bus(settings: Any) -> Iterator[Brievenbus]:
    with brievenbus(settings) as open_:
        open_.dicht()
        yield open_


@pytest.fixture
def plan(voorbeeld: Plan) -> Plan:
    regio = Regio.objects.get(code=REGIO)
    if ECHT.exists():
        return importeer(regio=regio, inhoud=ECHT.read_bytes(), door=None)[1]
    return pas_toe(regio=regio, document=replace(bouw_opnieuw(voorbeeld), regio=REGIO), door=None)


@pytest.fixture
def browser_van(browser: Any, live_server: Any) -> Iterator[Callable[[User], Any]]:
    contexten = []

    def maak(user: User) -> Any:
        context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=live_server.url, locale="nl-NL")
        contexten.append(context)
        sessie = inloggen(user).cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": sessie, "url": live_server.url}])
        return context.new_page()

    yield maak
    for context in contexten:
        context.close()


def bezorg() -> None:
    """What the worker does every twenty seconds, as if no mail had to wait."""
    Post.objects.filter(stand=Post.Stand.WACHT).update(niet_voor=timezone.now())
    schrijf_meldingpost(timezone.now())
    verstuur_post()


def woorden(pdf: bytes, map_: Path) -> str:
    (map_ / "nota.pdf").write_bytes(pdf)
    uit = subprocess.run(["pdftotext", "-layout", map_ / "nota.pdf", "-"], capture_output=True, check=True)
    return re.sub(r"\s+", " ", uit.stdout.decode())


def test_from_invitation_to_reactienota(
    plan: Plan, browser_van: Callable[[User], Any], bus: Brievenbus, tmp_path: Path
) -> None:
    pm, ocw, vro = (
        mens("programmamanager", naam="Programmamanager", regio=REGIO),
        mens("ministeriecontact", "ocw", "Contact OCW", regio=REGIO),
        mens("ministeriecontact", "vro", "Contact VRO", regio=REGIO),
    )
    versie = maak_versie(plan=plan, label="Concept", door=pm)
    beheer, onderwijs, wonen = browser_van(pm), browser_van(ocw), browser_van(vro)
    document = versie.document
    toen = tekst.woorden(document.opgave(2).sectie("opgave").opening)

    # the programmamanager asks three ministries about three opgaven
    sleutel = {o.nummer: o.sleutel for o in document.opgaven}
    beheer.goto(f"/{REGIO}/rondes/")
    beheer.get_by_role("link", name="Maak een ronde").click()
    beheer.get_by_label("Naam van de ronde").fill("Voorjaarsronde")
    beheer.get_by_label("Uitnodiging").fill("Graag uw reactie.")
    beheer.evaluate("document.querySelectorAll('main details').forEach((deel) => { deel.open = true })")
    beheer.wait_for_load_state()
    for vakje in beheer.locator("[name=opgaven], [name=ministerie]").all():
        vakje.uncheck()
    gevraagd = [sleutel[n] for n in (2, 7, 14)]
    for waarde in gevraagd:
        beheer.locator(f'[name=opgaven][value="{waarde}"]').check()
    for code in ("ocw", "vro", "ienw"):
        beheer.locator(f'[name=ministerie][value="{code}"]').check()
        for waarde in gevraagd:
            beheer.locator(f'[name=m{ministerie(code).pk}-opgaven][value="{waarde}"]').check()
    beheer.get_by_role("button", name="Bewaar de ronde").click()
    beheer.get_by_text("De ronde is bewaard.").wait_for()
    ronde = Ronde.objects.get()
    beheer.get_by_role("link", name="Open de ronde").click()
    beheer.get_by_role("button", name="Open de ronde").click()
    beheer.get_by_text("De ronde is open.").wait_for()
    bezorg()
    assert bus.brieven == [] and Post.objects.filter(stand=Post.Stand.WACHT).count() >= 2

    # OCW suggests other words, VRO has nothing to say, neither sees the other
    onderwijs.goto(f"/{REGIO}/documenten/{versie.code}/opgaven/2/opgave/reacties/?ronde={ronde.code}")
    onderwijs.get_by_label("Uw reactie").fill("Noem hier ook het mbo.")
    onderwijs.locator("[name=met_voorstel]").check()
    onderwijs.locator("[name=voorstel]").fill("Alle jongeren, ook in het mbo, krijgen hier hun kansen.")
    onderwijs.get_by_role("button", name="Plaats reactie").click()
    onderwijs.get_by_text("zodra uw ministerie indient").first.wait_for()
    wonen.goto(f"/{REGIO}/documenten/{versie.code}/opgaven/2/opgave/reacties/?ronde={ronde.code}")
    assert "Noem hier ook het mbo." not in wonen.content()
    beheer.goto(f"/{REGIO}/reacties/")
    assert "Noem hier ook het mbo." not in beheer.content()
    wonen.goto(f"/{REGIO}/rondes/{ronde.code}/")
    wonen.get_by_role("button", name="VRO heeft geen opmerkingen").click()
    wonen.get_by_text("Dat is doorgegeven op").wait_for()
    onderwijs.goto(f"/{REGIO}/rondes/{ronde.code}/")
    onderwijs.get_by_role("link", name="Dien in namens OCW").click()
    onderwijs.get_by_role("button", name="Dien in").click()
    onderwijs.get_by_text("Ingediend namens OCW").first.wait_for()

    # IenW sends back the fiche in Word: a tracked addition and a margin comment
    haal = inloggen(pm).get(f"/{REGIO}/documenten/{versie.code}/opgaven/14/word/")
    word = Word(haal.content)
    een, twee = (word.alinea(f"p_{i.sleutel}") for i in document.opgave(14).sectie("knelpunten").items[:2])
    kanttekening(word, een, "Klopt deze opsomming nog?")
    twee.append(gevolgd("ins", run(" Ook in de nacht.")))
    beheer.goto(f"/{REGIO}/reacties/word/")
    beheer.locator("[name=wie]").select_option(f"m:{ministerie('ienw').pk}")
    beheer.locator("[name=ronde]").select_option(str(ronde.pk))
    bestand = {"name": "fiche 14.docx", "mimeType": "application/octet-stream", "buffer": word.bytes()}
    beheer.locator("[name=bestand]").set_input_files(files=[bestand])
    beheer.get_by_role("button", name="Bekijk wat erin staat").click()
    beheer.get_by_text("Klopt deze opsomming nog?").first.wait_for()
    beheer.get_by_role("button", name=re.compile("^Plaats")).click()
    beheer.get_by_text("Geplaatst: 2 reacties").wait_for()
    assert Reactie.objects.ingediend().filter(ronde=ronde).count() == 3

    # the team takes the suggestion over, answers all three, and releases
    mbo = Reactie.objects.get(ministerie__code="ocw")
    beheer.goto(f"/{REGIO}/reacties/{mbo.pk}/")
    beheer.get_by_role("button", name="Neem over").click()
    beheer.get_by_text("Het voorstel staat in de tekst").first.wait_for()
    for rij in Reactie.objects.filter(ronde=ronde).order_by("pk"):
        beheer.goto(f"/{REGIO}/reacties/{rij.pk}/")
        beheer.get_by_role("link", name="Beantwoord").click()
        beheer.get_by_label(re.compile("^Antwoord van")).fill(f"Dank, antwoord {rij.pk}.")
        beheer.get_by_role("button", name="Bewaar concept").click()
        beheer.get_by_text(f"Dank, antwoord {rij.pk}.").first.wait_for()
    onderwijs.goto(f"/{REGIO}/reacties/{mbo.pk}/")
    assert f"Dank, antwoord {mbo.pk}." not in onderwijs.content()
    beheer.goto(f"/{REGIO}/reacties/antwoorden/")
    for vakje in beheer.get_by_label("Dit antwoord vrijgeven").all():
        vakje.check()
    beheer.get_by_role("button", name="Geef gekozen antwoorden vrij").click()
    beheer.get_by_role("button", name=re.compile("^Geef 3 reacties vrij")).click()
    beheer.get_by_text("3 reacties vrijgegeven").wait_for()
    onderwijs.goto(f"/{REGIO}/reacties/{mbo.pk}/")
    assert f"Dank, antwoord {mbo.pk}." in onderwijs.content()
    beheer.goto(f"/{REGIO}/rondes/{ronde.code}/sluiten/")
    beheer.get_by_role("button", name="Sluit de ronde").click()
    beheer.get_by_text("De ronde is gesloten.").wait_for()
    assert Ronde.objects.get(pk=ronde.pk).stand == Ronde.Stand.GESLOTEN

    # the mail server was away all the time; now each mail comes, once
    bezorg()
    assert bus.brieven == []
    bus.open()
    for _ in range(3):
        bezorg()
    assert len(bus.brieven) == Post.objects.count() == len({b["Message-ID"] for _, b in bus.brieven})
    assert all(
        "Voorjaarsronde" in b["Subject"] or "antwoord" in b["Subject"] or "melding" in b["Subject"]
        for b in bus.aan(ocw.email)
    )
    assert not any("mbo" in b.get_body(("plain",)).get_content() for _, b in bus.brieven)

    # the reactienota tells each comment, its answer and what changed
    antwoord = inloggen(pm).get(f"/{REGIO}/reactienota/pdf/?ronde={ronde.code}")
    assert antwoord.status_code == 200, antwoord.status_code
    nota = woorden(antwoord.content, tmp_path)
    for zin in (
        "Noem hier ook het mbo.",
        "Klopt deze opsomming nog?",
        "Ook in de nacht.",
        "VRO heeft geen opmerkingen",
    ):
        assert zin in nota, zin
    for rij in Reactie.objects.filter(ronde=ronde):
        assert f"Dank, antwoord {rij.pk}." in nota
    assert "ook in het mbo, krijgen hier hun kansen" in nota and toen.split()[0] in nota
