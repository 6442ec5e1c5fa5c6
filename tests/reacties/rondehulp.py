"""A round over the example plan, for the tests of rounds and personal links."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from governance.models import Ministerie, Regio, Rol
from opgaven.models import Plan
from plandocument import anker as ankers
from reacties.actions.links import maak_link
from reacties.actions.reacties import plaats
from reacties.actions.rondes import Deelnemer, maak_ronde, open_ronde
from reacties.models import Deelname, PersoonlijkeLink, Reactie, Ronde


def ministerie(code: str) -> Ministerie:
    return Ministerie.objects.get(code=code)


def mens(rol: str | None, code: str = "", naam: str = "", regio: str = "twente") -> User:
    user = User.objects.create_user(f"mens-{User.objects.count()}@voorbeeld.test", naam or f"{rol} {code}", "x" * 14)
    if rol:
        Rol.objects.create(
            user=user,
            regio=Regio.objects.get(code=regio),
            soort=rol,
            ministerie=ministerie(code) if rol == Rol.Soort.MINISTERIECONTACT else None,
        )
    return user


def sleutels(plan: Plan, *nummers: int) -> tuple[str, ...]:
    document = plan.versies.latest("nummer").document
    return tuple(o.sleutel for o in document.opgaven if not nummers or o.nummer in nummers)


def ronde_met(
    plan: Plan,
    *deelnemers: Deelnemer,
    door: User,
    dagen: int = 10,
    opgaven: Sequence[str] = (),
    open_: bool = True,
    **meer: Any,
) -> Ronde:
    """A round on the newest version; without participants OCW is asked about 2 and 3."""
    velden: dict[str, Any] = {
        "titel": "Voorjaarsronde",
        "versie": plan.versies.latest("nummer"),
        "opgaven": opgaven or sleutels(plan),
        "deadline": timezone.localdate() + timedelta(days=dagen),
        "uitnodiging": "Wat vindt u ervan?",
        "deelnemers": deelnemers or (Deelnemer(ministerie=ministerie("ocw"), opgaven=sleutels(plan, 2, 3)),),
    } | meer
    ronde = maak_ronde(plan=plan, door=door, **velden)
    return open_ronde(ronde=ronde, door=door) if open_ else ronde


def zeg(ronde: Ronde, nummer: int, tekst: str, *, door: User | None, code: str = "ocw", **meer: Any) -> Reactie:
    document = ronde.versie.document
    opgave = document.opgave(nummer)
    anker = ankers.maak(document, opgave=opgave.sleutel, sectie=opgave.secties[0].sleutel)
    return plaats(
        plan=ronde.plan,
        anker=anker,
        code=f"{nummer}.O",
        tekst=tekst,
        versie=ronde.versie,
        ronde=ronde,
        ministerie=ministerie(code) if code else None,
        door=door,
        **meer,
    )


def deel(ronde: Ronde, code: str = "ocw") -> Deelname:
    return ronde.deelnames.get(ministerie__code=code)


def link_voor(
    plan: Plan, *nummers: int, door: User, tot: date | None = None, **meer: Any
) -> tuple[PersoonlijkeLink, str]:
    """The link and its key."""
    link, adres = maak_link(
        plan=plan,
        naam="Beleidsmedewerker",
        email="extern@voorbeeld.test",
        opgaven=sleutels(plan, *nummers),
        geldig_tot=tot or timezone.localdate() + timedelta(days=30),
        door=door,
        **meer,
    )
    return link, adres.partition("#")[2]
