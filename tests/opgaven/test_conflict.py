"""A form that was overtaken: what does not touch goes together, what both changed is asked, one by one."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from lxml import html as lx

from governance.models import Ministerie
from opgaven.actions.secties import bewaar_sectie
from opgaven.bouw import bouw_sectie
from opgaven.models import Klad, Sectie
from plandocument import boom
from tests.lezen import leest

from .conftest import HTMX

ADRES = "/twente/opgaven/7/vervolg/bewerken/"
LIJST = "/twente/opgaven/14/knelpunten/bewerken/"
KOPPEN = pytest.mark.parametrize("kop", [{}, HTMX], ids=["pagina", "htmx"])
MIJN = "Twente Board Development brengt alles in kaart. Mijn eigen zin."
ANDER = "<p>Twente Board Development brengt alles in kaart. De zin van een collega.</p>"


@pytest.fixture
def collega(persoon, sectie):
    """`collega(14, "knelpunten", items=…)`: somebody else saves the section with these fields."""

    def bewaar(nummer, soort, **velden):
        rij = sectie(nummer, soort)
        inhoud = replace(bouw_sectie(rij), **velden)
        bewaar_sectie(sectie=rij, vanaf_versie=rij.versie, inhoud=inhoud, door=persoon("programmamanager"))

    return bewaar


@pytest.fixture
def botsing(als, collega, ingevuld):
    """A client whose paragraph a colleague changed too, and what it will post."""
    client = als("redacteur")
    data = ingevuld(client.get(ADRES), opening=MIJN)
    collega(7, "vervolg", opening=ANDER)
    return client, data


@pytest.fixture
def lijst(als, sectie, ingevuld):
    """A client with a list open, the fields of its form, and the items in it."""
    client = als("redacteur")
    return client, ingevuld(client.get(LIJST)), bouw_sectie(sectie(14, "knelpunten")).items


def staat(nummer=7, soort="vervolg"):
    return bouw_sectie(Sectie.objects.get(opgave__nummer=nummer, soort__code=soort))


def versie(nummer=7, soort="vervolg"):
    return Sectie.objects.get(opgave__nummer=nummer, soort__code=soort).versie


def nieuw(html):
    """The words of a page without what is struck through in it; the space before that goes with it."""
    html = re.sub(r"<del>.*?</del>", "", html).replace("]</span></ins>", "</span></ins>")
    return re.sub(r" (?=[.,;])", "", " ".join(re.sub(r"<[^>]+>|\[nieuw: ", "", html).split()))


def keuzes(antwoord):
    """The questions on a page: name of the field → [(value, checked)]."""
    uit = {}
    for radio in lx.fromstring(antwoord.content.decode()).xpath("//input[@type='radio']"):
        uit.setdefault(radio.get("name"), []).append((radio.get("value"), radio.get("checked") is not None))
    return uit


def kies(antwoord, ingevuld, *waarden, **anders):
    """The fields of the page with these answers, in order."""
    return ingevuld(antwoord) | dict(zip(keuzes(antwoord), waarden, strict=True)) | anders


# ---- what does not touch ----


@KOPPEN
def test_different_points_are_merged_without_a_page(lijst, collega, kop):
    client, data, items = lijst
    nieuw = boom.Item("nieuwvanhen", "Een nieuw knelpunt van een collega.")
    collega(14, "knelpunten", items=(*items, nieuw), slot="<p>Een slot van een collega.</p>")

    antwoord = client.post(LIJST, data | {"item-0-tekst": "Mijn eerste knelpunt."}, headers=kop, follow=True)

    html = leest(antwoord)
    assert antwoord.status_code == 200 and keuzes(antwoord) == {}
    assert re.search(r"[Oo]pgeslagen om [\d.]+ uur, samen met wat Programmamanager twente intussen opsloeg", html)
    assert "Een nieuw knelpunt van een collega." in html and "Een slot van een collega." in html
    assert [i.tekst for i in staat(14, "knelpunten").items] == ["Mijn eerste knelpunt.", items[1].tekst, nieuw.tekst]
    assert staat(14, "knelpunten").slot == "<p>Een slot van een collega.</p>"
    assert versie(14, "knelpunten") == 3 and not Klad.objects.exists()


def test_different_paragraphs_are_merged(als, collega, ingevuld, sectie):
    client = als("redacteur")
    eerst = bouw_sectie(sectie(7, "vervolg")).opening
    data = ingevuld(client.get(ADRES))
    collega(7, "vervolg", opening=f"<p>Vooraf, van een collega.</p>{eerst}")
    data["opening"] = [data["opening"][0] + "\n\nAchteraf, van mij."]
    html = leest(client.post(ADRES, data, headers=HTMX))
    assert "Dit kwam mee" in html and "Vooraf, van een collega." in html.split("Dit kwam mee")[1]
    assert staat().opening == f"<p>Vooraf, van een collega.</p>{eerst}<p>Achteraf, van mij.</p>"


def test_what_a_colleague_removed_is_gone_and_told(lijst, collega):
    client, data, items = lijst
    collega(14, "knelpunten", items=items[1:])
    antwoord = client.post(LIJST, data | {"item-1-tekst": "Mijn tweede."}, headers=HTMX)
    mee = leest(antwoord).split("Dit kwam mee")[1]
    assert "Vervallen" in mee and items[0].tekst[:20] in mee
    assert [i.tekst for i in staat(14, "knelpunten").items] == ["Mijn tweede."]


def test_status_and_links_beside_the_words_come_along(als, collega, ingevuld, sectie):
    """A form from before a colleague's save shows the older status: it does not put that back."""
    client = als("redacteur")
    adres = "/twente/opgaven/14/ministeries/bewerken/"
    data = ingevuld(client.get(adres))
    oud = bouw_sectie(sectie(14, "ministeries")).items
    ocw = boom.Koppeling("ministerie", Ministerie.objects.get(code="ocw").code)
    assert ocw not in oud[1].koppelingen
    collega(14, "ministeries", items=(replace(oud[0], primair=not oud[0].primair), replace(oud[1], koppelingen=(ocw,))))
    assert client.post(adres, data | {"item-0-tekst": "Anders gezegd"}, headers=HTMX).status_code == 200
    nu = staat(14, "ministeries").items
    assert nu[0] == replace(oud[0], tekst="Anders gezegd", primair=not oud[0].primair)
    assert nu[1] == replace(oud[1], koppelingen=(ocw,))


def test_moves_of_both_stand(lijst, collega, ingevuld):
    client, _, items = lijst
    derde, vierde = (boom.Item(f"erbij{n}", f"Knelpunt {n}.") for n in (3, 4))
    collega(14, "knelpunten", items=(*items, derde, vierde))
    data = ingevuld(client.get(LIJST))
    collega(14, "knelpunten", items=(items[1], items[0], derde, vierde))
    client.post(LIJST, data | {"item-3-ORDER": "3", "item-2-ORDER": "4"}, headers=HTMX)
    assert [i.sleutel for i in staat(14, "knelpunten").items] == [
        items[1].sleutel,
        items[0].sleutel,
        vierde.sleutel,
        derde.sleutel,
    ]


def test_a_section_that_went_through_several_hands_says_so(lijst, collega):
    client, data, items = lijst
    collega(14, "knelpunten", items=(*items, boom.Item("a" * 8, "Een.")))
    collega(14, "knelpunten", items=(*items, boom.Item("a" * 8, "Een."), boom.Item("b" * 8, "Twee.")))
    html = leest(client.post(LIJST, data | {"item-0-tekst": "Van mij."}, headers=HTMX))
    assert "samen met wat intussen in het plan kwam" in html
    assert [i.tekst for i in staat(14, "knelpunten").items[2:]] == ["Een.", "Twee."]


def test_the_same_text_of_two_is_no_conflict(botsing):
    client, data = botsing
    data["opening"] = "Twente Board Development brengt alles in kaart. De zin van een collega."
    antwoord = client.post(ADRES, data, headers=HTMX)
    assert antwoord.status_code == 200
    assert "Opgeslagen om" in leest(antwoord)
    assert versie() == 2


def test_nothing_typed_writes_nothing(als, collega, ingevuld):
    client = als("redacteur")
    data = ingevuld(client.get(ADRES))
    collega(7, "vervolg", opening=ANDER)
    html = leest(client.post(ADRES, data, headers=HTMX))
    assert "Er was niets gewijzigd" in html and "De zin van een collega." in html
    assert versie() == 2


def test_a_double_click_is_one_save(als, ingevuld):
    client = als("redacteur")
    data = ingevuld(client.get(LIJST)) | {"item-2-tekst": "Nieuw knelpunt."}
    antwoorden = [client.post(LIJST, data, headers=HTMX) for _ in range(3)]
    assert [a.status_code for a in antwoorden] == [200, 200, 200]
    assert versie(14, "knelpunten") == 2 and len(staat(14, "knelpunten").items) == 3


def test_a_double_click_is_one_save_also_when_it_merges(lijst, collega):
    client, data, items = lijst
    collega(14, "knelpunten", items=(*items, boom.Item("a" * 8, "Van een collega.")))
    data |= {"item-2-tekst": "Nieuw knelpunt.", "opening": "Een inleiding van mij."}
    antwoorden = [client.post(LIJST, data, headers=HTMX) for _ in range(3)]
    assert [a.status_code for a in antwoorden] == [200, 200, 200]
    assert versie(14, "knelpunten") == 3 and len(staat(14, "knelpunten").items) == 4


# ---- what both changed ----


@KOPPEN
def test_the_same_paragraph_is_asked_and_nothing_is_written(botsing, kop):
    client, data = botsing

    antwoord = client.post(ADRES, data, headers=kop)

    html = leest(antwoord)
    assert antwoord.status_code == 409
    assert ("<html" in html) == (not kop)
    assert "Programmamanager twente sloeg deze sectie om " in html
    assert "Alinea in de tekst" in html
    (optie,) = keuzes(antwoord).values()
    assert optie == [("hunne", False), ("mijn", False), ("beide", False)]  # in doubt nothing is chosen
    assert "alles in kaart. De zin van een collega." in nieuw(html) and MIJN in nieuw(html)
    assert html.count("<del>") >= 2 and html.count("<ins>") >= 3  # told against what both began from, in words too
    assert '<span class="stil-lees">[vervalt: </span>' in html and '<span class="stil-lees">[nieuw: </span>' in html
    assert f'name="opening" value="{MIJN}"' in html
    assert versie() == 2 and staat().opening == ANDER
    assert Klad.objects.get().velden["opening"] == [MIJN]


@KOPPEN
@pytest.mark.parametrize(
    ("keuze", "uit"),
    [("mijn", f"<p>{MIJN}</p>"), ("hunne", ANDER), ("beide", f"{ANDER}<p>{MIJN}</p>")],
)
def test_what_is_chosen_is_what_stands(botsing, ingevuld, keuze, uit, kop):
    client, data = botsing
    antwoord = client.post(ADRES, kies(client.post(ADRES, data), ingevuld, keuze), headers=kop)
    assert antwoord.status_code == (303 if not kop and keuze != "hunne" else 200)
    eigen = lx.fromstring(antwoord.content.decode()).xpath("//textarea[@readonly]") if antwoord.content else []
    assert [e.text.strip() for e in eigen] == ([MIJN] if keuze == "hunne" else [])  # what gave way can be copied
    assert staat().opening == uit and versie() == (2 if keuze == "hunne" else 3)
    assert not Klad.objects.exists()


@KOPPEN
def test_without_a_choice_nothing_is_written_and_what_is_missing_is_said(botsing, ingevuld, kop):
    client, data = botsing
    antwoord = client.post(ADRES, ingevuld(client.post(ADRES, data)), headers=kop)
    assert antwoord.status_code == 422
    assert "Kies wat in het plan komt." in leest(antwoord) and "Nog niet opgeslagen." in leest(antwoord)
    assert versie() == 2
    assert client.post(ADRES, kies(antwoord, ingevuld, "mijn")).status_code == 303


def test_it_is_asked_again_when_somebody_changed_it_again(botsing, collega, ingevuld):
    client, data = botsing
    antwoord = client.post(ADRES, data)
    collega(7, "vervolg", opening="<p>Twente Board Development doet het anders, zegt een derde.</p>")
    antwoord = client.post(ADRES, kies(antwoord, ingevuld, "mijn"))
    assert antwoord.status_code == 409 and "zegt een derde" in leest(antwoord)
    assert client.post(ADRES, kies(antwoord, ingevuld, "beide")).status_code == 303
    assert "zegt een derde" in staat().opening and "Mijn eigen zin." in staat().opening


def test_a_choice_stays_where_another_part_is_changed_meanwhile(botsing, collega, ingevuld):
    client, data = botsing
    antwoord = client.post(ADRES, data)
    collega(7, "vervolg", slot="<p>Een slot van een derde.</p>")
    assert client.post(ADRES, kies(antwoord, ingevuld, "mijn")).status_code == 303
    assert staat().opening == f"<p>{MIJN}</p>" and staat().slot == "<p>Een slot van een derde.</p>"


def test_only_what_both_changed_is_on_the_page(lijst, collega, ingevuld):
    client, data, items = lijst
    erbij = boom.Item("nieuwvanhen", "Een nieuw knelpunt van een collega.")
    collega(14, "knelpunten", items=(replace(items[0], tekst="Het eerste van een collega."), items[1], erbij))

    antwoord = client.post(LIJST, data | {"item-0-tekst": "Mijn eerste.", "item-1-tekst": "Mijn tweede."}, headers=HTMX)

    vragen, vanzelf = leest(antwoord).split("Dit komt er vanzelf bij")
    vragen = vragen.split("</h2>")[1]
    assert len(keuzes(antwoord)) == 1 and "Knelpunt 14.K1" in vragen
    assert "Het eerste van een collega." in nieuw(vragen) and "Mijn eerste." in nieuw(vragen)
    assert items[1].tekst not in vragen and erbij.tekst not in vragen
    assert erbij.tekst in vanzelf
    client.post(LIJST, kies(antwoord, ingevuld, "beide"))
    assert [i.tekst for i in staat(14, "knelpunten").items] == [
        "Het eerste van een collega.",
        "Mijn eerste.",
        "Mijn tweede.",
        erbij.tekst,
    ]


@pytest.mark.parametrize(("antwoord", "over"), [(None, 2), ("mijn", 1)])
def test_what_i_removed_and_a_colleague_reworded_stays_unless_i_say_so(lijst, collega, ingevuld, antwoord, over):
    client, data, items = lijst
    collega(14, "knelpunten", items=(replace(items[0], tekst="Verbeterd door een collega."), items[1]))
    pagina = client.post(LIJST, data | {"item-0-DELETE": "on"}, headers=HTMX)
    assert pagina.status_code == 409 and "U haalde dit weg." in leest(pagina)
    assert list(keuzes(pagina).values()) == [[("hunne", True), ("mijn", False)]]
    client.post(LIJST, kies(pagina, ingevuld, antwoord) if antwoord else ingevuld(pagina))
    assert len(staat(14, "knelpunten").items) == over
    assert (staat(14, "knelpunten").items[0].tekst == "Verbeterd door een collega.") == (over == 2)


@pytest.mark.parametrize(("antwoord", "sleutels"), [(None, [0, 1]), ("hunne", [1])])
def test_what_a_colleague_removed_and_i_reworded_stays_unless_i_say_so(lijst, collega, ingevuld, antwoord, sleutels):
    client, data, items = lijst
    collega(14, "knelpunten", items=items[1:])
    pagina = client.post(LIJST, data | {"item-0-tekst": "Aangepast."}, headers=HTMX)
    assert "Dit is intussen uit het plan gehaald. U wijzigde het." in leest(pagina)
    assert list(keuzes(pagina).values()) == [[("mijn", True), ("hunne", False)]]
    client.post(LIJST, kies(pagina, ingevuld, antwoord) if antwoord else ingevuld(pagina))
    assert [i.sleutel for i in staat(14, "knelpunten").items] == [items[n].sleutel for n in sleutels]


def test_a_point_that_both_moved_elsewhere_is_asked(lijst, collega, ingevuld):
    client, _, items = lijst
    extra = tuple(boom.Item(f"erbij{n}", f"Knelpunt {n}.") for n in (3, 4, 5))
    collega(14, "knelpunten", items=(*items, *extra))
    data = ingevuld(client.get(LIJST))
    collega(14, "knelpunten", items=(extra[2], *items, *extra[:2]))
    data |= {f"item-{n}-ORDER": str(plek) for n, plek in enumerate((1, 2, 4, 5, 3))}
    pagina = client.post(LIJST, data, headers=HTMX)
    assert pagina.status_code == 409 and "“Knelpunt 5.” bovenaan" in leest(pagina)
    client.post(LIJST, kies(pagina, ingevuld, "mijn"))
    assert [i.sleutel for i in staat(14, "knelpunten").items][2] == extra[2].sleutel


@KOPPEN
def test_both_can_be_put_together_in_the_editor_first(botsing, ingevuld, kop):
    client, data = botsing
    pagina = client.post(ADRES, data | {"waarom": "Omdat het moet"})
    antwoord = client.post(ADRES, ingevuld(pagina, aanpassen="1"), headers=kop)
    assert antwoord.status_code == 200 and versie() == 2
    assert "Er is nog niets opgeslagen." in leest(antwoord) and "data-onbewaard" in leest(antwoord)
    verder = ingevuld(antwoord)
    assert verder["versie"] == ["2"] and verder["waarom"] == ["Omdat het moet"]
    assert "De zin van een collega." in verder["opening"][0] and "Mijn eigen zin." in verder["opening"][0]
    assert client.post(ADRES, verder | {"opening": "Alles in één zin."}, headers=kop).status_code in (200, 303)
    assert staat().opening == "<p>Alles in één zin.</p>" and versie() == 3


def test_later_leaves_everything_and_offers_the_text_again(botsing, ingevuld):
    client, data = botsing
    pagina = leest(client.post(ADRES, data, headers=HTMX))
    assert "/twente/opgaven/7/vervolg/?later=1" in pagina
    assert "als klad bewaard" in leest(client.get("/twente/opgaven/7/vervolg/?later=1", headers=HTMX))
    assert "nog niet hebt opgeslagen" in leest(client.get(ADRES))


def test_a_klad_from_before_is_merged_as_well(botsing, ingevuld):
    client, data = botsing
    data["slot"] = "Een slot van mij."
    client.post(ADRES, data)
    verder = ingevuld(client.get(f"{ADRES}?klad={Klad.objects.get().venster}"))
    assert verder["versie"] == ["1"] and verder["slot"][0].strip() == "Een slot van mij."
    pagina = client.post(ADRES, verder, headers=HTMX)
    assert pagina.status_code == 409 and len(keuzes(pagina)) == 1
    client.post(ADRES, kies(pagina, ingevuld, "hunne"))
    assert staat().opening == ANDER and staat().slot == "<p>Een slot van mij.</p>"
    assert not Klad.objects.exists()


def test_more_than_a_section_holds_opens_the_editor_with_all_of_it(als, collega, ingevuld):
    client = als("redacteur")
    data = ingevuld(client.get(ADRES))
    eerst = data["opening"][0].strip()
    collega(7, "vervolg", opening=f"<p>{eerst}</p><p>{'a ' * 20_000}</p>")
    data["opening"] = [f"{'b ' * 15_000}\n\n{eerst}"]
    antwoord = client.post(ADRES, data, headers=HTMX)
    assert antwoord.status_code == 409 and "is deze sectie te lang" in leest(antwoord)
    assert "a a a" in ingevuld(antwoord)["opening"][0] and "b b b" in ingevuld(antwoord)["opening"][0]
    assert versie() == 2


# ---- where nobody knows what both began from ----


def test_a_version_that_is_not_in_the_history_is_asked_about(lijst, collega, ingevuld):
    client, data, items = lijst
    collega(14, "knelpunten", items=(items[0], replace(items[1], tekst="Van een collega.")))
    data |= {"versie": "77", "item-1-tekst": "Van mij.", "item-2-tekst": "Nieuw van mij."}
    pagina = client.post(LIJST, data, headers=HTMX)
    assert pagina.status_code == 409 and "Het portaal weet niet meer met welke tekst u begon." in leest(pagina)
    assert list(keuzes(pagina).values()) == [
        [("hunne", False), ("mijn", False), ("beide", False)],
        [("mijn", True), ("hunne", False)],
    ]
    client.post(LIJST, kies(pagina, ingevuld, "hunne", "mijn"))
    assert [i.tekst for i in staat(14, "knelpunten").items] == [items[0].tekst, "Van een collega.", "Nieuw van mij."]


def test_a_chapter_that_was_rearranged_is_not_written_over(als, voorbeeld, ingevuld):
    client = als("redacteur")
    data = ingevuld(client.get("/twente/plan/1/1/bewerken/"), opening="Voor de eerste sectie.")
    antwoord = client.post("/twente/plan/1/2/bewerken/", data)
    assert antwoord.status_code == 409 and "Voor de eerste sectie." in leest(antwoord)
    assert not Sectie.objects.filter(plan=voorbeeld, versie=2).exists()
    # it waits where its section is now
    verder = re.search(r'href="(/twente/plan/1/1/bewerken/\?klad=\w+)"', leest(antwoord))
    assert verder and client.post("/twente/plan/1/1/bewerken/", ingevuld(client.get(verder[1]))).status_code == 303
    assert Sectie.objects.get(plan=voorbeeld, versie=2).opening == "<p>Voor de eerste sectie.</p>"


def test_a_section_that_is_gone_gives_the_text_back(als, voorbeeld, ingevuld):
    client = als("redacteur")
    data = ingevuld(client.get("/twente/plan/1/1/bewerken/"), opening="Voor wat er niet meer is.", sleutel="wegwegweg")
    antwoord = client.post("/twente/plan/1/1/bewerken/", data)
    assert antwoord.status_code == 409 and "is er niet meer" in leest(antwoord)
    assert "Voor wat er niet meer is." in leest(antwoord)


# ---- a heading, and an older version ----


def test_a_heading_that_both_changed_is_asked(als, voorbeeld, ingevuld):
    client = als("redacteur")
    adres = "/twente/plan/1/1/bewerken/"
    data = ingevuld(client.get(adres), titel="Mijn kop")
    rij = Sectie.objects.select_related("plan", "soort").get(plan=voorbeeld, sleutel=data["sleutel"][0])
    bewaar_sectie(sectie=rij, vanaf_versie=1, inhoud=replace(bouw_sectie(rij), titel="Kop van een collega"), door=None)
    pagina = client.post(adres, data)
    assert list(keuzes(pagina).values()) == [[("hunne", False), ("mijn", False)]]
    client.post(adres, kies(pagina, ingevuld, "mijn"))
    assert Sectie.objects.get(pk=rij.pk).titel == "Mijn kop"


def terug(pagina, *waarden):
    """The fields of the page on which somebody puts a version back."""
    form = next(f for f in lx.fromstring(pagina.content.decode()).forms if "/terug/" in (f.get("action") or ""))
    velden = {naam: waarde for naam, waarde in form.form_values() if naam != "csrfmiddlewaretoken"}
    return velden | dict(zip(keuzes(pagina), waarden, strict=bool(waarden)))


def test_putting_a_version_back_keeps_what_a_colleague_wrote_elsewhere(lijst, collega):
    client, _, items = lijst
    collega(14, "knelpunten", items=(replace(items[0], tekst="Anders."), items[1]))
    nieuw = boom.Item("nieuwvanhen", "Nieuw van een collega.")
    gezien = {"versie": "2", "sleutel": staat(14, "knelpunten").sleutel}
    collega(14, "knelpunten", items=(replace(items[0], tekst="Anders."), items[1], nieuw))
    antwoord = client.post("/twente/opgaven/14/knelpunten/geschiedenis/1/terug/", gezien, follow=True)
    assert "versie 1 is teruggezet, samen met wat Programmamanager twente intussen opsloeg" in leest(antwoord)
    assert staat(14, "knelpunten").items == (*items, nieuw)


def test_putting_a_version_back_asks_about_what_a_colleague_changed_too(lijst, collega):
    client, _, items = lijst
    adres = "/twente/opgaven/14/knelpunten/geschiedenis/1/terug/"
    collega(14, "knelpunten", items=(replace(items[0], tekst="Anders."), items[1]))
    gezien = {"versie": "2", "sleutel": staat(14, "knelpunten").sleutel}
    collega(14, "knelpunten", items=(replace(items[0], tekst="Nog anders."), items[1]))
    pagina = client.post(adres, gezien)
    assert pagina.status_code == 409 and "Neem versie 1" in leest(pagina) and "uw tekst" not in leest(pagina).lower()
    assert client.post(adres, terug(pagina, "hunne")).status_code == 303
    assert staat(14, "knelpunten").items[0].tekst == "Nog anders."
    bewerken = client.post(adres, terug(pagina) | {"aanpassen": "1"})
    assert "Nog anders." in leest(bewerken) and items[0].tekst[:30] in leest(bewerken)
    assert client.post(adres, terug(pagina, "mijn")).status_code == 303
    assert staat(14, "knelpunten").items == items


def test_the_cost_of_merging(lijst, collega, django_assert_max_num_queries):
    client, data, items = lijst
    collega(14, "knelpunten", items=(*items, boom.Item("nieuwvanhen", "Nieuw.")))
    with django_assert_max_num_queries(24):
        assert client.post(LIJST, data | {"item-0-tekst": "Van mij."}, headers=HTMX).status_code == 200
