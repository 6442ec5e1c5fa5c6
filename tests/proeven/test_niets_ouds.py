"""Nothing old is ever shown: a page that is kept is the page that would be drawn now, after whatever write.

After each write every page is asked for as it is kept, and again with everything that this process keeps thrown away.
The two must be the same, but for what is new in every answer (tokens, once-keys). The control keeps pages by a key that
leaves something out, and is seen.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import _lru_cache_wrapper, cache
from gc import get_objects
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from documenten.dossier import lezen as dossier
from governance.models import Gremium, Mijlpaal, Ministerie, Organisatie, Regio
from monitoring.models import Indicator, Meting
from npvr import bewaard
from opgaven import bezoek, bijwerken, bouw, controle
from opgaven.actions.plannen import pas_toe
from opgaven.actions.secties import bewaar_sectie
from opgaven.bouw import bouw_opnieuw, bouw_sectie
from opgaven.models import Afwijzing, Opgave, Plan, Sectie
from portaal import bewaard as paginas
from reacties.models import Reactie
from tests.conftest import publiceer_nu
from versies import bezoek as versiebezoek
from versies import gevraagd

OPGAVE = 14
PADEN = (
    "/twente/opgaven/14/", "/twente/opgaven/3/", "/twente/opgaven/1/", "/twente/opgaven/", "/twente/opgaven/matrix/",
    "/twente/opgaven/?woord=bewaard", "/twente/plan/", "/twente/plan/2/", "/twente/plancontrole/", "/twente/",
    "/twente/ministeries/ocw/",
)  # fmt: skip
WIE = ("", "lezer", "programmamanager")
NIEUW = re.compile(r'(csrfmiddlewaretoken" value|x-csrftoken":|name="kenmerk" value=)[^>]*|nonce="[^"]*"')


@pytest.fixture(autouse=True)
def eigen_past(settings: Any, tmp_path: Path) -> None:
    """What fits of other tests are measured meanwhile is none of these pages: they know none."""
    settings.VAR = tmp_path


def vergeet() -> None:
    """All that this process keeps, thrown away."""
    bewaard.DELEN.leeg()
    paginas.PAGINAS.leeg()
    dossier.DELEN.leeg()
    for bak in (
        bezoek._HASHES, bijwerken._BEWAARD, bouw._BEWAARD, controle._BEWAARD, controle._OMGEVING, gevraagd._BEWAARD,
        versiebezoek._BEWAARD,
    ):  # fmt: skip
        bak.clear()  # type: ignore[attr-defined]
    for functie in _onthoudt(len(sys.modules)):
        functie.cache_clear()


@cache
def _onthoudt(modules: int) -> list[Any]:
    """The functions that keep what they gave; looked for anew when there are more modules."""
    kamers = ("plandocument", "portaal")
    return [d for d in get_objects() if type(d) is _lru_cache_wrapper and d.__module__.split(".")[0] in kamers]


class Lezers:
    """Everybody, with every page as it was last seen."""

    def __init__(self, als: Callable[..., Client]) -> None:
        self.clients = {wie: als(wie) if wie else Client() for wie in WIE}
        self.etags: dict[tuple[str, str], str] = {}

    def lees(self, *, met_etag: bool = False) -> dict[tuple[str, str], str]:
        uit = {}
        for wie, client in self.clients.items():
            for pad in PADEN:
                if wie != "" or not ("plancontrole" in pad or "ministeries" in pad):
                    uit[wie, pad] = self._lees(client, wie, pad)
        return uit

    def _lees(self, client: Client, wie: str, pad: str) -> str:
        antwoord = client.get(pad)
        assert antwoord.status_code == 200, (wie, pad)
        tekst = NIEUW.sub("", antwoord.content.decode())
        if not wie:  # a visitor who has it already
            assert client.get(pad, headers={"If-None-Match": antwoord["ETag"]}).status_code == 304
            was = self.etags.get((wie, pad), "")
            assert (was == antwoord["ETag"]) <= (self.etags.get((wie, pad + " tekst"), tekst) == tekst), pad
            self.etags[wie, pad], self.etags[wie, pad + " tekst"] = antwoord["ETag"], tekst
        return tekst


def klopt(lezers: Lezers) -> dict[tuple[str, str], str]:
    """What everybody sees, after it was compared with what they would see without anything kept."""
    zoals_bewaard = lezers.lees()
    vergeet()
    for waar, tekst in lezers.lees().items():
        assert zoals_bewaard[waar] == tekst, f"{waar} toont iets anders dan wat er staat"
    return zoals_bewaard


def bewaar(woorden: str, nummer: int = OPGAVE) -> None:
    rij = Sectie.objects.get(plan__regio__code="twente", opgave__nummer=nummer, soort__code="situatie")
    sectie = replace(bouw_sectie(rij), slot=f"<p>{woorden}</p>")
    bewaar_sectie(sectie=rij, vanaf_versie=rij.versie, inhoud=sectie, door=None)


def importeer() -> None:
    document = bouw_opnieuw(Plan.objects.van("twente").get())
    opgaven = tuple(replace(o, titel=f"{o.titel}, anders") for o in document.opgaven)
    pas_toe(
        regio=Regio.objects.get(code="twente"), document=replace(document, opgaven=opgaven), door=None, vervang=True
    )


def zet_opzij() -> None:
    plan = Plan.objects.van("twente").get()
    document = bouw_opnieuw(plan)
    bevinding = next(b for b in controle.controle(plan, document).alle if b.plek.opgave)
    Afwijzing.objects.create(plan=plan, afdruk=bevinding.afdruk, regel=bevinding.regel, reden="Klopt zo.")


def reageer() -> None:
    plan = Plan.objects.van("twente").get()
    opgave = Opgave.objects.get(plan=plan, nummer=OPGAVE)
    nu = timezone.now()
    Reactie.objects.create(
        plan=plan, opgave=opgave.sleutel, sectie=opgave.secties.first().sleutel, code="14.O",  # type: ignore[union-attr]
        tekst="Een nieuwe reactie.", gegeven_op=nu.date(), gemaakt_op=nu, ingediend_op=nu, vrijgegeven_op=nu,
    )  # fmt: skip


def terug() -> None:
    with transaction.atomic():
        bewaar("Teruggedraaid.")
        Ministerie.objects.update(naam="Teruggedraaid")
        Client().get(PADEN[0])
        transaction.set_rollback(True)


def ruwe_sql() -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE opgaven_opgave SET titel = 'Rauw' WHERE nummer = 14")
        cursor.execute(
            "UPDATE opgaven_sectie SET slot = %s, versie = versie + 1 "
            "WHERE opgave_id IN (SELECT id FROM opgaven_opgave WHERE nummer = 3)",
            ["<p>Rauw.</p>"],
        )


@contextmanager
def klok(monkeypatch: pytest.MonkeyPatch, uren: int) -> Iterator[None]:
    import time

    echt = time.time
    with monkeypatch.context() as ander:
        ander.setattr(time, "time", lambda: echt() + 3600 * uren)
        yield


SCHRIJFT: dict[str, Callable[[], object]] = {
    "een sectie": lambda: bewaar("Bewaard in de proef."),
    "een sectie elders": lambda: bewaar("Ziet u opgave 14 hier?", 3),
    "een titel": lambda: Opgave.objects.filter(nummer=3).update(titel="Een andere titel"),
    "een import": importeer,
    "een publicatie": lambda: (bewaar("Nu openbaar."), publiceer_nu(Plan.objects.van("twente").get())),
    "een reactie": reageer,
    "een bevinding opzij": zet_opzij,
    "een ministerie": lambda: Ministerie.objects.filter(code="ocw").update(naam="Onderwijs", afkorting="OND"),
    "een gremium": lambda: Gremium.objects.update(naam="Een ander overleg"),
    "een organisatie": lambda: Organisatie.objects.update(naam="ANDERS"),
    "een indicator": lambda: Indicator.objects.update(
        naam="Een andere indicator", opgaven=[Opgave.objects.get(plan__huidig=True, nummer=14).sleutel]
    ),
    "een meting": lambda: Meting.objects.filter(tot=None).update(waarde=12345),
    "een mijlpaal": lambda: Mijlpaal.objects.update(wat="Iets anders dan u dacht"),
    "een regio": lambda: Regio.objects.filter(code="twente").update(naam="Tukkerland"),
    "de stand van een fiche": lambda: Opgave.objects.filter(nummer=14).update(status="akkoord"),
    "ruwe SQL": ruwe_sql,
    "iets wat niet doorging": terug,
}
GEEN_VERSCHIL = {"iets wat niet doorging", "een organisatie"}


@pytest.mark.parametrize("naam", SCHRIJFT)
def test_pages_follow_every_write(voorbeeld: Plan, als: Callable[..., Client], naam: str) -> None:
    vergeet()
    lezers = Lezers(als)
    eerst = lezers.lees()  # and is kept
    SCHRIJFT[naam]()
    daarna = klopt(lezers)
    assert (daarna != eerst) or naam in GEEN_VERSCHIL


def test_what_is_kept_is_what_would_be_drawn(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    lezers = Lezers(als)
    eerst = klopt(lezers)
    assert klopt(lezers) == eerst


@pytest.mark.parametrize("uren", [-48, 48])
def test_pages_follow_while_the_clock_jumps(
    voorbeeld: Plan, als: Callable[..., Client], monkeypatch: pytest.MonkeyPatch, uren: int
) -> None:
    """Nothing is kept for a time, so a clock that is wrong keeps nothing longer."""
    bezoeker = Client()
    bezoeker.get(PADEN[0])
    with klok(monkeypatch, uren):
        bewaar("Na de sprong.")
        publiceer_nu(Plan.objects.van("twente").get())
        assert "Na de sprong." in bezoeker.get(PADEN[0]).content.decode()
    Ministerie.objects.filter(code="ocw").update(naam="Later", afkorting="LATER")
    assert bezoeker.get(PADEN[0]).content.decode() == _vers(bezoeker)


def _vers(bezoeker: Client) -> str:
    vergeet()
    return bezoeker.get(PADEN[0]).content.decode()


def test_one_persons_page_holds_nothing_of_another(voorbeeld: Plan, als: Callable[..., Client]) -> None:
    """Drawn for the one first, and then for the other: no token, no name, no button that is not theirs."""
    vergeet()
    manager, lezer = als("programmamanager"), als("lezer")
    van_manager = manager.get(PADEN[0]).content.decode()
    van_lezer = lezer.get(PADEN[0]).content.decode()
    assert "Bewerken" in van_manager and "Bewerken" not in van_lezer
    assert "Programmamanager twente" in van_manager and "Programmamanager twente" not in van_lezer
    for token in re.findall(r'x-csrftoken":"(\w+)"', van_manager):
        assert token not in van_lezer
    assert "Bewerken" in manager.get(PADEN[0]).content.decode()


def test_control_a_key_that_leaves_something_out_is_seen(
    voorbeeld: Plan, als: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bewaard.Voorraad, "get", _zonder_waarden(bewaard.Voorraad.get))
    monkeypatch.setattr(bewaard.Voorraad, "zet", _zonder_waarden(bewaard.Voorraad.zet))
    vergeet()
    lezers = Lezers(als)
    del lezers.clients[""]  # what visitors read was not written to, and would be kept for everybody
    lezers.lees()
    bewaar("Bewaard in de proef.")
    with pytest.raises(AssertionError, match="toont iets anders"):
        klopt(lezers)
    vergeet()


def _zonder_waarden(echt: Callable[..., Any]) -> Callable[..., Any]:
    """The stock of somebody who thought that a template, an opgave and the rights of who looks were enough."""

    def met(zelf: Any, sleutel: Any, *verder: Any) -> Any:
        if isinstance(sleutel, tuple) and str(sleutel[0]).endswith(".html"):
            nummers = [w.nummer for _, _, w in sleutel[1:] if hasattr(w, "nummer")]
            sleutel = (sleutel[0], *nummers, *(w for naam, _, w in sleutel[1:] if naam == "bezoek"))
        return echt(zelf, sleutel, *verder)

    return met
