"""The place at which somebody reads comments and writes one: a section of a fiche or chapter, or a whole fiche."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, replace
from functools import cached_property, partial
from urllib.parse import urlencode

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone

from governance.models import Ministerie
from opgaven.bezoek import Bezoek
from plandocument import anker as ankers
from plandocument import tekst
from plandocument.boom import Opgave, Plandocument, Sectie, Sectiesoort
from plandocument.codes import plaats
from plandocument.plek import Plek
from versies.bezoek import bezoek, document_van
from versies.models import Versie

from . import waar
from .models import Reactie
from .models.reacties import ReactieQuerySet
from .permissions import Inzage
from .plekken import houder_van
from .rondevragen import Rondevraag, rondevragen

GEEN_REACTIES = "Hier is geen pagina die u kunt bekijken."
CITAAT_MAX = 2000
HEEL = "heel"
"""The choice of the whole section."""


@dataclass(frozen=True, slots=True)
class Onderwerpkeuze:
    """Something that a comment can be about. `tekst` are its words, for wording them otherwise; `diep` sets it in."""

    waarde: str
    naam: str
    tekst: str = ""
    code: str = ""
    diep: bool = False


@dataclass(frozen=True, slots=True)
class Selectie:
    """Words that somebody pointed at on the page."""

    citaat: str
    deel: str = ""
    item: str = ""
    hoeveelste: int = 0


@dataclass
class Hier:
    """`soort` is the kind of the section, None in a chapter; `sectie` is None for a whole fiche."""

    visite: Bezoek
    inzage: Inzage
    opgave: str
    hoofdstuk: str
    nummer: int
    naam: str
    houder: str
    sectie: Sectie | None = None
    volgnummer: int = 0
    soort: Sectiesoort | None = None

    @property
    def document(self) -> Plandocument:
        return self.visite.document

    @property
    def code(self) -> str:
        if self.sectie is None:
            return str(self.nummer)
        return f"{self.nummer}.{self.soort.letter}" if self.soort else f"H{self.nummer}.{self.volgnummer}"

    @property
    def id(self) -> str:
        """What the ids of its elements end with."""
        if self.sectie is None:
            return "fiche"
        return self.soort.letter if self.soort else str(self.volgnummer)

    @property
    def adres(self) -> str:
        return adres(
            self.visite,
            self.nummer,
            soort=self.soort.code if self.soort else "",
            sectie=self.volgnummer if self.hoofdstuk else 0,
        )

    @property
    def pagina(self) -> str:
        """The page that it is on, at the place."""
        pagina = self.visite.adres("opgave" if self.opgave else "hoofdstuk", self.nummer)
        return f"{pagina}#{self.code}" if self.sectie else pagina

    @property
    def namens(self) -> str:
        """Where to key in what somebody else said about this place; empty for who may not."""
        if not self.inzage.mag_namens():
            return ""
        vraag = {"code": self.code} | ({"versie": self.visite.bron.versie} if not self.visite.werkversie else {})
        return f"{reverse('reacties:namens', args=[self.visite.regio.code])}?{urlencode(vraag)}"

    @cached_property
    def versie(self) -> Versie | None:
        """The version that is on screen; None for the working copy. One query."""
        if self.visite.werkversie:
            return None
        return Versie.objects.zonder_inhoud().get(plan=self.visite.plan, code=self.visite.bron.versie)

    @cached_property
    def vragen(self) -> list[Rondevraag]:
        """What open rounds ask the reader's ministries about this opgave. One query; none for who speaks for none."""
        versie = "" if self.visite.werkversie else self.visite.bron.versie
        return rondevragen(self.visite.plan, self.inzage.ministeries, self.opgave, versie, timezone.localdate())

    def vraag_van(self, ministerie: Ministerie | None) -> Rondevraag | None:
        """The round to which a comment of this ministry belongs here without a word, or would if it still could."""
        rij = (v for v in self.vragen if v.op_deze_tekst and v.deelname.ministerie == ministerie)
        return next(rij, None) if ministerie is not None else None

    def keuzes_van(self, ministerie: Ministerie | None) -> list[Rondevraag]:
        """Open rounds on another text in which this ministry still can comment: then it must say which is meant."""
        hier = self.vraag_van(ministerie)
        if ministerie is None or (hier is not None and not hier.bezwaar):
            return []
        return [v for v in self.vragen if not v.op_deze_tekst and v.deelname.ministerie == ministerie]

    def rijen(self) -> ReactieQuerySet:
        """The comments here, before asking who may read them. On a version those that were made on it."""
        rijen = Reactie.objects.staat().filter(plan=self.visite.plan)
        if not self.visite.werkversie:
            rijen = rijen.filter(opgave=self.opgave) if self.opgave else rijen.filter(hoofdstuk=self.hoofdstuk)
            return (rijen.filter(sectie=self.sectie.sleutel) if self.sectie else rijen).filter(versie=self.versie)
        hier = waar.bij("opgave", self.visite.plan, self.opgave) if self.opgave else Q(hoofdstuk=self.hoofdstuk)
        if self.sectie is not None:
            hier &= waar.bij("sectie", self.visite.plan, self.sectie.sleutel)
            if items := [
                i.sleutel for i in self.sectie.items
            ]:  # a point that came from elsewhere has its comments along
                hier |= Q(item__in=items)
        return rijen.filter(hier)

    @cached_property
    def keuzes(self) -> list[Onderwerpkeuze]:
        """All that can be pointed at here, in printed order: the whole, each point, each sentence."""
        if self.sectie is None:
            return [Onderwerpkeuze(HEEL, "Deze hele fiche")]
        codes = {}
        if self.soort is not None:
            opgave = self.document.per_sleutel[self.opgave]
            codes = {r.item.sleutel: r.code for r in plaats(opgave, self.soort, self.sectie).regels}
        punten = {
            item.sleutel: (codes.get(item.sleutel, ""), tekst.woorden(item.tekst, self.document.nummers), n)
            for n, item in enumerate(self.sectie.items, 1)
        }
        volgorde = list(codes) or list(punten)
        zinnen = ankers.zinnen(self.sectie, self.document.nummers)
        per_punt = {sleutel: [z for z in zinnen if z.item == sleutel] for sleutel in punten}
        uit = [Onderwerpkeuze(HEEL, "Deze hele sectie")]
        uit += [Onderwerpkeuze(_waarde(z), z.tekst, z.tekst) for z in zinnen if z.deel == "opening"]
        for sleutel in volgorde:
            code, woorden, n = punten[sleutel]
            heel = len(per_punt[sleutel]) > 1
            naam = "Dit hele punt" if heel else woorden
            uit.append(Onderwerpkeuze(f"punt:{sleutel}", naam, woorden, code or f"Punt {n}"))
            if heel:
                uit += [Onderwerpkeuze(_waarde(z), z.tekst, z.tekst, diep=True) for z in per_punt[sleutel]]
        uit += [Onderwerpkeuze(_waarde(z), z.tekst, z.tekst) for z in zinnen if z.deel == "slot"]
        return uit

    def heel(self, selectie: Selectie) -> Selectie | None:
        """The same words, widened to whole ones as an anchor is; None where they do not stand here."""
        try:
            anker = self.anker("selectie", selectie)
        except ankers.GeenPlek:
            return None
        ervoor = " ".join(anker.eenheid[: anker.begin].split())
        citaat = " ".join(anker.citaat.split())
        return replace(selectie, citaat=citaat, hoeveelste=ervoor.count(citaat)) if citaat else None

    def anker(self, waarde: str, selectie: Selectie | None = None) -> ankers.Anker:
        """What a choice of `keuzes` points at, or (`waarde` is "selectie") the words themselves. Raises GeenPlek."""
        maak = partial(ankers.maak, self.document, opgave=self.opgave, hoofdstuk=self.hoofdstuk)
        if self.sectie is None:
            return maak()
        maak = partial(maak, sectie=self.sectie.sleutel)
        if waarde == "selectie" and selectie is not None:
            return maak(
                item=selectie.item,
                deel="" if selectie.item else selectie.deel,
                citaat=selectie.citaat,
                hoeveelste=selectie.hoeveelste,
            )
        if waarde.startswith("punt:"):
            return maak(item=waarde.removeprefix("punt:"))
        if waarde not in ("", HEEL):
            for zin in ankers.zinnen(self.sectie, self.document.nummers):
                if _waarde(zin) == waarde:
                    return maak(
                        item=zin.item,
                        deel=zin.deel,
                        citaat=zin.tekst,
                        hoeveelste=zin.hoeveelste,
                    )
            raise ankers.GeenPlek("Deze zin staat hier niet meer: de tekst is intussen gewijzigd. Kies opnieuw.")
        return maak()

    def anker_in(self, versie: Versie, anker: ankers.Anker) -> tuple[ankers.Anker, Plandocument] | None:
        """The same words at the same place of a version, with its text; None where they do not stand there. At most
        one query."""
        document = document_van(versie.pk, versie.sha256)
        if not anker.eenheid:
            gevonden = ankers.GevolgdAnker("er_nog", Plek(anker.opgave, anker.hoofdstuk, anker.sectie))
        else:
            gevonden = ankers.volg(anker, document)
        plek = gevonden.plek
        if gevonden.soort != "er_nog" or plek is None:
            return None
        try:
            geheel = ankers.maak(
                document,
                opgave=plek.opgave,
                hoofdstuk=plek.hoofdstuk,
                sectie=plek.sectie,
                item=plek.item,
                deel="" if plek.item else gevonden.deel,
            )
            if anker.citaat:
                geheel = ankers.bij_tekens(geheel, document, gevonden.begin, gevonden.eind)
        except ankers.GeenPlek:
            return None
        return geheel, document


def _waarde(zin: ankers.Zin) -> str:
    """A sentence as the form posts it: another one for other words, so that no choice ends up elsewhere."""
    wat = f"{zin.item}|{zin.deel}|{zin.hoeveelste}|{zin.tekst}"
    return f"zin:{zlib.crc32(wat.encode()):08x}"


def adres(visite: Bezoek, nummer: int, *, soort: str = "", sectie: int = 0) -> str:
    """The page with the comments at a place of the text that is on screen."""
    args: list[object] = [visite.regio.code]
    if visite.bron.adres:
        args.append(visite.bron.adres)
    voor = "versie_" if visite.bron.adres else ""
    if soort:
        return reverse(f"reacties:{voor}bij_sectie", args=[*args, nummer, soort])
    if sectie:
        return reverse(f"reacties:{voor}bij_hoofdstuksectie", args=[*args, nummer, sectie])
    return reverse(f"reacties:{voor}bij_opgave", args=[*args, nummer])


def visite_van(request: HttpRequest, regio: str, versie: str = "") -> tuple[Bezoek, Inzage]:
    """The visit, and what they may read of comments; 404 for a visitor. As many queries as the visit."""
    visite = bezoek(request, regio, versie)
    inzage = Inzage.uit(visite.rechten)
    if not inzage.mag_lezen():
        raise Http404(GEEN_REACTIES)
    return visite, inzage


def bij_opgave(request: HttpRequest, regio: str, nummer: int, versie: str = "") -> Hier:
    visite, inzage = visite_van(request, regio, versie)
    opgave = visite.opgave(nummer)
    visite = visite.bij(request, opgave.sleutel)
    return Hier(visite, inzage, opgave.sleutel, "", nummer, opgave.titel, f"{nummer} {opgave.titel}")


def bij_sectie(request: HttpRequest, regio: str, nummer: int, soort: str, versie: str = "") -> Hier:
    hier = bij_opgave(request, regio, nummer, versie)
    opgave: Opgave = hier.document.opgave(nummer)
    kind = hier.document.soorten.get(soort)
    try:
        sectie = opgave.sectie(soort)
    except KeyError:
        raise Http404("Deze sectie bestaat niet in dit plan.") from None
    if kind is None:
        raise Http404("Deze sectie bestaat niet in dit plan.")
    hier.sectie, hier.soort, hier.naam = sectie, kind, kind.naam
    return hier


def bij_hoofdstuksectie(request: HttpRequest, regio: str, hoofdstuk: int, sectie: int, versie: str = "") -> Hier:
    visite, inzage = visite_van(request, regio, versie)
    alle = (*visite.document.hoofdstukken_voor(), *visite.document.hoofdstukken_na())
    if not (1 <= hoofdstuk <= len(alle) and 1 <= sectie <= len(alle[hoofdstuk - 1].secties)):
        raise Http404("Deze sectie bestaat niet in dit plan.")
    houder = alle[hoofdstuk - 1]
    hier = houder.secties[sectie - 1]
    return Hier(visite, inzage, "", houder.sleutel, hoofdstuk, hier.titel, houder.titel, hier, sectie)


def hier_van(visite: Bezoek, inzage: Inzage, reactie: Reactie) -> Hier | None:
    """The place where a comment was made, in the text on screen; None where it is there no more."""
    houder, nummer = houder_van(visite.document, reactie.opgave, reactie.hoofdstuk)
    if houder is None:
        return None
    naam = houder.titel
    hier = Hier(visite, inzage, reactie.opgave, reactie.hoofdstuk, nummer, naam, f"{nummer} {naam}")
    for volg, sectie in enumerate(houder.secties, 1):
        if sectie.sleutel == reactie.sectie:
            hier.sectie, hier.volgnummer = sectie, volg
            hier.soort = visite.document.soorten.get(sectie.soort)
            hier.naam = hier.soort.naam if hier.soort else sectie.titel
    return hier


_GETAL = re.compile("[0-9]{1,4}")


def selectie_van(data: dict[str, str]) -> Selectie | None:
    """As a browser sends it; None where no words were chosen, or more than one can comment on at once."""
    citaat = " ".join(data.get("citaat", "").replace("\0", "").split())
    if not citaat or len(citaat) > CITAAT_MAX:
        return None
    keer = data.get("hoeveelste", "")
    return Selectie(
        citaat,
        data.get("deel", "") if data.get("deel") in ("opening", "slot") else "",
        data.get("item", "").replace("\0", "")[:64],
        int(keer) if _GETAL.fullmatch(keer) else 0,
    )
