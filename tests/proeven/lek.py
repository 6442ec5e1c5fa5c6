"""Everything that people say in comments, each with a word of its own, and who may read which."""

from __future__ import annotations

import io
import logging
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from documenten import passing
from documenten.druk import pers
from governance.models import Gremium, Ministerie, Organisatie
from opgaven.bouw import bouw
from opgaven.models import Plan
from plandocument import anker as ankers
from reacties.actions.antwoorden import geef_antwoord, geef_vrij
from reacties.actions.gesprekken import behandel, zeg
from reacties.actions.herinneren import herinner_nu
from reacties.actions.indienen import dien_in, heropen
from reacties.actions.kladden import bewaar
from reacties.actions.links import maak_link
from reacties.actions.reacties import plaats, trek_in
from reacties.actions.rondes import Deelnemer, verleng
from reacties.models import PersoonlijkeLink, Reactie
from reacties.standen import PER_CODE
from tests.conftest import publiceer_nu
from tests.inloggen import inloggen
from tests.reacties.rondehulp import deel, ronde_met

TEAM = {"redacteur", "programmamanager"}
BEHANDELAARS = TEAM | {"beheerder"}
OCW, VRO = {"ocw", "ocw2"}, {"vro"}
MET_ROL = BEHANDELAARS | OCW | VRO | {"eigenaar", "secretaris", "bestuurslid", "ondertekenaar", "lezer"}
ZONDER = {"bezoeker", "zonder rol", "andere regio"}
LINKS = {"link ocw", "link anders"}


@dataclass
class Gezegd:
    """`mag`: word → who may read it; `post`: the words that stand in mails → to whom. People and links by the name that
    they have here; `sleutels` are the keys of the links."""

    plan: Plan
    anker: ankers.Anker
    mag: dict[str, set[str]] = field(default_factory=dict)
    post: dict[str, set[str]] = field(default_factory=dict)
    wie: dict[str, User] = field(default_factory=dict)
    links: dict[str, PersoonlijkeLink] = field(default_factory=dict)
    sleutels: dict[str, str] = field(default_factory=dict)

    def woord(self, naam: str, lezers: set[str], *, in_post: set[str] = frozenset()) -> str:  # type: ignore[assignment]
        kenteken = f"zq{naam}{uuid4().hex[:8]}"
        self.mag[kenteken], self.post[kenteken] = lezers, set(in_post)
        return kenteken

    def zin(self, naam: str, lezers: set[str], **meer: Any) -> str:
        return f"Over {self.woord(naam, lezers, **meer)} gaat dit."

    def in_(self, tekst: str) -> set[str]:
        """The words that stand in a text."""
        return {w for w in self.mag if w in tekst}

    @property
    def vrij(self) -> set[str]:
        """What everybody with a role may read."""
        return {w for w, lezers in self.mag.items() if lezers >= MET_ROL}

    def client(self, naam: str) -> Client:
        client = Client()
        if naam in self.wie:
            inloggen(self.wie[naam], client)
        elif naam in self.sleutels:
            assert client.post("/r/", {"sleutel": self.sleutels[naam]}).status_code == 303
        return client


def zeg_alles(plan: Plan, persoon: Callable[..., User]) -> Gezegd:
    publiceer_nu(plan)
    g = Gezegd(plan, ankers.bij_code(bouw(plan), "14.K1"))
    g.wie = {rol: persoon(rol) for rol in MET_ROL - OCW - VRO}
    g.wie |= {"ocw": persoon("ministeriecontact"), "ocw2": persoon("ministeriecontact")}
    g.wie |= {"vro": persoon("ministeriecontact", "vro"), "zonder rol": persoon(None)}
    g.wie["andere regio"] = persoon("redacteur", regio="achterhoek")
    _los(g)
    _vrij(g)
    _ronde(g)
    _links(g)
    for naam in ("ocw", "redacteur"):
        bewaar(
            plan=plan,
            plek="/twente/opgaven/14/knelpunten/reacties/",
            volgnummer=1,
            velden={"tekst": [g.zin(f"klad{naam}", {naam})]},
            kenmerk=uuid4(),
            door=g.wie[naam],
        )
    return g


def zet(g: Gezegd, naam: str, lezers: set[str], door: User | None, **velden: Any) -> Reactie:
    return plaats(
        plan=g.plan,
        anker=g.anker,
        code="14.K1",
        tekst=g.zin(naam, lezers),
        voorstel=g.zin(f"{naam}voorstel", lezers),
        door=door,
        **velden,
    )


def _los(g: Gezegd) -> None:
    """What was not released, outside a round."""
    ocw, team, wie = Ministerie.objects.get(code="ocw"), g.wie["redacteur"], g.wie
    zet(g, "concept", OCW, wie["ocw"], ministerie=ocw, ingediend=False)
    zet(g, "eigenaar", BEHANDELAARS | {"eigenaar"}, wie["eigenaar"])
    secretaris = BEHANDELAARS | {"secretaris"}
    gremium = Gremium.objects.filter(regio=g.plan.regio).first()
    zet(g, "gremium", secretaris, team, gremium=gremium, namens=g.zin("functie", secretaris))
    weg = zet(g, "ingetrokken", {"ocw"}, wie["ocw"], ministerie=ocw)
    trek_in(reactie=weg.pk, door=wie["ocw"])

    open_ = zet(g, "ingediend", BEHANDELAARS | OCW, wie["ocw"], ministerie=ocw)
    iedereen = [u.pk for u in wie.values()]
    zeg(reactie=open_.pk, tekst=g.zin("intern", TEAM), door=team, intern=True, genoemd=iedereen)
    zeg(reactie=open_.pk, tekst=g.zin("bericht", BEHANDELAARS | OCW), door=team, genoemd=iedereen)
    geef_antwoord(plan=g.plan, reacties={open_.pk: None}, tekst=g.zin("conceptantwoord", TEAM), door=team)
    af = zet(g, "afgewezen", BEHANDELAARS | OCW, wie["ocw"], ministerie=ocw)
    behandel(reactie=af.pk, stap=PER_CODE["wijs_af"], gezien=1, door=team, reden=g.zin("reden", TEAM))


def _vrij(g: Gezegd) -> None:
    """What was released, with what stays inside."""
    ocw, vro = (Ministerie.objects.get(code=code) for code in ("ocw", "vro"))
    team, wie = g.wie["redacteur"], g.wie
    vrij = zet(g, "vrij", MET_ROL, wie["ocw"], ministerie=ocw)
    zeg(reactie=vrij.pk, tekst=g.zin("vrijintern", TEAM), door=team, intern=True)
    zeg(reactie=vrij.pk, tekst=g.zin("vrijbericht", MET_ROL), door=wie["ocw"])
    geef(g, vrij, antwoord=g.zin("antwoord", MET_ROL))
    over = zet(g, "vrijaf", MET_ROL, wie["vro"], ministerie=vro)
    behandel(reactie=over.pk, stap=PER_CODE["wijs_af"], gezien=1, door=team, reden=g.zin("vrijreden", MET_ROL))
    geef(g, over)


def geef(g: Gezegd, reactie: Reactie, antwoord: str = "") -> None:
    """Release it, with an answer."""
    teksten = {}
    if antwoord:
        rij = geef_antwoord(plan=g.plan, reacties={reactie.pk: None}, tekst=antwoord, door=g.wie["redacteur"])
        teksten = {rij.pk: 1}
    geef_vrij(plan=g.plan, reacties={reactie.pk: 2}, antwoorden=teksten, door=g.wie["programmamanager"], bericht=10**9)


def _ronde(g: Gezegd) -> None:
    """An open round with a draft of one ministry and the answer of another, and one that nobody knows of yet."""
    manager, iedereen = g.wie["programmamanager"], OCW | VRO
    ocw, vro = (
        Deelnemer(ministerie=Ministerie.objects.get(code=code), opgaven=(g.anker.opgave,)) for code in ("ocw", "vro")
    )
    brief = g.zin("uitnodiging", TEAM | iedereen | {"link ocw"}, in_post=iedereen | {"link ocw"})
    vast: dict[str, Any] = {"door": manager, "opgaven": ocw.opgaven, "versie": g.plan.versies.latest("nummer")}
    ronde = ronde_met(g.plan, ocw, vro, uitnodiging=brief, **vast)
    ronde_met(g.plan, ocw, open_=False, titel=g.zin("ronde", TEAM), uitnodiging=g.zin("brief", TEAM), **vast)
    hier: dict[str, Any] = {"ronde": ronde, "versie": ronde.versie}
    zet(g, "rondeconcept", OCW, g.wie["ocw"], ministerie=ocw.ministerie, **hier)
    zet(g, "rondeingediend", BEHANDELAARS | VRO, g.wie["vro"], ministerie=vro.ministerie, **hier)
    dien_in(deelname=deel(ronde, "vro"), door=g.wie["vro"])
    heropen(deelname=deel(ronde, "vro"), reden=g.zin("heropenreden", set(), in_post=VRO), door=manager)
    tot = timezone.localdate() + timedelta(days=20)
    verleng(ronde=ronde, tot=tot, reden=g.zin("verlengreden", set(), in_post=iedereen), door=manager)

    naam = g.woord("linkocw", TEAM | OCW | {"link ocw"}, in_post={"link ocw"})
    _link(g, "link ocw", naam, ministerie=ocw.ministerie, ronde=ronde)
    velden = {"ministerie": ocw.ministerie, "kanaal": "link", "link": g.links["link ocw"]}
    zet(g, "linkconcept", OCW | {"link ocw"}, None, **hier, **velden)
    herinner_nu(ronde=ronde, door=manager)


def _links(g: Gezegd) -> None:
    """A link outside a round: the team reads at once what is said by it."""
    _link(g, "link anders", g.woord("linkanders", TEAM | {"link anders"}, in_post={"link anders"}))
    organisatie = Organisatie.objects.filter(regio=g.plan.regio).first()
    velden: dict[str, Any] = {"kanaal": "link", "link": g.links["link anders"], "organisatie": organisatie}
    rij = zet(g, "linkdirect", BEHANDELAARS | {"link anders"}, None, **velden)
    geef_antwoord(plan=g.plan, reacties={rij.pk: None}, tekst=g.zin("linkantwoord", TEAM), door=g.wie["redacteur"])
    vrij = zet(g, "linkvrij", MET_ROL | {"link anders"}, None, **velden)
    geef(g, vrij, antwoord=g.zin("linkvrijantwoord", MET_ROL | {"link anders"}))


def _link(g: Gezegd, wie: str, naam: str, **velden: Any) -> None:
    adres = g.woord(f"adres{wie[5:]}", {"programmamanager"})
    g.links[wie], pad = maak_link(
        plan=g.plan,
        naam=naam,
        email=f"{adres}@voorbeeld.test",
        opgaven=(g.anker.opgave,),
        geldig_tot=timezone.localdate() + timedelta(days=30),
        door=g.wie["programmamanager"],
        **velden,
    )
    g.sleutels[wie] = pad.partition("#")[2]


def vlug(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """Prints are read as what goes into the press, passwords are hashed in no time, and nothing keeps what templates
    were given: each takes seconds."""

    def bron(zetsel: pers.Zetsel, *_: object, **__: object) -> SimpleNamespace:
        html = "\n".join(deel["html"] for deel in zetsel.delen)
        return SimpleNamespace(lees=html.encode, sleutel=zetsel.sleutel, paginas=1)

    monkeypatch.setattr(pers, "druk", bron)
    monkeypatch.setattr(passing, "bladzijden", lambda document: {})
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    monkeypatch.setattr(logging.getLogger("django.request"), "disabled", True)
    monkeypatch.setattr("django.test.client.store_rendered_templates", lambda *_, **__: None)


def woorden_van(inhoud: bytes) -> str:
    """What stands in a file, however it is packed."""
    if inhoud.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(inhoud)) as pak:
            return "".join(pak.read(naam).decode("utf-8", "ignore") for naam in pak.namelist())
    if inhoud.startswith(b"%PDF"):
        lezer = shutil.which("pdftotext")
        assert lezer is not None
        return subprocess.run([lezer, "-", "-"], input=inhoud, capture_output=True, check=True).stdout.decode()
    return inhoud.decode("utf-8", "ignore")


def lees(antwoord: Any) -> str:
    """What is in an answer: of a file what stands in it."""
    return woorden_van(b"".join(antwoord.streaming_content) if antwoord.streaming else antwoord.content)


def soort_van(woord: str) -> str:
    """ "zqconcept0a1b2c3d" → "concept"."""
    return re.sub("^zq|[0-9a-f]{8}$", "", woord)
