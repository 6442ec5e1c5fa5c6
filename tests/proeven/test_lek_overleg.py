"""A canary per besloten item, draft agenda, draft minute and decision: crawled by every kind of visitor, on every page,
file and notice of the room; nothing where it should not be, and a control that it is where it should."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from governance.actions.acties import maak_actie
from governance.actions.besluiten import neem_besluit
from governance.actions.stukken import Stukinhoud, voeg_stuk_toe
from governance.actions.verslag import bewaar_notitie
from governance.models import Agendapunt, Contact, Gremium, Lidmaatschap, Overleg, Rol
from npvr.bestand import Bestand
from reacties.models import Melding
from tests.governance.overlegwerk import DAG, gehouden, kernteam, maak, naar, overleg, punt, schrijver
from tests.proeven.lek import vlug

__all__ = ["kernteam", "overleg", "schrijver"]

BESLUIT = {
    "soort": "vaststelling",
    "uitkomst": "vastgesteld",
    "vervolg_wie": "Iemand",
    "vervolg_voor": date(2026, 11, 20),
}
BESLOTEN = "kanarie-besloten"
CONCEPT_AGENDA = "kanarie-conceptagenda"
CONCEPT_VERSLAG = "kanarie-conceptverslag"
OPEN = "woord-dat-mag"
CONTACT = "kanarie-persoon"
MAG_CONTACT = {"beheerder", "ministerie met zetel", "bestuurslid", "secretaris", "programmamanager"}

STAM = "/twente/governance/"
PAPIEREN = ("agenda", "besluitenlijst", "verslag")
MAG: dict[str, dict[str, bool]] = {
    "bezoeker": {BESLOTEN: False, CONCEPT_AGENDA: False, CONCEPT_VERSLAG: False},
    "lezer": {BESLOTEN: False, CONCEPT_AGENDA: False, CONCEPT_VERSLAG: False},
    "redacteur": {BESLOTEN: False, CONCEPT_AGENDA: False, CONCEPT_VERSLAG: False},
    "eigenaar": {BESLOTEN: False, CONCEPT_AGENDA: False, CONCEPT_VERSLAG: False},
    "ondertekenaar": {BESLOTEN: False, CONCEPT_AGENDA: False, CONCEPT_VERSLAG: False},
    "beheerder": {BESLOTEN: False, CONCEPT_AGENDA: False, CONCEPT_VERSLAG: False},
    "ministerie zonder zetel": {BESLOTEN: False, CONCEPT_AGENDA: False, CONCEPT_VERSLAG: False},
    "ministerie met zetel": {BESLOTEN: True, CONCEPT_AGENDA: False, CONCEPT_VERSLAG: True},
    "bestuurslid": {BESLOTEN: True, CONCEPT_AGENDA: False, CONCEPT_VERSLAG: True},
    "secretaris": {BESLOTEN: True, CONCEPT_AGENDA: True, CONCEPT_VERSLAG: True},
    "programmamanager": {BESLOTEN: True, CONCEPT_AGENDA: True, CONCEPT_VERSLAG: True},
}


@pytest.fixture
def gevuld(overleg: Overleg, kernteam: Gremium, schrijver: User) -> list[Overleg]:
    """Three meetings: settled, held, planned; each with open and besloten items, notes, decisions and actions."""
    klaar, bezig, straks = overleg, maak(kernteam, date(2026, 11, 26), schrijver), Overleg.objects.na(overleg).last()
    assert straks is not None
    Contact.objects.create(
        zetel=Lidmaatschap.objects.filter(gremium=kernteam).earliest("volgorde"),
        naam=CONTACT, email=f"{CONTACT}@voorbeeld.test", telefoon=CONTACT,
    )  # fmt: skip
    straks = Overleg.objects.select_related("gremium__regio").get(pk=straks.pk)
    for rij, woord in ((klaar, OPEN), (bezig, OPEN)):
        _vul(rij, schrijver, woord)
    naar(klaar, schrijver, "stel_vast")
    p = punt(straks, schrijver, titel=f"Open {CONCEPT_AGENDA}", toelichting=CONCEPT_AGENDA)
    _stuk(p, CONCEPT_AGENDA, schrijver)
    punt(straks, schrijver, titel=f"Dicht {CONCEPT_AGENDA}", besloten=True)
    return [klaar, bezig, straks]


def _stuk(punt_: Agendapunt, woord: str, door: User, *, besloten: bool = False) -> None:
    """A paper whose title and bytes hold a word."""
    bestand = Bestand("stuk.pdf", "application/pdf", f"Bytes {woord}".encode())
    stuk = Stukinhoud(f"proef:{woord}", f"Stuk {woord}", f"Van {woord}", bestand, 1)
    voeg_stuk_toe(punt=punt_, stuk=stuk, besloten=besloten, door=door)


def _vul(rij: Overleg, door: User, woord: str) -> None:
    concept = CONCEPT_VERSLAG if rij.datum != DAG else woord
    open_ = punt(rij, door, titel=f"Open {woord}")
    dicht = punt(
        rij, door, titel=f"Titel {BESLOTEN}", besloten=True, toelichting=BESLOTEN, gevraagd=BESLOTEN, wie=BESLOTEN
    )
    for p, w, leden in ((open_, OPEN, False), (open_, BESLOTEN, True), (dicht, BESLOTEN, False)):
        _stuk(p, w, door, besloten=leden)
    gehouden(rij, door)
    for p, w in ((open_, concept), (dicht, BESLOTEN)):
        bewaar_notitie(punt=p, plat=f"Notitie {w}", vanaf_versie=0, door=door)
        velden: dict[str, Any] = BESLUIT | {"titel": f"Besluit {w}", "tekst": f"Tekst {w}", "vervolg_wat": f"Doet {w}"}
        neem_besluit(punt=p, velden=velden, door=door)
        if w != CONCEPT_VERSLAG:
            maak_actie(
                gremium=rij.gremium,
                velden={"wat": f"Actie {w}", "wie": w, "voor": date(2026, 11, 20)},
                door=door,
                punt=p,
            )


def paden(gevuld: list[Overleg]) -> list[str]:
    """All addresses of the room, and pages elsewhere that could tell of it."""
    stam = "/twente/governance/"
    uit = [
        f"{stam}contacten/",
        stam, f"{stam}kernteam_rijk_regio/", f"{stam}overleggen/", f"{stam}overleggen/?gremium=kernteam_rijk_regio",
        f"{stam}acties/", f"{stam}acties/?wat=alles", f"{stam}besluiten/", f"{stam}besluiten/?zoek=kanarie",
        f"{stam}besluiten/?vervolg=over_tijd", "/twente/mijn-werk/", "/twente/tijdlijn/", "/twente/tijdlijn.ics",
        "/twente/", "/meldingen/", "/twente/opgaven/10/vervolg/bewerken/",
    ]  # fmt: skip
    for formaat in ("csv", "xlsx", "ods"):
        uit += [f"{stam}acties/download/{formaat}/?wat=alles", f"{stam}besluiten/download/{formaat}/"]
    ori = "/twente/open/ori/"
    uit += [f"{ori}vergaderingen/", f"{ori}agendapunten/", f"{ori}informatieobjecten/"]
    for rij in gevuld:
        uit += [f"{ori}vergaderingen/{rij.uid}/", f"{ori}agendapunten/{rij.punten.all()[0].pk}/"]
        uit += [f"{stam}punten/{p.pk}/stukken/" for p in rij.punten.all()]
        uit += [f"{stam}stukken/{s.pk}/" for p in rij.punten.all() for s in p.stukken.all()]
        hier = f"{stam}overleggen/{rij.pk}/"
        uit += [hier, f"{hier}notuleren/", f"{hier}overleg.ics"]
        uit += [f"{hier}{s}/{f}/{v}" for s in PAPIEREN for f in ("pdf", "docx", "odt") for v in ("", "?deel=openbaar")]
        for p in rij.punten.all():
            uit += [f"{stam}punten/{p.pk}/", f"{stam}punten/{p.pk}/besluit/", f"{stam}punten/{p.pk}/actie/"]
            for b in p.besluiten.all():
                uit += [f"{stam}besluiten/{b.pk}/", f"{stam}besluiten/{b.pk}/wijzigen/", f"{stam}besluiten/{b.pk}/weg/"]
            uit += [f"{stam}acties/{a.pk}/" for a in p.acties.all()]
    return uit


def lees(client: Client, pad: str) -> str:
    antwoord = client.get(pad)
    inhoud = b"".join(antwoord.streaming_content) if antwoord.streaming else antwoord.content  # type: ignore[attr-defined]
    if inhoud[:2] == b"PK":
        import io
        import zipfile

        with zipfile.ZipFile(io.BytesIO(inhoud)) as pak:
            return "".join(pak.read(naam).decode("utf-8", "replace") for naam in pak.namelist())
    tekst: str = inhoud.decode("utf-8", "replace")
    return re.sub(r'value="[^"]*zoek[^"]*"|name="zoek" value="[^"]*"', "", tekst)


@pytest.mark.parametrize("wie", list(MAG))
def test_nothing_shows_where_it_should_not(
    wie: str, gevuld: list[Overleg], als: Callable[..., Client], monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    """Prints are read as what goes into the press, which takes seconds for each."""
    vlug(monkeypatch, settings)
    client = {
        "bezoeker": Client,
        "ministerie zonder zetel": lambda: als("ministeriecontact", ministerie="ocw"),
        "ministerie met zetel": lambda: als("ministeriecontact", ministerie="bzk"),
    }.get(wie, lambda: als(wie))()
    gezien: dict[str, set[str]] = {
        BESLOTEN: set(),
        CONCEPT_AGENDA: set(),
        CONCEPT_VERSLAG: set(),
        OPEN: set(),
        CONTACT: set(),
    }
    for pad in paden(gevuld):
        tekst = lees(client, pad).replace("zoek=kanarie", "")
        for woord in gezien:
            if woord in tekst:
                gezien[woord].add(pad)
    for woord, mag in MAG[wie].items():
        assert bool(gezien[woord]) is mag, (woord, gezien[woord])
    mag_contact = {f"{STAM}contacten/"} if wie in MAG_CONTACT else set()
    assert gezien[CONTACT] == mag_contact
    assert gezien[OPEN]  # the control: the pages were really read


def test_a_besloten_decision_leaves_no_number_and_only_a_count(
    gevuld: list[Overleg], als: Callable[..., Client]
) -> None:
    besloten = [b.code for o in gevuld for p in o.punten.filter(besloten=True) for b in p.besluiten.all()]
    assert len(besloten) == 2
    for client in (Client(), als("lezer")):
        pagina = lees(client, "/twente/governance/besluiten/")
        assert not any(code in pagina for code in besloten)
        assert "1 besluit is besloten" in re.sub(r"\s+", " ", pagina)


def test_notices_tell_no_words_of_items(gevuld: list[Overleg], schrijver: User, als: Callable[..., Client]) -> None:
    als("bestuurslid")
    naar(gevuld[0], schrijver, "heropen")
    zinnen = list(Melding.objects.values_list("zin", flat=True))
    assert zinnen and not any("kanarie" in zin for zin in zinnen)


def test_every_role_is_crawled() -> None:
    assert {*Rol.Soort.values} - {"ministeriecontact"} <= set(MAG)
