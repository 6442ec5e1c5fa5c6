"""What is typed and not saved: kept per window for who typed it, gone with the save, seen by nobody else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from accounts.models import User
from opgaven.actions.klad import bewaar_klad
from opgaven.actions.secties import bewaar_sectie
from opgaven.bouw import bouw_sectie
from opgaven.models import Aanwezigheid, Klad, Sectie
from tests.inloggen import inloggen
from tests.lezen import leest

from .conftest import HTMX

ADRES = "/twente/opgaven/7/vervolg/bewerken/"
KLAD = ADRES + "klad/"
HOOFDSTUK = "/twente/plan/1/2/bewerken/"
A, B = "a" * 32, "b" * 32
UNIEK = "uniek-geheim-woord-4711"


@pytest.fixture
def wie(persoon: Callable[..., User]) -> User:
    return persoon("redacteur")


@pytest.fixture
def client(wie: User) -> Client:
    return inloggen(wie)


@pytest.fixture
def bericht(client: Client, wie: User, ingevuld: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    """What an open editor sends: `bericht("tekst", 3)`."""
    velden = ingevuld(client.get(ADRES))

    def maak(tekst: str, volgnummer: int = 1, venster: str = A, **anders: Any) -> dict[str, Any]:
        eigen = {"opening": tekst, "venster": venster, "volgnummer": str(volgnummer), "wie": str(wie.pk)}
        return velden | eigen | anders

    return maak


def vervolg() -> Sectie:
    return Sectie.objects.select_related("plan", "soort").get(opgave__nummer=7, soort__code="vervolg")


def nieuw(antwoord: Any) -> str:
    """A page without the words that say in speech what is marked."""
    return leest(antwoord).replace('<span class="stil-lees">]</span>', "")


def test_a_text_is_kept_and_offered_when_the_section_opens(client: Client, bericht: Any, ingevuld: Any) -> None:
    antwoord = client.post(KLAD, bericht("Half af.\0"))
    assert antwoord.status_code == 200
    assert antwoord.json()["bewaard"].endswith(" uur") and antwoord.json()["aanwezig"] == ""
    klad = Klad.objects.get()
    assert klad.velden["opening"] == ["Half af."] and klad.vanaf_versie == 1
    assert not {"csrfmiddlewaretoken", "venster", "wie", "volgnummer"} & set(klad.velden)

    for kop in ({}, HTMX):
        pagina = leest(client.get(ADRES, headers=kop))
        assert "U hebt hier tekst die u nog niet hebt opgeslagen, van vandaag" in pagina
        assert f"{ADRES}?klad={A}" in pagina and "sindsdien gewijzigd" not in pagina
        assert "Half af." not in pagina
    verder = client.get(f"{ADRES}?klad={A}")
    assert "U gaat verder met uw tekst van vandaag" in leest(verder)
    data = ingevuld(verder)
    assert data["opening"][0].strip() == "Half af." and data["uit_klad"] == [A]
    assert client.post(ADRES, data).status_code == 303
    assert vervolg().opening == "<p>Half af.</p>"
    assert not Klad.objects.exists()


def test_the_form_is_kept_as_it_was_for_a_list_too(client: Client, wie: User, ingevuld: Any) -> None:
    adres = "/twente/opgaven/14/interventies/bewerken/"
    data = ingevuld(client.get(adres)) | {"item-0-ORDER": "9", "item-1-DELETE": "on", "item-6-tekst": "Nieuw."}
    client.post(adres + "klad/", data | {"venster": A, "volgnummer": "1", "wie": str(wie.pk)})
    terug = ingevuld(client.get(f"{adres}?klad={A}"))
    for naam in ("item-0-ORDER", "item-1-DELETE", "item-6-tekst", "versie", "sleutel"):
        assert [w.strip() for w in terug[naam]] == [
            str(w) for w in ([data[naam]] if isinstance(data[naam], str) else data[naam])
        ]


def test_the_version_it_began_from_still_counts(client: Client, bericht: Any, ingevuld: Any, als: Any) -> None:
    client.post(KLAD, bericht("Mijn tekst."))
    rij = vervolg()
    bewaar_sectie(sectie=rij, vanaf_versie=1, inhoud=replace(bouw_sectie(rij), opening="<p>Collega.</p>"), door=None)
    assert "De sectie is sindsdien gewijzigd" in leest(client.get(ADRES))
    verder = client.get(f"{ADRES}?klad={A}")
    assert "De sectie is sindsdien gewijzigd" in leest(verder)
    antwoord = client.post(ADRES, ingevuld(verder))
    assert antwoord.status_code == 409 and "Mijn tekst</ins>" in nieuw(antwoord) and "Collega</ins>" in nieuw(antwoord)
    assert vervolg().opening == "<p>Collega.</p>"
    assert Klad.objects.get().velden["opening"][0].strip() == "Mijn tekst."


def test_a_late_message_changes_nothing(client: Client, bericht: Any) -> None:
    client.post(KLAD, bericht("Nieuwste.", 5))
    for nummer in (4, 5):
        assert client.post(KLAD, bericht("Ouder.", nummer)).status_code == 200
    assert Klad.objects.get().velden["opening"] == ["Nieuwste."]
    client.post(KLAD, bericht("Nog nieuwer.", 6))
    assert Klad.objects.get().velden["opening"] == ["Nog nieuwer."]


def test_a_message_that_a_save_overtook_does_not_come_back(client: Client, bericht: Any) -> None:
    client.post(KLAD, bericht("Bijna klaar.", 1))
    assert client.post(ADRES, bericht("Klaar.", 2), headers=HTMX).status_code == 200
    assert not Klad.objects.exists()
    client.post(KLAD, bericht("Bijna klaar!", 2))
    assert not Klad.objects.exists()
    client.post(KLAD, bericht("Een ander venster.", 1, B))
    assert Klad.objects.get().venster == B


def test_two_windows_keep_two_texts(client: Client, bericht: Any) -> None:
    client.post(KLAD, bericht("Eerste.", 1, A))
    client.post(KLAD, bericht("Tweede.", 1, B))
    assert leest(client.get(ADRES)).count("nog niet hebt opgeslagen") == 2
    client.post(ADRES, bericht("Eerste.", 2, A))
    assert Klad.objects.get().velden["opening"] == ["Tweede."]


def test_going_on_in_another_window_takes_the_text_along(client: Client, bericht: Any) -> None:
    client.post(KLAD, bericht("Begin.", 3, A))
    client.post(KLAD, bericht("Begin en verder.", 1, B, uit_klad=A, uit_volgnummer="3"))
    assert list(Klad.objects.values_list("venster", flat=True)) == [B]
    client.post(KLAD, bericht("Toch nog in het eerste.", 4, A))
    client.post(KLAD, bericht("En verder.", 2, B, uit_klad=A, uit_volgnummer="3"))
    assert Klad.objects.count() == 2  # the first window was still in use: both stay


def test_nothing_to_save_and_the_klad_is_done(client: Client, bericht: Any, ingevuld: Any) -> None:
    client.post(KLAD, bericht("Iets."))
    zelfde = ingevuld(client.get(ADRES))
    antwoord = client.post(ADRES, zelfde | {"venster": A}, headers=HTMX)
    assert "niets gewijzigd" in leest(antwoord) and "HX-Trigger" not in antwoord
    assert not Klad.objects.exists()


@pytest.mark.parametrize("kop", [{}, HTMX])
def test_throwing_away_keeps_what_is_typed_now(client: Client, bericht: Any, kop: dict[str, str]) -> None:
    client.post(KLAD, bericht("Oud.", 1, A))
    antwoord = client.post(ADRES, bericht("Nu getypt.", 1, B, gooi_weg=A), headers=kop)
    assert antwoord.status_code == 200
    assert "is weggegooid" in leest(antwoord) and "Nu getypt." in leest(antwoord)
    assert not Klad.objects.exists() and vervolg().versie == 1
    assert "er niet meer" in leest(client.post(ADRES, bericht("Nu getypt.", 1, B, gooi_weg=A), headers=kop))


def test_cancelling_discards_the_klad_of_that_window_only(client: Client, bericht: Any, wie: User) -> None:
    client.post(KLAD, bericht("Eerste.", 1, A))
    client.post(KLAD, bericht("Tweede.", 1, B))
    client.post(KLAD, {"venster": A, "wie": str(wie.pk), "doe": "gooi_weg"})
    assert Klad.objects.get().venster == B and not Aanwezigheid.objects.exists()


def test_a_klad_that_is_gone_is_said(client: Client) -> None:
    assert "Deze tekst is er niet meer" in leest(client.get(f"{ADRES}?klad={A}"))
    assert client.get(f"{ADRES}?klad=x%00y").status_code == 200


def test_a_conflict_keeps_the_text_also_without_scripts(client: Client, ingevuld: Any) -> None:
    data = ingevuld(client.get(ADRES), opening="Zonder scripts getypt.")
    rij = vervolg()
    bewaar_sectie(sectie=rij, vanaf_versie=1, inhoud=replace(bouw_sectie(rij), opening="<p>Collega.</p>"), door=None)
    botsing = client.post(ADRES, data)
    assert botsing.status_code == 409
    assert Klad.objects.get().velden["opening"] == ["Zonder scripts getypt."]
    assert "als klad bewaard" in leest(botsing)
    assert "nog niet hebt opgeslagen" in leest(client.get(ADRES)) and Klad.objects.count() == 1
    velden = ingevuld(botsing)
    velden[f"kies-{velden['getoond'][0]}"] = "mijn"
    assert client.post(ADRES, velden).status_code == 303 and not Klad.objects.exists()
    assert vervolg().opening == "<p>Zonder scripts getypt.</p>"


def test_a_section_of_a_chapter(client: Client, wie: User, ingevuld: Any) -> None:
    data = ingevuld(client.get(HOOFDSTUK), opening="Hoofdstuktekst.")
    extra = {"venster": A, "volgnummer": "1", "wie": str(wie.pk)}
    assert client.post(HOOFDSTUK + "klad/", data | extra).status_code == 200
    # another section stands at that place meanwhile: the text goes with its own
    assert client.post("/twente/plan/1/1/bewerken/klad/", data | extra | {"volgnummer": "2"}).status_code == 200
    assert Klad.objects.get().sectie.sleutel == data["sleutel"][0]
    assert "nog niet hebt opgeslagen" in leest(client.get(HOOFDSTUK))
    assert "nog niet hebt opgeslagen" not in leest(client.get("/twente/plan/1/1/bewerken/"))


@pytest.mark.parametrize(
    ("anders", "status"),
    [
        ({"venster": ""}, 400),
        ({"venster": "../../x"}, 400),
        ({"volgnummer": "0"}, 400),
        ({"volgnummer": "9" * 400}, 400),
        ({"volgnummer": "²"}, 400),
        ({"versie": "0"}, 400),
        ({"versie": "99999999999"}, 400),
        ({"versie": "x\0"}, 400),
        ({"wie": "0"}, 403),
        ({"opening": "x" * 2_000_001}, 413),
    ],
)
def test_nonsense_is_refused_in_a_sentence(client: Client, bericht: Any, anders: dict[str, str], status: int) -> None:
    antwoord = client.post(KLAD, bericht("Tekst.", **anders) | anders)
    assert antwoord.status_code == status and antwoord.json()["fout"].endswith(".")
    assert not Klad.objects.exists()


def test_a_text_that_is_too_long_to_save_is_not_too_long_to_keep(client: Client, bericht: Any) -> None:
    lang = "Een zin met 🙂 en \u202eomgekeerd\u202c. " * 3000
    assert client.post(KLAD, bericht(lang)).status_code == 200
    assert Klad.objects.get().velden["opening"] == [lang]
    assert "is te lang" in leest(client.get(f"{ADRES}?klad={A}"))


@pytest.mark.parametrize("rol", ["lezer", "ministeriecontact", None])
def test_who_may_not_edit_keeps_nothing_and_learns_nothing(
    als: Any, client: Client, bericht: Any, rol: str | None
) -> None:
    client.post(KLAD, bericht("Van een redacteur."))
    antwoord = als(rol).post(KLAD, bericht("x", wie="1"))
    assert antwoord.status_code == (403 if rol else 404) and b"aanwezig" not in antwoord.content
    assert Klad.objects.count() == 1
    assert Client().post(KLAD, bericht("x")).status_code == 401


def test_nobody_else_sees_it_anywhere(client: Client, bericht: Any, als: Any, voorbeeld: Any) -> None:
    client.post(KLAD, bericht(UNIEK))
    adressen = [
        ADRES,
        f"{ADRES}?klad={A}",
        f"{ADRES}?kladjes={B}",
        "/twente/",
        "/twente/opgaven/",
        "/twente/opgaven/?woord=4711",
        "/twente/opgaven/7/",
        "/twente/opgaven/7/geschiedenis/",
        "/twente/opgaven/7/vervolg/geschiedenis/",
        "/twente/plancontrole/",
        "/beheer/",
    ]
    for rol in ("redacteur", "programmamanager", "beheerder", "lezer"):
        ander = als(rol)
        for adres in adressen:
            for kop in ({}, HTMX):
                tekst = leest(ander.get(adres, headers=kop))
                assert UNIEK not in tekst, (rol, adres)
                assert A not in tekst and "nog niet hebt opgeslagen" not in tekst, (rol, adres)
        ander.post(ADRES, bericht("x", gooi_weg=A))
    assert Klad.objects.get().velden["opening"] == [UNIEK]


def test_what_nobody_touched_for_ninety_days_goes(client: Client, bericht: Any, wie: User) -> None:
    client.post(KLAD, bericht("Oud.", 1, A))
    client.post(KLAD, bericht("Jong.", 1, B))
    Klad.objects.filter(venster=A).update(bewaard_op=timezone.now() - timedelta(days=91))
    uit = StringIO()
    call_command("ruim_kladden_op", stdout=uit)
    assert "1 klad opgeruimd" in uit.getvalue()
    assert Klad.objects.get().venster == B


def test_what_it_costs(client: Client, bericht: Any, wie: User, django_assert_num_queries: Any, ingevuld: Any) -> None:
    with django_assert_num_queries(10):  # two of them the savepoint of the test
        client.post(KLAD, bericht("Tekst."))
    with django_assert_num_queries(11):
        client.post(KLAD, bericht("Tekst.", 1, B, uit_klad=A, uit_volgnummer="1"))
    with django_assert_num_queries(6):
        client.post(KLAD, bericht("", 2, doe="hier"))
    for n in range(12):
        rij = vervolg()
        bewaar_klad(
            sectie=rij, door=wie, venster=f"{n:032}", volgnummer=1, vanaf_versie=1, velden={"opening": ["Tekst."]}
        )
    with django_assert_num_queries(9):
        antwoord = client.get(ADRES, headers=HTMX)
    assert leest(antwoord).count("nog niet hebt opgeslagen") == 13
    with django_assert_num_queries(10):  # one more than a save without a klad
        assert client.post(ADRES, ingevuld(antwoord, opening="Klaar.", venster=B), headers=HTMX).status_code == 200


def test_a_klad_of_an_odd_form_opens_all_the_same(client: Client, wie: User) -> None:
    rij = vervolg()
    velden = {"opening": ["Alleen dit."], "item-TOTAL_FORMS": ["999999999"], "item-INITIAL_FORMS": ["x"]}
    bewaar_klad(sectie=rij, door=wie, venster=A, volgnummer=1, vanaf_versie=1, velden=velden)
    antwoord = client.get(f"{ADRES}?klad={A}")
    assert antwoord.status_code == 200 and "Alleen dit." in leest(antwoord)
