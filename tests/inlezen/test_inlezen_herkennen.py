"""A file without the marks of the portal is the opgave that its title and words are of, or somebody is asked."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from documenten.schrijvers import fiche, odt_bytes, word_bytes
from inlezen.models import Inlezing
from opgaven.actions.secties import bewaar_sectie
from opgaven.bouw import bouw_opnieuw, bouw_sectie
from opgaven.models import Plan, Sectie
from plandocument import boom
from plandocument.canoniek import hash_van
from tests.inlezen.inleeswerk import geef, ingevuld, tekst_van, typ_over, word_van
from tests.inlezen.wordwerk import UITGAVE, W, Word
from tests.portaal.test_reacties_word import stuur

GEVALLEN = Path(__file__).parent / "gevallen"
GOOGLE = GEVALLEN / "09-fiche-merken-hernoemd-google-docs.docx"
ZIN = "Voor dit alles is technisch talent nodig, en dat is in Twente moeilijk te vinden en vast te houden."


@pytest.fixture
def plan(voorbeeld: Plan) -> boom.Plandocument:
    return bouw_opnieuw(voorbeeld)


def zonder_merken(inhoud: bytes, *, colofon: bool = True) -> bytes:
    """As Google Docs or a mail program leaves a Word file: no bookmarks of ours, no controls, no properties."""
    word = Word(inhoud)
    for sdt in list(word.document.iter(f"{W}sdt")):
        for kind in list(sdt.find(f"{W}sdtContent")):
            sdt.addprevious(kind)
        sdt.getparent().remove(sdt)
    for merk in [*word.document.iter(f"{W}bookmarkStart"), *word.document.iter(f"{W}bookmarkEnd")]:
        merk.getparent().remove(merk)
    if not colofon:
        rij = list(word.document.iter(f"{W}p"))
        begin = next(n for n, p in enumerate(rij) if woorden(p) == "Over dit document")
        for p in rij[begin:]:
            p.getparent().remove(p)
    for naam in [n for n in word.delen if n.startswith("docProps/")]:
        word.delen[naam] = re.sub(rb"[0-9a-f]{64}", b"", word.delen[naam])
    return word.bytes()


def woorden(alinea: Any) -> str:
    return "".join(t.text or "" for t in alinea.iter(f"{W}t")).strip()


def fiche_van(document: boom.Plandocument, opgave: boom.Opgave) -> bytes:
    """A fiche of any text, without marks and without the text that it was made from."""
    return zonder_merken(word_bytes(fiche(document, opgave, replace(UITGAVE, hash="0" * 64))), colofon=False)


def opdracht(bestand: Path, *opties: str) -> dict[str, Any]:
    uit = io.StringIO()
    call_command("inlezen", str(bestand), "--json", *opties, regio="twente", stdout=uit)
    return json.loads(uit.getvalue())


def schrijf(tmp_path: Path, inhoud: bytes, naam: str = "fiche.docx") -> Path:
    pad = tmp_path / naam
    pad.write_bytes(inhoud)
    return pad


def lees_in(client: Client, naam: str, inhoud: bytes, **velden: str) -> Any:
    antwoord = geef(client, naam, inhoud, **velden)
    assert antwoord.status_code == 303, tekst_van(antwoord)
    return client.get(antwoord["Location"])


# ---- the file that was read as opgave 1 ----


def test_a_fiche_after_google_docs_is_opgave_7_and_only_7_k4_differs(voorbeeld: Plan) -> None:
    uit = opdracht(GOOGLE)
    assert (uit["gelezen_als"], uit["zeker"]) == ("opgave 7", True)
    assert [(o["code"], o["vink"]) for o in uit["onderdelen"]] == [("7.K4", True)]
    assert "[nieuw: in Twente] moeilijk te vinden" in uit["onderdelen"][0]["wijziging"]
    assert uit["overgeslagen"] == []


def test_applying_does_what_was_ticked(voorbeeld: Plan, plan: boom.Plandocument) -> None:
    uit = opdracht(GOOGLE, "--toepassen")
    assert uit["overgenomen"] == ["7.K Geconstateerde knelpunten"]
    nu = bouw_opnieuw(Plan.objects.get(pk=voorbeeld.pk))
    assert nu.opgave(7).sectie("knelpunten").items[3].tekst == ZIN
    assert [i.sleutel for i in nu.opgave(7).sectie("knelpunten").items] == [
        i.sleutel for i in plan.opgave(7).sectie("knelpunten").items
    ]
    assert [o for o in nu.opgaven if o.nummer != 7] == [o for o in plan.opgaven if o.nummer != 7]


def test_moved_and_changed_is_a_move_and_a_change(voorbeeld: Plan) -> None:
    uit = opdracht(GEVALLEN / "40-goed-verplaatst-en-gewijzigd.docx")
    assert uit["gelezen_als"] == "opgave 7"
    soorten = [o["wijziging"].split(":")[0] for o in uit["onderdelen"]]
    assert soorten == ["Verplaatst van 7.K4 naar 7.K1", "Gewijzigd"]
    assert [o["code"] for o in uit["onderdelen"]] == ["7.K1", "7.K1"]


@pytest.mark.parametrize(
    "naam", ["12-vreemd-voetnoot-twee-alineas", "16-vreemd-plaatshouder-invulveld", "17-vreemd-genummerde-lijst"]
)
def test_a_strange_fiche_is_the_opgave_of_its_title_and_loses_nothing_by_a_tick(voorbeeld: Plan, naam: str) -> None:
    uit = opdracht(GEVALLEN / f"{naam}.docx")
    assert uit["gelezen_als"] == "opgave 7"
    assert {o["code"].partition(".")[0] for o in uit["onderdelen"]} == {"7"}
    weg = [o for o in uit["onderdelen"] if o["wijziging"].startswith("Vervallen")]
    assert weg and not any(o["vink"] for o in weg)
    assert all("verdwijnt" in " ".join(o["waarschuwingen"]) for o in weg)
    assert not any(o["vink"] for o in uit["onderdelen"] if o["code"].startswith("7.M"))


def test_a_numbered_list_is_two_points(voorbeeld: Plan) -> None:
    uit = opdracht(GEVALLEN / "17-vreemd-genummerde-lijst.docx")
    nieuw = [o["code"] for o in uit["onderdelen"] if o["code"].startswith("7.K") and "Toegevoegd" in o["wijziging"]]
    assert nieuw == ["7.K1", "7.K2"]


def test_struck_out_by_hand_is_a_proposal_without_a_tick(voorbeeld: Plan) -> None:
    uit = opdracht(GEVALLEN / "06-fiche-handmatig-doorgehaald.docx")
    (deel,) = uit["onderdelen"]
    assert (deel["code"], deel["vink"]) == ("7.K4", False) and "[vervalt: technisch]" in deel["wijziging"]
    assert any("met de hand doorgehaald: ‘technisch’" in zin for zin in deel["waarschuwingen"])
    assert [(g["waar"], g["wat"]) for g in uit["overgeslagen"]] == [("doorgehaalde woorden in 7.K4", "technisch")]


@pytest.mark.parametrize(
    ("naam", "waar", "wat"),
    [
        ("01-fiche-voetnoot", "voetnoot bij 7.K4", "Bron: arbeidsmarktcijfers"),
        ("02-fiche-tekstvak", "tekstvak in 7.N", "tien miljoen euro"),
        ("05-fiche-verborgen-tekst", "verborgen tekst in 7.K4", "INTERN"),
    ],
)
def test_what_was_skipped_is_told_with_its_place(
    als: Callable[..., Client], voorbeeld: Plan, naam: str, waar: str, wat: str
) -> None:
    inhoud = (GEVALLEN / f"{naam}.docx").read_bytes()
    zegt = tekst_van(lees_in(als("redacteur"), "a.docx", inhoud))
    assert "1 stuk uit het bestand staat niet in wat is gelezen." in zegt
    assert waar.capitalize()[:1] + waar[1:] in zegt and wat in zegt
    assert "Alles in het bestand is gelezen" not in zegt


def test_what_gets_lost_between_the_points_is_named(voorbeeld: Plan, plan: boom.Plandocument, tmp_path: Path) -> None:
    def provincie(word: Word) -> None:
        """A heading of one's own among the owners: the plan has no group of that name."""
        groep = next(p for p in word.document.iter(f"{W}p") if woorden(p) == "Uitvoering")
        next(groep.iter(f"{W}t")).text = "Provinciaal bestuur"

    uit = opdracht(schrijf(tmp_path, word_van(plan, 7, provincie)))
    assert ("in 7.E", "Provinciaal bestuur") in [(g["waar"], g["wat"]) for g in uit["overgeslagen"]]
    assert not any(o["vink"] for o in uit["onderdelen"])


# ---- siblings ----


def test_without_a_colophon_it_is_still_opgave_7_but_nothing_is_ticked(
    voorbeeld: Plan, plan: boom.Plandocument, tmp_path: Path
) -> None:
    item = plan.opgave(7).sectie("knelpunten").items[0]
    inhoud = zonder_merken(word_van(plan, 7, typ_over(item, "Er is nergens een regeling.")), colofon=False)
    uit = opdracht(schrijf(tmp_path, inhoud))
    assert (uit["gelezen_als"], uit["weet_basis"]) == ("opgave 7", False)
    assert {o["code"] for o in uit["onderdelen"]} == {"7.K1"} and not any(o["vink"] for o in uit["onderdelen"])


def test_odt_without_marks_is_recognised_too(voorbeeld: Plan, plan: boom.Plandocument, tmp_path: Path) -> None:
    inhoud = odt_bytes(fiche(plan, plan.opgave(14), replace(UITGAVE, hash=hash_van(plan))))
    uit = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(inhoud)) as bron, zipfile.ZipFile(uit, "w") as doel:
        for deel in bron.namelist():
            tekst = bron.read(deel)
            for merk in (b"o_", b"s_", b"p_", b"e_", b"v_"):
                tekst = tekst.replace(b'text:name="' + merk, b'text:name="x' + merk)
            doel.writestr(deel, tekst.replace(b"npvr:", b""))
    gelezen = opdracht(schrijf(tmp_path, uit.getvalue(), "fiche.odt"))
    assert gelezen["gelezen_als"] == "opgave 14" and gelezen["onderdelen"] == []


def test_another_title_is_recognised_by_the_text_and_the_title_is_unticked(
    voorbeeld: Plan, plan: boom.Plandocument, tmp_path: Path
) -> None:
    inhoud = zonder_merken(
        word_bytes(
            fiche(plan, replace(plan.opgave(7), titel="Kennis voor morgen"), replace(UITGAVE, hash=hash_van(plan)))
        )
    )
    uit = opdracht(schrijf(tmp_path, inhoud))
    assert uit["gelezen_als"] == "opgave 7" and uit["zeker"]
    (titel,) = uit["onderdelen"]
    assert "Kennis voor morgen" in titel["wijziging"] and not titel["vink"]


def test_two_fiches_in_one_file_are_each_recognised(voorbeeld: Plan, plan: boom.Plandocument, tmp_path: Path) -> None:
    een, twee = (Word(word_van(plan, n)) for n in (7, 14))
    lijf = een.document.find(f"{W}body")
    eind = lijf.find(f"{W}sectPr")
    for kind in list(twee.document.find(f"{W}body")):
        if not kind.tag.endswith("sectPr"):
            eind.addprevious(kind)
    uit = opdracht(schrijf(tmp_path, zonder_merken(een.bytes())))
    assert uit["gelezen_als"] == "opgave 7 en opgave 14"
    assert uit["onderdelen"] == []


def test_a_loose_fiche_leaves_the_other_opgaven_alone(voorbeeld: Plan) -> None:
    uit = opdracht(GEVALLEN / "17-vreemd-genummerde-lijst.docx")
    assert not any(o["deel"] in ("Opgave die vervalt", "Nieuwe opgave") for o in uit["onderdelen"])


def test_without_headings_it_is_no_fiche(voorbeeld: Plan, tmp_path: Path) -> None:
    pad = tmp_path / "brief.txt"
    pad.write_text("Beste collega,\n\nHierbij onze tekst voor opgave 7.\n\nMet groet")
    with pytest.raises(CommandError, match=r"er staan geen fiches in, met koppen als ‘Opgave’"):
        opdracht(pad)
    assert not Inlezing.objects.exists()


def test_marks_of_one_and_text_of_another_opgave_is_not_certain(
    voorbeeld: Plan, plan: boom.Plandocument, tmp_path: Path
) -> None:
    zeven = plan.opgave(7)
    ander = plan.opgave(14)
    nep = replace(
        zeven,
        titel=ander.titel,
        secties=tuple(
            replace(s, opening=a.opening, slot=a.slot, items=a.items)
            for s, a in zip(zeven.secties, ander.secties, strict=True)
        ),
    )
    uit = opdracht(schrijf(tmp_path, word_bytes(fiche(plan, nep, replace(UITGAVE, hash=hash_van(plan))))))
    assert not uit["zeker"] and uit["onderdelen"] and not any(o["vink"] for o in uit["onderdelen"])
    assert "het bestand draagt de kenmerken van opgave 7, maar" in uit["fiches"][0]["waarom"]
    with pytest.raises(CommandError, match="Er is niets aangevinkt"):
        opdracht(schrijf(tmp_path, word_bytes(fiche(plan, nep, replace(UITGAVE, hash=hash_van(plan))))), "--toepassen")
    assert bouw_opnieuw(Plan.objects.get(pk=voorbeeld.pk)) == plan


def test_choosing_another_opgave_than_the_file_is_leaves_all_unticked(
    voorbeeld: Plan, plan: boom.Plandocument, tmp_path: Path
) -> None:
    pad = schrijf(tmp_path, fiche_van(plan, plan.opgave(14)))
    uit = opdracht(pad, "--opgave", "7")
    assert uit["gelezen_als"] == "opgave 7" and not uit["zeker"]
    assert "u koos opgave 7, maar de titel in het bestand is die van opgave 14" in uit["fiches"][0]["waarom"]
    assert not any(o["vink"] for o in uit["onderdelen"])
    with pytest.raises(CommandError, match=r"Dit is de fiche van opgave 14 \(.*\), niet van opgave 7"):
        opdracht(schrijf(tmp_path, word_van(plan, 14)), "--opgave", "7")


# ---- the person is asked ----


def vreemde(plan: boom.Plandocument) -> boom.Opgave:
    """A fiche of another plan: another title, other words."""
    leeg = plan.opgave(7)
    secties = tuple(
        replace(s, opening=f"<p>Vissers bij de Waddenzee, deel {n}: havens verzanden door slib.</p>", items=(), slot="")
        for n, s in enumerate(leeg.secties)
    )
    return replace(leeg, titel="Schone garnalenvisserij", secties=secties)


def test_a_fiche_of_another_plan_is_asked_about(
    als: Callable[..., Client], voorbeeld: Plan, plan: boom.Plandocument
) -> None:
    client = als("redacteur")
    pagina = lees_in(client, "a.docx", fiche_van(plan, vreemde(plan)))
    zegt = tekst_van(pagina)
    assert "Welke opgave is dit?" in zegt and "Nog niet herkend" in zegt
    assert "Titel en tekst lijken op geen enkele opgave in dit plan." in zegt
    assert pagina.context["beeld"].keuzes == ()
    assert "Zeg eerst hierboven welke opgave het is." in zegt and "zegt niets anders dan het plan" not in zegt

    (w,) = pagina.context["welke"]
    adres = pagina.request["PATH_INFO"]
    niets = client.post(adres, {f"als-{w['fiche'].ruw}": "?", "lees_als": "1"})
    assert niets.status_code == 422 and "Kies eerst welke opgave het is." in tekst_van(niets)
    antwoord = client.post(adres, {f"als-{w['fiche'].ruw}": plan.opgave(9).sleutel, "lees_als": "1"})
    assert antwoord.status_code == 303
    pagina = client.get(adres)
    zegt = tekst_van(pagina)
    assert "Misschien opgave 9" in zegt and "U koos opgave 9, maar titel en tekst lijken daar niet op." in zegt
    keuzes = pagina.context["beeld"].keuzes
    assert keuzes and not any(k.aan for k in keuzes)
    assert {k.naam.partition(".")[0] for k in keuzes if "." in k.naam} == {"9"}
    assert bouw_opnieuw(Plan.objects.get(pk=voorbeeld.pk)) == plan  # nothing was written


def test_who_chooses_and_takes_over_changes_only_that_opgave(
    als: Callable[..., Client], voorbeeld: Plan, plan: boom.Plandocument
) -> None:
    client = als("programmamanager")
    nep = replace(plan.opgave(14), titel=plan.opgave(7).titel)
    pagina = lees_in(client, "a.docx", fiche_van(plan, nep))
    zegt = tekst_van(pagina)
    assert "Welke opgave is dit?" in zegt and not any(k.aan for k in pagina.context["beeld"].keuzes)
    (w,) = pagina.context["welke"]
    assert [naam.partition(":")[0] for _, naam in w["keuzes"][:2]] == ["Opgave 7", "Opgave 14"]
    assert any("de tekst is bijna gelijk aan die van opgave 14" in zin for _, zin in w["waarom"])
    adres = pagina.request["PATH_INFO"]
    client.post(adres, {f"als-{w['fiche'].ruw}": plan.opgave(14).sleutel, "lees_als": "1"})
    pagina = client.get(adres)
    assert [k.naam for k in pagina.context["beeld"].keuzes] == ["Titel en gegevens"]
    client.post(adres, ingevuld(pagina, alles=True))
    nu = bouw_opnieuw(Plan.objects.get(pk=voorbeeld.pk))
    assert [o for o in nu.opgaven if o.nummer != 14] == [o for o in plan.opgaven if o.nummer != 14]
    assert nu.opgave(14) == replace(plan.opgave(14), titel=plan.opgave(7).titel)


def test_a_new_opgave_and_not_reading_are_answers_too(
    als: Callable[..., Client], voorbeeld: Plan, plan: boom.Plandocument
) -> None:
    client = als("programmamanager")
    pagina = lees_in(client, "a.docx", fiche_van(plan, vreemde(plan)))
    (w,) = pagina.context["welke"]
    adres, veld = pagina.request["PATH_INFO"], f"als-{w['fiche'].ruw}"
    client.post(adres, {veld: "nieuw", "lees_als": "1"})
    assert [k.naam for k in client.get(adres).context["beeld"].keuzes] == ["Nieuwe opgave"]
    client.post(adres, {veld: "", "lees_als": "1"})
    pagina = client.get(adres)
    assert pagina.context["beeld"].keuzes == () and "Niet gelezen" in tekst_van(pagina)
    client.post(adres, {veld: "nieuw", "lees_als": "1"})
    client.post(adres, ingevuld(client.get(adres), alles=True))
    nu = bouw_opnieuw(Plan.objects.get(pk=voorbeeld.pk))
    assert nu.opgave(22).titel == "Schone garnalenvisserij"
    assert nu.opgaven[:21] == plan.opgaven


def test_who_does_not_edit_an_opgave_cannot_choose_it(
    als: Callable[..., Client], voorbeeld: Plan, plan: boom.Plandocument
) -> None:
    client = als("redacteur")
    pagina = lees_in(client, "a.docx", fiche_van(plan, vreemde(plan)))
    (w,) = pagina.context["welke"]
    adres = pagina.request["PATH_INFO"]
    assert (
        als("lezer").post(adres, {f"als-{w['fiche'].ruw}": plan.opgave(9).sleutel, "lees_als": "1"}).status_code == 403
    )
    onbekend = client.post(adres, {f"als-{w['fiche'].ruw}": "bestaatniet", "lees_als": "1"})
    assert onbekend.status_code in (303, 403)
    assert Inlezing.objects.get().opgaven == []


def test_a_remark_in_a_file_that_is_not_certain_is_not_placed(
    als: Callable[..., Client], voorbeeld: Plan, plan: boom.Plandocument
) -> None:
    zeven, ander = plan.opgave(7), plan.opgave(14)
    nep = replace(
        zeven,
        titel=ander.titel,
        secties=tuple(
            replace(s, opening=a.opening, slot=a.slot, items=a.items)
            for s, a in zip(zeven.secties, ander.secties, strict=True)
        ),
    )
    inhoud = word_bytes(fiche(plan, nep, replace(UITGAVE, hash=hash_van(plan))))
    antwoord = stuur(als("programmamanager"), inhoud)
    assert antwoord.status_code == 422
    assert "Het is niet zeker van welke opgave deze fiche is" in tekst_van(antwoord)


def test_a_colleague_who_wrote_meanwhile_keeps_the_work(voorbeeld: Plan, plan: boom.Plandocument) -> None:
    rij = Sectie.objects.select_related("plan", "soort").get(plan=voorbeeld, opgave__nummer=7, soort__code="knelpunten")
    bewaar_sectie(
        sectie=rij, vanaf_versie=rij.versie, inhoud=replace(bouw_sectie(rij), opening="<p>Net erbij.</p>"), door=None
    )
    uit = opdracht(GOOGLE)
    assert uit["weet_basis"] and not any(o["vink"] for o in uit["onderdelen"])
    assert any("Een collega wijzigde dit" in zin for o in uit["onderdelen"] for zin in o["waarschuwingen"])
