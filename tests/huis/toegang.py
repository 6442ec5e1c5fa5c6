"""The table of rights: every address and what it answers to whom, by method; tests/huis/test_toegang.py asks them all.

A rule is a function of a visitor: it says which status a method gets.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple
from uuid import UUID

from governance.models import Rol

BEWERKERS = {"redacteur", "programmamanager"}
ONVEILIG = ("post", "put", "patch", "delete")


class Bezoeker(NamedTuple):
    """Who asks: their role in Twente, whether they are logged in, and whether the plan is public."""

    naam: str
    rol: str | None
    ingelogd: bool
    openbaar: bool

    @property
    def ziet(self) -> bool:
        return self.openbaar or self.rol is not None


BEZOEKERS = [
    Bezoeker(naam, rol, ingelogd, openbaar)
    for naam, rol, ingelogd in [
        ("bezoeker", None, False),
        ("zonder rol", None, True),
        ("redacteur van een andere regio", None, True),
        *[(soort, soort, True) for soort in Rol.Soort.values],
    ]
    for openbaar in (True, False)
    if openbaar or rol in (None, Rol.Soort.LEZER, Rol.Soort.MINISTERIECONTACT)
]

Regel = Callable[[Bezoeker, str], set[int]]


def openbaar(b: Bezoeker, methode: str) -> set[int]:
    """A page for everybody."""
    return {200} if methode in ("get", "head") else {405}


def lezen(b: Bezoeker, methode: str) -> set[int]:
    """A page about a plan, for who may see that plan."""
    if methode not in ("get", "head"):
        return {405, 404}
    return {200} if b.ziet else {404}


def fragment(b: Bezoeker, methode: str) -> set[int]:
    """A fragment of the working copy: whoever asks for it without htmx is sent to its place on the page."""
    if methode not in ("get", "head"):
        return {405, 404}
    return {302} if b.rol else {404}


def bewerken(b: Bezoeker, methode: str) -> set[int]:
    """The editor. An empty POST by who may edit is refused for what it lacks, and by others for who they are."""
    if methode in ("put", "patch", "delete"):
        return {405, 404}
    if methode == "post" and not b.ingelogd:
        return {401}  # whatever the address: a session that ended must not cost the text, and tells nothing
    if not b.ingelogd:
        return {302}  # to the login page, whatever the address
    if not b.rol:
        return {404}
    if b.rol not in BEWERKERS:
        return {403}
    return {200} if methode in ("get", "head") else {400, 422, 409}


def klad(b: Bezoeker, methode: str) -> set[int]:
    """What an open editor sends by itself; an empty message by who may edit cannot be read."""
    if methode != "post":
        return {405}
    if not b.ingelogd:
        return {401}
    if not b.rol:
        return {404}
    return {400} if b.rol in BEWERKERS else {403}


def team(b: Bezoeker, methode: str) -> set[int]:
    """A page for people with a role in the region; for others it does not exist."""
    if methode not in ("get", "head"):
        return {405, 404}
    return {200} if b.rol else {404}


def team_keuze(b: Bezoeker, methode: str) -> set[int]:
    """A page for people with a role, with a form that leads an empty choice to the address of that choice."""
    if methode in ("put", "patch", "delete"):
        return {405}
    if methode == "post" and not b.ingelogd:
        return {401}
    if b.rol is None:
        return {404}
    return {303} if methode == "post" else {200}


def team_daad(b: Bezoeker, methode: str) -> set[int]:
    """Only a POST, by who may edit; here about a finding that is not there."""
    if methode != "post":
        return {405}
    if not b.ingelogd:
        return {401}  # whatever the address: what was typed is kept, and nothing is told
    if b.rol is None:
        return {404}
    return {409, 303} if b.rol in BEWERKERS else {403}


def memo(b: Bezoeker, methode: str) -> set[int]:
    """A page for people with a role, with a form of those who may edit; an empty one is refused for what it lacks."""
    if methode in ("put", "patch", "delete"):
        return {405}
    if methode == "post" and not b.ingelogd:
        return {401}
    if b.rol is None:
        return {404}
    if methode == "post":
        return {422} if b.rol in BEWERKERS else {403}
    return {200}


PERSONEN = {"beheerder", "programmamanager"}


def personen(b: Bezoeker, methode: str) -> set[int]:
    """A page about people and roles. Who has no role in the region does not learn that it is there."""
    if not b.ingelogd:
        return {302}
    if methode not in ("get", "head"):
        return {405}
    if b.rol is None:
        return {404}
    return {200} if b.rol in PERSONEN else {403}


def personen_formulier(b: Bezoeker, methode: str) -> set[int]:
    """The same, with a form; an empty one is refused for what it lacks."""
    if methode in ("get", "head", "post") or not b.ingelogd:
        goed = personen(b, "get")
        return {422} if goed == {200} and methode == "post" else goed
    return {405}


def personen_daad(b: Bezoeker, methode: str) -> set[int]:
    """Only a POST, here on something that does not exist."""
    if not b.ingelogd:
        return {302}
    if methode != "post":
        return {405}
    return {403} if b.rol and b.rol not in PERSONEN else {404}


def personen_wat_er_niet_is(b: Bezoeker, methode: str) -> set[int]:
    """A page with a form about somebody or something that is not of this region."""
    if not b.ingelogd:
        return {302}
    if methode not in ("get", "head", "post"):
        return {405}
    return {403} if b.rol and b.rol not in PERSONEN else {404}


def sleutelblad(b: Bezoeker, methode: str) -> set[int]:
    """The same page for everybody; no key works nowhere."""
    return {"get": {200}, "head": {200}, "post": {422}}.get(methode, {405})


def uitnodiging(b: Bezoeker, methode: str) -> set[int]:
    """For who showed the key of an invitation; nobody here did."""
    return {404} if methode in ("get", "head", "post") else {405}


def terugzetten(b: Bezoeker, methode: str) -> set[int]:
    """Only a POST; here of the version that stands."""
    if methode != "post":
        return {405}
    if not b.rol:
        return {404}
    return {303} if b.rol in BEWERKERS else {403}


def stand(b: Bezoeker, methode: str) -> set[int]:
    """The state of a fiche; an empty POST by who may move one is refused for what it lacks."""
    if methode in ("put", "patch", "delete"):
        return {405}
    if methode == "post" and not b.ingelogd:
        return {401}
    if not b.rol:
        return {404}
    if methode in ("get", "head"):
        return {302}
    return {422} if b.rol in BEWERKERS | {"eigenaar"} else {403}


def weg(b: Bezoeker, methode: str) -> set[int]:
    """The state of all fiches; an empty POST by the programmamanager moves nothing and says so."""
    if methode in ("get", "head"):
        return {200} if b.rol else {404}
    if methode != "post":
        return {405}
    if not b.ingelogd:
        return {401}
    if not b.rol:
        return {404}
    return {303} if b.rol == "programmamanager" else {403}


def begin(b: Bezoeker, methode: str) -> set[int]:
    """The way to one's own work after login."""
    if not b.ingelogd or methode in ("get", "head"):
        return {302}
    return {405}


def ingelogd(*lezen: str, er_is: bool = True, post: int = 405) -> Regel:
    """What belongs to a person, whatever their roles: the login page for others."""

    def regel(b: Bezoeker, methode: str) -> set[int]:
        if not b.ingelogd:
            return {302}
        if methode in lezen:
            return {200} if er_is else {404}
        return {post} if methode == "post" else {405}

    return regel


def afmelden(b: Bezoeker, methode: str) -> set[int]:
    """For who holds a signed address, logged in or not; this one is signed by nobody."""
    return {404} if methode in ("get", "head", "post") else {405}


def versiedaad(wie: set[str], met_formulier: bool = True) -> Regel:
    """An act on versions, for these roles; for people without a role the page does not exist."""

    def regel(b: Bezoeker, methode: str) -> set[int]:
        if methode in ("put", "patch", "delete") or (not met_formulier and methode != "post"):
            return {405}
        if methode == "post" and not b.ingelogd:
            return {401}
        if b.rol is None:
            return {404}
        if b.rol not in wie:
            return {403}
        return {200, 303} if methode in ("get", "head") else {422, 303, 404}

    return regel


def publiceren(b: Bezoeker, methode: str) -> set[int]:
    """As `versiedaad`; who says nothing of what is open is asked first."""
    verwacht = versiedaad(MAKERS)(b, methode)
    return {200} if methode == "post" and b.rol in MAKERS else verwacht


def bevestigen(b: Bezoeker, methode: str) -> set[int]:
    """As `versiedaad`; here about a decision that is not there, so that its page is not there either."""
    verwacht = versiedaad(VASTLEGGERS)(b, methode)
    return {404} if methode in ("get", "head") and b.rol in VASTLEGGERS else verwacht


def ingelezen(b: Bezoeker, methode: str) -> set[int]:
    """What was read from a file; here something that is not there."""
    if methode in ("put", "patch", "delete"):
        return {405}
    if methode == "post" and not b.ingelogd:
        return {401}
    return {403} if b.rol is not None and b.rol not in BEWERKERS else {404}


def ingelezen_daad(b: Bezoeker, methode: str) -> set[int]:
    """Only a POST."""
    return ingelezen(b, methode) if methode == "post" else {405}


MAKERS = {"programmamanager"}
VASTLEGGERS = {"programmamanager", "secretaris"}
INVOERDERS = {"redacteur", "programmamanager", "secretaris"}


def versiestuk(b: Bezoeker, methode: str) -> set[int]:
    """The print of a decision that is not there."""
    return {404} if methode in ("get", "head") else {405}


def opdracht(b: Bezoeker, methode: str) -> set[int]:
    """A job that is not there, or not of who asks."""
    return {404} if methode in ("get", "head") else {405}


def opdrachtdaad(b: Bezoeker, methode: str) -> set[int]:
    """Only a POST; here about a job that is not there."""
    if methode != "post":
        return {405}
    return {404} if b.ingelogd else {401}


TABELLEN = {"beheerder", *BEWERKERS}


def tabellen(b: Bezoeker, methode: str) -> set[int]:
    """Handing a table over; an empty form by who may is refused for what it lacks."""
    return versiedaad(TABELLEN)(b, methode)


def tabel_sjabloon(b: Bezoeker, methode: str) -> set[int]:
    """Here of a part of the plan, which a beheerder does not read in."""
    if methode not in ("get", "head"):
        return {405}
    if b.rol is None:
        return {404}
    return {200} if b.rol in BEWERKERS else {403}


def tabel(b: Bezoeker, methode: str) -> set[int]:
    """A table that is not there."""
    if methode in ("put", "patch", "delete"):
        return {405}
    if methode == "post" and not b.ingelogd:
        return {401}
    return {404} if b.rol is None or b.rol in TABELLEN else {403}


def tabel_daad(b: Bezoeker, methode: str) -> set[int]:
    return tabel(b, methode) if methode == "post" else {405}


MEEDOEN = {"redacteur", "programmamanager", "ministeriecontact"}


def meedoen(er_is: bool = True, methodes: tuple[str, ...] = ("get", "head")) -> Regel:
    """What a round shows to the team and to ministries; `er_is`: whether the round of the address is there."""

    def regel(b: Bezoeker, methode: str) -> set[int]:
        if methode not in methodes:
            return {405}
        if methode == "post" and not b.ingelogd:
            return {401}
        if b.rol is None:
            return {404}
        if b.rol not in MEEDOEN:
            return {403}
        return {200} if er_is else {404}

    return regel


def rondedaad(methodes: tuple[str, ...] = ("get", "head", "post"), er_is: bool = False) -> Regel:
    """An act of the programmamanager on rounds and personal links; on what is not there unless `er_is`."""

    def regel(b: Bezoeker, methode: str) -> set[int]:
        if methode not in methodes:
            return {405}
        if methode == "post" and not b.ingelogd:
            return {401}
        if b.rol is None:
            return {404}
        if b.rol != "programmamanager":
            return {403}
        if not er_is:
            return {404}
        return {422} if methode == "post" else {200}

    return regel


def persoonlijke_link(*methodes: str) -> Regel:
    """A page of who came by a personal link, for who did not: tests/reacties/test_link.py visits with one."""
    return lambda b, methode: {403} if methode in methodes else {405}


def link_klaar(b: Bezoeker, methode: str) -> set[int]:
    return {303} if methode == "post" else {405}


REAGEREN = {"redacteur", "programmamanager", "ministeriecontact", "eigenaar", "secretaris", "bestuurslid"}


def reacties(b: Bezoeker, methode: str) -> set[int]:
    """Comments at a place; an empty POST by who may comment is refused for what it lacks."""
    if methode in ("put", "patch", "delete"):
        return {405}
    if methode == "post" and not b.ingelogd:
        return {401}
    if not b.rol:
        return {404}
    if methode in ("get", "head"):
        return {200}
    return {422} if b.rol in REAGEREN else {403}


def reactie_daad(b: Bezoeker, methode: str) -> set[int]:
    """Only a POST, here on a comment that is not there."""
    if methode != "post":
        return {405}
    return {404} if b.ingelogd else {401}


def reactie_klad(b: Bezoeker, methode: str) -> set[int]:
    """What an open form of a comment sends by itself; an empty message cannot be read."""
    if methode != "post":
        return {405}
    if not b.ingelogd:
        return {401}
    if not b.rol:
        return {404}
    return {400} if b.rol in REAGEREN else {403}


def reactie_team(goed: set[int], wie: set[str] = BEWERKERS, met_post: bool = True) -> Regel:
    """A page of the team about answers; for who has no role in the region it does not exist."""

    def regel(b: Bezoeker, methode: str) -> set[int]:
        if methode in ("put", "patch", "delete") or (methode == "post" and not met_post):
            return {405}
        if methode == "post" and not b.ingelogd:
            return {401}
        if not b.rol:
            return {404}
        return goed if b.rol in wie else {403}

    return regel


def reactie_weg(b: Bezoeker, methode: str) -> set[int]:
    """Only a POST, here on an answer that is not there."""
    return reactie_team({404})(b, methode) if methode == "post" else {405}


T = {"regio": "twente"}
R = T | {"code": "bestaat-niet"}
V = T | {"versie": "voorbeeld"}
"""The version that is public where the plan is; the test fills in its code."""
OPDRACHT = T | {"pk": UUID(int=0)}
TABEL: dict[str, tuple[dict[str, Any], Regel]] = {
    "gezond": ({}, openbaar),
    "security_txt": ({}, openbaar),
    "portaal:regios": ({}, openbaar),
    "portaal:toegankelijkheid": ({}, openbaar),
    "portaal:privacy": ({}, openbaar),
    "portaal:voorpagina": (T, lezen),
    "portaal:opgaven": (T, lezen),
    "portaal:matrix": (T, lezen),
    "portaal:opgaven_download": (T | {"formaat": "csv"}, lezen),
    "portaal:opgave": (T | {"nummer": 7}, lezen),
    "portaal:plan": (T, lezen),
    "portaal:hoofdstuk": (T | {"nummer": 2}, lezen),
    "portaal:governance": (T, lezen),
    "portaal:gremium": (T | {"code": "twente_board"}, lezen),
    "portaal:ministerie": (T | {"code": "ocw"}, lezen),
    "documenten:dossier_pdf": (T | {"code": "ocw"}, lezen),
    "documenten:reactienota": (T, team),
    "documenten:nota": (T | {"formaat": "docx"}, team),
    "portaal:traject": (T | {"code": "gnoe"}, lezen),
    "portaal:monitoring": (T, lezen),
    "portaal:indicator": (T | {"code": "inwoners"}, lezen),
    "portaal:tijdlijn": (T, lezen),
    "portaal:agenda": (T, lezen),
    "portaal:begin": ({}, begin),
    "portaal:mijn_werk": (T, team),
    "portaal:weg": (T, weg),
    "portaal:vergelijken": (T, team),
    "portaal:herwegen": (T, team_daad),
    "portaal:terugwegen": (T, team_daad),
    "portaal:memo": (T, memo),
    "documenten:memo_pdf": (T, team),
    "documenten:memo_word": (T, team),
    "documenten:memo_odt": (T, team),
    "portaal:plancontrole": (T, team),
    "portaal:plancontrole_download": (T | {"formaat": "csv"}, team),
    "portaal:afwijzen": (T, team_daad),
    "portaal:terughalen": (T, team_daad),
    "opgaven:sectie": (T | {"nummer": 7, "soort": "vervolg"}, fragment),
    "opgaven:werkorde": (T | {"nummer": 7}, stand),
    "opgaven:bewerk": (T | {"nummer": 7, "soort": "vervolg"}, bewerken),
    "opgaven:klad": (T | {"nummer": 7, "soort": "vervolg"}, klad),
    "opgaven:hoofdstuk_klad": (T | {"hoofdstuk": 1, "sectie": 1}, klad),
    "opgaven:hoofdstuksectie": (T | {"hoofdstuk": 1, "sectie": 1}, fragment),
    "opgaven:hoofdstuk_bewerk": (T | {"hoofdstuk": 1, "sectie": 1}, bewerken),
    "uitnodiging": ({}, sleutelblad),
    "uitnodiging_aannemen": ({}, uitnodiging),
    "governance:personen": (T, personen),
    "governance:rechten": (T, personen),
    "governance:rechten_download": (T | {"formaat": "csv"}, personen),
    "governance:uitnodigen": (T, personen_formulier),
    "governance:uitnodiging_opnieuw": (T | {"pk": 0}, personen_daad),
    "governance:uitnodiging_intrekken": (T | {"pk": 0}, personen_daad),
    "governance:rol_beeindigen": (T | {"pk": 0}, personen_wat_er_niet_is),
    "governance:persoon": (T | {"pk": 0}, personen_wat_er_niet_is),
    "governance:wis_factor": (T | {"pk": 0}, personen_daad),
    "governance:verplaats_koppeling": (T | {"pk": 0}, personen_daad),
    "governance:hef_rem_op": (T | {"pk": 0}, personen_daad),
    "opgaven:opgave_geschiedenis": (T | {"nummer": 7}, team),
    "opgaven:geschiedenis": (T | {"nummer": 7, "soort": "vervolg"}, team),
    "opgaven:hoofdstuk_geschiedenis": (T | {"hoofdstuk": 1, "sectie": 1}, team),
    "opgaven:herstel": (T | {"nummer": 7, "soort": "vervolg", "versie": 1}, terugzetten),
    "opgaven:hoofdstuk_herstel": (T | {"hoofdstuk": 1, "sectie": 1, "versie": 1}, terugzetten),
    "opdrachten:lijst": (T, team),
    "portaal:afdrukken": (T, team_keuze),
    "opdrachten:opdracht": (OPDRACHT, opdracht),
    "opdrachten:bestand": (OPDRACHT, opdracht),
    "opdrachten:annuleren": (OPDRACHT, opdrachtdaad),
    "opdrachten:opnieuw": (OPDRACHT, opdrachtdaad),
    "documenten:fiche_pdf": (T | {"nummer": 7}, lezen),
    "documenten:fiche_word": (T | {"nummer": 7}, lezen),
    "documenten:fiche_odt": (T | {"nummer": 7}, lezen),
    "documenten:past": (T | {"nummer": 7}, team),
    "documenten:plan_pdf": (T, lezen),
    "documenten:plan_word": (T, lezen),
    "documenten:plan_odt": (T, lezen),
    "documenten:plan_json": (T, lezen),
    "inlezen:tabellen": (T, tabellen),
    "inlezen:sjabloon": (T | {"soort": "knelpunten", "formaat": "csv"}, tabel_sjabloon),
    "inlezen:tabel": (T | {"pk": 0}, tabel),
    "inlezen:tabel_ongedaan": (T | {"pk": 0}, tabel_daad),
    "inlezen:tabel_weggooien": (T | {"pk": 0}, tabel_daad),
    "portaal:documenten": (T, lezen),
    "portaal:afdruk_controle": (T, lezen),
    "inlezen:plannen": (T, versiedaad(BEWERKERS)),
    "inlezen:inlezing": (T | {"pk": 0}, ingelezen),
    "inlezen:ongedaan": (T | {"pk": 0}, ingelezen_daad),
    "inlezen:weggooien": (T | {"pk": 0}, ingelezen_daad),
    "portaal:versie": (V, lezen),
    "portaal:versie_maken": (T, versiedaad(MAKERS)),
    "portaal:intrekken": (V, versiedaad(MAKERS)),
    "portaal:besluit": (V, versiedaad(VASTLEGGERS)),
    "portaal:bevestigen": (V | {"pk": 0}, bevestigen),
    "portaal:vervallen": (V | {"pk": 0}, versiedaad(VASTLEGGERS, met_formulier=False)),
    "portaal:stuk": (V | {"pk": 0}, versiestuk),
    "portaal:versie_opgaven": (V, lezen),
    "portaal:versie_matrix": (V, lezen),
    "portaal:versie_opgaven_download": (V | {"formaat": "csv"}, lezen),
    "portaal:versie_opgave": (V | {"nummer": 7}, lezen),
    "portaal:versie_plan": (V, lezen),
    "portaal:versie_hoofdstuk": (V | {"nummer": 2}, lezen),
    "documenten:versie_fiche_pdf": (V | {"nummer": 7}, lezen),
    "documenten:versie_fiche_word": (V | {"nummer": 7}, lezen),
    "documenten:versie_fiche_odt": (V | {"nummer": 7}, lezen),
    "documenten:versie_plan_word": (V, lezen),
    "documenten:versie_plan_odt": (V, lezen),
    "documenten:versie_plan_json": (V, lezen),
    "documenten:versie_plan_pdf": (V, lezen),
    "reacties:rondes": (T, meedoen()),
    "reacties:ronde": (R, meedoen(er_is=False)),
    "reacties:ronde_nieuw": (T, rondedaad(er_is=True)),
    "reacties:ronde_wijzigen": (R, rondedaad()),
    "reacties:ronde_weg": (R, rondedaad()),
    "reacties:ronde_openen": (R, rondedaad()),
    "reacties:ronde_verlengen": (R, rondedaad()),
    "reacties:ronde_herinneren": (R, rondedaad(("post",))),
    "reacties:ronde_erbij": (R, rondedaad()),
    "reacties:ronde_sluiten": (R, rondedaad()),
    "reacties:ronde_heropenen": (R | {"pk": 0}, rondedaad()),
    "reacties:ronde_indiener": (R | {"deelname": 0}, rondedaad()),
    "reacties:ronde_indienen": (R | {"deelname": 0}, meedoen(False, ("get", "head", "post"))),
    "reacties:ronde_geen": (R | {"deelname": 0}, meedoen(False, ("post",))),
    "reacties:links": (T, rondedaad(("get", "head"), er_is=True)),
    "reacties:link_nieuw": (T, rondedaad(er_is=True)),
    "reacties:link_vernieuwen": (T | {"pk": 0}, rondedaad()),
    "reacties:link_intrekken": (T | {"pk": 0}, rondedaad(("post",))),
    "reacties:link_wissen": (T | {"pk": 0}, rondedaad()),
    "meldingen:lijst": ({}, ingelogd("get", "head")),
    "meldingen:gelezen": ({}, ingelogd(post=303)),
    "meldingen:voorkeur": ({}, ingelogd(post=422)),
    "meldingen:open": ({"pk": 0}, ingelogd("get", "head", er_is=False, post=404)),
    "meldingen:afmelden": ({"teken": "niets"}, afmelden),
    "link:begin": ({}, sleutelblad),
    "link:klaar": ({}, link_klaar),
    "link:opgaven": ({}, persoonlijke_link("get", "head")),
    "link:opgave": ({"nummer": 7}, persoonlijke_link("get", "head")),
    "link:reageer": ({"nummer": 7, "soort": "vervolg"}, persoonlijke_link("get", "head", "post")),
    "link:intrekken": ({"pk": 0}, persoonlijke_link("post")),
    "reacties:lijst": (T, team),
    "reacties:namens": (T, versiedaad(INVOERDERS)),
    "portaal:reacties_word": (T, versiedaad(INVOERDERS)),
    "portaal:kanttekeningen": (T, reactie_team({200}, INVOERDERS, met_post=False)),
    "portaal:kanttekeningen_invoeren": (T, versiedaad(INVOERDERS)),
    "reacties:klad": (T, reactie_klad),
    "reacties:antwoord_nieuw": (T, reactie_team({303})),
    "reacties:antwoorden": (T, reactie_team({200}, met_post=False)),
    "reacties:antwoord": (T | {"pk": 0}, reactie_team({404})),
    "reacties:antwoord_weg": (T | {"pk": 0}, reactie_weg),
    "reacties:vrijgeven": (T, reactie_team({200, 422}, wie={"programmamanager"})),
    "reacties:reactie": (T | {"pk": 0}, versiestuk),
    "reacties:zeg": (T | {"pk": 0}, reactie_daad),
    "reacties:wijzigen": (T | {"pk": 0}, reactie_daad),
    "reacties:intrekken": (T | {"pk": 0}, reactie_daad),
    "reacties:versturen": (T | {"pk": 0}, reactie_daad),
    "reacties:stap": (T | {"pk": 0}, reactie_daad),
    "reacties:overnemen": (T | {"pk": 0}, reactie_daad),
    "reacties:bij_opgave": (T | {"nummer": 7}, reacties),
    "reacties:bij_sectie": (T | {"nummer": 7, "soort": "vervolg"}, reacties),
    "reacties:bij_hoofdstuksectie": (T | {"hoofdstuk": 1, "sectie": 1}, reacties),
    "reacties:versie_bij_opgave": (V | {"nummer": 7}, reacties),
    "reacties:versie_bij_sectie": (V | {"nummer": 7, "soort": "vervolg"}, reacties),
    "reacties:versie_bij_hoofdstuksectie": (V | {"hoofdstuk": 1, "sectie": 1}, reacties),
    "portaal:publiceren": (V, publiceren),  # last: it makes public what the rules before took for internal
}
