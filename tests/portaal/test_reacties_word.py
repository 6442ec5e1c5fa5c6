"""Remarks from a Word file: each at its place, looked at first, never twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from lxml import html as lx

from documenten.schrijvers import fiche, word_bytes
from governance.models import Ministerie
from inlezen.lezers.terug import lees_terug
from opgaven.bouw import bouw
from opgaven.models import Plan
from plandocument import anker as ankers
from plandocument.canoniek import hash_van
from portaal.word_reacties import opmerkingen
from reacties.models import Reactie
from tests.inlezen.woordvormen import deel, erbij, t
from tests.inlezen.wordwerk import AUTEUR, UITGAVE, Word, gevolgd, kanttekening, run, runs, zet_tekst
from tests.lezen import leest
from tests.plandocument.klein_plan import met_sectie
from tests.reacties.rondehulp import mens, ronde_met
from tests.versies.vergelijkplan import slot, wijzig
from versies.actions.versies import maak_versie

pytestmark = pytest.mark.django_db
ADRES = "/twente/reacties/word/"


@pytest.fixture
def bestand(voorbeeld: Plan) -> bytes:
    """The fiche of opgave 14 with a margin comment on 14.K1, a tracked addition to 14.K2 and other words in 14.I1."""
    document = bouw(voorbeeld)
    opgave = document.opgave(14)
    uitgave = replace(UITGAVE, hash=hash_van(document))
    word = Word(word_bytes(fiche(document, opgave, uitgave)))
    een, twee = (word.alinea(f"p_{i.sleutel}") for i in opgave.sectie("knelpunten").items[:2])
    kanttekening(word, een, "Klopt dit nog?")
    twee.append(gevolgd("ins", run(" Ook ’s nachts.")))
    interventie = word.alinea(f"p_{opgave.sectie('interventies').items[0].sleutel}")
    zet_tekst(interventie, "Heel andere woorden dan eerst.")
    assert runs(interventie)
    return word.bytes()


def formulier(**anders: Any) -> dict[str, Any]:
    return {
        "wie": f"m:{Ministerie.objects.get(code='ocw').pk}",
        "functie": "beleidsmedewerker",
        "gegeven_op": timezone.localdate().isoformat(),
        "ronde": "",
        **anders,
    }


def stuur(client: Client, inhoud: bytes, naam: str = "fiche 14.docx", **anders: Any) -> Any:
    return client.post(ADRES, formulier(bestand=SimpleUploadedFile(naam, inhoud), **anders))


def tekst(response: Any) -> str:
    return " ".join(lx.fromstring(response.content).text_content().split())


def verder(response: Any, **anders: Any) -> dict[str, Any]:
    boom = lx.fromstring(response.content)
    return formulier(
        voorbeeld=boom.xpath("string(//input[@name='voorbeeld']/@value)"),
        kies=boom.xpath("//input[@name='kies'][@checked]/@value"),
        **anders,
    )


def test_each_remark_is_looked_at_and_then_placed(als: Callable[..., Client], bestand: bytes) -> None:
    client = als("redacteur")
    eerst = stuur(client, bestand)
    assert eerst.status_code == 200 and not Reactie.objects.exists()
    woorden = tekst(eerst)
    assert "Klopt dit nog?" in woorden and "14.K1" in woorden and "Ook ’s nachts." in woorden
    assert AUTEUR not in leest(eerst)
    response = client.post(ADRES, verder(eerst))
    assert response.status_code == 303
    rij = {r.code: r for r in Reactie.objects.all()}
    assert set(rij) == {"14.K1", "14.K2", "14.I1"}
    assert (rij["14.K1"].tekst, rij["14.K1"].voorstel, rij["14.K1"].kanaal) == ("Klopt dit nog?", None, "word")
    assert rij["14.K2"].voorstel and rij["14.K2"].voorstel.endswith("Ook ’s nachts.")
    assert {r.afzender for r in rij.values()} == {"OCW, beleidsmedewerker"}


def test_the_suggestion_taken_over_is_what_the_file_says(bestand: bytes, voorbeeld: Plan) -> None:
    document = bouw(voorbeeld)
    gelezen = lees_terug(bestand, document)
    for o in opmerkingen(document, gelezen.document, []):
        uit = ankers.volg(o.anker, document)
        assert uit.soort == "er_nog" and uit.woorden_nu == o.over and o.voorstel is not None
        assert uit.plek is not None
        sectie = next(s for _, s in document.alle_secties() if s.sleutel == uit.plek.sectie)
        nieuw = ankers.vervang(sectie, uit, o.voorstel)
        straks = next(s for _, s in gelezen.document.alle_secties() if s.sleutel == uit.plek.sectie)
        assert nieuw == straks


@pytest.mark.parametrize(
    ("toen", "nu", "over", "voorstel"),
    [
        ("Er rijden te weinig treinen. En dan?", "Er rijden te weinig treinen. Ook ’s nachts. En dan?",
         "rijden te weinig treinen.", "rijden te weinig treinen. Ook ’s nachts."),
        ("Er rijden te weinig treinen.", "In Twente geldt: Er rijden te weinig treinen.",
         "Er rijden te weinig", "In Twente geldt: Er rijden te weinig"),
        ("Treinen.", "Treinen en bussen.", "Treinen", "Treinen en bussen"),
        ("Er rijden te veel treinen.", "Er rijden te weinig treinen.", "veel", "weinig"),
    ],
)  # fmt: skip
def test_an_addition_takes_some_words_along_so_that_one_sees_where_it_comes(
    voorbeeld: Plan, toen: str, nu: str, over: str, voorstel: str
) -> None:
    document = bouw(voorbeeld)
    sectie = document.opgave(14).sectie("knelpunten")

    def met(tekst: str) -> Any:
        punten = (replace(sectie.items[0], tekst=f"<p>{tekst}</p>"), *sectie.items[1:])
        return met_sectie(document, 14, "knelpunten", items=punten)

    (opmerking,) = opmerkingen(met(toen), met(nu), [])
    assert (opmerking.over, opmerking.voorstel) == (over, voorstel)


def test_the_same_file_twice_makes_nothing_twice(als: Callable[..., Client], bestand: bytes) -> None:
    client = als("redacteur")
    eerst = stuur(client, bestand)
    client.post(ADRES, verder(eerst))
    hoeveel = Reactie.objects.count()
    client.post(ADRES, verder(eerst))
    weer = stuur(als("programmamanager"), bestand)
    assert tekst(weer).count("staat er al") == hoeveel
    assert Reactie.objects.count() == hoeveel
    assert client.post(ADRES, verder(eerst) | {"kies": ["0", "1", "2"]}).status_code == 303
    assert Reactie.objects.count() == hoeveel


def test_a_file_made_of_another_text_than_the_round_is_about(als: Callable[..., Client], voorbeeld: Plan) -> None:
    baas = mens("programmamanager")

    def van(label: str) -> tuple[Any, bytes]:
        versie = maak_versie(plan=voorbeeld, label=label, door=baas)
        document = versie.document
        word = Word(word_bytes(fiche(document, document.opgave(14), replace(UITGAVE, hash=hash_van(document)))))
        kanttekening(word, word.alinea(f"p_{document.opgave(14).sectie('knelpunten').items[0].sleutel}"), label)
        return versie, word.bytes()

    eerste, oud = van("Concept een")
    wijzig(voorbeeld, 14, "vervolg", slot("Nieuw."))
    tweede, nieuw = van("Concept twee")
    assert eerste.sha256 != tweede.sha256
    ronde = ronde_met(voorbeeld, door=baas)
    client = als("redacteur")
    bij_oud = tekst(stuur(client, oud, ronde=ronde.pk))
    assert "Het bestand is gemaakt van Concept een" in bij_oud
    assert "De ronde gaat over een andere tekst: Concept twee" in bij_oud
    assert "een andere tekst" not in tekst(stuur(client, nieuw, ronde=ronde.pk))
    assert "een andere tekst" not in tekst(stuur(client, oud))


def test_only_what_is_ticked_is_placed(als: Callable[..., Client], bestand: bytes) -> None:
    client = als("secretaris")
    eerst = stuur(client, bestand)
    assert client.post(ADRES, verder(eerst) | {"kies": []}).status_code == 422
    assert client.post(ADRES, verder(eerst) | {"kies": ["0", "99", "x", "-1"]}).status_code == 303
    assert Reactie.objects.count() == 1


@pytest.mark.parametrize(
    ("naam", "inhoud", "zin"),
    [
        ("plan.docx", b"geen zip", "Er is niets geplaatst"),
        ("plan.docx", b"", "Er is niets geplaatst"),
        ("plan.docx", b"PK\x03\x04" + b"\x00" * 200, "Er is niets geplaatst"),
        ("plan.pdf", b"%PDF-1.7", "Kies een Word- of ODT-bestand"),
        ("plan.docm", b"PK", "Kies een Word- of ODT-bestand"),
    ],
)
def test_a_hostile_file_is_refused_in_a_sentence(
    als: Callable[..., Client], voorbeeld: Plan, naam: str, inhoud: bytes, zin: str
) -> None:
    response = stuur(als("redacteur"), inhoud, naam)
    assert response.status_code == 422 and zin in tekst(response)
    assert not Reactie.objects.exists()


def test_a_preview_that_was_altered_is_refused(als: Callable[..., Client], bestand: bytes) -> None:
    client = als("redacteur")
    gegevens = verder(stuur(client, bestand))
    for anders in ("", "onzin", gegevens["voorbeeld"][:-3] + "abc"):
        response = client.post(ADRES, gegevens | {"voorbeeld": anders})
        assert response.status_code == 422 and "te oud" in tekst(response)
    assert not Reactie.objects.exists()


def test_what_is_missing_is_said_in_the_preview(als: Callable[..., Client], bestand: bytes) -> None:
    client = als("redacteur")
    response = client.post(ADRES, verder(stuur(client, bestand)) | {"wie": "m:0"})
    assert response.status_code == 422 and "Kies namens wie" in tekst(response) and "Klopt dit nog?" in tekst(response)


@pytest.mark.parametrize(("rol", "status"), [("lezer", 403), ("eigenaar", 403), (None, 404)])
def test_others_do_not_come_in(als: Callable[..., Client], voorbeeld: Plan, rol: str | None, status: int) -> None:
    client = als(rol)
    assert client.get(ADRES).status_code == stuur(client, b"x").status_code == status
    assert client.put(ADRES).status_code == 405


def test_a_visitor(client: Client, voorbeeld: Plan) -> None:
    assert client.get(ADRES).status_code == 404
    assert stuur(client, b"x").status_code == 401


def test_an_answer_stands_under_its_comment_and_what_is_resolved_is_not_ticked(
    als: Callable[..., Client], voorbeeld: Plan
) -> None:
    """Line breaks and hyphens that may not break are kept as people read them."""
    document = bouw(voorbeeld)
    uitgave = replace(UITGAVE, hash=hash_van(document))
    word = Word(word_bytes(fiche(document, document.opgave(14), uitgave)))
    een, twee = document.opgave(14).sectie("knelpunten").items[:2]
    regels = "<w:r><w:t>Cijfers?</w:t><w:br/><w:t>Noord</w:t><w:noBreakHyphen/><w:t>Twente</w:t></w:r>"
    deel(
        word,
        "word/comments.xml",
        "comments",
        f'<w:comment w:id="1"><w:p w14:paraId="A1">{regels}</w:p></w:comment>'
        '<w:comment w:id="2"><w:p w14:paraId="A2"><w:r><w:t>Die volgen.</w:t></w:r></w:p></w:comment>'
        '<w:comment w:id="3"><w:p w14:paraId="A3"><w:r><w:t>Al besproken.</w:t></w:r></w:p></w:comment>'
        '<w:comment w:id="4"><w:p w14:paraId="A4"><w:r><w:t>Andere titel?</w:t></w:r></w:p></w:comment>',
    )
    w15 = "http://schemas.microsoft.com/office/word/2012/wordml"
    word.delen["word/commentsExtended.xml"] = (
        f'<w15:commentsEx xmlns:w15="{w15}"><w15:commentEx w15:paraId="A2" w15:paraIdParent="A1" w15:done="0"/>'
        '<w15:commentEx w15:paraId="A3" w15:done="1"/></w15:commentsEx>'
    ).encode()
    for merk, nummers in (
        (f"p_{een.sleutel}", "12"),
        (f"p_{twee.sleutel}", "3"),
        (f"o_{document.opgave(14).sleutel}", "4"),
    ):
        for n in nummers:
            erbij(word.alinea(merk), f'<w:r><w:commentReference w:id="{n}"/></w:r>')
    erbij(word.alinea(f"p_{een.sleutel}"), t(" Weg.", "<w:strike/>") + t(" Erbij."))
    eerst = stuur(als("redacteur"), word.bytes())
    boom = lx.fromstring(eerst.content)
    rijen = {
        " ".join(" ".join(r.itertext()).split()): bool(r.xpath(".//input[@checked]"))
        for r in boom.find_class("wordrij")
    }
    assert [aan for r, aan in rijen.items() if "Cijfers? Noord-Twente Antwoord: Die volgen." in r] == [True]
    assert [aan for r, aan in rijen.items() if "in het bestand opgelost" in r and "Al besproken." in r] == [False]
    assert [aan for r, aan in rijen.items() if "kijk of dit zo is bedoeld" in r and "Erbij." in r] == [False]
    assert len(rijen) == 3
    assert "Opmerking bij de titel van opgave 14: Andere titel?" in tekst(eerst)
    assert "Doorgehaalde woorden in 14.K1: Weg." in tekst(eerst)
