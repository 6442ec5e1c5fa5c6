"""The table of rights: every address and what it answers to whom, by method; tests/huis/test_toegang.py asks them all.

A rule is a function of a visitor: it says which status a method gets.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

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


def alleen_in_de_demo(b: Bezoeker, methode: str) -> set[int]:
    """What is not there outside the demo, for nobody."""
    return {404} if methode in ("get", "head") else {405}


def lezen(b: Bezoeker, methode: str) -> set[int]:
    """A page about a plan, for who may see that plan."""
    if methode not in ("get", "head"):
        return {405, 404}
    return {200} if b.ziet else {404}


def open_gegevens(b: Bezoeker, methode: str) -> set[int]:
    """The same for everybody: what is there where the plan is public, also for who has a role."""
    if methode not in ("get", "head"):
        return {405}
    return {200} if b.openbaar else {404}


def zonder_agenda(methodes: tuple[str, ...] = ("get", "head")) -> Regel:
    """A page of an agenda where none was begun: for nobody there."""

    def regel(b: Bezoeker, methode: str) -> set[int]:
        if methode not in methodes:
            return {405}
        return {401} if methode == "post" and not b.ingelogd else {404}

    return regel


def geen_beeld(b: Bezoeker, methode: str) -> set[int]:
    """A picture that is not there: for everybody the same as one that is not public."""
    return {404} if methode in ("get", "head") else {405, 404}


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


def gemeten(b: Bezoeker, methode: str) -> set[int]:
    """What an open editor asks by itself and nothing keeps; an empty form is told as not measured."""
    return {200} if (uit := klad(b, methode)) == {400} else uit


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


def inloggen(methode: str) -> set[int]:
    """The login page; what was typed before a session ended comes back instead."""
    return {401} if methode == "post" else {302}


PERSONEN = {"beheerder", "programmamanager"}


def personen(b: Bezoeker, methode: str) -> set[int]:
    """A page about people and roles. Who has no role in the region does not learn that it is there."""
    if not b.ingelogd:
        return inloggen(methode)
    if methode not in ("get", "head"):
        return {405}
    if b.rol is None:
        return {404}
    return {200} if b.rol in PERSONEN else {403}


def personen_formulier(b: Bezoeker, methode: str) -> set[int]:
    """The same, with a form; an empty one is refused for what it lacks."""
    if methode in ("get", "head", "post") or not b.ingelogd:
        goed = personen(b, "get")
        return {422} if goed == {200} and methode == "post" else goed if b.ingelogd else inloggen(methode)
    return {405}


def personen_daad(b: Bezoeker, methode: str) -> set[int]:
    """Only a POST, here on something that does not exist."""
    if not b.ingelogd:
        return inloggen(methode)
    if methode != "post":
        return {405}
    return {403} if b.rol and b.rol not in PERSONEN else {404}


def personen_wat_er_niet_is(b: Bezoeker, methode: str) -> set[int]:
    """A page with a form about somebody or something that is not of this region."""
    if not b.ingelogd:
        return inloggen(methode)
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
    if not b.ingelogd:
        return inloggen(methode)
    if methode in ("get", "head"):
        return {302}
    return {405}


def ingelogd(*lezen: str, er_is: bool = True, post: int = 405) -> Regel:
    """What belongs to a person, whatever their roles: the login page for others."""

    def regel(b: Bezoeker, methode: str) -> set[int]:
        if not b.ingelogd:
            return inloggen(methode)
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
    """As `versiedaad`; who says nothing of what is open is asked first, but for a version that is public already."""
    verwacht = versiedaad(MAKERS)(b, methode)
    return {303 if b.openbaar else 200} if methode == "post" and b.rol in MAKERS else verwacht


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


TABELLEN = {"beheerder", "secretaris", *BEWERKERS}


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


def planstructuur(methodes: tuple[str, ...] = ("get", "head", "post"), er_is: bool = True, post: int = 404) -> Regel:
    """The structure of the plan, of the programmamanager; for others with a role it is refused, to visitors gone."""

    def regel(b: Bezoeker, methode: str) -> set[int]:
        if methode not in methodes:
            return {405}
        if not b.ingelogd:
            return {401} if methode == "post" else {302}
        if b.rol is None:
            return {404}
        if b.rol != "programmamanager":
            return {403}
        if not er_is:
            return {404}
        return {post} if methode == "post" else {200}

    return regel


def weggehaald(b: Bezoeker, methode: str) -> set[int]:
    """An opgave that never was."""
    if methode not in ("get", "head"):
        return {405}
    return {404} if b.ingelogd else {302}


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


SCHRIJVERS = {"programmamanager", "secretaris"}
STRUCTUUR = {"beheerder", "programmamanager", "secretaris"}


def kamer(
    wie: set[str] | None = None,
    methodes: tuple[str, ...] = ("get", "head"),
    er_is: bool = True,
    post: int = 422,
) -> Regel:
    """A page of governance for who has a role, or for some of them; others log in first. `post`: of an empty form."""

    def regel(b: Bezoeker, methode: str) -> set[int]:
        if methode not in methodes:
            return {405}
        if not b.ingelogd:
            return {401} if methode == "post" else {302}
        if b.rol is None:
            return {404}
        if wie is not None and b.rol not in wie:
            return {403}
        if not er_is:
            return {404}
        return {post} if methode == "post" else {200}

    return regel


def zonder_cbs(b: Bezoeker, methode: str) -> set[int]:
    """A page that asks CBS first, which is not there in the tests: who may is sent back with the reason."""
    uit = kamer(BEWERKERS, ("get", "head", "post"))(b, methode)
    return {303} if uit & {200, 422} else uit
