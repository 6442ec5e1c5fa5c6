"""Fills a throw-away database for the benches: people with a session, comments, and on request ten years of growth.

`python -m tests.bench.vulling` prints JSON: sessions by role, codes of versions, how much there is of what.
`python -m tests.bench.vulling groei` adds the growth to the same database.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import django

OPGAVE = 14
BIJ_DE_OPGAVE, ELDERS = 100, 20
REGIOS, VERSIES, REACTIES = 11, 40, 100_000
"""Eleven regions, a version in every three months of ten years, and comments over all of them."""


def _sessie(user: Any) -> str:
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.utils import timezone

    from accounts.sessies import BEGONNEN, SessionStore

    sessie = SessionStore()
    sessie[SESSION_KEY] = str(user.pk)
    sessie[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    sessie[HASH_SESSION_KEY] = user.get_session_auth_hash()
    sessie[BEGONNEN] = timezone.now().timestamp()
    sessie.save()
    return str(sessie.session_key)


def _ankers(document: Any, opgave: Any) -> Iterator[tuple[Any, str]]:
    """A passage in every sentence of a fiche, round and round, each with its code."""
    from plandocument.anker import maak, zinnen

    while True:
        for sectie in opgave.secties:
            for zin in zinnen(sectie, document.nummers):
                anker = maak(
                    document,
                    opgave=opgave.sleutel,
                    sectie=sectie.sleutel,
                    item=zin.item,
                    deel=zin.deel,
                    citaat=zin.tekst,
                    hoeveelste=zin.hoeveelste,
                )
                yield anker, f"{opgave.nummer}.{document.soorten[sectie.soort].letter}"


def _reacties(plan: Any, document: Any, opgave: Any, hoeveel: int, wie: Any, zaad: int) -> list[Any]:
    from django.utils import timezone

    from governance.models import Ministerie
    from reacties.models import Reactie

    r, nu = random.Random(zaad), timezone.now()
    ministeries = list(Ministerie.objects.all()[:6])
    standen = [*Reactie.Stand.values, Reactie.Stand.OPEN]
    bron = _ankers(document, opgave)
    voorraad = [(anker, anker.als_data(), code) for anker, code in (next(bron) for _ in range(min(hoeveel, 60)))]
    uit = []
    for n in range(hoeveel):
        anker, data, code = voorraad[n % len(voorraad)]
        stand = r.choice(standen)
        op = nu - timedelta(hours=hoeveel - n)
        uit.append(
            Reactie(
                plan=plan,
                opgave=anker.opgave,
                sectie=anker.sectie,
                item=anker.item,
                code=code,
                anker=data,
                tekst=f"Kan hier staan wie dit doet, en wanneer? Dit is opmerking {n}, en zij vraagt om een jaartal.",
                ministerie=r.choice([None, *ministeries]),
                stand=stand,
                reden="Dat hoort bij een andere opgave." if stand == Reactie.Stand.NIET_OVERGENOMEN else "",
                gegeven_op=op.date(),
                gemaakt_op=op,
                ingediend_op=op,
                vrijgegeven_op=op if n % 3 == 0 else None,
                door=wie,
            )
        )
    return uit


def gewoon() -> dict[str, Any]:
    """One region, three versions, 100 comments on one fiche and some on the others."""
    from django.conf import settings

    from accounts.models import User
    from governance.models import Ministerie, Regio, Rol
    from inlezen.voorbeeld import laad_voorbeeld
    from opgaven.bouw import bouw_opnieuw
    from opgaven.models import Plan
    from reacties.models import Reactie
    from versies.actions.versies import maak_versie

    if not Plan.objects.van("twente").exists():
        laad_voorbeeld(settings.BASE_DIR / "fixtures" / "twente")
    regio, plan = Regio.objects.get(code="twente"), Plan.objects.van("twente").get()
    sessies = {}
    for soort in ("programmamanager", "redacteur", "ministeriecontact"):
        user = User.objects.create(email=f"{soort}@bench.test", naam=soort.capitalize(), password="!")
        ministerie = Ministerie.objects.get(code="ocw") if soort == "ministeriecontact" else None
        Rol.objects.create(user=user, regio=regio, soort=soort, ministerie=ministerie)
        sessies[soort] = _sessie(user)
    document = bouw_opnieuw(plan)
    wie = User.objects.get(email="redacteur@bench.test")
    for opgave in document.opgaven:
        hoeveel = BIJ_DE_OPGAVE if opgave.nummer == OPGAVE else ELDERS
        Reactie.objects.bulk_create(_reacties(plan, document, opgave, hoeveel, wie, opgave.nummer))
    versies = [v.code for v in plan.versies.order_by("nummer")]
    for naam in ("Tussenversie", "Vergaderversie"):
        bewerk(len(versies))
        versies.append(maak_versie(plan=Plan.objects.van("twente").get(), label=naam, door=None).code)
    return {"sessies": sessies, "versies": versies, "reacties": Reactie.objects.count()}


def bewerk(n: int) -> None:
    """What a colleague does: another sentence in one section of another fiche."""
    from opgaven.actions.secties import bewaar_sectie
    from opgaven.bouw import bouw_sectie
    from opgaven.models import Sectie

    rij = Sectie.objects.select_related("soort").get(
        plan__regio__code="twente", opgave__nummer=3, soort__code="situatie"
    )
    sectie = bouw_sectie(rij)
    kern = re.sub(r"<p>Bijgewerkt in ronde \d+\.</p>", "", sectie.slot)
    nieuw = replace(sectie, slot=f"{kern}<p>Bijgewerkt in ronde {n}.</p>")
    bewaar_sectie(sectie=rij, vanaf_versie=rij.versie, inhoud=nieuw, door=None)


def groei() -> dict[str, Any]:
    """Eleven regions with the same plan, forty versions each, and 100,000 comments over all of them."""
    from django.db import connection
    from django.utils import timezone

    from accounts.models import User
    from governance.models import Regio
    from opgaven.actions.plannen import pas_toe
    from opgaven.bouw import bouw_opnieuw
    from opgaven.models import Plan
    from plandocument.canoniek import canonieke_bytes, uit_bytes
    from plandocument.sleutels import vaste_sleutel
    from reacties.models import Reactie
    from versies.actions.publicaties import publiceer
    from versies.models import Versie

    bron = bouw_opnieuw(Plan.objects.van("twente").get())
    tekst = canonieke_bytes(bron).decode()
    sleutels = sorted(set(re.findall(r'"sleutel":"([^"]+)"', tekst)), key=len, reverse=True)
    codes = ["twente", *Regio.objects.exclude(code="twente").order_by("code").values_list("code", flat=True)][:REGIOS]
    wie = User.objects.get(email="redacteur@bench.test")
    nu, per_regio = timezone.now(), REACTIES // REGIOS
    for deel, code in enumerate(codes):
        regio = Regio.objects.get(code=code)
        if code != "twente":
            ander = {s: vaste_sleutel(f"{code}-{s}") for s in sleutels}
            anders = re.sub("|".join(map(re.escape, sleutels)), lambda g, a=ander: a[g[0]], tekst)
            document = replace(uit_bytes(anders.encode()), regio=code, titel=f"Plan voor {regio.naam}")
            pas_toe(regio=regio, document=document, door=None)
        plan = Plan.objects.van(code).get()
        document, al = bouw_opnieuw(plan), plan.versies.count()
        rijen, blanco = [], canonieke_bytes(replace(document, label="@label@"))
        for n in range(al, VERSIES):
            inhoud = blanco.replace(b"@label@", f"Kwartaal {n + 1}".encode())
            rijen.append(
                Versie(
                    plan=plan,
                    nummer=1000 + n,
                    code=f"kwartaal-{n + 1}",
                    label=f"Kwartaal {n + 1}",
                    schema=document.schema,
                    inhoud=inhoud,
                    sha256=hashlib.sha256(inhoud).hexdigest(),
                    gemaakt_op=nu - timedelta(days=90 * (VERSIES - n)),
                )
            )
        Versie.objects.bulk_create(rijen)
        if code != "twente":
            publiceer(versie=plan.versies.first(), door=None)
        for n, opgave in enumerate(document.opgaven):
            # on the fiche that is measured stand as many as before: what grows is all around it
            hoeveel = 0 if code == "twente" and opgave.nummer == OPGAVE else per_regio // len(document.opgaven)
            Reactie.objects.bulk_create(
                _reacties(plan, document, opgave, hoeveel, wie, 1000 * deel + n), batch_size=2000
            )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return {"regios": codes, "versies": Versie.objects.count(), "reacties": Reactie.objects.count()}


if __name__ == "__main__":
    django.setup()
    print(json.dumps(groei() if sys.argv[1:] == ["groei"] else gewoon()))
