"""A choice of what to print: the same after a job and after a link, and never one that cannot be printed."""

from __future__ import annotations

from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documenten.druk.keuze import AFDRUKSOORTEN, BIJLAGEN, Drukkeuze, Onmogelijk
from npvr.formaten import FORMATEN
from plandocument.boom import Plandocument

WOORD = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs")), max_size=20)


def _sleutels(document: Plandocument, *nummers: int) -> tuple[str, ...]:
    return tuple(document.opgave(n).sleutel for n in nummers)


def _terug(keuze: Drukkeuze, document: Plandocument) -> Drukkeuze:
    """Through an address and back."""
    alle = parse_qs(urlencode(keuze.naar_link(document)), keep_blank_values=True)
    return Drukkeuze.uit_link({naam: rij[-1] for naam, rij in alle.items()}, alle, document)


@given(
    soort=st.sampled_from(sorted(AFDRUKSOORTEN)),
    n=st.integers(0, 9),
    codes=st.booleans(),
    regelnummers=st.booleans(),
    watermerk=WOORD,
    bijlagen=st.frozensets(st.sampled_from(sorted(BIJLAGEN))),
    opgaven=st.sets(st.integers(1, 21)),
    versie=st.sampled_from(("", "2026-03-definitief")),
    ronde=st.sampled_from(("", "najaar")),
    ministerie=st.sampled_from(("", "ocw")),
    intern=st.booleans(),
)
def test_a_keuze_comes_whole_out_of_job_and_link(
    document: Plandocument,
    soort: str,
    n: int,
    codes: bool,
    regelnummers: bool,
    watermerk: str,
    bijlagen: frozenset[str],
    opgaven: set[int],
    versie: str,
    ronde: str,
    ministerie: str,
    intern: bool,
) -> None:
    formaten = AFDRUKSOORTEN[soort].formaten
    keuze = Drukkeuze(
        soort,
        formaten[n % len(formaten)],
        versie,
        "",
        _sleutels(document, *sorted(opgaven)),
        codes,
        regelnummers,
        watermerk,
        bijlagen,
        ronde,
        ministerie,
        intern,
    )
    assert Drukkeuze.uit_json(keuze.naar_json()) == keuze
    try:
        netjes = keuze.netjes(document)
    except Onmogelijk:
        return
    assert netjes.netjes(document) == netjes
    if netjes.watermerk == "eigen":  # the word that says in a form that another field holds it
        return
    terug = _terug(netjes, document)
    if soort != "plan":  # appendices belong to the plan alone, and an address is silent about them elsewhere
        terug = terug.netjes(document)
    assert terug == netjes


@pytest.mark.parametrize(
    ("keuze", "zin"),
    [
        (Drukkeuze("roman"), "Kies wat u wilt afdrukken."),
        (Drukkeuze("fiche", "json"), "Eén fiche is er niet als JSON"),
        (Drukkeuze("opgaven", "pdf"), "Tabel van de opgaven is er niet als PDF. Kies Excel en ODS"),
        (Drukkeuze("plan", "archief"), "van een versie waarover is besloten"),
        (Drukkeuze("selectie"), "Kies ten minste één opgave."),
        (Drukkeuze("fiche"), "Kies één opgave voor de fiche."),
        (Drukkeuze("dossier"), "Kies een ministerie."),
        (Drukkeuze("memo"), "begint bij een vastgelegde versie"),
        (Drukkeuze("memo", versie="a", naar="a"), "Kies twee verschillende teksten"),
    ],
)
def test_an_impossible_keuze_says_why(keuze: Drukkeuze, zin: str, document: Plandocument) -> None:
    with pytest.raises(Onmogelijk) as fout:
        keuze.netjes(document)
    assert zin in str(fout.value)


def test_a_fiche_is_about_one_opgave(document: Plandocument) -> None:
    with pytest.raises(Onmogelijk, match="Een fiche gaat over één opgave"):
        Drukkeuze("fiche", opgaven=_sleutels(document, 3, 14)).netjes(document)


def test_what_means_nothing_drops_out(document: Plandocument) -> None:
    archief = Drukkeuze("plan", "archief", "v", codes=False, regelnummers=True, watermerk="Concept").netjes(document)
    assert (archief.codes, archief.regelnummers, archief.watermerk) == (True, False, "")
    werk = Drukkeuze("plan", bijlagen=frozenset(BIJLAGEN) | {"roman"}).netjes(document)
    assert werk.bijlagen == {"matrix", "overleggen"}, "decisions belong to a version"
    assert Drukkeuze("plancontrole", versie="v").netjes(document).versie == ""
    tabel = Drukkeuze("knelpunten", "ods", opgaven=_sleutels(document, 3), regelnummers=True).netjes(document)
    assert (tabel.opgaven, tabel.regelnummers) == ((), False)


def test_the_order_is_that_of_the_plan(document: Plandocument) -> None:
    keuze = Drukkeuze("selectie", opgaven=(*_sleutels(document, 14, 3), "weg")).netjes(document)
    assert keuze.opgaven == _sleutels(document, 3, 14)


def test_an_empty_box_in_a_form_counts(document: Plandocument) -> None:
    leeg = Drukkeuze.uit_link({"soort": "plan", "gekozen": "1"}, {}, document)
    assert (leeg.codes, leeg.bijlagen) == (False, frozenset())
    kaal = Drukkeuze.uit_link({"soort": "plan"}, {}, document)
    assert (kaal.codes, kaal.bijlagen) == (True, frozenset({"overleggen"}))


def test_nonsense_in_a_link_does_nothing(document: Plandocument) -> None:
    haal = {"soort": "<b>", "formaat": "exe", "versie": "x" * 500, "watermerk": "w " * 90, "codes": "?"}
    keuze = Drukkeuze.uit_link(haal, {"opgave": ["0", "99", "14", "14"], "bijlage": ["x"]}, document)
    assert (keuze.soort, keuze.formaat, len(keuze.versie)) == ("plan", "pdf", 80)
    assert keuze.opgaven == _sleutels(document, 14)
    assert len(keuze.watermerk) <= 20


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"soort": "plan"},
        Drukkeuze().naar_json() | {"codes": "ja"},
        Drukkeuze().naar_json() | {"opgaven": [1]},
        Drukkeuze().naar_json() | {"bijlagen": 3},
    ],
)
def test_an_unreadable_opdracht(data: dict[str, object]) -> None:
    with pytest.raises(Onmogelijk):
        Drukkeuze.uit_json(data)


def test_sentences_say_what_comes_out(document: Plandocument) -> None:
    keuze = Drukkeuze("selectie", opgaven=_sleutels(document, 3, 14, 18), regelnummers=True, watermerk="Concept")
    assert " ".join(keuze.netjes(document).zinnen(document, "de werkversie van nu")) == (
        "U krijgt de opgaven 3, 14 en 18 uit de werkversie van nu, als PDF. "
        "Met de codes van de onderdelen (zoals 14.K2). In de kantlijn staat bij elke vijfde regel een regelnummer. "
        "Achter de tekst staat lichtgrijs het woord ‘Concept’."
    )
    assert keuze.titel(document) == "Opgaven 3, 14 en 18, vergaderversie"
    for soort, feiten in AFDRUKSOORTEN.items():
        for formaat in feiten.formaten:
            keuze = Drukkeuze(soort, formaat, "v", opgaven=_sleutels(document, 1), ministerie="ocw").netjes(document)
            zinnen = keuze.zinnen(document, "X", "Y")
            assert zinnen[0].startswith("U krijgt ") and zinnen[0].endswith(".")
            assert FORMATEN[formaat].naam in zinnen[0]
