"""Going through the roles: each year all, each quarter the special ones; a mail when one of those is given."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from accounts.models import User
from governance.actions.rollen import geef_rol
from governance.models import Post, Rechtencontrole, Regio, Rol
from governance.rechtencontrole import standen

RAPPORT = "/twente/beheer/personen/rechten/"
MIJN_WERK = "/twente/mijn-werk/"


def velden(pagina: str, soort: str) -> dict[str, str]:
    deel = pagina[pagina.index(f"controle/{soort}/") :].split("</form>")[0]
    return dict(re.findall(r'name="(gezien|kenmerk)" value="([^"]*)"', deel))


def stand(soort: str) -> bool:
    regio = Regio.objects.get(code="twente")
    return next(s.nodig for s in standen(regio, timezone.localdate()) if s.soort == soort)


def test_who_confirmed_and_when_stands_on_the_page_until_it_is_due_again(als: Callable[..., Client]) -> None:
    client = als("beheerder")
    assert "Nog nooit bevestigd" in client.get(RAPPORT).text and "Rollen te controleren" in client.get(MIJN_WERK).text
    assert stand("alle") and stand("bijzonder")
    antwoord = client.post(
        f"{RAPPORT}controle/alle/", velden(client.get(RAPPORT).text, "alle") | {"opmerking": "Met HR."}
    )
    assert antwoord.status_code == 303
    pagina = client.get(RAPPORT).text
    assert "Laatst bevestigd" in pagina and "Beheerder twente" in pagina and "Met HR." in pagina
    assert not stand("alle") and not stand("bijzonder")  # all of them holds the special ones
    rij = Rechtencontrole.objects.get()
    Rechtencontrole.objects.update(op=rij.op - timedelta(days=100))
    assert not stand("alle") and stand("bijzonder")
    Rechtencontrole.objects.update(op=rij.op - timedelta(days=380))
    assert stand("alle") and "Te laat" in client.get(RAPPORT).text


def test_a_second_click_is_once_and_other_roles_than_shown_are_not_confirmed(
    als: Callable[..., Client], persoon: Callable[..., User]
) -> None:
    client = als("programmamanager")
    gezien = velden(client.get(RAPPORT).text, "bijzonder")
    for _ in range(2):
        assert client.post(f"{RAPPORT}controle/bijzonder/", gezien).status_code == 303
    assert Rechtencontrole.objects.count() == 1
    nog = velden(client.get(RAPPORT).text, "bijzonder")
    persoon("beheerder")
    assert client.post(f"{RAPPORT}controle/bijzonder/", nog).status_code == 409
    assert Rechtencontrole.objects.count() == 1


def test_only_who_manages_people_confirms(als: Callable[..., Client]) -> None:
    assert als("redacteur").post(f"{RAPPORT}controle/alle/", {}).status_code == 403
    assert Client().post(f"{RAPPORT}controle/alle/", {}).status_code == 401
    assert als("beheerder").post(f"{RAPPORT}controle/onzin/", {}).status_code == 404


def test_a_special_right_is_told_by_mail(persoon: Callable[..., User]) -> None:
    regio = Regio.objects.get(code="twente")
    regio.functieadres = "programma@twente.voorbeeld"
    regio.save()
    een, twee, wie = persoon("beheerder"), persoon("beheerder"), persoon("lezer")
    geef_rol(user=wie, regio=regio, soort=Rol.Soort.REDACTEUR, door=een)
    assert not Post.objects.exists()
    geef_rol(user=wie, regio=regio, soort=Rol.Soort.PROGRAMMAMANAGER, door=een)
    brieven = Post.objects.order_by("adres")
    assert {b.adres for b in brieven} == {"programma@twente.voorbeeld", twee.email}
    assert all("Lezer twente" in b.tekst and f"/beheer/personen/{wie.pk}/" in b.tekst for b in brieven)
    geef_rol(user=wie, regio=regio, soort=Rol.Soort.PROGRAMMAMANAGER, door=een, tot=timezone.now() + timedelta(days=9))
    assert Post.objects.count() == 2  # another end is no new right
