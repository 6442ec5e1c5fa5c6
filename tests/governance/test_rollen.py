"""Giving and ending roles: what counts, what is kept, and who always stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from governance.actions.rollen import Geweigerd, beeindig_rol, geef_rol
from governance.models import Ministerie, Regio, Rol
from governance.permissions import Toegang
from opgaven.models import Plan
from opgaven.permissions import Rechten

Persoon = Callable[..., User]


@pytest.fixture
def twente(voorbeeld: Plan) -> Regio:
    return Regio.objects.get(code="twente")


def test_een_gegeven_rol_telt_en_weet_van_wie(twente: Regio, persoon: Persoon) -> None:
    wie, door = persoon(None), persoon("beheerder")
    rol = geef_rol(user=wie, regio=twente, soort="lezer", door=door)
    assert rol.gegeven_door == door
    assert Rechten.van(wie, twente).rollen == {"lezer"}
    assert Rechten.van(wie, Regio.objects.get(code="achterhoek")).rollen == frozenset()


def test_tweemaal_geven_is_een_keer(twente: Regio, persoon: Persoon) -> None:
    wie, door = persoon(None), persoon("beheerder")
    een = geef_rol(user=wie, regio=twente, soort="lezer", door=door)
    assert geef_rol(user=wie, regio=twente, soort="lezer", door=door) == een
    assert Rol.alle.filter(user=wie).count() == 1


def test_beeindigen_bewaart_de_rij(twente: Regio, persoon: Persoon) -> None:
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


def test_een_rol_met_een_einde_telt_tot_dan(twente: Regio, persoon: Persoon) -> None:
    wie, door = persoon(None), persoon("beheerder")
    rol = geef_rol(user=wie, regio=twente, soort="lezer", door=door, tot=timezone.now() + timedelta(days=1))
    assert Rechten.van(wie, twente).rollen == {"lezer"}
    Rol.alle.filter(pk=rol.pk).update(sinds=timezone.now() - timedelta(days=2), tot=timezone.now())
    assert Rechten.van(wie, twente).rollen == frozenset()


def test_andere_opgaven_vervangen_de_rol(twente: Regio, persoon: Persoon) -> None:
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


def test_alleen_wie_schrijft_is_te_beperken(twente: Regio, persoon: Persoon) -> None:
    wie, door = persoon(None), persoon("beheerder")
    assert geef_rol(user=wie, regio=twente, soort="lezer", door=door, opgaven_sleutels=["a"]).opgaven_sleutels == []
    with pytest.raises(IntegrityError), transaction.atomic():
        Rol.objects.create(user=wie, regio=twente, soort="secretaris", opgaven_sleutels=["a"])


def test_twee_ministeries_zijn_twee_rollen(twente: Regio, persoon: Persoon) -> None:
    wie, door = persoon(None), persoon("beheerder")
    for code in ("ocw", "vro"):
        ministerie = Ministerie.objects.get(code=code)
        geef_rol(user=wie, regio=twente, soort="ministeriecontact", ministerie=ministerie, door=door)
    assert len(Toegang.van(wie, twente).ministeries) == 2


def test_de_database_staat_geen_dubbele_rol_toe(twente: Regio, persoon: Persoon) -> None:
    wie = persoon("lezer")
    with pytest.raises(IntegrityError), transaction.atomic():
        Rol.objects.create(user=wie, regio=twente, soort="lezer")
    with pytest.raises(IntegrityError), transaction.atomic():
        Rol.objects.create(user=wie, regio=twente, soort="lezer", tot=timezone.now() + timedelta(days=3))


def test_de_laatste_beheerder_blijft(twente: Regio, persoon: Persoon) -> None:
    een = persoon("beheerder")
    rol = Rol.objects.get(user=een)
    with pytest.raises(Geweigerd, match="laatste beheerder"):
        beeindig_rol(rol=rol, door=een)
    with pytest.raises(PermissionDenied, match="alleen een beheerder"):
        beeindig_rol(rol=rol, door=persoon("programmamanager"))
    uit = persoon("beheerder")
    User.objects.filter(pk=uit.pk).update(is_active=False)
    with pytest.raises(Geweigerd, match="laatste beheerder"):
        beeindig_rol(rol=rol, door=een)
    ander = persoon("beheerder")
    with pytest.raises(Geweigerd, match="andere beheerder"):
        beeindig_rol(rol=rol, door=een)
    assert beeindig_rol(rol=rol, door=ander)


def test_een_beheerder_van_elders_telt_niet_mee(twente: Regio, persoon: Persoon) -> None:
    een = persoon("beheerder")
    persoon("beheerder", regio="achterhoek")
    with pytest.raises(Geweigerd, match="laatste beheerder"):
        beeindig_rol(rol=Rol.objects.get(user=een), door=een)


def test_een_beheerder_heeft_geen_einddatum(twente: Regio, persoon: Persoon) -> None:
    with pytest.raises(Geweigerd, match="geen einddatum"):
        geef_rol(user=persoon(None), regio=twente, soort="beheerder", door=None, tot=timezone.now() + timedelta(days=9))


def test_een_onbekende_rol_wordt_geweigerd(twente: Regio, persoon: Persoon) -> None:
    with pytest.raises(Geweigerd):
        geef_rol(user=persoon(None), regio=twente, soort="keizer", door=None)


def test_plantekst_geeft_nooit_rechten(twente: Regio, persoon: Persoon) -> None:
    """The example plan names OCW on many fiches; that gives nobody at OCW anything."""
    ambtenaar = User.objects.create_user("iemand@ocw.voorbeeld", "Iemand bij OCW", "een-lang-wachtwoord")
    assert Rechten.van(ambtenaar, twente).rollen == frozenset()
    assert not Rol.alle.filter(user=ambtenaar).exists()
