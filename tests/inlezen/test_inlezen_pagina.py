"""The screen for reading a plan or a fiche: from a file to the plan and back again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from governance.models import Mijlpaal, Regio, Rol
from inlezen.models import Inlezing
from opgaven.actions.secties import bewaar_sectie
from opgaven.bouw import bouw_opnieuw, bouw_sectie
from opgaven.models import Opgave, Plan, Sectie
from plandocument import boom
from plandocument.canoniek import canonieke_bytes
from tests.inlezen.inleeswerk import (
    ADRES,
    geef,
    ingevuld,
    met_wijzigingen_bijhouden,
    odt_van_plan,
    tekst_van,
    typ_over,
    word_van,
    word_van_plan,
)
from tests.inlezen.wordwerk import AUTEUR, Word, zet_tekst
from tests.inloggen import inloggen
from tests.lezen import leest
from versies.actions.versies import maak_versie

GESCHIEDENIS = reverse("opgaven:geschiedenis", args=["twente", 14, "knelpunten"])
EIGEN = "Dat dit anders is, is nieuw."


@pytest.fixture
def document(voorbeeld: Plan) -> boom.Plandocument:
    return bouw_opnieuw(voorbeeld)


def punten(plan: Plan, nummer: int = 14, soort: str = "knelpunten") -> list[str]:
    return [i.tekst for i in bouw_opnieuw(Plan.objects.get(pk=plan.pk)).opgave(nummer).sectie(soort).items]


def rij_van(plan: Plan, nummer: int, soort: str) -> Sectie:
    return Sectie.objects.select_related("plan", "soort").get(plan=plan, opgave__nummer=nummer, soort__code=soort)


def schrijf(plan: Plan, nummer: int, soort: str, opening: str) -> None:
    """A colleague saves."""
    rij = rij_van(plan, nummer, soort)
    bewaar_sectie(sectie=rij, vanaf_versie=rij.versie, inhoud=replace(bouw_sectie(rij), opening=opening), door=None)


def lees_in(client: Client, naam: str, inhoud: bytes, **velden: str) -> Any:
    """Hand over, and go where the answer leads."""
    antwoord = geef(client, naam, inhoud, **velden)
    assert antwoord.status_code == 303, tekst_van(antwoord)
    return client.get(antwoord["Location"])


def test_a_fiche_that_somebody_edited_in_word_shows_exactly_that(
    als: Callable[..., Client], voorbeeld: Plan, document: boom.Plandocument
) -> None:
    client = als("redacteur")
    inhoud = word_van(document, 14, met_wijzigingen_bijhouden(document))
    pagina = lees_in(client, "fiche 14.docx", inhoud, waarom="Van het waterschap")
    tekst = tekst_van(pagina)
    assert "Word, uit het portaal: 1 fiche met 10 gevulde secties en 21 punten" in tekst
    assert "2 bijgehouden wijzigingen" in tekst and "Dat is nieuw." in tekst
    assert "Klopt dit nog?" in tekst and "Bij 14.K Geconstateerde knelpunten" in tekst
    assert "Alles in het bestand is gelezen en heeft een plaats." in tekst
    assert AUTEUR not in leest(pagina)
    keuzes = pagina.context["beeld"].keuzes
    assert [(k.naam, k.aan, k.dicht) for k in keuzes] == [("14.K Geconstateerde knelpunten", False, "")]
    assert [(w.code, w.woorden) for w in keuzes[0].wijzigingen] == [("14.K1", "Gewijzigd"), ("14.K2", "Vervallen")]
    was = punten(voorbeeld)
    assert "Neemt u dit over, dan verdwijnt: 14.K2 ‘" in tekst  # so it is not ticked; a person says that it may go

    antwoord = client.post(pagina.request["PATH_INFO"], ingevuld(pagina, alles=True))
    assert antwoord.status_code == 303
    assert punten(voorbeeld) == [f"{was[0]} Dat is nieuw.", *was[2:]]
    klaar = tekst_van(client.get(antwoord["Location"]))
    assert "Overgenomen in de werkversie: 1 deel." in klaar
    geschiedenis = tekst_van(client.get(GESCHIEDENIS))
    assert "Ingelezen uit een bestand" in geschiedenis and "Van het waterschap" in geschiedenis

    terug = client.post(f"{pagina.request['PATH_INFO']}ongedaan/")
    assert terug.status_code == 303
    assert punten(voorbeeld) == was
    assert "ongedaan gemaakt" in tekst_van(client.get(terug["Location"]))


def test_a_file_of_an_older_werkversie_does_not_undo_the_work_of_a_colleague(
    als: Callable[..., Client], voorbeeld: Plan, document: boom.Plandocument
) -> None:
    item = document.opgave(14).sectie("knelpunten").items[0]
    inhoud = word_van(document, 14, typ_over(item, EIGEN))
    schrijf(voorbeeld, 14, "nodig", "<p>Wat een collega intussen schreef.</p>")
    schrijf(voorbeeld, 3, "opgave", "<p>En elders ook.</p>")
    client = als("redacteur")
    pagina = lees_in(client, "fiche.docx", inhoud)
    assert [k.naam for k in pagina.context["beeld"].keuzes] == ["14.K Geconstateerde knelpunten"]
    assert "Op 2 plekken is het plan gewijzigd nadat dit bestand is gemaakt" in tekst_van(pagina)
    client.post(pagina.request["PATH_INFO"], ingevuld(pagina))
    assert punten(voorbeeld)[0] == EIGEN
    assert rij_van(voorbeeld, 14, "nodig").opening == "<p>Wat een collega intussen schreef.</p>"


def test_what_changed_on_two_sides_is_unticked_with_both_texts(
    als: Callable[..., Client], voorbeeld: Plan, document: boom.Plandocument
) -> None:
    item = document.opgave(14).sectie("knelpunten").items[0]
    inhoud = word_van(document, 14, typ_over(item, EIGEN))
    schrijf(voorbeeld, 14, "knelpunten", "<p>Intussen geschreven.</p>")
    pagina = lees_in(als("redacteur"), "fiche.docx", inhoud)
    (keuze,) = pagina.context["beeld"].keuzes
    assert not keuze.aan and keuze.waarschuwingen
    tekst = tekst_van(pagina)
    assert "Een collega wijzigde dit nadat het bestand is gemaakt." in tekst
    for woorden in (EIGEN, "Intussen geschreven.", "Wat het bestand verandert", "Wat intussen in het plan veranderde"):
        assert woorden in tekst


def test_a_file_of_a_versie_is_compared_with_that_versie(
    als: Callable[..., Client], voorbeeld: Plan, document: boom.Plandocument
) -> None:
    maak_versie(plan=voorbeeld, label="Voor het overleg", door=None)
    Plan.objects.filter(pk=voorbeeld.pk).update(titel="Het plan heet nu anders")  # saves alone do not lead back
    schrijf(voorbeeld, 14, "nodig", "<p>Van een collega.</p>")
    item = document.opgave(14).sectie("knelpunten").items[0]
    pagina = lees_in(als("redacteur"), "fiche.docx", word_van(document, 14, typ_over(item, EIGEN)))
    assert pagina.context["rij"].weet_basis
    assert [(k.naam[:4], k.aan) for k in pagina.context["beeld"].keuzes] == [("14.K", True)]


def test_what_would_become_empty_is_unticked(
    als: Callable[..., Client], voorbeeld: Plan, document: boom.Plandocument
) -> None:
    o = document.opgave(14)
    secties = tuple(replace(s, opening="", items=(), slot="") if s.soort == "nodig" else s for s in o.secties)
    ander = replace(
        document, opgaven=tuple(replace(o, secties=secties) if x.nummer == 14 else x for x in document.opgaven)
    )
    pagina = lees_in(als("programmamanager"), "plan.json", canonieke_bytes(ander))
    (keuze,) = pagina.context["beeld"].keuzes
    assert not keuze.aan and "dan wordt zij leeg" in keuze.waarschuwingen[0]


def test_a_point_that_moves_is_told_at_both_secties(
    als: Callable[..., Client], voorbeeld: Plan, document: boom.Plandocument
) -> None:
    o = document.opgave(14)
    punt = o.sectie("knelpunten").items[0]

    def om(s: boom.Sectie) -> boom.Sectie:
        if s.soort == "knelpunten":
            return replace(s, items=s.items[1:])
        return replace(s, items=(*s.items, replace(punt, groep="rijk"))) if s.soort == "interventies" else s

    nieuw = replace(o, secties=tuple(map(om, o.secties)))
    ander = replace(document, opgaven=tuple(nieuw if x.nummer == 14 else x for x in document.opgaven))
    pagina = lees_in(als("programmamanager"), "plan.json", canonieke_bytes(ander))
    keuzes = pagina.context["beeld"].keuzes
    assert [k.naam[:4] for k in keuzes] == ["14.K", "14.I"]
    assert all("Neem die allebei over, of geen van beide." in " ".join(k.waarschuwingen) for k in keuzes)


def test_an_unknown_origin_unticks_everything(
    als: Callable[..., Client], voorbeeld: Plan, document: boom.Plandocument
) -> None:
    item = document.opgave(14).sectie("knelpunten").items[0]
    ander = replace(document, label="Een andere tekst, die nergens is bewaard")
    pagina = lees_in(als("redacteur"), "fiche.docx", word_van(ander, 14, typ_over(item, EIGEN)))
    (keuze,) = pagina.context["beeld"].keuzes
    assert not keuze.aan
    assert "Het portaal vindt niet terug van welke tekst dit bestand is gemaakt." in tekst_van(pagina)


def test_a_file_of_another_regio_is_refused(als: Callable[..., Client], voorbeeld: Plan) -> None:
    """Also when its chapters are called as those here: they are not the same chapters."""
    ander = anders_gesleuteld(bouw_opnieuw(voorbeeld))
    client = als("redacteur")
    for naam, inhoud in (("plan.docx", word_van_plan(ander)), ("plan.odt", odt_van_plan(ander))):
        antwoord = geef(client, naam, inhoud)
        assert antwoord.status_code == 422 and "Dit bestand is van een ander plan" in tekst_van(antwoord)
    assert not Inlezing.objects.exists()


def anders_gesleuteld(document: boom.Plandocument) -> boom.Plandocument:
    """The same words with keys of their own, as the plan of another region has."""

    def nieuw(houder: Any) -> Any:
        secties = tuple(replace(s, sleutel=f"x{s.sleutel}") for s in houder.secties)
        return replace(houder, sleutel=f"x{houder.sleutel}", secties=secties)

    return replace(
        document,
        titel="Plan voor de Regio Achterhoek",
        opgaven=tuple(replace(nieuw(o), titel=f"Achterhoekse opgave {o.nummer}") for o in document.opgaven),
        hoofdstukken=tuple(map(nieuw, document.hoofdstukken)),
    )


def test_a_print_of_the_portal_is_refused(
    als: Callable[..., Client], voorbeeld: Plan, document: boom.Plandocument
) -> None:
    """Its codes in the margin and its columns would come back as words of the plan, each of them ticked."""
    client = als("redacteur")
    afdruk = client.get("/twente/opgaven/14/pdf/").content
    for opgave in ("", document.opgave(14).sleutel):
        antwoord = geef(client, "fiche.pdf", afdruk, opgave=opgave)
        assert antwoord.status_code == 422 and "Deze PDF is een afdruk uit het portaal" in tekst_van(antwoord)
    assert not Inlezing.objects.exists()


def test_a_colleague_who_saves_meanwhile_stops_everything(
    als: Callable[..., Client], voorbeeld: Plan, document: boom.Plandocument
) -> None:
    fiche = document.opgave(14)

    def bewerk(word: Word) -> None:
        typ_over(fiche.sectie("knelpunten").items[0], EIGEN)(word)
        typ_over(fiche.sectie("interventies").items[0], "Iets anders doen.")(word)

    client = als("redacteur")
    pagina = lees_in(client, "fiche.docx", word_van(document, 14, bewerk))
    velden = ingevuld(pagina)
    was = punten(voorbeeld)
    schrijf(voorbeeld, 14, "interventies", "<p>Een collega was eerder.</p>")
    antwoord = client.post(pagina.request["PATH_INFO"], velden)
    assert antwoord.status_code == 409
    tekst = tekst_van(antwoord)
    assert "Er is niets overgenomen" in tekst and "Een collega was eerder." in tekst
    assert [(k.naam[:4], k.aan, k.verouderd) for k in antwoord.context["beeld"].keuzes] == [
        ("14.K", True, False),
        ("14.I", False, True),
    ]
    assert punten(voorbeeld) == was
    weer = client.post(pagina.request["PATH_INFO"], ingevuld(antwoord))
    assert weer.status_code == 303
    assert punten(voorbeeld)[0] == EIGEN


def test_a_fiche_that_is_akkoord_is_closed_with_the_reason(
    als: Callable[..., Client], voorbeeld: Plan, document: boom.Plandocument
) -> None:
    item = document.opgave(14).sectie("knelpunten").items[0]
    client = als("redacteur")
    pagina = lees_in(client, "fiche.docx", word_van(document, 14, typ_over(item, EIGEN)))
    velden = ingevuld(pagina)
    Opgave.objects.filter(plan=voorbeeld, nummer=14).update(status="akkoord")
    was = punten(voorbeeld)
    dicht = client.get(pagina.request["PATH_INFO"])
    assert "Deze fiche is akkoord; de tekst staat vast." in tekst_van(dicht)
    assert "kies" not in ingevuld(dicht, alles=True) or not ingevuld(dicht, alles=True)["kies"]
    antwoord = client.post(pagina.request["PATH_INFO"], velden)
    assert antwoord.status_code == 409
    assert "mag niet meer worden gewijzigd" in tekst_van(antwoord)
    assert punten(voorbeeld) == was


def test_a_double_click_takes_over_once(
    als: Callable[..., Client], voorbeeld: Plan, document: boom.Plandocument
) -> None:
    item = document.opgave(14).sectie("knelpunten").items[0]
    client = als("redacteur")
    pagina = lees_in(client, "fiche.docx", word_van(document, 14, typ_over(item, EIGEN)))
    velden = ingevuld(pagina)
    versie = rij_van(voorbeeld, 14, "knelpunten").versie
    for _ in range(2):
        assert client.post(pagina.request["PATH_INFO"], velden).status_code == 303
    assert rij_van(voorbeeld, 14, "knelpunten").versie == versie + 1
    assert "Dit was al gedaan." in tekst_van(client.get(pagina.request["PATH_INFO"]))


def test_nothing_chosen_says_so(als: Callable[..., Client], document: boom.Plandocument) -> None:
    item = document.opgave(14).sectie("knelpunten").items[0]
    client = als("redacteur")
    pagina = lees_in(client, "fiche.docx", word_van(document, 14, typ_over(item, EIGEN)))
    antwoord = client.post(pagina.request["PATH_INFO"], {})
    assert antwoord.status_code == 422
    assert "Kies ten minste één deel" in tekst_van(antwoord)
    leeg = client.get(f"{pagina.request['PATH_INFO']}?vinkjes=geen")
    assert "kies" not in ingevuld(leeg)


def test_undoing_leaves_what_was_changed_later(
    als: Callable[..., Client], voorbeeld: Plan, document: boom.Plandocument
) -> None:
    fiche = document.opgave(14)

    def bewerk(word: Word) -> None:
        typ_over(fiche.sectie("knelpunten").items[0], EIGEN)(word)
        typ_over(fiche.sectie("interventies").items[0], "Iets anders doen.")(word)

    client = als("programmamanager")
    was = punten(voorbeeld)
    pagina = lees_in(client, "fiche.docx", word_van(document, 14, bewerk))
    adres = pagina.request["PATH_INFO"]
    client.post(adres, ingevuld(pagina))
    schrijf(voorbeeld, 14, "interventies", "<p>Daarna bewerkt.</p>")
    weiger = client.post(f"{adres}ongedaan/")
    assert weiger.status_code == 409
    tekst = tekst_van(weiger)
    assert "Er is niets ongedaan gemaakt." in tekst and "14.I Mogelijke interventies" in tekst
    assert "Maak alleen de andere delen ongedaan" in tekst
    assert punten(voorbeeld)[0] == EIGEN
    assert client.post(f"{adres}ongedaan/", {"rest": "1"}).status_code == 303
    assert punten(voorbeeld) == was
    assert rij_van(voorbeeld, 14, "interventies").opening == "<p>Daarna bewerkt.</p>"
    assert client.post(f"{adres}ongedaan/").status_code == 303  # twice is once
    assert punten(voorbeeld) == was


def test_an_opgave_added_and_one_removed_are_choices(
    als: Callable[..., Client], voorbeeld: Plan, document: boom.Plandocument
) -> None:
    nieuw = replace(
        document.opgave(21),
        sleutel="nieuwe0pgave",
        nummer=22,
        titel="Een nieuwe opgave",
        secties=tuple(replace(s, sleutel=f"n{i:011d}") for i, s in enumerate(document.opgave(21).secties)),
    )
    ander = replace(document, opgaven=(*(o for o in document.opgaven if o.nummer != 5), nieuw))
    client = als("programmamanager")
    pagina = lees_in(client, "plan.json", canonieke_bytes(ander))
    tekst = tekst_van(pagina)
    assert "dan verdwijnt zij uit het plan, met al haar tekst" in tekst
    assert [(k.naam, k.aan) for k in pagina.context["beeld"].keuzes] == [
        ("Nieuwe opgave", True),
        ("Opgave die vervalt", False),
    ] or [(k.naam, k.aan) for k in pagina.context["beeld"].keuzes] == [
        ("Opgave die vervalt", False),
        ("Nieuwe opgave", True),
    ]
    adres = pagina.request["PATH_INFO"]
    assert client.post(adres, ingevuld(pagina, alles=True)).status_code == 303
    assert bouw_opnieuw(Plan.objects.get(pk=voorbeeld.pk)) == ander
    assert client.post(f"{adres}ongedaan/").status_code == 303
    assert bouw_opnieuw(Plan.objects.get(pk=voorbeeld.pk)) == document


def test_a_hoofdstuk_from_word(als: Callable[..., Client], voorbeeld: Plan, document: boom.Plandocument) -> None:
    hoofdstuk = document.hoofdstukken[0]
    inhoud = word_van_plan(document, lambda w: zet_tekst(w.alinea(f"h_{hoofdstuk.sleutel}"), "Een andere kop"))
    client = als("programmamanager")
    pagina = lees_in(client, "plan.docx", inhoud)
    assert [k.naam for k in pagina.context["beeld"].keuzes] == ["Titel en indeling"]
    client.post(pagina.request["PATH_INFO"], ingevuld(pagina))
    assert bouw_opnieuw(Plan.objects.get(pk=voorbeeld.pk)).hoofdstukken[0].titel == "Een andere kop"


def test_the_same_plan_has_nothing_to_take_over(als: Callable[..., Client], document: boom.Plandocument) -> None:
    pagina = lees_in(als("programmamanager"), "plan.json", canonieke_bytes(document))
    assert "Het bestand zegt niets anders dan het plan." in tekst_van(pagina)


FICHE = """Een veilige spoorlijn

Opgave
Een opgave in gewone woorden, die iemand in een brief zette.

Huidige situatie en context

Lopende trajecten tussen Rijk en regio

Eigenaarschap in de regio

Betrokken ministeries

Wat is aanvullend nodig

Geconstateerde knelpunten
- Het eerste knelpunt uit de brief.
- Het tweede knelpunt uit de brief.

Regionale impact knelpunten

Mogelijke interventies

Vervolgafspraken
"""


def test_a_loose_fiche_as_text_touches_only_that_opgave(
    als: Callable[..., Client], voorbeeld: Plan, document: boom.Plandocument
) -> None:
    client = als("redacteur")
    sleutel = document.opgave(14).sleutel
    pagina = lees_in(client, "fiche.txt", FICHE.encode(), opgave=sleutel)
    namen = {k.naam for k in pagina.context["beeld"].keuzes}
    assert namen == {"Titel en gegevens", "14.O Opgave", "14.K Geconstateerde knelpunten"}
    assert "U koos opgave 14, maar titel en tekst lijken daar niet op." in tekst_van(pagina)
    assert not any(k.aan for k in pagina.context["beeld"].keuzes)  # whoever chose looks, and ticks
    client.post(pagina.request["PATH_INFO"], ingevuld(pagina, alles=True))
    nu = bouw_opnieuw(Plan.objects.get(pk=voorbeeld.pk))
    assert punten(voorbeeld) == ["Het eerste knelpunt uit de brief.", "Het tweede knelpunt uit de brief."]
    assert nu.opgave(14).titel == "Een veilige spoorlijn"
    assert nu.opgave(14).cluster == document.opgave(14).cluster
    assert nu.opgave(14).sectie("nodig") == document.opgave(14).sectie("nodig")
    assert [o for o in nu.opgaven if o.nummer != 14] == [o for o in document.opgaven if o.nummer != 14]


def test_naar_aanleiding_van_comes_along(
    als: Callable[..., Client], voorbeeld: Plan, document: boom.Plandocument
) -> None:
    client = als("redacteur")
    keuze = client.get(ADRES).context["form"].fields["aanleiding"].choices[1]
    assert Mijlpaal.objects.filter(code=keuze[0].partition(":")[2]).exists()
    item = document.opgave(14).sectie("knelpunten").items[0]
    pagina = lees_in(client, "a.docx", word_van(document, 14, typ_over(item, EIGEN)), aanleiding=keuze[0])
    client.post(pagina.request["PATH_INFO"], ingevuld(pagina))
    assert keuze[1] in tekst_van(client.get(GESCHIEDENIS))


# ---- who may ----


@pytest.fixture
def beperkt(persoon: Callable[..., User], document: boom.Plandocument) -> Client:
    """A redacteur of opgave 14 alone."""
    user = persoon("redacteur")
    Rol.objects.filter(user=user).update(opgaven_sleutels=[document.opgave(14).sleutel])
    client = inloggen(user)
    return client


def test_who_edits_one_opgave_reads_in_only_that(beperkt: Client, voorbeeld: Plan, document: boom.Plandocument) -> None:
    keuzes = beperkt.get(ADRES).context["form"].fields["opgave"].choices
    assert [naam for _, naam in keuzes][1:] == [f"Alleen opgave 14: {document.opgave(14).titel}"]
    item = document.opgave(14).sectie("knelpunten").items[0]
    pagina = lees_in(beperkt, "14.docx", word_van(document, 14, typ_over(item, EIGEN)))
    assert beperkt.post(pagina.request["PATH_INFO"], ingevuld(pagina)).status_code == 303
    for naam, inhoud in (
        ("7.docx", word_van(document, 7)),
        ("plan.docx", word_van_plan(document)),
        ("plan.json", canonieke_bytes(document)),
    ):
        antwoord = geef(beperkt, naam, inhoud)
        assert antwoord.status_code == 403, naam
        assert "U mag alleen de opgaven inlezen die u bewerkt." in tekst_van(antwoord)
    assert Inlezing.objects.count() == 1
    vraag = lees_in(
        beperkt, "fiche.txt", FICHE.encode()
    )  # of no opgave that is known: asked, out of those of one's own
    keuzes = vraag.context["welke"][0]["keuzes"]
    assert [k for k, _ in keuzes] == [document.opgave(14).sleutel, ""]
    ander = {f"als-{vraag.context['welke'][0]['fiche'].ruw}": document.opgave(7).sleutel, "lees_als": "1"}
    assert beperkt.post(vraag.request["PATH_INFO"], ander).status_code == 403


def test_what_another_read_in_is_closed_for_who_does_not_edit_that_opgave(
    als: Callable[..., Client], beperkt: Client, voorbeeld: Plan, document: boom.Plandocument
) -> None:
    item = document.opgave(7).sectie("knelpunten").items[0]
    pagina = lees_in(als("programmamanager"), "7.docx", word_van(document, 7, typ_over(item, EIGEN)))
    adres = pagina.request["PATH_INFO"]
    assert "U mag deze tekst niet wijzigen." in tekst_van(beperkt.get(adres))
    antwoord = beperkt.post(adres, ingevuld(pagina))
    assert antwoord.status_code == 409
    assert punten(voorbeeld, 7)[0] != EIGEN
    assert beperkt.post(f"{adres}weggooien/").status_code == 403


@pytest.mark.parametrize("rol", ["lezer", "ministeriecontact", "bestuurslid", "eigenaar", "secretaris"])
def test_who_does_not_edit_gets_the_reason(rol: str, als: Callable[..., Client]) -> None:
    antwoord = als(rol).get(ADRES)
    assert antwoord.status_code == 403
    assert "Dat doet het NPVR-team." in tekst_van(antwoord)


def test_an_inlezing_of_another_regio_is_not_there(als: Callable[..., Client], document: boom.Plandocument) -> None:
    item = document.opgave(14).sectie("knelpunten").items[0]
    pagina = lees_in(als("programmamanager"), "a.docx", word_van(document, 14, typ_over(item, EIGEN)))
    pk = pagina.context["rij"].pk
    ander = als("programmamanager", regio="achterhoek")
    assert ander.get(f"/achterhoek/inlezen/{pk}/").status_code == 404
    assert ander.get(f"/twente/inlezen/{pk}/").status_code == 404
    assert ander.get(f"/achterhoek/inlezen/{10**12}/").status_code == 404


def test_throwing_away_keeps_nothing(als: Callable[..., Client], voorbeeld: Plan, document: boom.Plandocument) -> None:
    item = document.opgave(14).sectie("knelpunten").items[0]
    client = als("redacteur")
    pagina = lees_in(client, "a.docx", word_van(document, 14, typ_over(item, EIGEN)))
    velden = ingevuld(pagina)
    antwoord = client.post(f"{pagina.request['PATH_INFO']}weggooien/")
    assert antwoord.status_code == 303
    rij = Inlezing.objects.get()
    assert (rij.stand, rij.gelezen, rij.basis, rij.verslag) == ("vervallen", None, None, {})
    laat = client.post(pagina.request["PATH_INFO"], velden)
    assert laat.status_code == 409
    assert EIGEN not in punten(voorbeeld)


# ---- the first plan of a region ----


def test_the_first_plan_of_a_regio(als: Callable[..., Client], document: boom.Plandocument) -> None:
    ander = replace(document, regio="achterhoek", titel="Plan voor de Achterhoek")
    client = als("programmamanager", regio="achterhoek")
    begin = client.get("/achterhoek/inlezen/")
    assert "heeft nog geen plan" in tekst_van(begin)
    antwoord = geef(client, "plan.json", canonieke_bytes(ander), adres="/achterhoek/inlezen/")
    pagina = client.get(antwoord["Location"])
    assert "Plan voor de Achterhoek" in tekst_van(pagina)
    assert "niet in één keer ongedaan te maken" in tekst_van(pagina)
    for _ in range(2):
        assert client.post(pagina.request["PATH_INFO"], {"eerste": "1"}).status_code == 303
    plan = Plan.objects.van("achterhoek").get()
    assert len(bouw_opnieuw(plan).opgaven) == 21
    klaar = client.get(pagina.request["PATH_INFO"])
    assert "Dit is niet meer in één keer ongedaan te maken." in tekst_van(klaar)
    assert client.post(f"{pagina.request['PATH_INFO']}ongedaan/").status_code == 409
    assert Regio.objects.get(code="achterhoek").plannen.count() == 1


# ---- what it costs ----


def test_comparing_costs_a_fixed_number_of_queries(
    als: Callable[..., Client],
    document: boom.Plandocument,
    django_assert_num_queries: Callable[..., Any],
) -> None:
    client = als("programmamanager")
    fiches = document.opgaven

    def bewerk(word: Word) -> None:
        for o in fiches:
            typ_over(o.sectie("knelpunten").items[0], EIGEN)(word)

    een = lees_in(client, "een.docx", word_van(document, 14, typ_over(fiches[13].sectie("knelpunten").items[0], EIGEN)))
    veel = lees_in(client, "veel.docx", word_van_plan(document, bewerk))
    assert len(veel.context["beeld"].keuzes) == 21
    for pagina in (een, veel):
        with django_assert_num_queries(5):  # session, user, plan, roles; reading, akkoord, registers
            client.get(pagina.request["PATH_INFO"])
