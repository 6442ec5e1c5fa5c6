"""The kinds of part that a plan is made of: one class per kind, with its fields and where it stands in the tree."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar, Final

from .. import boom, itemsoorten, tekst
from ..boom import Plandocument
from ..sleutels import nieuwe_sleutel
from .velden import Deelveld, Keuzes
from .vorm import OngeldigDeel, Structuurbezwaar

KLEUREN: Final = (
    ("0", "grijs"),
    ("1", "blauw"),
    ("2", "wijnrood"),
    ("3", "indigo"),
    ("4", "bruin"),
    ("5", "roestrood"),
    ("6", "petrol"),
    ("7", "violet"),
    ("8", "olijfgroen"),
)
BEZET: Final = frozenset(
    ("geschiedenis", "stand", "reacties", "pdf", "word", "odt", "json", "past", "dossier", "nota", "splitsen")
)
"""Words that follow the number of an opgave in addresses: no section may be called so there."""


class Structuurdeel:
    """A kind of part. `lijst` is the field of the plan that holds them in order."""

    code: ClassVar[str]
    enkelvoud: ClassVar[str]
    meervoud: ClassVar[str]
    lidwoord: ClassVar[str] = "de"
    lijst: ClassVar[str]
    sleutelveld: ClassVar[str] = "sleutel"
    naamveld: ClassVar[str] = "naam"
    genummerd: ClassVar[bool] = False
    """Whether they carry a number that follows their order."""
    velden: ClassVar[tuple[Deelveld, ...]] = ()
    uitleg: ClassVar[str] = ""

    def rij(self, document: Plandocument, houder: str = "") -> tuple[Any, ...]:
        return tuple(getattr(document, self.lijst))

    def zet(self, document: Plandocument, rij: Sequence[Any], houder: str = "") -> Plandocument:
        anders: dict[str, Any] = {self.lijst: tuple(rij)}
        return replace(document, **anders)

    def houder_van(self, document: Plandocument, sleutel: str) -> str:
        """The key of what holds it; empty for the plan itself."""
        return ""

    def houders(self, document: Plandocument) -> list[tuple[str, str]]:
        """Where one may be added: key and name; a single empty key for the plan itself."""
        return [("", "")]

    def sleutel(self, deel: Any) -> str:
        return str(getattr(deel, self.sleutelveld))

    def naam(self, deel: Any) -> str:
        """As people call it: "opgave 14 Wonen"."""
        nummer = f"{deel.nummer} " if self.genummerd else ""
        return f"{nummer}{getattr(deel, self.naamveld)}".strip() or f"{self.enkelvoud} zonder naam"

    def vind(self, document: Plandocument, sleutel: str) -> Any:
        """Raises Structuurbezwaar where it is not there (any more)."""
        for deel in self.rij(document, self.houder_van(document, sleutel)):
            if self.sleutel(deel) == sleutel:
                return deel
        raise Structuurbezwaar(f"{self.lidwoord.capitalize()} {self.enkelvoud} staat niet meer in het plan.")

    def nummer_door(self, rij: Sequence[Any]) -> tuple[Any, ...]:
        """The same with numbers that follow the order."""
        return tuple(replace(d, nummer=n) for n, d in enumerate(rij, 1)) if self.genummerd else tuple(rij)

    def lees(self, document: Plandocument, gepost: Mapping[str, Sequence[str]], deel: Any = None) -> dict[str, Any]:
        """The fields of a form as values. Raises OngeldigDeel."""
        uit, fouten = {}, {}
        for veld in self.velden:
            try:
                uit[veld.naam] = veld.lees(document, gepost.get(veld.naam, ()))
            except ValueError as fout:
                fouten[veld.naam] = str(fout)
        if not fouten:
            fouten |= self.keur(document, uit, deel)
        if fouten:
            raise OngeldigDeel(fouten)
        return self.waarden(uit)

    def keur(self, document: Plandocument, waarden: Mapping[str, Any], deel: Any) -> dict[str, str]:
        """What these values run into beside the others of the plan: field → sentence."""
        zelfde = [
            d
            for houder, _ in self.houders(document)
            for d in self.rij(document, houder)
            if getattr(d, self.naamveld).casefold() == waarden.get(self.naamveld, "").casefold()
        ]
        if any(deel is None or self.sleutel(d) != self.sleutel(deel) for d in zelfde) and self.naam_eenmaal:
            return {self.naamveld: f"Er is al een {self.enkelvoud} met deze naam."}
        return {}

    naam_eenmaal: ClassVar[bool] = True

    def waarden(self, gelezen: dict[str, Any]) -> dict[str, Any]:
        return gelezen

    def nieuw(self, document: Plandocument, waarden: Mapping[str, Any], sleutel: str = "") -> Any:
        raise NotImplementedError

    def na_erbij(self, document: Plandocument, deel: Any) -> Plandocument:
        return document

    def na_weg(self, document: Plandocument, deel: Any) -> Plandocument:
        """What else changes once it is gone."""
        return document

    def raakt_weg(self, document: Plandocument, deel: Any) -> list[str]:
        """What goes or changes with it, in sentences. Raises Structuurbezwaar where it may not go."""
        return []

    def secties(self, deel: Any) -> tuple[boom.Sectie, ...]:
        """The sections that stand in it."""
        return ()


class Plandeel(Structuurdeel):
    """The plan itself: its title, subtitle and label."""

    code, enkelvoud, meervoud, lidwoord, lijst = "plan", "plan", "plannen", "het", ""
    naamveld = "titel"
    velden = (
        Deelveld("titel", "Titel", verplicht=True, hoogstens=200),
        Deelveld("ondertitel", "Ondertitel", hoogstens=300),
        Deelveld("label", "Label", uitleg="Bijvoorbeeld: 70%-versie. Staat op elke bladzijde.", hoogstens=100),
    )

    def rij(self, document: Plandocument, houder: str = "") -> tuple[Any, ...]:
        return (document,)

    def zet(self, document: Plandocument, rij: Sequence[Any], houder: str = "") -> Plandocument:
        return rij[0]

    def sleutel(self, deel: Any) -> str:
        return "plan"

    def keur(self, document: Plandocument, waarden: Mapping[str, Any], deel: Any) -> dict[str, str]:
        return {}


class Clusterdeel(Structuurdeel):
    """A group of opgaven under one heading."""

    code, enkelvoud, meervoud, lidwoord, lijst = "cluster", "cluster", "clusters", "het", "clusters"
    velden = (
        Deelveld("naam", "Naam", verplicht=True, hoogstens=150),
        Deelveld("kleur", "Kleur", "keuze", keuzes=lambda _: KLEUREN),
    )

    def waarden(self, gelezen: dict[str, Any]) -> dict[str, Any]:
        return gelezen | {"kleur": int(gelezen["kleur"])}

    def nieuw(self, document: Plandocument, waarden: Mapping[str, Any], sleutel: str = "") -> Any:
        return boom.Cluster(sleutel or nieuwe_sleutel(), **waarden)

    def _hierin(self, document: Plandocument, deel: Any) -> list[boom.Opgave]:
        return [o for o in document.opgaven if deel.sleutel in (o.cluster, o.cluster_overzicht)]

    def na_weg(self, document: Plandocument, deel: Any) -> Plandocument:
        return replace(
            document,
            opgaven=tuple(
                replace(
                    o,
                    cluster="" if o.cluster == deel.sleutel else o.cluster,
                    cluster_overzicht="" if o.cluster_overzicht == deel.sleutel else o.cluster_overzicht,
                )
                for o in document.opgaven
            ),
        )

    def raakt_weg(self, document: Plandocument, deel: Any) -> list[str]:
        if not (hierin := self._hierin(document, deel)):
            return ["Er staan geen opgaven in dit cluster."]
        return [f"Deze opgaven staan daarna in geen cluster: {', '.join(str(o.nummer) for o in hierin)}."]


class Doelstellingdeel(Structuurdeel):
    """An aim of the programme."""

    code, enkelvoud, meervoud, lijst = "doelstelling", "doelstelling", "doelstellingen", "doelstellingen"
    genummerd = True
    velden = (
        Deelveld("naam", "Naam", verplicht=True, hoogstens=200),
        Deelveld("kort", "Korte naam", uitleg="Voor tabellen en het fichehoofd.", hoogstens=60),
        Deelveld("omschrijving", "Omschrijving", "tekst"),
    )

    def nieuw(self, document: Plandocument, waarden: Mapping[str, Any], sleutel: str = "") -> Any:
        return boom.Doelstelling(sleutel or nieuwe_sleutel(), len(document.doelstellingen) + 1, **waarden)

    def na_weg(self, document: Plandocument, deel: Any) -> Plandocument:
        zonder = tuple(
            replace(o, doelstellingen=tuple(d for d in o.doelstellingen if d != deel.sleutel)) for o in document.opgaven
        )
        return replace(document, opgaven=zonder)

    def raakt_weg(self, document: Plandocument, deel: Any) -> list[str]:
        dienen = [str(o.nummer) for o in document.opgaven if deel.sleutel in o.doelstellingen]
        return [f"Deze opgaven noemen deze doelstelling daarna niet meer: {', '.join(dienen)}."] if dienen else []


class Uitgangspuntdeel(Structuurdeel):
    """A principle by which Rijk and regio work."""

    code = enkelvoud = "uitgangspunt"
    meervoud = lijst = "uitgangspunten"
    lidwoord = "het"
    genummerd = True
    velden = (
        Deelveld("naam", "Naam", verplicht=True, hoogstens=200),
        Deelveld("omschrijving", "Omschrijving", "tekst"),
    )

    def nieuw(self, document: Plandocument, waarden: Mapping[str, Any], sleutel: str = "") -> Any:
        return boom.Uitgangspunt(sleutel or nieuwe_sleutel(), len(document.uitgangspunten) + 1, **waarden)


class Hoofdstukdeel(Structuurdeel):
    """A chapter of prose before or after the fiches."""

    code, enkelvoud, meervoud, lidwoord, lijst = "hoofdstuk", "hoofdstuk", "hoofdstukken", "het", "hoofdstukken"
    naamveld = "titel"
    velden = (
        Deelveld("titel", "Titel", verplicht=True, hoogstens=200),
        Deelveld("na_opgaven", "Staat na de opgaven", "janee"),
    )

    def nieuw(self, document: Plandocument, waarden: Mapping[str, Any], sleutel: str = "") -> Any:
        sleutel = sleutel or nieuwe_sleutel()
        return boom.Hoofdstuk(sleutel, secties=(boom.Sectie(nieuwe_sleutel()),), **waarden)

    def raakt_weg(self, document: Plandocument, deel: Any) -> list[str]:
        vol = [s for s in deel.secties if not s.leeg]
        if not vol:
            return ["Er staat geen tekst in dit hoofdstuk."]
        return [f"De tekst gaat mee: {len(vol)} {'paragraaf' if len(vol) == 1 else 'paragrafen'}."]

    def secties(self, deel: Any) -> tuple[boom.Sectie, ...]:
        return tuple(deel.secties)


class Paragraafdeel(Structuurdeel):
    """A section of a chapter."""

    code, enkelvoud, meervoud, lijst = "paragraaf", "paragraaf", "paragrafen", ""
    naamveld = "titel"
    naam_eenmaal = False
    velden = (Deelveld("titel", "Titel", hoogstens=250),)

    def houder_van(self, document: Plandocument, sleutel: str) -> str:
        return next((h.sleutel for h in document.hoofdstukken if any(s.sleutel == sleutel for s in h.secties)), "")

    def houders(self, document: Plandocument) -> list[tuple[str, str]]:
        return [(h.sleutel, h.titel) for h in document.hoofdstukken]

    def rij(self, document: Plandocument, houder: str = "") -> tuple[Any, ...]:
        return next((h.secties for h in document.hoofdstukken if h.sleutel == houder), ())

    def zet(self, document: Plandocument, rij: Sequence[Any], houder: str = "") -> Plandocument:
        anders = (replace(h, secties=tuple(rij)) if h.sleutel == houder else h for h in document.hoofdstukken)
        return replace(document, hoofdstukken=tuple(anders))

    def nieuw(self, document: Plandocument, waarden: Mapping[str, Any], sleutel: str = "") -> Any:
        return boom.Sectie(sleutel or nieuwe_sleutel(), **waarden)

    def raakt_weg(self, document: Plandocument, deel: Any) -> list[str]:
        return ["Er staat geen tekst in."] if deel.leeg else ["De tekst die erin staat gaat mee."]

    def secties(self, deel: Any) -> tuple[boom.Sectie, ...]:
        return (deel,)


def _clusters(document: Plandocument) -> Keuzes:
    return [("", "geen cluster"), *((c.sleutel, c.naam) for c in document.clusters)]


class Opgavedeel(Structuurdeel):
    """A task that Rijk and regio take on together, with its fiche."""

    code, enkelvoud, meervoud, lijst = "opgave", "opgave", "opgaven", "opgaven"
    naamveld = "titel"
    genummerd = True
    velden = (
        Deelveld("titel", "Titel", verplicht=True, hoogstens=250),
        Deelveld("cluster", "Cluster op de fiche", "keuze", keuzes=_clusters),
        Deelveld(
            "cluster_overzicht",
            "Cluster in het overzicht",
            "keuze",
            uitleg="Meestal hetzelfde als op de fiche.",
            keuzes=_clusters,
        ),
        Deelveld("overzicht", "Zin in het overzicht", "woorden"),
        Deelveld(
            "doelstellingen",
            "Doelstellingen",
            "keuzes",
            keuzes=lambda d: [(x.sleutel, f"{x.nummer} {x.naam}") for x in d.doelstellingen],
        ),
    )

    def nieuw(self, document: Plandocument, waarden: Mapping[str, Any], sleutel: str = "") -> Any:
        secties = tuple(boom.Sectie(nieuwe_sleutel(), soort.code) for soort in document.sectiesoorten)
        nummer = max((o.nummer for o in document.opgaven), default=0) + 1
        return boom.Opgave(sleutel or nieuwe_sleutel(), nummer, secties=secties, **waarden)

    def raakt_weg(self, document: Plandocument, deel: Any) -> list[str]:
        uit = []
        vol = [document.soorten[s.soort].naam for s in deel.secties if not s.leeg and s.soort in document.soorten]
        uit.append(f"Deze tekst gaat mee: {', '.join(vol)}." if vol else "De fiche heeft nog geen tekst.")
        if plekken := verwezen(document, deel.sleutel):
            uit.append(
                f"Elders staat een verwijzing naar deze opgave; daar leest men dan ‘opgave (vervallen)’: "
                f"{', '.join(plekken)}."
            )
        return uit

    def secties(self, deel: Any) -> tuple[boom.Sectie, ...]:
        return tuple(deel.secties)


class Fichedeel(Structuurdeel):
    """A section that every fiche of this plan has: its name, its letter in the codes, its kind of items."""

    code, enkelvoud, meervoud, lijst = "ficheonderdeel", "ficheonderdeel", "ficheonderdelen", "sectiesoorten"
    lidwoord = "het"
    sleutelveld = "code"
    velden = (
        Deelveld("naam", "Naam", verplicht=True, hoogstens=100),
        Deelveld(
            "letter",
            "Letter in de codes",
            uitleg="Een of twee hoofdletters, zoals de K van 14.K2.",
            verplicht=True,
            hoogstens=2,
        ),
        Deelveld(
            "itemsoort",
            "Wat erin staat",
            "keuze",
            keuzes=lambda _: [
                ("", "alleen tekst"),
                *((s.code, f"tekst en {s.meervoud}") for s in itemsoorten.ITEMSOORTEN.values()),
            ],
        ),
    )

    def _vol(self, document: Plandocument, code: str) -> list[boom.Opgave]:
        return [o for o in document.opgaven if any(s.soort == code and not s.leeg for s in o.secties)]

    def keur(self, document: Plandocument, waarden: Mapping[str, Any], deel: Any) -> dict[str, str]:
        fouten = super().keur(document, waarden, deel)
        letter = waarden["letter"].upper()
        if not re.fullmatch("[A-Z]{1,2}", letter):
            fouten["letter"] = "Geef een of twee letters van A tot Z."
        elif any(s.letter == letter and s is not deel for s in document.sectiesoorten):
            ander = next(s for s in document.sectiesoorten if s.letter == letter)
            fouten["letter"] = f"De letter {letter} is al van ‘{ander.naam}’."
        if deel is not None and waarden["itemsoort"] != deel.itemsoort:
            met = [o.nummer for o in document.opgaven for s in o.secties if s.soort == deel.code and s.items]
            if met:
                fouten["itemsoort"] = (
                    f"Dit kan niet anders zolang er punten in staan: in opgave {', '.join(map(str, met))}."
                )
        return fouten

    def waarden(self, gelezen: dict[str, Any]) -> dict[str, Any]:
        return gelezen | {"letter": gelezen["letter"].upper()}

    def nieuw(self, document: Plandocument, waarden: Mapping[str, Any], sleutel: str = "") -> Any:
        ascii_ = unicodedata.normalize("NFKD", waarden["naam"]).encode("ascii", "ignore").decode().lower()
        stam = re.sub("[^a-z0-9]+", "-", ascii_).strip("-")[:40] or "onderdeel"
        bezet = {s.code for s in document.sectiesoorten} | BEZET
        code = next(c for n in range(1, 999) if (c := stam if n == 1 else f"{stam}-{n}") not in bezet)
        return boom.Sectiesoort(code, **waarden)

    def na_erbij(self, document: Plandocument, deel: Any) -> Plandocument:
        def met(opgave: boom.Opgave) -> boom.Opgave:
            return replace(opgave, secties=(*opgave.secties, boom.Sectie(nieuwe_sleutel(), deel.code)))

        return replace(document, opgaven=tuple(map(met, document.opgaven)))

    def na_weg(self, document: Plandocument, deel: Any) -> Plandocument:
        zonder = tuple(
            replace(o, secties=tuple(s for s in o.secties if s.soort != deel.code)) for o in document.opgaven
        )
        return replace(document, opgaven=zonder)

    def raakt_weg(self, document: Plandocument, deel: Any) -> list[str]:
        if vol := self._vol(document, deel.code):
            raise Structuurbezwaar(
                f"In ‘{deel.naam}’ staat nog tekst, bij opgave {', '.join(str(o.nummer) for o in vol)}. "
                "Verplaats die tekst eerst; dan kan dit onderdeel weg."
            )
        return ["Geen enkele fiche heeft hier tekst."]


def verwezen(document: Plandocument, opgave: str) -> list[str]:
    """Where the text of another fiche or chapter refers to this opgave: "14 Knelpunten", "Governance"."""
    uit = []
    for houder, sectie in document.alle_secties():
        if houder.sleutel == opgave:
            continue
        teksten = (sectie.opening, sectie.slot, *(i.tekst for i in sectie.items))
        if any(opgave in tekst.verwijzingen(t) for t in teksten):
            if isinstance(houder, boom.Opgave):
                soort = document.soorten.get(sectie.soort)
                uit.append(f"{houder.nummer} {soort.naam if soort else ''}".strip())
            else:
                uit.append(" – ".join(n for n in (houder.titel, sectie.titel) if n))
    return uit


DEELSOORTEN: Final[dict[str, Structuurdeel]] = {
    d.code: d
    for d in (
        Plandeel(),
        Opgavedeel(),
        Clusterdeel(),
        Doelstellingdeel(),
        Uitgangspuntdeel(),
        Hoofdstukdeel(),
        Paragraafdeel(),
        Fichedeel(),
    )
}


def deelsoort(code: str) -> Structuurdeel:
    """Raises KeyError."""
    return DEELSOORTEN[code]
