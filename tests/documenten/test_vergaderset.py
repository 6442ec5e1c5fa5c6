"""Papers with items of an agenda: kept as they were, for who may read them, and with the agenda in one PDF."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from accounts.models import User
from documenten.druk.bundel import GeenPdf, bundel
from documenten.overleg.opdracht import VERGADERSET, Vergadersetopdracht, set_gegevens
from governance.actions.verslag import houd_aan
from governance.models import Agendapunt, Overleg, Vergaderstuk
from governance.zicht import Zicht
from opdrachten.models import Opbrengst, Opdracht
from opgaven.permissions import Rechten
from reacties.models import Melding
from tests.governance.overlegwerk import gehouden, kernteam, naar, overleg, pad, punt, schrijver

__all__ = ["kernteam", "overleg", "schrijver"]
STAM = "/twente/governance"


def pdf(titel: str) -> bytes:
    from weasyprint import HTML

    html = f'<html lang=nl><title>{titel}</title><h1>{titel}</h1><p><a href="#x">verder</a></p>'
    tabel = "<table><thead><tr><th scope=col>kop<tbody><tr><td>cel</table>"
    return cast(
        bytes,
        HTML(string=f'{html}<h2 id=x style="break-before:page">Over {titel}</h2>{tabel}').write_pdf(
            pdf_variant="pdf/ua-1"
        ),
    )


def afdruk(door: User, overleg: Overleg, titel: str, **gegevens: Any) -> Opdracht:
    """A print that somebody had made."""
    nu = timezone.now()
    rij = Opdracht.objects.create(
        regio=overleg.gremium.regio, soort="afdruk", titel=titel, gegevens=gegevens, kenmerk=titel, stand="klaar",
        aangevraagd_op=nu, begonnen_op=nu, klaar_op=nu, aangevraagd_door=door,
    )  # fmt: skip
    inhoud = pdf(titel)
    Opbrengst.objects.create(
        opdracht=rij, naam=f"{titel}.pdf", inhoudstype="application/pdf", inhoud=inhoud, grootte=len(inhoud),
        sha256=hashlib.sha256(inhoud).hexdigest(),
    )  # fmt: skip
    return rij


def voeg_toe(client: Client, punt_: Agendapunt, opdracht: Opdracht, **meer: str) -> Vergaderstuk:
    antwoord = client.post(f"{STAM}/punten/{punt_.pk}/stukken/", {"wat": f"opdracht:{opdracht.pk}", **meer})
    assert antwoord.status_code == 303
    return Vergaderstuk.objects.get(bron=f"opdracht:{opdracht.pk}", agendapunt=punt_)


@pytest.fixture
def secretaris(als: Callable[..., Client]) -> Client:
    return als("secretaris")


def eigenaar_van(client: Client) -> User:
    return User.objects.get(pk=client.session["_auth_user_id"])


def test_a_print_is_attached_byte_for_byte_and_stays(
    secretaris: Client, overleg: Overleg, als: Callable[..., Client]
) -> None:
    """Also when the job that made it is gone."""
    wie = eigenaar_van(secretaris)
    p = punt(overleg, wie)
    opdracht = afdruk(wie, overleg, "Fiche 10")
    bytes_ = bytes(opdracht.opbrengst.inhoud)
    pagina = secretaris.get(f"{STAM}/punten/{p.pk}/stukken/").content.decode()
    assert "Fiche 10" in pagina and "Er ligt nu geen afdruk" not in pagina
    stuk = voeg_toe(secretaris, p, opdracht)
    opdracht.delete()
    naar(overleg, wie, "zet_vast")
    lezer = als("lezer")
    gelezen = lezer.get(f"{STAM}/stukken/{stuk.pk}/")
    assert gelezen.content == bytes_ and stuk.sha256 == hashlib.sha256(bytes_).hexdigest()
    assert "1.1 Fiche 10" in lezer.get(pad(overleg)).content.decode()
    with pytest.raises(DatabaseError), transaction.atomic():
        Vergaderstuk.objects.filter(pk=stuk.pk).update(inhoud=b"anders", sha256=hashlib.sha256(b"anders").hexdigest())
    with pytest.raises(DatabaseError), transaction.atomic():
        stuk.delete()


def test_twice_is_once_and_taken_off_it_can_come_again(secretaris: Client, overleg: Overleg) -> None:
    wie = eigenaar_van(secretaris)
    p, opdracht = punt(overleg, wie), afdruk(wie, overleg, "Memo")
    stuk = voeg_toe(secretaris, p, opdracht)
    assert (
        "staat niet meer in de lijst"
        in secretaris.post(f"{STAM}/punten/{p.pk}/stukken/", {"wat": stuk.bron}).content.decode()
    )
    secretaris.post(f"{STAM}/punten/{p.pk}/stukken/", {"weg": str(stuk.pk)})
    assert secretaris.get(f"{STAM}/stukken/{stuk.pk}/").status_code == 404
    secretaris.post(f"{STAM}/punten/{p.pk}/stukken/", {"wat": stuk.bron})
    assert Vergaderstuk.objects.filter(agendapunt=p).count() == 2 and Vergaderstuk.objects.lijst().count() == 1


def test_a_print_with_comments_that_were_not_released_is_not_offered(secretaris: Client, overleg: Overleg) -> None:
    wie = eigenaar_van(secretaris)
    p = punt(overleg, wie)
    afdruk(wie, overleg, "Nota van binnen", intern=True)
    assert "Nota van binnen" not in secretaris.get(f"{STAM}/punten/{p.pk}/stukken/").content.decode()


def test_what_is_for_members_is_not_for_readers(
    secretaris: Client, overleg: Overleg, als: Callable[..., Client]
) -> None:
    wie = eigenaar_van(secretaris)
    open_, dicht = punt(overleg, wie, titel="Open"), punt(overleg, wie, titel="Dicht", besloten=True)
    gewoon = voeg_toe(secretaris, open_, afdruk(wie, overleg, "Gewoon stuk"))
    leden = voeg_toe(secretaris, open_, afdruk(wie, overleg, "Ledenstuk"), besloten="1")
    achter = voeg_toe(secretaris, dicht, afdruk(wie, overleg, "Achter de deur"))
    bezoeker, lezer, lid = Client(), als("lezer"), als("bestuurslid")
    for stuk in (gewoon, leden, achter):
        assert lezer.get(f"{STAM}/stukken/{stuk.pk}/").status_code == 404  # the agenda is in preparation
    naar(overleg, wie, "zet_vast")
    assert [lezer.get(f"{STAM}/stukken/{s.pk}/").status_code for s in (gewoon, leden, achter)] == [200, 404, 404]
    assert [lid.get(f"{STAM}/stukken/{s.pk}/").status_code for s in (gewoon, leden, achter)] == [200, 200, 200]
    assert bezoeker.get(f"{STAM}/stukken/{gewoon.pk}/").status_code == 302
    pagina = lezer.get(pad(overleg)).content.decode()
    assert "Gewoon stuk" in pagina and "Ledenstuk" not in pagina and "Achter de deur" not in pagina


def test_the_record_of_before_is_offered_and_in_concept_for_members_only(
    secretaris: Client, overleg: Overleg, eigen_var: Path
) -> None:
    wie = eigenaar_van(secretaris)
    punt(overleg, wie)
    gehouden(overleg, wie)
    straks = Overleg.objects.na(overleg).select_related("gremium__regio").get()
    p = punt(straks, wie)
    pagina = secretaris.get(f"{STAM}/punten/{p.pk}/stukken/").content.decode()
    bron = re.findall(r'name="wat" value="(verslag:[^"]*)"', pagina)
    assert len(bron) == 1 and "concept" in bron[0]
    assert secretaris.post(f"{STAM}/punten/{p.pk}/stukken/", {"wat": bron[0]}).status_code == 303
    stuk = Vergaderstuk.objects.get(agendapunt=p)
    assert (
        stuk.besloten
        and stuk.bladzijden == 1
        and stuk.titel == "Verslag van 19 november 2026, concept".replace(" ", stuk.titel[7])
    )


def test_papers_go_along_when_an_item_is_held_over(secretaris: Client, overleg: Overleg) -> None:
    wie = eigenaar_van(secretaris)
    p = punt(overleg, wie)
    oud = voeg_toe(secretaris, p, afdruk(wie, overleg, "Meegaand"))
    gehouden(overleg, wie)
    houd_aan(punt=Agendapunt.objects.get(pk=p.pk), door=wie, gezien="open")
    straks = Agendapunt.objects.get(vorige=p)
    secretaris.post(f"{STAM}/punten/{straks.pk}/stukken/", {"wat": f"stuk:{oud.pk}"})
    nieuw = Vergaderstuk.objects.get(agendapunt=straks)
    assert nieuw.sha256 == oud.sha256 and nieuw.herkomst.startswith("Van de vorige keer")


def maak_set(wie: User, overleg: Overleg, *, openbaar: bool = False) -> PdfReader:
    rechten = Rechten.van(wie, overleg.gremium.regio)
    zicht = Zicht.van(rechten.toegang, overleg.gremium.regio)
    opdracht = Opdracht(
        regio=overleg.gremium.regio, soort=VERGADERSET, gegevens=set_gegevens(overleg, zicht, openbaar=openbaar),
        aangevraagd_door=wie,
    )  # fmt: skip
    assert Vergadersetopdracht().mag(rechten, opdracht.gegevens)
    return PdfReader(io.BytesIO(Vergadersetopdracht().maak(opdracht, lambda *_: None).inhoud))


def koppen(boek: PdfReader) -> list[str]:
    return [str(b.title) for b in boek.outline if not isinstance(b, list)]


def test_agenda_and_papers_are_one_pdf_with_bookmarks_and_tags(
    secretaris: Client, overleg: Overleg, eigen_var: Path, persoon: Callable[..., User]
) -> None:
    wie = eigenaar_van(secretaris)
    open_, dicht = punt(overleg, wie, titel="Eerste"), punt(overleg, wie, titel="Dicht", besloten=True)
    voeg_toe(secretaris, open_, afdruk(wie, overleg, "Fiche 10"))
    voeg_toe(secretaris, open_, afdruk(wie, overleg, "Memo"))
    voeg_toe(secretaris, dicht, afdruk(wie, overleg, "Achter de deur"))
    naar(overleg, wie, "zet_vast")
    boek = maak_set(persoon("bestuurslid"), overleg)
    assert koppen(boek) == ["Agenda", "1.1 Fiche 10", "1.2 Memo", "B1.1 Achter de deur"]
    boom = boek.root_object["/StructTreeRoot"]
    delen = boom["/K"][0]["/K"]
    assert [d["/S"] for d in delen] == ["/Part"] * 4 and all(d["/K"] for d in delen)
    nums = boom["/ParentTree"]["/Nums"]
    bekend = {int(n) for n in nums[::2]}
    assert all(int(pagina["/StructParents"]) in bekend for pagina in boek.pages)  # every page leads to its tags
    assert len({int(pagina["/StructParents"]) for pagina in boek.pages}) == len(boek.pages)
    tekst = " ".join(p.extract_text() for p in boek.pages)
    assert "Stuk 1.1: Fiche 10" in tekst and "Over Memo" in tekst
    assert boek.metadata and "Agenda en stukken" in str(boek.metadata.title)
    for lezer in (maak_set(persoon("lezer"), overleg), maak_set(persoon("bestuurslid"), overleg, openbaar=True)):
        assert koppen(lezer) == ["Agenda", "1.1 Fiche 10", "1.2 Memo"]
        assert "Achter de deur" not in " ".join(p.extract_text() for p in lezer.pages)


def test_links_of_a_part_stay_in_that_part() -> None:
    """Each part has a place named x."""
    boek = PdfReader(io.BytesIO(bundel([("Een", pdf("Een")), ("Twee", pdf("Twee"))])))
    doelen = [a.get_object().get("/Dest") for p in boek.pages for a in p.get("/Annots", [])]
    assert doelen[0] == "x" and doelen[1][0].get_object() == boek.pages[3]
    with pytest.raises(GeenPdf):
        bundel([("Een", pdf("Een")), ("Kapot", b"%PDF-1.7 kapot")])


def test_the_set_of_members_is_only_for_members(overleg: Overleg, persoon: Callable[..., User]) -> None:
    soort, gegevens = Vergadersetopdracht(), {"gremium": overleg.gremium_id, "deel": "leden"}
    regio = overleg.gremium.regio
    assert soort.mag(Rechten.van(persoon("ministeriecontact", "bzk"), regio), gegevens)
    assert not soort.mag(Rechten.van(persoon("ministeriecontact", "ocw"), regio), gegevens)
    assert not soort.mag(Rechten.van(persoon("lezer"), regio), gegevens)


def test_telling_the_members(secretaris: Client, overleg: Overleg, persoon: Callable[..., User]) -> None:
    wie, lid = eigenaar_van(secretaris), persoon("bestuurslid")
    lezer = persoon("lezer")
    Overleg.objects.filter(pk=overleg.pk).update(
        stukken_op=timezone.localdate(), datum=timezone.localdate() + timedelta(7)
    )
    overleg.refresh_from_db()
    punt(overleg, wie)
    assert "Stukken te verzenden" in secretaris.get("/twente/mijn-werk/").content.decode()
    naar(overleg, wie, "zet_vast")
    pagina = secretaris.get(pad(overleg)).content.decode()
    stuk = pagina[pagina.index("stukken/verzenden/") :]
    gezien = re.findall(r'name="gezien" value="([^"]*)"', stuk)[0]
    assert secretaris.post(pad(overleg, "stukken", "verzenden"), {"gezien": gezien}).status_code == 303
    zinnen = Melding.objects.filter(soort="stukken")
    wie_hoorde = [m.user for m in zinnen]
    assert lid in wie_hoorde and wie not in wie_hoorde and lezer not in wie_hoorde
    assert all("agenda en stukken staan klaar" in m.zin for m in zinnen)
    assert "Gemeld aan de leden" in secretaris.get(pad(overleg)).content.decode()
    assert secretaris.post(pad(overleg, "stukken", "verzenden"), {"gezien": gezien}).status_code == 409
    assert Melding.objects.filter(soort="stukken", user=lid).count() == 1


def test_settled_nothing_changes_any_more(secretaris: Client, overleg: Overleg) -> None:
    wie = eigenaar_van(secretaris)
    p, opdracht = punt(overleg, wie, soort="kennisname"), afdruk(wie, overleg, "Te laat")
    rij = gehouden(overleg, wie)
    Agendapunt.objects.filter(pk=p.pk).update(stand="behandeld")
    naar(rij, wie, "stel_vast")
    antwoord = secretaris.post(f"{STAM}/punten/{p.pk}/stukken/", {"wat": f"opdracht:{opdracht.pk}"})
    assert antwoord.status_code == 422 and "verandert niets meer" in antwoord.content.decode()
    assert not Vergaderstuk.objects.exists()
