"""What a print says of itself: which text it is, all that was decided, who asked for what, how its file is called."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import Client

from accounts.models import User
from documenten import afdrukken
from documenten.afdrukken import is_goedgekeurd, plan_als_html
from documenten.druk.opmaak import html_fiche
from documenten.druk.uitgave import Uitgave
from documenten.memo import memo_van
from governance.models import Besluit, Gremium
from inlezen.lezers.regels import maak_regel
from opgaven.bezoek import Bezoek
from opgaven.models import Opgave, Plan
from plandocument.boom import Plandocument
from tests.documenten.notawerk import Toneel, wijzig, zet_op
from tests.lezen import plat
from versies.actions.goedkeuringen import bevestig, leg_vast
from versies.actions.versies import maak_versie
from versies.bezoek import bezoek
from versies.models import Amendement, Versie

U = Besluit.Uitkomst


@pytest.fixture
def twee(persoon: Callable[..., User]) -> tuple[User, User]:
    return persoon("secretaris"), persoon("programmamanager")


@pytest.fixture
def ga(twee: tuple[User, User]) -> Callable[..., Bezoek]:
    def naar(versie: str = "") -> Bezoek:
        request = HttpRequest()
        request.user = twee[1]
        return bezoek(request, "twente", versie)

    return naar


def besluit(versie: Versie, twee: tuple[User, User], code: str, dag: date, uitkomst: str, **meer: Any) -> None:
    g = leg_vast(
        versie=versie,
        gremium=Gremium.objects.get(regio=versie.plan.regio, code=code),
        datum=dag,
        uitkomst=U(uitkomst),
        door=twee[0],
        **meer,
    )
    bevestig(goedkeuring=g, pdf=b"%PDF-", door=twee[1])


@pytest.fixture
def twee_versies(voorbeeld: Plan, drukkerij: Path, twee: tuple[User, User]) -> tuple[Versie, Versie]:
    """The Board adopted the first with a change, which the second carries out; on that nobody decided yet."""
    eerste = maak_versie(plan=voorbeeld, label="Concept", door=None)
    wens = [("14.V", "Noem het jaar.")]
    besluit(eerste, twee, "twente_board", date(2025, 12, 11), U.MET_WIJZIGINGEN, amendementen=wens)
    besluit(eerste, twee, "twente_board", date(2025, 11, 1), U.AANGEHOUDEN)
    Opgave.objects.filter(plan=voorbeeld, nummer=14).update(titel="Anders")
    tweede = maak_versie(plan=voorbeeld, label="Definitief", door=None, uitgevoerd=list(Amendement.objects.all()))
    return eerste, tweede


def test_the_working_copy_never_bears_the_name_of_a_version(voorbeeld: Plan, ga: Callable[..., Bezoek]) -> None:
    Plan.objects.filter(pk=voorbeeld.pk).update(label="Definitief")
    stuk = afdrukken.uitgave(ga())
    assert "Definitief" not in stuk.versie and stuk.versie.startswith("werkversie ")
    assert "Definitief" not in plan_als_html(ga(), stuk)


def test_a_version_tells_the_decisions_about_it_and_the_earlier_ones(
    twee_versies: tuple[Versie, Versie], twee: tuple[User, User], ga: Callable[..., Bezoek]
) -> None:
    eerste, tweede = twee_versies
    stuk = afdrukken.uitgave(ga(tweede.code))
    board = "Twente Board, 11 december 2025: vastgesteld met wijzigingen (over Concept)"
    assert stuk.status == (board, "Over deze versie zelf is nog geen besluit vastgelegd")
    assert not is_goedgekeurd(stuk), "what a body said of another text makes no archive copy of this one"
    besluit(tweede, twee, "directie_npvr", date(2026, 3, 20), U.AKKOORD)
    stuk = afdrukken.uitgave(ga(tweede.code))
    assert stuk.status[0] == board and "20 maart 2026: akkoord" in stuk.status[1] and len(stuk.status) == 2
    html = plat(plan_als_html(ga(tweede.code), stuk))
    omslag, colofon = html.split('class="omslag"')[1], html.split('class="colofon"')[1]
    for zin in stuk.status:
        assert zin in omslag and zin in colofon
    assert [w.uitgevoerd for b in stuk.besluiten for w in b.wijzigingen] == ["Definitief"]
    eerder = afdrukken.uitgave(ga(eerste.code))
    assert len(eerder.besluiten) == 2 and not any(b.over for b in eerder.besluiten), "later ones are not about it"


def test_the_bodies_print_as_a_picture_and_one_table(
    drukkerij: Path, voorbeeld: Plan, ga: Callable[..., Bezoek]
) -> None:
    html = plan_als_html(ga(), afdrukken.uitgave(ga()))
    deel = html[html.index('id="overleggen"') :]
    assert deel.count("<table") == 1 and deel.count('class="structuur"') >= 1
    assert "<title>Tekening van de overleggen" in deel and "<a href" not in deel[: deel.index("<table")]
    assert "Twente Board" in deel and "Rapporteert aan" in deel


def test_no_last_line_is_half_a_word(document: Plandocument, uitgave: Uitgave) -> None:
    html = html_fiche(document, document.opgave(14), uitgave, str)
    assert '<span class="heel">' in html and "</span></p>" in html


@pytest.mark.parametrize(
    ("staat", "hoort"),
    [("Start 1^e fase", "Start 1e fase"), ("De 2^{e} helft", "De 2e helft"), ("x^e blijft", "x^e blijft")],
)
def test_a_raised_letter_is_read_as_a_letter(staat: str, hoort: str) -> None:
    regel = maak_regel(1, staat)
    assert regel is not None and regel.tekst == hoort


def test_the_memo_names_who_asked_where_that_was_released(
    drukkerij: Path, voorbeeld: Plan, persoon: Callable[..., User]
) -> None:
    toneel: Toneel = zet_op(voorbeeld, persoon)
    wijzig(toneel.plan, 1, "interventies", 0, "Nu staat er iets anders.", toneel.ingediend, toneel.redacteur)
    visite, _ = toneel.visite(toneel.manager)
    oud = toneel.plan.versies.get(label="Voor de ronde")
    stuk = memo_van(visite, oud.code, "werkversie")
    bronnen = {b for r in stuk.inhoudelijk for b in r.bronnen}
    assert f"reactie {toneel.verwerkt.pk}, ministerie van OCW, beleidsmedewerker" in bronnen
    dicht = next(b for b in bronnen if f"reactie {toneel.ingediend.pk}" in b)
    assert "OCW" not in dicht, "before its release nobody hears who sent it"


ADRESSEN = ("plan/json/", "plan/word/", "opgaven/14/odt/", "opgaven/download/csv/", "plancontrole/download/csv/")


@pytest.mark.parametrize("adres", ADRESSEN)
def test_files_of_the_working_copy_are_kept_by_nobody_and_say_so_in_their_name(
    adres: str, als: Callable[..., Client], voorbeeld: Plan
) -> None:
    antwoord = als("lezer").get(f"/twente/{adres}")
    assert antwoord["Cache-Control"] == "private, no-store"
    assert "werkversie" in antwoord["Content-Disposition"]


def test_files_of_the_public_version_may_be_kept(client: Client, voorbeeld: Plan) -> None:
    assert client.get("/twente/plan/json/")["Cache-Control"] == "no-cache"
    antwoord = client.get("/twente/opgaven/download/csv/")
    assert "no-store" not in antwoord.get("Cache-Control", "")
    assert voorbeeld.versies.get().code in antwoord["Content-Disposition"]
