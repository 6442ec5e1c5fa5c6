"""Giving and ending roles: what counts, what is kept, and who always stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from governance.actions.rollen import RolGeweigerd, beeindig_rol, geef_rol
from governance.models import Ministerie, Regio, Rol
from governance.permissions import Toegang
from opgaven.models import Plan
from opgaven.permissions import Rechten

Persoon = Callable[..., User]


@pytest.fixture
def twente(voorbeeld: Plan) -> Regio:
    return Regio.objects.get(code="twente")


def test_a_given_rol_counts_and_knows_who_gave_it(twente: Regio, persoon: Persoon) -> None:
    wie, door = persoon(None), persoon("beheerder")
    rol = geef_rol(user=wie, regio=twente, soort="lezer", door=door)
    assert rol.gegeven_door == door
    assert Rechten.van(wie, twente).rollen == {"lezer"}
    assert Rechten.van(wie, Regio.objects.get(code="achterhoek")).rollen == frozenset()


def test_giving_twice_is_once(twente: Regio, persoon: Persoon) -> None:
    wie, door = persoon(None), persoon("beheerder")
    een = geef_rol(user=wie, regio=twente, soort="lezer", door=door)
    assert geef_rol(user=wie, regio=twente, soort="lezer", door=door) == een
    assert Rol.alle.filter(user=wie).count() == 1


def test_ending_keeps_the_row(twente: Regio, persoon: Persoon) -> None:
    wie, door = persoon(None), persoon("beheerder")
    rol = geef_rol(user=wie, regio=twente, soort="redacteur", door=door)
    assert beeindig_rol(rol=rol, door=door)
    assert Rechten.van(wie, twente).rollen == frozenset()
    bewaard = Rol.alle.get(pk=rol.pk)
    assert bewaard.beeindigd_door == door
    assert not bewaard.geldig
    assert not beeindig_rol(rol=rol, door=door), "de tweede keer gebeurt er niets"
    opnieuw = geef_rol(user=wie, regio=twente, soort="redacteur", door=door)
    assert opnieuw.pk != rol.pk
    assert list(Rol.objects.filter(user=wie)) == [opnieuw]


def test_a_rol_with_an_end_counts_until_then(twente: Regio, persoon: Persoon) -> None:
    wie, door = persoon(None), persoon("beheerder")
    rol = geef_rol(user=wie, regio=twente, soort="lezer", door=door, tot=timezone.now() + timedelta(days=1))
    assert Rechten.van(wie, twente).rollen == {"lezer"}
    Rol.alle.filter(pk=rol.pk).update(sinds=timezone.now() - timedelta(days=2), tot=timezone.now())
    assert Rechten.van(wie, twente).rollen == frozenset()


def test_other_opgaven_replace_the_rol(twente: Regio, persoon: Persoon) -> None:
    wie, door = persoon(None), persoon("beheerder")
    geef_rol(user=wie, regio=twente, soort="redacteur", door=door, opgaven_sleutels=["b", "a", "a"])
    toegang = Toegang.van(wie, twente)
    assert toegang.opgaven == {"redacteur": frozenset({"a", "b"})}
    assert toegang.met_rol("redacteur", "a")
    assert not toegang.met_rol("redacteur", "c")
    assert not toegang.met_rol("eigenaar", "a")
    geef_rol(user=wie, regio=twente, soort="redacteur", door=door)
    assert Toegang.van(wie, twente).met_rol("redacteur", "c"), "leeg is alle"
    assert Rol.alle.filter(user=wie).count() == 2


def test_only_who_writes_can_be_limited(twente: Regio, persoon: Persoon) -> None:
    wie, door = persoon(None), persoon("beheerder")
    assert geef_rol(user=wie, regio=twente, soort="lezer", door=door, opgaven_sleutels=["a"]).opgaven_sleutels == []
    with pytest.raises(IntegrityError), transaction.atomic():
        Rol.objects.create(user=wie, regio=twente, soort="secretaris", opgaven_sleutels=["a"])


def test_two_ministeries_are_two_rollen(twente: Regio, persoon: Persoon) -> None:
    wie, door = persoon(None), persoon("beheerder")
    for code in ("ocw", "vro"):
        ministerie = Ministerie.objects.get(code=code)
        geef_rol(user=wie, regio=twente, soort="ministeriecontact", ministerie=ministerie, door=door)
    assert len(Toegang.van(wie, twente).ministeries) == 2


def test_the_database_allows_no_double_rol(twente: Regio, persoon: Persoon) -> None:
    wie = persoon("lezer")
    with pytest.raises(IntegrityError), transaction.atomic():
        Rol.objects.create(user=wie, regio=twente, soort="lezer")
    with pytest.raises(IntegrityError), transaction.atomic():
        Rol.objects.create(user=wie, regio=twente, soort="lezer", tot=timezone.now() + timedelta(days=3))


def test_the_last_beheerder_stays(twente: Regio, persoon: Persoon) -> None:
    een = persoon("beheerder")
    rol = Rol.objects.get(user=een)
    with pytest.raises(RolGeweigerd, match="laatste beheerder"):
        beeindig_rol(rol=rol, door=een)
    with pytest.raises(PermissionDenied, match="alleen een beheerder"):
        beeindig_rol(rol=rol, door=persoon("programmamanager"))
    uit = persoon("beheerder")
    User.objects.filter(pk=uit.pk).update(is_active=False)
    with pytest.raises(RolGeweigerd, match="laatste beheerder"):
        beeindig_rol(rol=rol, door=een)
    ander = persoon("beheerder")
    with pytest.raises(RolGeweigerd, match="andere beheerder"):
        beeindig_rol(rol=rol, door=een)
    assert beeindig_rol(rol=rol, door=ander)


def test_a_beheerder_from_elsewhere_does_not_count(twente: Regio, persoon: Persoon) -> None:
    een = persoon("beheerder")
    persoon("beheerder", regio="achterhoek")
    with pytest.raises(RolGeweigerd, match="laatste beheerder"):
        beeindig_rol(rol=Rol.objects.get(user=een), door=een)


def test_a_beheerder_has_no_end_date(twente: Regio, persoon: Persoon) -> None:
    with pytest.raises(RolGeweigerd, match="geen einddatum"):
        geef_rol(user=persoon(None), regio=twente, soort="beheerder", door=None, tot=timezone.now() + timedelta(days=9))


def test_an_unknown_rol_is_refused(twente: Regio, persoon: Persoon) -> None:
    with pytest.raises(RolGeweigerd):
        geef_rol(user=persoon(None), regio=twente, soort="keizer", door=None)


def test_text_of_the_plan_never_gives_rights(twente: Regio, persoon: Persoon) -> None:
    """The example plan names OCW on many fiches; that gives nobody at OCW anything."""
    ambtenaar = User.objects.create_user("iemand@ocw.voorbeeld", "Iemand bij OCW", "een-lang-wachtwoord")
    assert Rechten.van(ambtenaar, twente).rollen == frozenset()
    assert not Rol.alle.filter(user=ambtenaar).exists()
