"""Links in every form that a program gives them, and lists in every form that people make them, read back from Word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from documenten.schrijvers import fiche, word_bytes
from inlezen.lezers.getypt import merken
from inlezen.lezers.terug import Teruggelezen, lees_terug
from plandocument import boom, tekst
from tests.inlezen.woordvormen import erbij, erna, in_lijst, inhoud_wordt, lijst, p, relatie, stijl, t, veld
from tests.inlezen.wordwerk import UITGAVE, Word, pak_uit, zonder

Vouw = Callable[[Word], None]
ADRES = "https://voorbeeld.test/kaart?a=1"


@pytest.fixture
def bewerk(document: boom.Plandocument) -> Callable[[Vouw], Teruggelezen]:
    def doe(vouw: Vouw) -> Teruggelezen:
        word = Word(word_bytes(fiche(document, document.opgave(14), UITGAVE)))
        vouw(word)
        return lees_terug(word.bytes(), document)

    return doe


@pytest.fixture
def rij(document: boom.Plandocument) -> list[boom.Item]:
    return list(document.opgave(14).sectie("knelpunten").items)


def items(gelezen: Teruggelezen, soort: str = "knelpunten") -> list[str]:
    return [i.tekst for i in gelezen.document.opgave(14).sectie(soort).items]


# ---- links ----


def vormen(sleutel: str, nummer: int) -> dict[str, str]:
    """A reference to an opgave as Word, LibreOffice and others write it."""
    woorden = t(f"opgave\u00a0{nummer}")
    return {
        "anker": f'<w:hyperlink w:anchor="o_{sleutel}">{woorden}</w:hyperlink>',
        "adres": f'<w:hyperlink r:id="rA">{woorden}</w:hyperlink>',
        "eenvoudig": f'<w:fldSimple w:instr=" HYPERLINK \\l &quot;o_{sleutel}&quot; ">{woorden}</w:fldSimple>',
        "veld": veld(f' HYPERLINK \\l "o_{sleutel}" ', woorden),
        "veld met adres": veld(f' HYPERLINK "https://x.test/opgaven/3/" \\l "o_{sleutel}" \\o "Ga er heen" ', woorden),
        "veld met doel": veld(f' HYPERLINK \\t "_blank" "https://x.test/#o_{sleutel}"', woorden),
        "kruisverwijzing": veld(f" REF o_{sleutel} \\h ", woorden),
        "kale kruisverwijzing": veld(f" o_{sleutel} \\h ", woorden),
        "in stukken": veld(f' HYPERLINK \\l "o_{sleutel}" ', t("opgave") + t("\u00a0") + t(str(nummer), "<w:b/>")),
        "veld in een veld": veld(" QUOTE ", veld(f' HYPERLINK \\l "o_{sleutel}" ', woorden)),
    }


@pytest.mark.parametrize("vorm", list(vormen("x", 1)))
def test_a_reference_in_every_form(
    bewerk: Callable[[Vouw], Teruggelezen], rij: list[boom.Item], document: boom.Plandocument, vorm: str
) -> None:
    doel = document.opgave(3)

    def doe(word: Word) -> None:
        relatie(word, "rA", "hyperlink", f"https://voorbeeld.test/twente/opgaven/3/#o_{doel.sleutel}", extern=True)
        stuk = t("Zie ") + vormen(doel.sleutel, 3)[vorm] + t(".")
        inhoud_wordt(word.alinea(f"p_{rij[0].sleutel}"), stuk)

    assert f'<a href="opgave:{doel.sleutel}">opgave</a>' in items(bewerk(doe))[0]
    assert tekst.woorden(items(bewerk(doe))[0], document.nummers) == "Zie opgave 3."


@pytest.mark.parametrize(
    "stuk",
    [
        f'<w:fldSimple w:instr="HYPERLINK &quot;{ADRES}&quot;">{t("de kaart")}</w:fldSimple>',
        veld(f'HYPERLINK "{ADRES}" \\o "Kaart"', t("de kaart")),
        f'<w:hyperlink r:id="rK">{t("de kaart")}</w:hyperlink>',
    ],
)
def test_an_internet_address_in_every_form(
    bewerk: Callable[[Vouw], Teruggelezen], rij: list[boom.Item], stuk: str
) -> None:
    def doe(word: Word) -> None:
        relatie(word, "rK", "hyperlink", ADRES, extern=True)
        inhoud_wordt(word.alinea(f"p_{rij[0].sleutel}"), t("Zie ") + stuk)

    assert items(bewerk(doe))[0] == f'Zie <a href="{ADRES}">de kaart</a>'


def test_an_unsafe_address_in_a_field_is_plain_text(
    bewerk: Callable[[Vouw], Teruggelezen], rij: list[boom.Item]
) -> None:
    stuk = veld('HYPERLINK "javascript:alert(1)"', t("klik"))
    assert items(bewerk(lambda w: inhoud_wordt(w.alinea(f"p_{rij[0].sleutel}"), stuk)))[0] == "klik"


def test_a_table_of_contents_of_word_is_no_text(
    bewerk: Callable[[Vouw], Teruggelezen], document: boom.Plandocument
) -> None:
    """One that somebody put in a section, as a field over paragraphs and in a block of its own."""

    def doe(word: Word) -> None:
        stijl(word, "TOC9", "paragraph", "toc 9", "")
        kop = word.alinea(f"s_{document.opgave(14).sectie('situatie').sleutel}")
        begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o </w:instrText></w:r>'
        los = p(begin, '<w:r><w:fldChar w:fldCharType="separate"/></w:r>', t("Inleiding 1"))
        eind = p(t("Slot 9"), '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
        blok = (
            '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
            f"<w:sdtContent>{p(t('Inhoud'))}</w:sdtContent></w:sdt>"
        )
        erna(kop, los + eind + blok + p(t("Kader 3"), ppr='<w:pStyle w:val="TOC9"/>'))

    assert bewerk(doe).document == document


def test_a_field_that_does_not_end_swallows_nothing(
    bewerk: Callable[[Vouw], Teruggelezen], rij: list[boom.Item]
) -> None:
    stuk = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
    gelezen = bewerk(lambda w: erbij(w.alinea(f"p_{rij[0].sleutel}"), stuk + t(" Verder.")))
    assert items(gelezen)[0] == f"{rij[0].tekst} Verder."
    assert items(gelezen)[1:] == [i.tekst for i in rij[1:]]


# ---- lists ----


def lijstvormen() -> dict[str, tuple[str, str]]:
    """Two new points below the items, each as a paragraph."""
    return {
        "cijfers": (p(t("Eerste nieuwe."), ppr=in_lijst(90)), p(t("Tweede nieuwe."), ppr=in_lijst(90))),
        "letters": (p(t("Eerste nieuwe."), ppr=in_lijst(91)), p(t("Tweede nieuwe."), ppr=in_lijst(91))),
        "door de stijl": tuple(
            p(t(w), ppr='<w:pStyle w:val="Genummerd"/>') for w in ("Eerste nieuwe.", "Tweede nieuwe.")
        ),  # type: ignore[dict-item]
        "twee niveaus": (p(t("Eerste nieuwe."), ppr=in_lijst(90)), p(t("Tweede nieuwe."), ppr=in_lijst(90, 1))),
        "getypte cijfers": (p(t("1. Eerste nieuwe.")), p(t("2. Tweede nieuwe."))),
        "getypte letters": (p(t("a) Eerste nieuwe.")), p(t("b) Tweede nieuwe."))),
        "tussen haken": (p(t("(i) Eerste nieuwe.")), p(t("(ii) Tweede nieuwe."))),
        "streepjes": (p(t("- Eerste nieuwe.")), p(t("–\u00a0Tweede nieuwe."))),
    }


@pytest.mark.parametrize("vorm", list(lijstvormen()))
def test_a_list_under_the_points_gives_points(
    bewerk: Callable[[Vouw], Teruggelezen], rij: list[boom.Item], vorm: str
) -> None:
    def doe(word: Word) -> None:
        _lijsten(word)
        erna(word.alinea(f"p_{rij[-1].sleutel}"), "".join(lijstvormen()[vorm]))

    assert items(bewerk(doe)) == [*(i.tekst for i in rij), "Eerste nieuwe.", "Tweede nieuwe."]


@pytest.mark.parametrize("vorm", list(lijstvormen()))
def test_a_list_without_marks_gives_points_with_their_sleutel(
    bewerk: Callable[[Vouw], Teruggelezen], rij: list[boom.Item], document: boom.Plandocument, vorm: str
) -> None:
    """All items became a list of another kind, and every mark of the portal is gone."""

    def doe(word: Word) -> None:
        _lijsten(word)
        een, twee = (_met(q, i, document) for q, i in zip(lijstvormen()[vorm], rij[:2], strict=True))
        eerste, *rest = [word.alinea(f"p_{i.sleutel}") for i in rij]
        erna(eerste, een + twee)
        for alinea in (eerste, *rest):
            alinea.getparent().remove(alinea)
        pak_uit(word.document)
        zonder(word.document, "bookmarkStart", "bookmarkEnd")

    gelezen = bewerk(doe).document.opgave(14).sectie("knelpunten")
    assert gelezen.items == tuple(rij[:2])
    assert gelezen.opening == document.opgave(14).sectie("knelpunten").opening


def _met(alinea: str, item: boom.Item, document: boom.Plandocument) -> str:
    woorden = tekst.woorden(item.tekst, document.nummers).replace("&", "&amp;")
    return alinea.replace("Eerste nieuwe.", woorden).replace("Tweede nieuwe.", woorden)


def _lijsten(word: Word) -> None:
    lijst(word, 90, ("decimal", "%1."), ("lowerLetter", "%2)"))
    lijst(word, 91, ("lowerLetter", "%1)"))
    stijl(word, "Basislijst", "paragraph", "Basislijst", f"<w:pPr>{in_lijst(91)}</w:pPr>")
    stijl(word, "Genummerd", "paragraph", "Genummerd", '<w:basedOn w:val="Basislijst"/>')


def test_a_code_that_a_program_writes_out_is_no_text(
    bewerk: Callable[[Vouw], Teruggelezen], rij: list[boom.Item], document: boom.Plandocument
) -> None:
    def doe(word: Word) -> None:
        for n, item in enumerate(rij, 1):
            alinea = word.alinea(f"p_{item.sleutel}")
            inhoud_wordt(alinea, t(f"14.K{n}\t" + tekst.woorden(item.tekst, document.nummers)))
            ppr = alinea.find("{*}pPr")
            alinea.remove(ppr)
        zonder(word.document, "bookmarkStart", "bookmarkEnd")

    assert [i.sleutel for i in bewerk(doe).document.opgave(14).sectie("knelpunten").items] == [i.sleutel for i in rij]


@pytest.mark.parametrize(
    ("alineas", "html"),
    [
        (("1. Een", "2. Twee"), "<ol><li>Een</li><li>Twee</li></ol>"),
        (
            ("1) Een", "a) Binnen", "b) Nog", "2) Twee"),
            "<ol><li>Een<ol><li>Binnen</li><li>Nog</li></ol></li><li>Twee</li></ol>",
        ),
        (("• Een", "• Twee"), "<ul><li>Een</li><li>Twee</li></ul>"),
        (("1. maart begint het.",), "<p>1. maart begint het.</p>"),
        (("3. Derde", "4. Vierde"), "<p>3. Derde</p><p>4. Vierde</p>"),
    ],
)
def test_a_typed_list_in_running_text(
    bewerk: Callable[[Vouw], Teruggelezen], document: boom.Plandocument, alineas: tuple[str, ...], html: str
) -> None:
    sectie = document.opgave(14).sectie("situatie")

    def doe(word: Word) -> None:
        erna(word.alinea(f"s_{sectie.sleutel}"), "".join(p(t(a)) for a in alineas))

    assert bewerk(doe).document.opgave(14).sectie("situatie").opening == html + sectie.opening


def test_a_typed_number_that_was_already_there_stays(document: boom.Plandocument) -> None:
    opgave = document.opgave(14)
    getypt = "<p>1. Zo stond het er.</p><p>2. En zo ook.</p>"
    secties = tuple(replace(s, opening=getypt) if s.soort == "situatie" else s for s in opgave.secties)
    plan = replace(document, opgaven=tuple(replace(o, secties=secties) if o == opgave else o for o in document.opgaven))
    assert lees_terug(word_bytes(fiche(plan, plan.opgave(14), UITGAVE)), plan).document == plan


@pytest.mark.parametrize(
    ("regels", "uit"),
    [
        (["a. x", "b. y", "c. z"], [("ol", 0), ("ol", 0), ("ol", 0)]),
        (["h. x", "i. y"], [None, None]),
        (["1. x", "- y", "- z", "2. w"], [("ol", 0), ("ul", 1), ("ul", 1), ("ol", 0)]),
        (["i. x", "ii. y", "iii. z"], [("ol", 0)] * 3),
        (["1. x", "tussendoor", "2. y"], [("ol", 0), None, ("ol", 0)]),
        (["1.5 miljoen", "2.5 miljoen"], [None, None]),
        (["1. x", "1. y"], [None, None]),
        (["a) x", "b) y", "1. z", "2. w", "c) v"], [("ol", 0), ("ol", 0), ("ol", 1), ("ol", 1), ("ol", 0)]),
    ],
)
def test_what_a_typed_number_is(regels: list[str], uit: list[tuple[str, int] | None]) -> None:
    assert [m and (m.soort, m.niveau) for m in merken(regels)] == uit


# ---- ends of lines and words ----


def test_soft_line_breaks_and_hyphens(bewerk: Callable[[Vouw], Teruggelezen], rij: list[boom.Item]) -> None:
    """A break keeps words apart; a hyphen that may not break keeps them together; a hint to divide is not there."""
    stuk = (
        "<w:r><w:t>een</w:t><w:br/><w:t>twee</w:t><w:cr/><w:t>drie</w:t><w:tab/><w:t>vier</w:t></w:r>"
        '<w:r><w:br w:type="page"/><w:t>Noord</w:t><w:noBreakHyphen/><w:t>Twente samen</w:t><w:softHyphen/>'
        "<w:t>werking</w:t></w:r>"
    )
    gelezen = bewerk(lambda w: inhoud_wordt(w.alinea(f"p_{rij[0].sleutel}"), stuk))
    assert items(gelezen)[0] == "een twee drie vier Noord\u2011Twente samenwerking"
