"""Every address × role × state × method answers as the table of rights declares; an undeclared address fails.

Addresses of allauth and the admin have rules of their own at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NoReturn

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse
from django.utils.functional import SimpleLazyObject

from accounts.models import User
from governance.models import Rol
from opgaven.models import Plan
from tests.conftest import maak_intern
from tests.huis.toegang import BEZOEKERS, ONVEILIG, Bezoeker, bewerken, gemeten, klad, team_daad
from tests.huis.toegangstabel import TABEL, T, V
from tests.inloggen import inloggen

EIGEN_REGELS = ("account_", "mfa_", "openid_connect_", "socialaccount_", "admin:")
"""Names with rules of their own, tested below."""


def alle_adressen(boom: URLResolver | None = None, voor: str = "") -> Iterator[str]:
    for deel in (boom or get_resolver()).url_patterns:
        if isinstance(deel, URLResolver):
            yield from alle_adressen(deel, f"{voor}{deel.namespace}:" if deel.namespace else voor)
        elif isinstance(deel, URLPattern):
            yield f"{voor}{deel.name}" if deel.name else f"{voor}<zonder naam> {deel.pattern}"


def test_every_address_is_in_the_table() -> None:
    adressen = {a for a in alle_adressen() if not a.startswith(EIGEN_REGELS)}
    # the admin redirects unknown paths by a pattern without a name
    assert adressen - set(TABEL) == set()
    assert set(TABEL) - adressen == set()


PLAN_PDF = ("documenten:plan_pdf", "documenten:versie_plan_pdf")


def adres_van(naam: str, kwargs: dict[str, Any], plan: Plan) -> str:
    if "versie" in kwargs and kwargs["versie"] == V["versie"]:
        kwargs = kwargs | {"versie": plan.versies.earliest("nummer").code}
    return reverse(naam, kwargs=kwargs)


def vraag(client: Client, methode: str, adres: str) -> int:
    """The status; files that the answer holds are let go without ending the test's connection."""
    antwoord = getattr(client, methode)(adres)
    for sluit in antwoord._resource_closers:
        sluit()
    return antwoord.status_code


class Bekeken(Exception):
    """Somebody looked who asks, or what the database holds."""


def _bekeken(*_: object) -> NoReturn:
    raise Bekeken


@cache
def weigert_ieder(adres: str, methode: str) -> bool:
    """Whether the view behind an address answers a method with 405 before it looks who asks or at any row.

    Then it answers everybody so, and of most visitors the way through the whole portal can be left out: hearing "no"
    was two thirds of all requests.
    """
    daar = resolve(adres)
    request = getattr(RequestFactory(), methode)(adres)
    request.user = request.session = SimpleLazyObject(_bekeken)
    with connection.execute_wrapper(_bekeken):
        try:
            return bool(daar.func(request, *daar.args, **daar.kwargs).status_code == 405)
        except Exception:  # it went on to the work itself: that is asked in full
            return False


@pytest.fixture
def client_van(als: Callable[..., Client]) -> Callable[[Bezoeker], Client]:
    def maak(b: Bezoeker) -> Client:
        if not b.ingelogd:
            return Client()
        if b.naam == "redacteur van een andere regio":
            return als("redacteur", regio="achterhoek")
        return als(b.rol)

    return maak


def _methodes(b: Bezoeker, naam: str) -> tuple[str, ...]:
    """GET and HEAD are one function of Django's: both are asked as a visitor and as a lezer, of the others one. Of the
    whole plan as PDF the head is enough."""
    if naam in PLAN_PDF and b.ziet:
        return ("head", *ONVEILIG)
    return ("get", "head", *ONVEILIG) if b.rol in (None, "lezer") and b.openbaar else ("get", *ONVEILIG)


@pytest.mark.parametrize("b", BEZOEKERS, ids=lambda b: f"{b.naam}-{'openbaar' if b.openbaar else 'intern'}")
def test_who_may_do_what(b: Bezoeker, voorbeeld: Plan, client_van: Callable[[Bezoeker], Client], settings: Any) -> None:
    if not b.openbaar:
        maak_intern(voorbeeld)
    client = client_van(b)
    in_vol = b.openbaar and b.naam in ("bezoeker", "redacteur")
    fout = []
    for naam, (kwargs, regel) in TABEL.items():
        adres = adres_van(naam, kwargs, voorbeeld)
        for methode in _methodes(b, naam):
            status = 405 if not in_vol and weigert_ieder(adres, methode) else vraag(client, methode, adres)
            if status not in regel(b, methode):
                fout.append(f"{methode.upper()} {naam}: {status}, verwacht {sorted(regel(b, methode))}")
    assert fout == []


def test_who_is_refused_by_method_alone(db: None) -> None:
    """What is left out above is what the view says to nobody in particular."""
    fiche = reverse("portaal:opgave", kwargs=T | {"nummer": 7})
    assert weigert_ieder(fiche, "put") and weigert_ieder(fiche, "post")
    assert not weigert_ieder(fiche, "get") and not weigert_ieder(reverse("admin:index"), "delete")


ONBESTAAND: list[tuple[str, dict[str, Any]]] = [
    ("portaal:voorpagina", {"regio": "nergens"}),
    ("portaal:voorpagina", {"regio": "achterhoek"}),
    ("portaal:opgave", T | {"nummer": 99}),
    ("portaal:hoofdstuk", T | {"nummer": 99}),
    ("portaal:gremium", T | {"code": "bestaat_niet"}),
    ("portaal:ministerie", T | {"code": "bestaat-niet"}),
    ("portaal:traject", T | {"code": "bestaat_niet"}),
    ("portaal:indicator", T | {"code": "bestaat-niet"}),
    ("portaal:opgaven_download", T | {"formaat": "exe"}),
    ("portaal:plancontrole", {"regio": "achterhoek"}),
    ("portaal:plancontrole_download", T | {"formaat": "exe"}),
    ("opgaven:sectie", T | {"nummer": 7, "soort": "bestaat-niet"}),
    ("opgaven:bewerk", T | {"nummer": 99, "soort": "vervolg"}),
    ("opgaven:bewerk", {"regio": "achterhoek", "nummer": 7, "soort": "vervolg"}),
    ("opgaven:hoofdstuk_bewerk", T | {"hoofdstuk": 99, "sectie": 1}),
    ("documenten:fiche_pdf", T | {"nummer": 99}),
    ("documenten:fiche_pdf", {"regio": "achterhoek", "nummer": 7}),
    ("documenten:past", T | {"nummer": 99}),
    ("documenten:plan_pdf", {"regio": "achterhoek"}),
]


@pytest.mark.parametrize(("naam", "kwargs"), ONBESTAAND, ids=lambda w: str(w))
def test_what_is_not_there_gives_404(naam: str, kwargs: dict[str, Any], als: Callable[..., Client]) -> None:
    for client in (als(None), als("redacteur"), Client()):
        antwoord = client.get(reverse(naam, kwargs=kwargs))
        if antwoord.status_code == 302 and TABEL[naam][1] is bewerken:
            continue  # who is not logged in goes to the login page first, and learns nothing
        assert antwoord.status_code == 404
        assert "<html" in antwoord.text


def test_a_post_without_a_session_does_not_tell_whether_something_exists(voorbeeld: Plan) -> None:
    adressen = [
        reverse("opgaven:bewerk", kwargs={"regio": r, "nummer": n, "soort": s})
        for r, n, s in [
            ("twente", 7, "vervolg"),
            ("twente", 99, "vervolg"),
            ("nergens", 7, "vervolg"),
            ("twente", 7, "x"),
        ]
    ]
    assert {Client().post(a, {"opening": "tekst"}).status_code for a in adressen} == {401}


@pytest.mark.parametrize(
    "naam", [n for n, (_, regel) in TABEL.items() if regel in (bewerken, klad, gemeten, team_daad)]
)
def test_a_post_without_csrf_token_is_refused(naam: str, voorbeeld: Plan, persoon: Callable[..., User]) -> None:
    client = Client(enforce_csrf_checks=True)
    inloggen(persoon("redacteur"), client)
    assert client.post(reverse(naam, kwargs=TABEL[naam][0]), {"opening": "tekst"}).status_code == 403


def test_a_get_writes_nothing(voorbeeld: Plan, als: Callable[..., Client], django_assert_max_num_queries: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = als("redacteur")
    with CaptureQueriesContext(connection) as vragen:
        for naam, (kwargs, _) in TABEL.items():
            if naam not in PLAN_PDF:
                vraag(client, "get", adres_van(naam, kwargs, voorbeeld))
    schrijven = [v["sql"] for v in vragen if v["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")]
    assert schrijven == []


@pytest.mark.parametrize("rol", [None, *[s for s in Rol.Soort.values if s != "beheerder"]])
def test_the_admin_is_only_for_beheerders(rol: str | None, als: Callable[..., Client]) -> None:
    client = als(rol)
    for naam in ("admin:index", "admin:accounts_user_changelist", "admin:governance_gremium_changelist"):
        assert client.get(reverse(naam)).status_code == 302
    assert als("beheerder").get(reverse("admin:index")).status_code == 200


def test_the_admin_does_not_know_the_text_of_the_plan(als: Callable[..., Client]) -> None:
    tekst = als("beheerder").get(reverse("admin:index")).text
    for naam in ("opgaven/sectie", "opgaven/item", "opgaven/opgave/"):
        assert naam not in tekst


def test_nobody_signs_up_by_themselves(db: None) -> None:
    for adres in ("/account/signup/", "/account/aanmelden/", "/accounts/signup/"):
        assert Client().get(adres).status_code == 404
