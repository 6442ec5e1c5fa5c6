"""Every form that makes something, sent many times at once, makes one, and says so to each.

Beside test_eenmaal.py, which does so for the editor. Which actions make something, and by what mark they do so once,
stands in tests/huis/schrijvers.py. Larger: NPVR_PROEF_TEGELIJK=50 script/test tests/proeven/test_eenmaal_overal.py
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

import psycopg
import pytest

from .deuren import tegelijk, velden_van
from .gereedschap import Klant, Portaal, groot

pytestmark = pytest.mark.django_db
TEGELIJK = groot("TEGELIJK", 12)
T = "/twente/"


def test_every_form_that_makes_something_makes_it_once(
    proefdatabase: Callable[[], str], mensen: dict[str, list[list]]
) -> None:
    database = proefdatabase()
    user, sessie = mensen["redacteur"][0]
    with Portaal(database, workers=3) as portaal, psycopg.connect(database, autocommit=True) as db:
        for soort in ("programmamanager", "secretaris"):
            db.execute(
                "INSERT INTO governance_rol (user_id, regio_id, soort, opgaven_sleutels, sinds)"
                " SELECT %s, id, %s, '{}', now() FROM governance_regio WHERE code = 'twente'",
                [user, soort],
            )
        ik, baas = Klant(portaal.poort, sessie, user), Klant(portaal.poort, mensen["beheerder"][0][1])

        def tel(vraag: str) -> int:
            rij = db.execute(f"SELECT count(*) FROM {vraag}").fetchone()
            assert rij
            return int(rij[0])

        def eenmaal(
            vraag: str,
            pagina: str,
            data: dict[str, list[str]],
            adres: str = "",
            wie: Klant = ik,
            hoeveel: int = 1,
            toch: bool = False,
        ) -> str:
            """The same form by all at once: what there is more of, is one. What the last one was told."""
            adres = adres or pagina.partition("?")[0]
            alles = velden_van(wie.get(pagina, htmx=False).tekst, adres) | data
            if toch:  # the page first says what is open, and asks
                gevraagd = re.search(r'name="erkend" value="(\w+)"', wie.post(adres, alles, htmx=False).tekst)
                alles |= {"erkend": [gevraagd[1]]} if gevraagd else {}
            voor = tel(vraag)
            klanten = [Klant(wie.poort, wie.sessie, wie.user) for _ in range(TEGELIJK)]
            antwoorden = tegelijk(
                [lambda klant=klant: klant.post(adres, alles, htmx=False) for klant in klanten]  # type: ignore[misc]
            )
            statussen = Counter(a.status for a in antwoorden)
            assert set(statussen) <= {200, 302, 303}, (pagina, statussen, antwoorden[-1].tekst[-2000:])
            assert tel(vraag) - voor == hoeveel, (pagina, statussen)
            assert len({a.tekst for a in antwoorden if a.status == 200}) <= 1 or "links" in pagina, pagina
            return antwoorden[-1].tekst

        bij = f"{T}opgaven/3/situatie/reacties/"
        eenmaal("reacties_reactie", bij, {"tekst": ["Eén keer gezegd."]})
        pk = db.execute("SELECT max(id) FROM reacties_reactie").fetchone()[0]  # type: ignore[index]
        gesprek = f"{T}reacties/{pk}/"
        eenmaal("reacties_bericht", gesprek, {"tekst": ["En één keer geantwoord."]}, f"{gesprek}zeg/")
        eenmaal("reacties_antwoord", f"{T}reacties/antwoord/?r={pk}", {"tekst": ["Dank u."]})
        eenmaal("reacties_ronde", f"{T}rondes/nieuw/", {"titel": ["Eén ronde"]})
        openen = f"{T}rondes/een-ronde/openen/"
        assert ik.post(openen, velden_van(ik.get(openen, htmx=False).tekst, openen), htmx=False).status == 303
        organisatie = db.execute("SELECT min(id) FROM governance_organisatie").fetchone()[0]  # type: ignore[index]
        eenmaal("reacties_deelname", f"{T}rondes/een-ronde/erbij/", {"wie": [f"o:{organisatie}"]})

        # a personal link: one link, one mail, and each of the answers shows its address
        sleutel = db.execute("SELECT sleutel FROM opgaven_opgave WHERE nummer = 3").fetchone()[0]  # type: ignore[index]
        link = {"naam": ["Beleidsmedewerker"], "email": ["iemand@proef.test"], "opgaven": [sleutel]}
        blad = eenmaal("reacties_persoonlijkelink", f"{T}persoonlijke-links/nieuw/", link)
        post = "governance_post WHERE adres = 'iemand@proef.test'"
        assert tel(post) == 1 and "/r/#" in blad
        nummer = db.execute("SELECT max(id) FROM reacties_persoonlijkelink").fetchone()[0]  # type: ignore[index]
        ander = eenmaal(post, f"{T}persoonlijke-links/{nummer}/vernieuwen/", {})
        assert "/r/#" in ander and ander.split("/r/#")[1][:34] != blad.split("/r/#")[1][:34]

        uitnodigen = f"{T}beheer/personen/uitnodigen/"
        nieuw = {"email": ["nieuw@proef.test"], "soort": ["lezer"]}
        eenmaal("governance_uitnodiging", uitnodigen, nieuw, wie=baas)
        eenmaal("governance_rol", f"{T}beheer/personen/{mensen['redacteur'][7][0]}/", {"soort": ["eigenaar"]}, wie=baas)
        eenmaal("versies_versie", f"{T}documenten/nieuw/", {"label": ["Eén versie"]}, toch=True)
        code = db.execute("SELECT code FROM versies_versie WHERE label = 'Eén versie'").fetchone()[0]  # type: ignore[index]
        gremium = db.execute("SELECT min(id) FROM governance_gremium").fetchone()[0]  # type: ignore[index]
        besluit = {"gremium": [str(gremium)], "datum": ["2026-01-15"], "uitkomst": ["vastgesteld"]}
        eenmaal("versies_goedkeuring", f"{T}documenten/{code}/besluit/", besluit)
        eenmaal("versies_publicatie", f"{T}documenten/{code}/publiceren/", {}, toch=True)

        # in the admin, where nothing of a measurement is unique
        indicator = db.execute("SELECT min(id) FROM monitoring_indicator").fetchone()[0]  # type: ignore[index]
        meting = {"indicator": [str(indicator)], "gebied": ["Proef"], "jaar": ["2031"], "soort": ["stand"]}
        meting |= {"grens": [""], "waarde": ["12"], "volgorde": ["0"]}
        eenmaal("monitoring_meting", "/beheer/monitoring/meting/add/", meting, wie=baas)
        assert ik.fouten == baas.fouten == []
