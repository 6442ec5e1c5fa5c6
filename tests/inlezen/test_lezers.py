"""Reading the plan that was written for the tests: the same document from text, Word and PDF, in every dress."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import pytest

from inlezen.lezers import GEPLAATST, LEEG, NIET_GEPLAATST, PERSOON, RUIS, GelezenTekst, Koppelregisters, lees
from plandocument import boom
from plandocument.canoniek import canonieke_bytes, naar_data, uit_data
from plandocument.tekst import schone_regel, schoon, woorden
from tests.inlezen import lezersplan
from tests.inlezen.lezersplan import als_pdf, als_tekst, als_word, namen, plan, zonder_sleutels

REGISTERS = Koppelregisters(
    ministeries={
        n.lower(): n.lower().replace("&", "en") for n in ("VRO", "BZK", "OCW", "J&V", "EZK", "I&W", "SZW", "VWS")
    }
    | {"lnv": "lvvn"},
    trajecten={"Woondeal Veenland": "woondeal", "Waterprogramma Noord": "water", "Visie op de bus": "bus"},
    gremia={
        "Bestuurlijk Overleg Wonen": "bo_wonen",
        "Energietafel Veenland": "energietafel",
        "Landelijk overleg": "lo",
    },
    organisaties={
        "Gemeente Turfstede": "turfstede",
        "Provincie Moerland": "moerland",
        "Platform Dorpsschool": "platform",
    },
)


def ingelezen(inhoud: bytes) -> GelezenTekst:
    return lees(inhoud, regio="veenland", regionaam=lezersplan.REGIO, registers=REGISTERS)


@cache
def gewoon() -> GelezenTekst:
    return ingelezen(als_tekst().encode())


def opgave(nummer: int) -> boom.Opgave:
    return gewoon().document.opgave(nummer)


def punten(nummer: int, soort: str) -> list[str]:
    return [woorden(i.tekst) for i in opgave(nummer).sectie(soort).items]


def doelen(nummer: int, soort: str, koppeling: str) -> list[tuple[str, ...]]:
    return [i.doelen(koppeling) for i in opgave(nummer).sectie(soort).items]


# ---- what is read ----


def test_title_page() -> None:
    doc = gewoon().document
    assert (doc.titel, doc.label) == ("Plan voor de Regio Veenland", "Definitief, mei 2026")
    assert doc.ondertitel == 'Inzet van de streek voor het "Plan voor de Regio"'


def test_fiches_have_number_title_and_ten_secties() -> None:
    opgaven = gewoon().document.opgaven
    assert [(o.nummer, o.titel) for o in opgaven][:2] == [
        (1, "Wonen langs de vaart"),
        (2, "Kansen voor kinderen in de dorpen"),
    ]
    assert [len(o.secties) for o in opgaven] == [10, 10, 10, 10]


def test_every_text_is_canonical_and_the_document_survives_json() -> None:
    doc = gewoon().document
    assert canonieke_bytes(uit_data(naar_data(doc))) == canonieke_bytes(doc)
    for _, sectie in doc.alle_secties():
        assert sectie.opening == schoon(sectie.opening) and sectie.slot == schoon(sectie.slot)
        assert all(i.tekst == schone_regel(i.tekst) for i in sectie.items)


def test_overzicht_in_another_order_and_with_a_misread_cluster() -> None:
    doc = gewoon().document
    namen_ = {c.sleutel: c.naam for c in doc.clusters}
    assert list(namen_.values()) == ["De streek maakt een schaalsprong", "Iedereen doet mee", "Goede wegen Veenland"]
    assert [(namen_[o.cluster], namen_[o.cluster_overzicht]) for o in doc.opgaven] == [
        ("De streek maakt een schaalsprong", "De streek maakt een schaalsprong"),
        ("Iedereen doet mee", "Iedereen doet mee"),
        ("Iedereen doet mee", "Iedereen doet mee"),
        ("Goede wegen Veenland", "Iedereen doet mee"),
    ]
    assert opgave(4).overzicht == "Elk dorp is goed te bereiken"


def test_doelstellingen_per_opgave() -> None:
    doc = gewoon().document
    nummers = {d.sleutel: d.nummer for d in doc.doelstellingen}
    assert [(d.naam, d.kort) for d in doc.doelstellingen] == [
        ("Werken aan mooie dorpen", "Mooie dorpen"),
        ("Werken aan goede wegen", "Goede wegen"),
    ]
    assert [[nummers[d] for d in o.doelstellingen] for o in doc.opgaven] == [[1, 2], [1], [1, 2], [2]]


def test_knelpunten_with_an_opening_and_as_running_text() -> None:
    assert len(punten(1, "knelpunten")) == 3
    assert opgave(1).sectie("knelpunten").opening.startswith("<p>De streek loopt tegen drie dingen aan")
    assert opgave(3).sectie("knelpunten").opening == "<p>De eerste lessen zijn:</p>"
    assert not opgave(4).sectie("knelpunten").items
    assert opgave(4).sectie("knelpunten").opening.startswith("<p>De brug kan het verkeer niet aan")


def test_a_first_point_without_a_dash_belongs_to_the_list() -> None:
    assert (
        opgave(2)
        .sectie("situatie")
        .opening.endswith(
            "<ul><li>Kinderen een school vinden die bij hen past.</li><li>Jongeren werk vinden in de eigen streek.</li>"
            "<li>Ouders tijd en rust hebben.</li></ul>"
        )
    )


def test_a_paragraph_that_starts_with_a_heading_is_no_heading() -> None:
    assert "Lopende trajecten zijn er genoeg" in opgave(1).sectie("situatie").opening


def test_a_paragraph_without_a_dash_above_the_points_is_the_opening() -> None:
    sectie = opgave(3).sectie("nodig")
    assert sectie.opening == "<p>Ruimere regels voor kleine bronnen.</p>"
    assert punten(3, "nodig") == ["Meetpunten in elke polder;", "Een noodplan voor droge zomers"]


def test_trajecten_and_no_trajecten() -> None:
    assert punten(1, "trajecten")[0] == "Woondeal Veenland 2025"
    assert doelen(1, "trajecten", "traject") == [("woondeal",), ()]
    assert opgave(2).sectie("trajecten").items == ()
    assert opgave(2).sectie("trajecten").opening.startswith("<p>Alleen gewone regelingen")


def test_ministeries_with_their_printed_form() -> None:
    def lijst(nummer: int) -> list[tuple[str, bool, tuple[str, ...]]]:
        items = opgave(nummer).sectie("ministeries").items
        return [(woorden(i.tekst), i.primair, i.doelen("ministerie")) for i in items]

    assert lijst(1) == [("VRO", True, ("vro",)), ("EZK", False, ("ezk",)), ("I&W", False, ("ienw",))]
    assert opgave(1).sectie("ministeries").gedrukt == "VRO (primair), EZK*, I&W"
    assert opgave(1).sectie("ministeries").slot == "<p>*EZK = EZ en/of KGG</p>"
    assert [i[:2] for i in lijst(2)] == [("VRO", True), ("BZK", True), ("OCW", False), ("J&V", False)]
    assert [i[0] for i in lijst(3)] == ["BZK", "LNV", "SZW", "VWS"] and not any(i[1] for i in lijst(3))
    assert lijst(4) == [("I&W", True, ("ienw",)), ("ABX", False, ())]


def test_eigenaren_of_a_fiche() -> None:
    def lijst(nummer: int) -> list[tuple[str, str, str, str]]:
        items = opgave(nummer).sectie("eigenaarschap").items
        return [(i.groep, woorden(i.tekst), i.deelthema, i.status) for i in items]

    assert lijst(1)[0][1] == "BO Wonen voorbereidend op het landelijke overleg"
    assert doelen(1, "eigenaarschap", "gremium") == [("bo_wonen",), ()]
    assert {i[3] for i in lijst(2)} == {"voorstel"}
    assert [i[0] for i in lijst(2)] == ["bestuurlijk", "uitvoering", "overig"]
    assert doelen(2, "eigenaarschap", "organisatie")[2] == ("platform",)
    assert lijst(3) == [
        ("bestuurlijk", "Bestuurlijk Overleg Water", "water", ""),
        ("bestuurlijk", "Energietafel Veenland", "energie", ""),
        ("uitvoering", "Werkplaats Stroom", "", ""),
        ("uitvoering", "Bestuurders van de randgemeenten", "", "te_organiseren"),
    ]
    assert lijst(4) == [
        ("bestuurlijk", "Gedeputeerde Verkeer (Provincie Moerland)", "", ""),
        ("bestuurlijk", "Trekker Bus (wethouder Turfstede)", "", ""),
    ]


def test_interventies_one_point_per_party() -> None:
    assert [(i.groep, woorden(i.tekst)) for i in opgave(1).sectie("interventies").items] == [
        ("rijk", "Regels voor slappe grond verruimen, meebetalen aan kades"),
        ("regio", "Samen grond kopen"),
    ]
    assert [i.groep for i in opgave(3).sectie("interventies").items] == ["samen"]


def test_dots_are_an_empty_vervolgafspraak() -> None:
    assert [o.sectie("vervolg").leeg for o in gewoon().document.opgaven] == [False, True, True, True]


def test_references_become_links_and_a_plural_stays_words() -> None:
    doc = gewoon().document
    assert opgave(1).sectie("trajecten").items[1].tekst == (
        f'Vaartenprogramma (zie <a href="opgave:{opgave(3).sleutel}">opgave</a>)'
    )
    opbrengst = next(s for _, s in doc.alle_secties() if s.titel == "Opbrengst regionale sessies")
    assert "opgaven 2 en 3" in opbrengst.opening and opgave(4).sleutel in opbrengst.opening


def test_hoofdstukken_and_their_headings() -> None:
    doc = gewoon().document
    assert [(h.titel, [s.titel for s in h.secties]) for h in doc.hoofdstukken_voor()] == [
        ("Inleiding", [""]),
        (
            "Context Plan voor de Regio",
            [
                "De streek verandert",
                "Inzet Veenland in het NPVR",
                "Uitgangspunten NPVR",
                "Leeswijzer",
                "Doorlopen planning NPVR",
                "Vertaling naar doelstellingen NPVR",
            ],
        ),
    ]
    assert [(h.titel, [s.titel for s in h.secties]) for h in doc.hoofdstukken_na()] == [
        (
            "Organisatie en wijze van samenwerking",
            ["Samenwerking regionaal", "Opbrengst regionale sessies", "Samenwerking ministeries", "Governance NPVR"],
        ),
        ("Monitoring en evaluatie", ["Aanpak monitoring", "Eerste stappen", "Monitoring in uitvoeringsplan"]),
    ]


def test_prose_with_bold_lists_steps_and_a_table() -> None:
    teksten = {s.titel: s.opening for _, s in gewoon().document.alle_secties()}
    assert "<li><strong>Minder mensen:</strong> in twintig jaar" in teksten["De streek verandert"]
    assert teksten["Eerste stappen"].startswith("<ol><li><strong>Opgaven en ambitie</strong><br>De streek kijkt")
    assert teksten["Monitoring in uitvoeringsplan"].startswith(
        "<p><strong>Uitvoeringsplan 2026</strong></p><ul><li>Beeld van de streek delen</li><li>Nulmeting doen</li></ul>"
    )
    assert "&lt; 12 ton en voor kades &amp; oevers" in opgave(1).sectie("nodig").opening


def test_uitgangspunten() -> None:
    eerste, tweede = gewoon().document.uitgangspunten
    assert (eerste.naam, tweede.naam) == ("Een prettige plek om te wonen", "Voorzieningen dichtbij")
    assert eerste.omschrijving.endswith("<p>Voorbeelden opgaven: woningnood, droge tuinen</p>")


# ---- every line accounted for ----


@pytest.mark.parametrize("maak", [lambda: als_tekst().encode(), als_word, als_pdf], ids=["tekst", "word", "pdf"])
def test_every_line_has_exactly_one_fate(maak: Callable[[], bytes]) -> None:
    inlezing = ingelezen(maak())
    assert [r.nummer for r in inlezing.regels] == list(range(1, len(inlezing.regels) + 1))
    assert sum(inlezing.aantallen.values()) == len(inlezing.regels)
    assert inlezing.aantallen[NIET_GEPLAATST] == 0


def test_what_belongs_nowhere_is_not_placed() -> None:
    tekst = als_tekst()
    regel = tekst.split("\n").index("INHOUDSOPGAVE")
    regels = tekst.split("\n")
    regels[regel:regel] = ["Een zin die nergens bij hoort, midden op het titelblad van dit plan.", ""]
    inlezing = ingelezen("\n".join(regels).encode())
    assert inlezing.nummers(NIET_GEPLAATST) == (regel + 1,)
    assert f"1 niet geplaatst: regel {regel + 1}" in inlezing.verslag()


def test_page_noise_is_in_no_sectie() -> None:
    inlezing = gewoon()
    regels = als_tekst().split("\n")
    assert {regels[n - 1] for n in inlezing.nummers(RUIS)} >= {"Board", "Werkdocument", "Vitale Regio's", "2", "3"}
    assert all(not regels[n - 1].strip() for n in inlezing.nummers(LEEG))
    alles = woorden(opgave(4).sectie("vervolg").opening)
    assert "Board" not in alles


# ---- persons ----


@pytest.mark.parametrize(
    "maak",
    [lambda: als_tekst().encode(), lambda: als_tekst(tussen=lambda n: [""]).encode(), als_word, als_pdf],
    ids=["tekst", "witregels", "word", "pdf"],
)
def test_names_are_nowhere(maak: Callable[[], bytes]) -> None:
    inlezing = ingelezen(maak())
    alles = canonieke_bytes(inlezing.document).decode() + inlezing.verslag() + repr(inlezing.regels)
    for naam in namen():
        kaal = re.sub(r"\s*\([^()]*\)", "", naam)
        assert kaal not in alles
        assert not [deel for deel in kaal.replace(" en ", " ").split() if len(deel) > 3 and deel in alles]


def test_only_names_are_left_out() -> None:
    regels = als_tekst().split("\n")
    assert [regels[n - 1] for n in gewoon().nummers(PERSOON)] == namen()


def test_organisaties_rollen_and_a_vacancy_stay() -> None:
    teksten = {s.titel: s.opening for _, s in gewoon().document.alle_secties()}
    assert teksten["Samenwerking regionaal"].endswith(
        "<ul><li>Programmamanager</li><li>Programma-ondersteuner: vacature</li><li>Gemeente Turfstede</li>"
        "<li>Ondernemend Veenland</li><li>Extern adviseur</li></ul>"
    )
    assert "<li>Ministerie BZK (Verantwoordelijk ministerie)</li>" in teksten["Samenwerking ministeries"]


# ---- in every dress the same ----


def _gelijk(inlezing: GelezenTekst) -> None:
    assert zonder_sleutels(inlezing.document) == zonder_sleutels(gewoon().document)


@pytest.mark.parametrize("codering", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("einde", ["\n", "\r\n", "\r"])
def test_encoding_and_line_breaks(codering: str, einde: str) -> None:
    tekst = als_tekst().replace("▪", "•")
    _gelijk(ingelezen(tekst.replace("\n", einde).encode(codering)))


@pytest.mark.parametrize("bullet", ["- ", "* ", "• ", "▪ ", "– ", "-\t", "   •   ", "\uf0b7 "])
def test_bullets(bullet: str) -> None:
    _gelijk(ingelezen(als_tekst(bullet=bullet).encode()))


@pytest.mark.parametrize(("voor", "achter"), [("    ", ""), ("\t", "  "), ("", "\u00a0 "), (" ", "\t")])
def test_indents_and_spaces(voor: str, achter: str) -> None:
    _gelijk(ingelezen(als_tekst(inspringen=voor, achter=achter).encode()))


@pytest.mark.parametrize(
    "kop",
    [
        str.upper,
        str.lower,
        str.title,
        lambda k: k + ":",
        lambda k: f"**{k}**",
        lambda k: "  ".join(k.split(" ")),
        lambda k: f"### {k}",
        lambda k: k.replace("knelpunten", "knelpunnten"),
    ],
    ids=["hoofdletters", "klein", "elk-woord", "dubbele-punt", "vet", "spaties", "markdown", "typefout"],
)
def test_headings_in_another_form(kop: Callable[[str], str]) -> None:
    _gelijk(ingelezen(als_tekst(kop=kop).encode()))


@pytest.mark.parametrize(
    "vorm",
    ["{}", "\f{}", "- {} -", "Pagina {} van 40", "{} / 40", "Plan voor de Regio Veenland | {}", "Ter bespreking\n{}"],
)
def test_page_numbers_and_running_lines(vorm: str) -> None:
    teller = iter(range(1, 100))

    def tussen(n: int) -> list[str]:
        return [*vorm.format(next(teller)).split("\n"), ""] if n % 17 == 9 and n > 12 else []

    _gelijk(ingelezen(als_tekst(tussen=tussen).encode()))


def test_without_blank_lines() -> None:
    tekst = "\n".join(regel for regel in als_tekst().split("\n") if regel.strip())
    _gelijk(ingelezen(tekst.encode()))


def test_clusters_and_headings_without_capitals() -> None:
    gewone = {c.naam.upper(): c.naam for c in gewoon().document.clusters}
    _gelijk(ingelezen("\n".join(gewone.get(r, r) for r in als_tekst().split("\n")).encode()))


def test_fiches_in_another_order_keep_their_number() -> None:
    stukken = plan()
    los = [s for s in stukken if not any(s is f for fiche in lezersplan.FICHES for f in fiche)]
    waar = next(n for n, s in enumerate(stukken) if s is lezersplan.FICHES[0][0])
    anders = [f for n in (2, 0, 3, 1) for f in lezersplan.FICHES[n]]
    gewisseld = als_tekst([*los[:waar], *anders, *los[waar:]])
    for nummer, zin in enumerate(
        ("Er komen huizen bij langs de vaarten", "Kinderen in de dorpen krijgen gelijke kansen", "", ""), 1
    ):
        if zin:  # the overview says the same as the fiche, so that the fiche can be told by it
            doel = woorden(opgave(nummer).sectie("opgave").opening)
            gewisseld = gewisseld.replace(f"{nummer}. {zin}", f"{nummer}. {doel}")
    for nummer, zin in ((3, "Water en stroom zijn er voor iedereen"), (4, "Elk dorp is goed te bereiken")):
        gewisseld = gewisseld.replace(
            f"{nummer}. {zin}", f"{nummer}. {woorden(opgave(nummer).sectie('opgave').opening)}"
        )
    inlezing = ingelezen(gewisseld.encode())
    assert [(o.nummer, o.titel) for o in inlezing.document.opgaven] == [
        (o.nummer, o.titel) for o in gewoon().document.opgaven
    ]
    assert any("andere volgorde" in o for o in inlezing.opmerkingen)


@pytest.mark.parametrize("maak", [als_word, lambda: als_word(sporen=True), als_pdf], ids=["word", "sporen", "pdf"])
def test_word_and_pdf(maak: Callable[[], bytes]) -> None:
    _gelijk(ingelezen(maak()))


def test_word_tells_of_tracked_changes() -> None:
    inlezing = ingelezen(als_word(sporen=True))
    assert any("bijgehouden wijzigingen" in o for o in inlezing.opmerkingen)
    assert b"geschrapt" not in canonieke_bytes(inlezing.document)


def test_the_report_counts_and_points_out() -> None:
    verslag = gewoon().verslag()
    assert "4 opgaven:" in verslag
    assert "10 gevulde secties van 10, 2 trajecten, 3 knelpunten, 2 interventies" in verslag
    assert "ministeries: VRO*, BZK*, OCW, J&V (2 primair)" in verslag
    assert "0 knelpunten (lopende tekst)" in verslag
    assert "Opgave 3 heeft geen primair ministerie." in verslag
    assert "Opgave 4: onbekend ministerie ABX." in verslag
    assert "Onder de kop ‘Governance NPVR’" in verslag
    geteld = gewoon().aantallen
    assert f"{geteld[GEPLAATST]} geplaatst, {geteld[RUIS]} paginaruis, {geteld[LEEG]} leeg" in verslag
