"""Reading the real plan of Twente. Its text is not part of the project: without it these tests are skipped, visibly."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
import yaml
from django.conf import settings

from inlezen.lezers import GEPLAATST, LEEG, NIET_GEPLAATST, PERSOON, RUIS, GelezenTekst, Koppelregisters, Leesfout, lees
from inlezen.lezers.koppen import fichekop
from plandocument import boom
from plandocument.canoniek import canonieke_bytes
from plandocument.standaard import SECTIESOORTEN
from plandocument.tekst import woorden
from tests.inlezen.lezersplan import zonder_sleutels

GEDEELD = Path(settings.BASE_DIR).parent / "shared"
BRON = GEDEELD / "sources" / "002_69a8319d5a581193.txt"

pytestmark = pytest.mark.skipif(not BRON.exists(), reason="het echte plan staat niet naast het project")


@cache
def registers() -> Koppelregisters:
    map_ = Path(settings.BASE_DIR) / "fixtures" / "twente"
    rijen = yaml.safe_load((map_ / "registers.yaml").read_text(encoding="utf-8"))
    trajecten = yaml.safe_load((map_ / "trajecten.yaml").read_text(encoding="utf-8"))
    return Koppelregisters(
        ministeries={
            vorm.lower(): m["code"]
            for m in rijen["ministeries"]
            for vorm in (m["code"], m["afkorting"], m["naam"], *m["schrijfwijzen"])
        },
        trajecten={t["naam"]: t["code"] for t in trajecten},
        gremia={g["naam"]: g["code"] for g in rijen["gremia"]},
        organisaties={o["naam"]: o["code"] for o in rijen["organisaties"]},
    )


def ingelezen(inhoud: bytes) -> GelezenTekst:
    return lees(inhoud, regio="twente", regionaam="Twente", registers=registers())


@cache
def tekst() -> str:
    return BRON.read_text(encoding="utf-8")


@cache
def echt() -> GelezenTekst:
    return ingelezen(BRON.read_bytes())


@cache
def feiten() -> dict[int, dict]:
    return {o["nummer"]: o for o in yaml.safe_load((GEDEELD / "facts" / "opgaven.yaml").read_text())["opgaven"]}


def sectie(nummer: int, soort: str) -> boom.Sectie:
    return echt().document.opgave(nummer).sectie(soort)


def test_twenty_one_opgaven_with_ten_secties() -> None:
    doc = echt().document
    assert [o.nummer for o in doc.opgaven] == list(range(1, 22))
    assert [o.titel for o in doc.opgaven] == [feiten()[n]["korte_titel"] for n in range(1, 22)]
    for opgave in doc.opgaven:
        assert [s.soort for s in opgave.secties] == [s.code for s in SECTIESOORTEN]
        leeg = {s.soort for s in opgave.secties if s.leeg}
        assert leeg == (set() if feiten()[opgave.nummer]["vervolgafspraak"]["aanwezig"] else {"vervolg"})


def test_seventy_one_knelpunten_and_fiche_20_stays_running_text() -> None:
    aantallen = {n: len(sectie(n, "knelpunten").items) for n in range(1, 22)}
    assert sum(aantallen.values()) == 71
    assert aantallen == {n: 0 if n == 20 else feiten()[n]["aantal_knelpunten"] for n in range(1, 22)}
    assert len(woorden(sectie(20, "knelpunten").opening).split()) > 60


def test_openings_of_fiches_1_and_13_stay() -> None:
    met = {n for n in range(1, 22) if sectie(n, "knelpunten").opening}
    assert met == {1, 13, 20}


def test_ministeries_are_those_of_the_facts() -> None:
    for n, feit in feiten().items():
        items = [(woorden(i.tekst), i.primair) for i in sectie(n, "ministeries").items]
        verwacht = [(m["afkorting"], m["primair"]) for m in feit["ministeries"]]
        assert [(a.lower(), p) for a, p in items] == [(a.lower(), p) for a, p in verwacht], n
        assert sectie(n, "ministeries").gedrukt == feit["ministeries_gedrukt"]
    assert not any(i.primair for i in sectie(13, "ministeries").items)
    assert sum(i.primair for i in sectie(5, "ministeries").items) == 2
    onbekend = [(n, i.tekst) for n in range(1, 22) for i in sectie(n, "ministeries").items if not i.koppelingen]
    assert onbekend == [(21, "VBO")]


def test_clusters_differ_at_14_15_16_and_18() -> None:
    doc = echt().document
    assert len(doc.clusters) == 8
    assert [o.nummer for o in doc.opgaven if o.cluster != o.cluster_overzicht] == [14, 15, 16, 18]
    assert all(o.cluster and o.cluster_overzicht and o.overzicht for o in doc.opgaven)


def test_doelstellingen_are_those_of_the_facts() -> None:
    doc = echt().document
    nummers = {d.sleutel: d.nummer for d in doc.doelstellingen}
    assert len(nummers) == 3
    assert {o.nummer: [nummers[d] for d in o.doelstellingen] for o in doc.opgaven} == {
        n: feit["doelstellingen"] for n, feit in feiten().items()
    }


def test_eigenaren_of_the_fiches() -> None:
    doc = echt().document
    voorstel = {o.nummer for o in doc.opgaven if any(i.status == "voorstel" for i in o.sectie("eigenaarschap").items)}
    assert voorstel == {5, 12, 17}
    assert [i.deelthema for i in sectie(10, "eigenaarschap").items] == ["ruimte", "energie", "water", ""]
    assert [i.status for i in sectie(13, "eigenaarschap").items].count("te_organiseren") == 2
    assert {o.nummer for o in doc.opgaven if not o.sectie("eigenaarschap").groep("uitvoering")} == {16}
    assert all(o.sectie("eigenaarschap").groep("bestuurlijk") for o in doc.opgaven)
    assert [i.groep for i in sectie(12, "eigenaarschap").items] == ["bestuurlijk", "uitvoering", "overig"]
    assert len(sectie(14, "eigenaarschap").groep("bestuurlijk")) == 5


def _onder(kop: str) -> list[list[str]]:
    """The lines of the source under each heading of that kind, per fiche."""
    uit: list[list[str]] = []
    hier = ""
    for regel in tekst().split("\n"):
        if soort := fichekop(regel.strip()):
            hier = soort
            uit += [[]] if soort == kop else []
        elif hier == kop and regel.strip():
            uit[-1].append(regel.strip())
    return uit


def _hoog(regel: str) -> str:
    """A raised letter, as the text file of the plan writes it: "1^e fase" is read as "1e fase"."""
    return re.sub(r"(?<=\d)\^(?=e\b)", "", regel)


def test_trajecten_are_the_printed_lines() -> None:
    gedrukt = [[_hoog(r[2:]) for r in regels if r.startswith("- ")] for regels in _onder("trajecten")]
    nummers = echt().document.nummers
    assert [[woorden(i.tekst, nummers) for i in sectie(n, "trajecten").items] for n in range(1, 22)] == gedrukt
    assert gedrukt[4] == [] and sectie(5, "trajecten").opening
    assert sum(bool(i.koppelingen) for n in range(1, 22) for i in sectie(n, "trajecten").items) >= 60


def test_interventies_one_point_per_party() -> None:
    partij = {"rijk": "rijk", "regio": "regio", "rijk/regio": "samen"}
    gedrukt = [[partij[r.split(":")[0].lower()] for r in regels] for regels in _onder("interventies")]
    assert [[i.groep for i in sectie(n, "interventies").items] for n in range(1, 22)] == gedrukt
    assert [i.groep for n in (16, 19) for i in sectie(n, "interventies").items] == ["samen", "samen"]


def test_references_to_opgaven() -> None:
    doc = echt().document
    for n, feit in feiten().items():
        html = "".join(s.opening + s.slot + "".join(i.tekst for i in s.items) for s in doc.opgave(n).secties)
        gevonden = {doc.nummers[k] for k in re.findall(r'href="opgave:([0-9a-z]+)"', html)}
        assert gevonden >= set(feit["verwijst_naar"]), n


def test_hoofdstukken_uitgangspunten_and_title_page() -> None:
    doc = echt().document
    assert [(h.titel, h.na_opgaven, len(h.secties)) for h in doc.hoofdstukken] == [
        ("Inleiding", False, 1),
        ("Context Plan voor de Regio", False, 7),
        ("Organisatie en wijze van samenwerking", True, 4),
        ("Monitoring en evaluatie", True, 3),
    ]
    assert (doc.titel, doc.label, len(doc.uitgangspunten)) == ("Plan voor de Regio Twente", "Definitief, maart 2026", 3)


# ---- no line is lost ----


def test_every_line_has_a_fate_and_none_is_lost() -> None:
    regels = tekst().split("\n")
    inlezing = echt()
    assert [r.nummer for r in inlezing.regels] == list(range(1, len(regels) + 1))
    assert sum(inlezing.aantallen.values()) == len(regels)
    assert inlezing.nummers(NIET_GEPLAATST) == ()
    assert [n for n, r in enumerate(regels, 1) if not r.strip()] == list(inlezing.nummers(LEEG))
    assert {regels[n - 1] for n in inlezing.nummers(RUIS)} <= {
        *("Twente", "Board", "Werkdocument", "Nationaal Programma", "Vitale Regio's", "2", "3", "- | | |"),
        *("NATIONAAL PROGRAMMA VITALE REGIO'S", "|----------------------|--|"),
    }


def _alle_woorden(doc: boom.Plandocument) -> str:
    delen = [doc.titel, doc.ondertitel, doc.label]
    delen += [c.naam for c in doc.clusters] + [d.naam for d in doc.doelstellingen]
    delen += [u.naam + " " + woorden(u.omschrijving) for u in doc.uitgangspunten]
    for houder, s in doc.alle_secties():
        delen += [houder.titel, s.titel, s.gedrukt, woorden(s.opening, doc.nummers), woorden(s.slot, doc.nummers)]
        delen += [f"{woorden(i.tekst, doc.nummers)} {i.deelthema} {i.status_naam}" for i in s.items]
    delen += [woorden(o.overzicht, doc.nummers) for o in doc.opgaven]
    return " ".join(delen)


def _woorden(regel: str) -> Counter[str]:
    return Counter(re.findall(r"[\w%€]+", re.sub(r"<[^>]*>", " ", _hoog(regel)).lower()))


def test_every_word_of_a_placed_line_is_in_the_plan() -> None:
    regels = tekst().split("\n")
    bron: Counter[str] = Counter()
    for lot in echt().regels:
        regel = regels[lot.nummer - 1].strip()
        structuur = lot.plaats in ("titelblad", "inhoudsopgave", "doelstellingen") or "cluster" in lot.plaats
        if lot.lot == GEPLAATST and not structuur and not fichekop(regel):
            regel = re.sub(r"^(?:Bestuurlijk|Uitvoering|Rijk(?:/[Rr]egio)?|Regio):|\(primaire?\)|^\d+\. ", " ", regel)
            bron += _woorden(regel)
    over = bron - _woorden(_alle_woorden(echt().document))
    assert set(over) <= {"voor", "de", "21", "opgaven", "komende", "20", "jaar"}, over  # the sheet above the fiches


def test_names_are_nowhere() -> None:
    regels = tekst().split("\n")
    personen = [regels[n - 1].strip() for n in echt().nummers(PERSOON)]
    assert len(personen) == 29
    alles = canonieke_bytes(echt().document).decode() + echt().verslag() + repr(echt().regels)
    for regel in personen:
        kaal = re.sub(r"\s*\([^()]*\)", "", regel)
        assert all(deel.strip() not in alles for deel in re.split(r" en ", kaal))


def test_contact_blocks_are_taken_apart_wholly() -> None:
    """Between the last sentence and the next heading only organisations, roles and persons stand: none is missed."""
    regels = tekst().split("\n")
    weg = set(echt().nummers(PERSOON))
    teksten = {s.titel: woorden(s.opening) for _, s in echt().document.alle_secties()}
    for titel, vooraf in (("Samenwerking regionaal", 4), ("Samenwerking ministeries", 4)):
        begin = regels.index(titel.upper())
        blok = []
        for n in range(begin + 1, len(regels)):
            if re.fullmatch(r"[A-Z ]{8,}", regels[n]):
                break
            if regels[n].strip() and n + 1 not in weg:
                blok.append(regels[n].strip())
        over = [r for r in blok[vooraf:] if r.lower() != "vacature"]
        soorten = r"Gemeente|Provincie|Ministerie|Universiteit|ROC|Twente|Noaber|Ondernemend|Programma|Extern|\("
        assert all(re.match(soorten, r) for r in over), titel
        assert all(r in teksten[titel] for r in over), titel


# ---- in another dress the same ----


def _over_regels(doe: Callable[[str], str]) -> str:
    return "\n".join(doe(regel) for regel in tekst().split("\n"))


def _met_bladnummers(vorm: str) -> str:
    uit, teller = [], 0
    for n, regel in enumerate(tekst().split("\n")):
        uit.append(regel)
        if not regel and n % 37 == 5 and n > 30:
            teller += 1
            uit += [vorm.format(teller), ""]
    return "\n".join(uit)


DRACHTEN: dict[str, Callable[[], bytes]] = {
    "crlf": lambda: tekst().replace("\n", "\r\n").encode(),
    "cr": lambda: tekst().replace("\n", "\r").encode(),
    "utf-16": lambda: tekst().encode("utf-16"),
    "utf-8-bom": lambda: tekst().encode("utf-8-sig"),
    "inspringen": lambda: _over_regels(lambda r: "    " + r).encode(),
    "spaties-achter": lambda: _over_regels(lambda r: r + "   ").encode(),
    "koppen-hoofdletters": lambda: _over_regels(lambda r: r.upper() if fichekop(r.strip()) else r).encode(),
    "sterretjes": lambda: _over_regels(lambda r: re.sub(r"^- (?!\|)", "* ", r)).encode(),
    "blokjes": lambda: _over_regels(lambda r: re.sub(r"^- (?!\|)", "▪ ", r)).encode(),
    "bladnummers": lambda: _met_bladnummers("{}").encode(),
    "pagina-van": lambda: _met_bladnummers("Pagina {} van 40").encode(),
    "voettekst": lambda: _met_bladnummers("Plan voor de Regio | {}").encode(),
    "dubbel-wit": lambda: tekst().replace("\n", "\n\n").encode(),
    "geen-wit": lambda: "\n".join(r for r in tekst().split("\n") if r.strip()).encode(),
}


@pytest.mark.parametrize("dracht", DRACHTEN)
def test_another_guise_is_the_same_plan(dracht: str) -> None:
    anders = ingelezen(DRACHTEN[dracht]())
    assert zonder_sleutels(anders.document) == zonder_sleutels(echt().document)
    assert anders.aantallen[PERSOON] == echt().aantallen[PERSOON]


def test_cp1252_reads_the_same() -> None:
    kaal = tekst().encode("cp1252", "ignore").decode("cp1252")
    assert zonder_sleutels(ingelezen(kaal.encode("cp1252")).document) == zonder_sleutels(
        ingelezen(kaal.encode()).document
    )


@pytest.mark.parametrize("regels", [262, 270, 300, 700, 1000, 1440, 1449])
def test_a_plan_broken_off_is_refused(regels: int) -> None:
    with pytest.raises(Leesfout, match=r"afgebroken|deel van een fiche|stopt het bestand"):
        ingelezen("\n".join(tekst().split("\n")[:regels]).encode())


@pytest.mark.parametrize("regels", [260, 700, 1430])
def test_a_plan_that_starts_halfway_is_refused(regels: int) -> None:
    with pytest.raises(Leesfout, match=r"begint midden in een fiche|ontbreekt de titel|geen Plan"):
        ingelezen("\n".join(tekst().split("\n")[regels:]).encode())


@pytest.mark.parametrize(
    "bron", sorted(p.name for p in BRON.parent.glob("*.txt") if p != BRON) if BRON.exists() else []
)
def test_other_papers_are_no_plan(bron: str) -> None:
    with pytest.raises(Leesfout, match="geen Plan"):
        ingelezen((BRON.parent / bron).read_bytes())
