"""Who gets what of comments outside the pages: mails and notices, reactienota and dossier, jobs and their files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from accounts.models import User
from documenten.druk.keuze import Drukkeuze
from documenten.nota import NOTAFORMATEN
from governance.models import Rol
from opdrachten.actions import vraag_aan
from opdrachten.models import Opdracht
from opdrachten.soorten import OPDRACHTSOORTEN, OpdrachtMislukt
from opgaven.models import Plan
from reacties.actions.bezorgen import schrijf_meldingpost, verstuur_post
from reacties.models import Melding, Post, Reactie
from reacties.permissions import Inzage

from .lek import BEHANDELAARS, MET_ROL, OCW, TEAM, ZONDER, Gezegd, lees, soort_van, vlug, woorden_van, zeg_alles

KEUZES = {
    "reactienota": Drukkeuze("reactienota", "xlsx"),
    "interne reactienota": Drukkeuze("reactienota", "xlsx", intern=True),
    "nota van vro": Drukkeuze("reactienota", "xlsx", ministerie="vro"),
    "interne nota van vro": Drukkeuze("reactienota", "xlsx", ministerie="vro", intern=True),
    "dossier": Drukkeuze("dossier", "pdf", ministerie="ocw"),
    "intern dossier": Drukkeuze("dossier", "pdf", ministerie="ocw", intern=True),
    "fiche": Drukkeuze("fiche", "pdf"),
    "plan": Drukkeuze("plan", "json"),
    "plancontrole": Drukkeuze("plancontrole", "xlsx"),
    "knelpunten": Drukkeuze("knelpunten", "xlsx"),
}


@pytest.fixture
def gezegd(voorbeeld: Plan, persoon: Callable[..., User], monkeypatch: pytest.MonkeyPatch, settings: Any) -> Gezegd:
    vlug(monkeypatch, settings)
    return zeg_alles(voorbeeld, persoon)


def aan_wie(gezegd: Gezegd) -> dict[str, str]:
    """Address → the name that they have here."""
    return {u.email: naam for naam, u in gezegd.wie.items()} | {k.email: naam for naam, k in gezegd.links.items()}


def test_mails_and_notices_hold_no_words_but_those_meant_for_who_gets_them(gezegd: Gezegd) -> None:
    schrijf_meldingpost(timezone.now())
    namen, kreeg = aan_wie(gezegd), defaultdict(set)
    assert {"ocw", "ocw2", "vro", "redacteur", "programmamanager", *gezegd.links} <= {
        namen[p.adres] for p in Post.objects.all()
    }
    for post in Post.objects.all():
        alles = "\n".join((post.sleutel, post.onderwerp, post.tekst, post.afmelden, post.bericht_id))
        for woord in gezegd.in_(alles):
            kreeg[woord].add(namen[post.adres])
        eigen = gezegd.sleutels.get(namen[post.adres])
        assert not [s for s in gezegd.sleutels.values() if s in alles and s != eigen], post.sleutel
    assert {w: sorted(kreeg[w]) for w in gezegd.post} == {w: sorted(v) for w, v in gezegd.post.items()}
    assert not gezegd.in_(" ".join(f"{m.zin} {m.pad}" for m in Melding.objects.all()))

    brieven = {post.bericht_id: post for post in Post.objects.all()}
    verstuur_post(500)
    assert {b.extra_headers["Message-ID"] for b in mail.outbox} == set(brieven)
    for brief in mail.outbox:
        post = brieven[brief.extra_headers["Message-ID"]]
        assert (brief.to, brief.cc, brief.bcc, brief.body) == ([post.adres], [], [], post.tekst)
    assert not [p.sleutel for p in Post.objects.all() if any(s in p.tekst for s in gezegd.sleutels.values())]


def test_a_notice_points_at_what_its_reader_may_read(gezegd: Gezegd) -> None:
    genoemd = {m.user for m in Melding.objects.filter(soort="genoemd")}
    assert {n for n, u in gezegd.wie.items() if u in genoemd} == BEHANDELAARS | OCW
    clients = {user: gezegd.client(naam) for naam, user in gezegd.wie.items()}
    for melding in Melding.objects.select_related("user"):
        assert clients[melding.user].get(melding.pad).status_code == 200, (str(melding.user), melding.zin)


def test_a_reactienota_holds_what_its_reader_may_have_in_every_format(gezegd: Gezegd) -> None:
    for naam in sorted(MET_ROL | ZONDER | set(gezegd.links)):
        client = gezegd.client(naam)
        uit, intern = (client.get(f"/twente/reactienota/pdf/{q}") for q in ("", "?manier=intern"))
        assert uit.status_code == (200 if naam in MET_ROL else 404), naam
        assert intern.status_code == (200 if naam in TEAM else 403 if naam in MET_ROL else 404), naam
        if naam in MET_ROL:
            woorden = gezegd.in_(lees(uit))
            assert woorden and woorden <= gezegd.vrij, naam
        if naam not in TEAM:
            for formaat in NOTAFORMATEN:
                assert client.get(f"/twente/reactienota/{formaat}/?manier=intern").status_code == intern.status_code
    client, vanuit = gezegd.client("redacteur"), {}
    for formaat in NOTAFORMATEN:
        for manier in ("uit", "intern"):
            inhoud = lees(client.get(f"/twente/reactienota/{formaat}/?manier={manier}"))
            vanuit.setdefault(manier, set()).add(frozenset(gezegd.in_(inhoud)))
    assert [len(v) for v in vanuit.values()] == [1, 1], "the formats do not hold the same words"
    (uit_,), (intern_,) = vanuit["uit"], vanuit["intern"]
    ingediend = Reactie.objects.ingediend().zichtbaar_voor(Inzage.van(gezegd.wie["redacteur"], gezegd.plan.regio))
    assert uit_ < intern_
    assert not [soort_van(w) for w in intern_ if "redacteur" not in gezegd.mag[w]]
    assert {w for w in intern_ if soort_van(w).endswith("voorstel")} == gezegd.in_(
        " ".join(r.voorstel or "" for r in ingediend)
    )
    assert not [w for w in intern_ if soort_van(w) in ("intern", "vrijintern", "kladredacteur", "linkanders")]


def test_a_job_gives_each_person_what_their_rights_give(gezegd: Gezegd) -> None:
    regio, fiche = gezegd.plan.regio, gezegd.plan.versies.latest("nummer").document.opgave(14).sleutel
    for naam, user in sorted(gezegd.wie.items()):
        for titel, keuze in KEUZES.items():
            if keuze.soort == "fiche":
                keuze = Drukkeuze("fiche", "pdf", opgaven=(fiche,))
            gegevens = keuze.naar_json()
            mag = naam in TEAM if keuze.intern else naam in MET_ROL
            opdracht = Opdracht(regio=regio, soort="afdruk", gegevens=gegevens, aangevraagd_door=user)
            if not mag:
                with pytest.raises(PermissionDenied):
                    vraag_aan(regio=regio, soort="afdruk", gegevens=gegevens, titel=titel, door=user)
                inhoud = b""
                with suppress(OpdrachtMislukt, Http404):  # also where somebody gets past that
                    inhoud = OPDRACHTSOORTEN["afdruk"].maak(opdracht, lambda *_: None).inhoud
                assert not gezegd.in_(woorden_van(inhoud)), (naam, titel)
                continue
            woorden = gezegd.in_(woorden_van(OPDRACHTSOORTEN["afdruk"].maak(opdracht, lambda *_: None).inhoud))
            over = keuze.soort in ("reactienota", "dossier")
            assert bool(woorden) == over, (naam, titel)
            mag_erin = {w for w in gezegd.mag if naam in gezegd.mag[w]} if keuze.intern else gezegd.vrij
            assert not [soort_van(w) for w in woorden - mag_erin], (naam, titel)


def test_a_job_is_for_who_asked_for_it_and_as_long_as_they_may(
    gezegd: Gezegd, werk_af: Callable[[], int], settings: Any
) -> None:
    def van(naam: str, keuze: str) -> str:
        gegevens = KEUZES[keuze].naar_json()
        door = gezegd.wie[naam]
        opdracht = vraag_aan(regio=gezegd.plan.regio, soort="afdruk", gegevens=gegevens, titel=keuze, door=door)
        return f"/twente/opdrachten/{opdracht.pk}/"

    intern, uit = van("redacteur", "interne reactienota"), van("lezer", "reactienota")
    werk_af()
    for naam in sorted(MET_ROL | ZONDER | set(gezegd.links)):
        client = gezegd.client(naam)
        for adres, eigenaar in ((intern, "redacteur"), (uit, "lezer")):
            standen = {client.get(adres).status_code, client.get(f"{adres}bestand/").status_code}
            assert standen == ({200} if naam == eigenaar else {404}), (naam, eigenaar)
    client = gezegd.client("redacteur")
    assert gezegd.in_(lees(client.get(f"{intern}bestand/"))) > gezegd.vrij & gezegd.in_(
        lees(gezegd.client("lezer").get(f"{uit}bestand/"))
    )
    Rol.alle.filter(user=gezegd.wie["redacteur"]).update(soort="lezer")
    assert client.get(f"{intern}bestand/").status_code == 403
    Rol.alle.filter(user=gezegd.wie["redacteur"]).update(tot=timezone.now())
    assert client.get(f"{intern}bestand/").status_code == 404


def test_the_admin_counts_what_people_said_and_quotes_none_of_it(gezegd: Gezegd) -> None:
    """Who keeps the registers reads there what hangs on a row before it is thrown away."""
    client, rij = gezegd.client("beheerder"), Reactie.objects.exclude(gremium=None)[0]
    link = gezegd.links["link ocw"]
    organisatie = Reactie.objects.exclude(organisatie=None)[0].organisatie_id
    for adres, geteld in (
        (f"governance/ministerie/{link.ministerie_id}", "Reactie: "),
        (f"governance/organisatie/{organisatie}", "Reactie: 2"),
        (f"governance/gremium/{rij.gremium_id}", "Reactie: 1"),
        (f"accounts/user/{gezegd.wie['ocw'].pk}", ""),
        (f"accounts/user/{gezegd.wie['redacteur'].pk}", ""),
    ):
        for pagina in ("change", "history", "delete"):
            antwoord = client.get(f"/beheer/{adres}/{pagina}/")
            assert antwoord.status_code == 200, (adres, pagina)
            assert not gezegd.in_(antwoord.text), (adres, pagina)
        assert geteld in antwoord.text, adres
