"""The reader itself: source lines into a Plandocument, with the lot of every line. Pure; linear in the lines."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from plandocument import boom
from plandocument.itemsoorten import MINISTERIE
from plandocument.sleutels import nieuwe_sleutel
from plandocument.standaard import SECTIESOORTEN
from plandocument.vermeldingen import items_van_soort

from . import doelstellingen, fiches, overzicht, ruis, titelblad
from .fouten import TE_VEEL_PUNTEN, Leesfout
from .hoofdstukken import Hoofdstuklezer
from .koppelen import Koppelregisters
from .koppen import Woordvormen, letters
from .opmaak import kaal, regel_html
from .overgeslagen import LANGST, Overgeslagen, uit_bron
from .overzicht import zelfde_cluster
from .personen import Herkenner, noemt_persoon
from .regels import MAX_PUNTEN, Bronregel, Leesbron
from .secties import Sectielezer
from .verantwoord import Inhoud
from .verslag import NIET_GEPLAATST, Boekhouding, GelezenTekst

_LABEL = re.compile(r"\(?[0-9a-zA-Z]{1,3}[.)]")


def lees_plan(
    bron: Leesbron, *, regio: str, regionaam: str, registers: Koppelregisters, opgaven: Mapping[int, str] | None = None
) -> GelezenTekst:
    """Read a plan. `opgaven`: number → key of the plan that stands, for references to what is not in the file.

    Raises Leesfout when it is none, or when it was cut off.
    """
    return _Lezing(bron, regio, regionaam, registers, opgaven or {}).lees()


class _Lezing:
    def __init__(
        self, bron: Leesbron, regio: str, regionaam: str, registers: Koppelregisters, opgaven: Mapping[int, str]
    ) -> None:
        self.bron, self.regio, self.regionaam, self.registers = bron, regio, regionaam, registers
        self.bekend = opgaven
        self.gemist: list[Overgeslagen] = []
        self.op_plaats = False
        self.regels: Sequence[Bronregel] = bron.regels
        self.boek = Boekhouding(bron)
        self.opmerkingen = list(bron.opmerkingen)

    def lees(self) -> GelezenTekst:
        regels = self.regels
        self.ruis = ruis.meubilair(regels, self.regionaam)
        gevonden = fiches.koppen(regels, self.ruis)
        eerste_kop = min(gevonden)
        aantal = sum(soort == "opgave" for soort in gevonden.values())
        self.inhoud = titelblad.inhoudsopgave(regels[:eerste_kop])
        self.overzicht = overzicht.zoek(regels[:eerste_kop], self.ruis, aantal)
        self.vormen = Woordvormen(r.tekst for n, r in enumerate(regels) if n not in gevonden)
        self.hoofdstukken = self._hoofdstuklezer(eerste_kop, aantal)
        delen, begin, eind = fiches.verdeel(
            regels, self.ruis, gevonden, self.overzicht.namen, lambda n: self.hoofdstukken.hoofdstuktitel(n)[1]
        )
        self.opmerkingen += fiches.keur(delen, regels, len(self.overzicht.teksten))
        return self._maak(delen, begin, eind)

    def _hoofdstuklezer(self, eerste_kop: int, aantal: int) -> Hoofdstuklezer:
        self.doelen = doelstellingen.zoek(
            self.regels[:eerste_kop], self.ruis, aantal, bladnummers=self.bron.soort not in ("Word", "ODT")
        )
        bezet = dict(self.overzicht.regels)
        bezet |= dict.fromkeys(self.doelen.regels, "doelstellingen")
        namen = [*self.registers.organisaties, *self.registers.gremia, *self.registers.ministeries]
        herkenner = Herkenner(self.regionaam, namen)
        return Hoofdstuklezer(self.regels, self.ruis, self.inhoud.titels, bezet, self.boek, herkenner, self.vormen)

    def _maak(self, delen: list[fiches.Ficheregels], begin: int, eind: int) -> GelezenTekst:
        nummers = self._nummers(delen)
        sleutels = {nummer: nieuwe_sleutel() for nummer in nummers}
        # a number that a fiche has by its place alone says nothing of the number that a sentence names
        wijzers = dict(self.bekend) if self.op_plaats and self.bekend else {**self.bekend, **sleutels}
        self.sectielezer = Sectielezer(self.registers, wijzers)
        clusters = self._clusters(delen)
        doelen = tuple(
            boom.Doelstelling(nieuwe_sleutel(), n, self.vormen.zin(naam), kort)
            for n, (naam, kort) in enumerate(zip(self.doelen.namen, _kort(self.doelen.namen), strict=True), 1)
        )
        voorwerk = self._voorwerk(begin)
        blad = titelblad.titelblad(self.regels, voorwerk, self.ruis, self.regionaam, self.vormen)
        self.boek.plaats((self.regels[n] for n in blad.regels), "titelblad")
        self.boek.plaats((self.regels[n] for n in self.inhoud.regels), "inhoudsopgave")
        voor = self.hoofdstukken.lees(voorwerk, begin, wijzers, na=False)
        opgaven = [
            self._opgave(fiche, nummer, sleutels[nummer], clusters, doelen)
            for fiche, nummer in zip(delen, nummers, strict=True)
        ]
        if eind < len(self.regels) and fiches.is_over(self.regels[eind]):
            begin_over = eind
            eind = next((n for n in range(eind + 1, len(self.regels)) if self.regels[n].kop == 1), len(self.regels))
            self.boek.ruis(self.regels[begin_over:eind])  # what the portal tells of the file itself
        achter = self.hoofdstukken.lees(eind, len(self.regels), wijzers, na=True)
        self.boek.ruis(self.regels[n] for n in self.ruis)
        document = boom.Plandocument(
            regio=self.regio,
            titel=blad.titel,
            ondertitel=blad.ondertitel,
            label=blad.label,
            sectiesoorten=SECTIESOORTEN,
            clusters=tuple(clusters),
            doelstellingen=doelen,
            uitgangspunten=tuple(self.hoofdstukken.uitgangspunten),
            hoofdstukken=(*voor, *achter),
            opgaven=tuple(sorted(opgaven, key=lambda o: o.nummer)),
        )
        _keur_maten(document)
        loten = self.boek.alle()
        return GelezenTekst(
            document,
            loten,
            self.bron.soort,
            tuple(self._opmerkingen(document)),
            overgeslagen=(*self.gemist, *uit_bron(self.bron, loten, document)),
            op_plaats=self.op_plaats,
        )

    def _voorwerk(self, begin: int) -> int:
        """Index of the first line after the title page and the table of contents."""
        if self.inhoud.regels:
            return max(self.inhoud.regels) + 1
        return next((n for n in range(begin) if self.hoofdstukken.hoofdstuktitel(n)[1]), 0)

    def _nummers(self, delen: Sequence[fiches.Ficheregels]) -> list[int]:
        """The number of each fiche: as printed before its title; else by what the overview says; else by its place."""
        gedrukt = [fiches.titel_en_nummer(self.regels, f.titel)[1] for f in delen]
        if None not in gedrukt and len(set(gedrukt)) == len(delen):
            return [n for n in gedrukt if n is not None]
        gewoon = list(range(1, len(delen) + 1))
        woorden = [_woorden(" ".join(self.regels[n].tekst for n in f.secties.get("opgave", ()))) for f in delen]
        overzicht = {n: _woorden(tekst) for n, tekst in self.overzicht.teksten.items()}
        if set(overzicht) != set(gewoon) or len(delen) < 2:
            self.op_plaats = True
            return gewoon
        beste = [max(gewoon, key=lambda n, w=w: (_gelijkenis(w, overzicht[n]), -n)) for w in woorden]  # type: ignore[misc]
        zeker = all(_gelijkenis(w, overzicht[n]) >= 0.5 for w, n in zip(woorden, beste, strict=True))
        if zeker and sorted(beste) == gewoon and beste != gewoon:
            self.opmerkingen.append("De fiches staan in een andere volgorde dan hun nummers in het overzicht.")
            return beste
        self.op_plaats = not zeker
        return gewoon

    def _clusters(self, delen: Sequence[fiches.Ficheregels]) -> list[boom.Cluster]:
        """As the fiches print them, in order; then those that only the overview knows."""
        namen: list[str] = []
        gedrukt = [kaal(self.regels[f.cluster].tekst) for f in delen if f.cluster is not None]
        for naam in [*gedrukt, *self.overzicht.namen]:
            if not any(zelfde_cluster(naam, bekend) for bekend in namen):
                namen.append(naam)
        return [
            boom.Cluster(nieuwe_sleutel(), self.vormen.zin(naam), n if n <= 8 else 0) for n, naam in enumerate(namen, 1)
        ]

    def _opgave(
        self,
        fiche: fiches.Ficheregels,
        nummer: int,
        sleutel: str,
        clusters: Sequence[boom.Cluster],
        doelen: Sequence[boom.Doelstelling],
    ) -> boom.Opgave:
        def van(naam: str) -> str:
            return next((c.sleutel for c in clusters if naam and zelfde_cluster(c.naam, naam)), "")

        titel, _ = fiches.titel_en_nummer(self.regels, fiche.titel)
        titel = self.vormen.zin(titel)
        kop = [*([fiche.cluster] if fiche.cluster is not None else []), *fiche.titel]
        self.boek.plaats((self.regels[n] for n in kop), f"opgave {nummer}, titel en cluster")
        secties = []
        for soort in SECTIESOORTEN:
            alle = [self.regels[n] for n in fiche.secties.get(soort.code, ())]
            weg = [r for r in alle if noemt_persoon(r.tekst)]
            regels = [r for r in alle if not noemt_persoon(r.tekst)] if weg else alle
            koppen = [self.regels[n] for n in fiche.koppen.get(soort.code, ())]
            boven = koppen[0].tekst if koppen else ""
            secties.append(self.sectielezer.lees(soort, boven, regels))
            self._verantwoord(secties[-1], f"{nummer}.{soort.letter}", (soort.naam, boven), regels)
            self.boek.plaats([*koppen, *regels], f"opgave {nummer}, {soort.naam}")
            self.boek.persoon(weg)
        return boom.Opgave(
            sleutel=sleutel,
            nummer=nummer,
            titel=titel,
            cluster=van(kaal(self.regels[fiche.cluster].tekst) if fiche.cluster is not None else ""),
            cluster_overzicht=van(self.overzicht.clusters.get(nummer, "")),
            overzicht=regel_html(self.overzicht.teksten.get(nummer, ""), self.sectielezer.opgaven),
            doelstellingen=tuple(
                d.sleutel for d, lijst in zip(doelen, self.doelen.nummers, strict=True) if nummer in lijst
            ),
            secties=tuple(secties),
        )

    def _verantwoord(self, sectie: boom.Sectie, code: str, namen: tuple[str, ...], regels: Sequence[Bronregel]) -> None:
        """Name what of these lines is not in the section that was made of them; dots and numbers of lists are none."""
        inhoud = Inhoud(sectie, {s: n for n, s in self.sectielezer.opgaven.items()}, namen)
        for regel in regels:
            weg = [w for w in inhoud.mist(kaal(regel.tekst)) if any(t.isalnum() for t in w)]
            if weg and not all(_LABEL.fullmatch(w) for w in weg):
                wat = " ".join(weg)[:LANGST]
                self.gemist.append(Overgeslagen(f"in {code}", wat, "buiten", sectie.sleutel, onzeker=True))

    def _opmerkingen(self, document: boom.Plandocument) -> list[str]:
        uit = [*self.opmerkingen, *self.hoofdstukken.opmerkingen]
        fichetitel = {letters(t) for t in self.inhoud.titels.values() if "opgaven" in t.lower()}
        for sleutel, titel in self.inhoud.titels.items():
            if letters(self.vormen.zin(titel)) not in self.hoofdstukken.gezien and sleutel not in fichetitel:
                uit.append(f"De inhoudsopgave noemt het hoofdstuk ‘{titel}’, maar dat staat niet in het bestand.")
        if len(document.opgaven) > 1 and not self.overzicht.teksten:
            uit.append("Er is geen overzicht van de opgaven gevonden; de nummers volgen de volgorde van de fiches.")
        for opgave in document.opgaven:
            ministeries = items_van_soort(document, opgave, MINISTERIE)
            if onbekend := [i.tekst for i in ministeries if not i.koppelingen]:
                uit.append(f"Opgave {opgave.nummer}: onbekend ministerie {', '.join(onbekend).replace('&amp;', '&')}.")
            if ministeries and not any(i.primair for i in ministeries):
                uit.append(f"Opgave {opgave.nummer} heeft geen primair ministerie.")
            if opgave.cluster and opgave.cluster_overzicht and opgave.cluster != opgave.cluster_overzicht:
                uit.append(f"Opgave {opgave.nummer}: het cluster op de fiche is een ander dan in het overzicht.")
        if any(lot.lot == NIET_GEPLAATST for lot in self.boek.alle()):
            uit.append("Niet elke regel is geplaatst; kijk in het bestand wat er op die regels staat.")
        return uit


def _keur_maten(document: boom.Plandocument) -> None:
    """Refuse what no plan has, and the database no room for. Raises Leesfout."""
    namen = [
        *((o.titel, 250, f"de titel van opgave {o.nummer}") for o in document.opgaven),
        *((h.titel, 200, "de titel van een hoofdstuk") for h in document.hoofdstukken),
        *((s.titel, 250, "een tussenkop") for h in document.hoofdstukken for s in h.secties),
        *((c.naam, 150, "de naam van een cluster") for c in document.clusters),
        *((d.naam, 200, "de naam van een doelstelling") for d in document.doelstellingen),
        *((u.naam, 200, "de naam van een uitgangspunt") for u in document.uitgangspunten),
    ]
    for naam, maat, wat in namen:
        if len(naam) > maat:
            raise Leesfout(f"In dit bestand is {wat} te lang: {len(naam)} tekens, hoogstens {maat}.")
    if any(len(sectie.items) > MAX_PUNTEN for opgave in document.opgaven for sectie in opgave.secties):
        raise Leesfout(TE_VEEL_PUNTEN)


def _kort(namen: Sequence[str]) -> list[str]:
    """Names without the words that all begin with: "Investeren in mensen naar werk" → "Mensen naar werk"."""
    delen = [naam.split() for naam in namen]
    gelijk = 0
    while len(delen) > 1 and all(len(d) > gelijk + 1 for d in delen) and len({d[gelijk].lower() for d in delen}) == 1:
        gelijk += 1
    if not gelijk:
        return ["" for _ in namen]
    return [" ".join(d[gelijk:])[:1].upper() + " ".join(d[gelijk:])[1:60] for d in delen]


def _woorden(tekst: str) -> set[str]:
    return {w for w in (letters(w) for w in tekst.split()) if len(w) > 3}


def _gelijkenis(links: set[str], rechts: set[str]) -> float:
    return len(links & rechts) / len(links | rechts) if links and rechts else 0.0
