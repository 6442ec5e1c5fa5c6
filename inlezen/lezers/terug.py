"""Our own documents back in: a file that the portal wrote and a person edited, against the plan it was written from.

What a document cannot carry (links to registers, clusters, doelstellingen, colours) comes from that plan, by key. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from documenten.schrijvers.opbouw import OVER, kenmerken, veilig
from plandocument.boom import Hoofdstuk, Item, Opgave, Plandocument, Sectie, Sectiesoort
from plandocument.canoniek import OngeldigDocument, uit_bytes
from plandocument.itemsoorten import PUNT
from plandocument.planlijsten import planwoorden
from plandocument.sleutels import nieuwe_sleutel

from .fouten import Leesfout
from .overgeslagen import LANGST, Overgeslagen, plaatsnamen, terzijde_van, van_terzijde
from .regels import MAX_BYTES, is_odt
from .stroom import Leesalinea, Stroom
from .terugtekst import Bak, bouw_sectie, zelfde
from .verantwoord import Inhoud

LOS = Sectiesoort("", "", "", PUNT.code)
"""What a section is that is not of a fiche: text and plain points."""


@dataclass(frozen=True, slots=True)
class Bijgehouden:
    """A tracked change: what was added, removed or moved, in which section and item. Never by whom."""

    soort: str  # toegevoegd, verwijderd, verplaatst
    tekst: str
    sectie: str
    item: str = ""


@dataclass(frozen=True, slots=True)
class Terugkanttekening:
    """A comment in the margin with its answers, the words it stands at, and the section and item that hold them."""

    tekst: str
    bij: str
    sectie: str
    item: str = ""
    antwoorden: tuple[str, ...] = ()
    opgelost: bool = False


@dataclass(frozen=True, slots=True)
class Teruggelezen:
    """`document` is the whole plan with what the file says in place; `opgaven` are the fiches in the file, by key."""

    document: Plandocument
    opgaven: tuple[str, ...]
    hash: str = ""  # of the version that the file was written from; empty when it does not say
    wijzigingen: tuple[Bijgehouden, ...] = ()
    kanttekeningen: tuple[Terugkanttekening, ...] = ()
    meldingen: tuple[str, ...] = ()
    overgeslagen: tuple[Overgeslagen, ...] = ()

    @property
    def opgave(self) -> Opgave:
        """The fiche of a file that holds one. Raises Leesfout."""
        if len(self.opgaven) != 1:
            raise Leesfout("In dit bestand staat niet één fiche.")
        return self.document.per_sleutel[self.opgaven[0]]


def lees_json(inhoud: bytes) -> Plandocument:
    """A plan from our own JSON. Raises Leesfout."""
    if len(inhoud) > MAX_BYTES:
        raise Leesfout(f"Het bestand is te groot: meer dan {MAX_BYTES // 1_000_000} MB.")
    try:
        return uit_bytes(inhoud)
    except OngeldigDocument as fout:
        raise Leesfout(str(fout)) from fout


def lees_terug(inhoud: bytes, basis: Plandocument) -> Teruggelezen:
    """A Word or ODT file that the portal wrote from `basis`. Raises Leesfout, also for a file of someone else."""
    return voeg_in(stroom_van(inhoud), basis)


def stroom_van(inhoud: bytes) -> Stroom:
    """The paragraphs of a .docx or .odt, by its content. Raises Leesfout."""
    if len(inhoud) <= MAX_BYTES and is_odt(inhoud):
        from .odt_stroom import lees_stroom as lees_odt

        return lees_odt(inhoud)
    from .word_stroom import lees_stroom

    return lees_stroom(inhoud)


def voeg_in(stroom: Stroom, basis: Plandocument) -> Teruggelezen:
    """Put what a file says in the plan it was written from. Raises Leesfout when nothing of that plan is in it."""
    return _Invoeger(stroom, basis).klaar()


class _Invoeger:
    def __init__(self, stroom: Stroom, basis: Plandocument) -> None:
        self.stroom = stroom
        self.basis = basis
        self.hoofdstukken = {h.sleutel: h for h in basis.hoofdstukken}
        self.secties = {s.sleutel: (houder, s) for houder, s in basis.alle_secties()}
        self.bakken: dict[str, Bak] = {}  # by key of the section, in the order of the file
        self.per_houder: dict[str, list[str]] = {}
        self.titels: dict[str, str] = {}  # as read, of opgaven and chapters in the file
        self.nieuw: list[tuple[str, bool]] = []  # new chapters, and whether they stand after the fiches
        self.meldingen = list(stroom.meldingen)
        self.koppen: list[tuple[str, Leesalinea]] = []  # titles, by key of the opgave or chapter
        self.elders: list[Overgeslagen] = []
        self.planregels = planwoorden(basis)
        self.vast: set[str] = set()  # words of what the portal makes itself

    def klaar(self) -> Teruggelezen:
        self._verdeel()
        if not (self.titels or self.bakken):
            raise Leesfout(
                "Dit bestand komt niet uit het portaal, of hoort bij een ander plan. "
                "Download het plan of de fiche opnieuw."
            )
        self._wijs_toe()
        gemaakt = {sleutel: self._sectie(sleutel, bak) for sleutel, bak in self.bakken.items()}
        opgaven = tuple(self._opgave(o, gemaakt) for o in self.basis.opgaven)
        hoofdstukken = [self._hoofdstuk(h, gemaakt) for h in self.basis.hoofdstukken]
        for sleutel, na in self.nieuw:
            delen = tuple(gemaakt[s] for s in self.per_houder.get(sleutel, ()))
            hoofdstukken.append(Hoofdstuk(sleutel, self.titels[sleutel], delen, na))
        document = replace(self.basis, opgaven=opgaven, hoofdstukken=tuple(hoofdstukken))
        in_bestand = tuple(o.sleutel for o in self.basis.opgaven if o.sleutel in self.per_houder)
        return Teruggelezen(
            document,
            in_bestand,
            self.stroom.hash,
            tuple(
                Bijgehouden(w.soort, w.tekst, bak.sleutel, bak.item_van(a))
                for bak in self.bakken.values()
                for a in bak.alineas
                for w in a.wijzigingen
                if w.tekst.strip()
            ),
            tuple(
                Terugkanttekening(k.tekst, k.bij, bak.sleutel, bak.item_van(a), tuple(k.antwoorden), k.opgelost)
                for bak in self.bakken.values()
                for a in bak.alineas
                for k in a.kanttekeningen
            ),
            tuple(self.meldingen),
            tuple(self._overgeslagen(document)),
        )

    # ---- which paragraph stands in which section ----

    def _verdeel(self) -> None:
        houder, sectie, vast = "", "", False
        for alinea in self.stroom.alineas:
            merken = {m[0]: m[2:] for m in reversed(alinea.merken)}
            if alinea.vak.startswith("v_") or alinea.soort == "inhoud" or self._is_planregel(alinea):
                self._buiten_de_tekst(alinea)
                continue
            if "v" in merken or (alinea.soort in ("kop1", "kop2") and not merken and zelfde(alinea.woorden, OVER)):
                vast = True
                self._buiten_de_tekst(alinea)
                continue
            if (alinea.soort == "kop1" or merken.keys() & {"o", "h"}) and alinea.woorden.strip():
                if (gevonden := self._houder(alinea, merken)) is not None:
                    houder, sectie, vast = gevonden, "", False
                    self.koppen.append((houder, alinea))
                    continue
                alinea.soort = "tekst"
            if vast:
                self._buiten_de_tekst(alinea)
                continue
            eigen = alinea.vak[2:] if alinea.vak.startswith("s_") else merken.get("s", "")
            if eigen not in self.secties or (houder and self.secties[eigen][0].sleutel != houder):
                eigen = ""
            if alinea.soort == "kop2" and alinea.woorden.strip():
                plek = self._sectie_van_kop(alinea, houder, merken.get("s", ""), sectie)
                if plek is not None:
                    houder, sectie = plek
                    bak = self._bak(sectie, houder)
                    bak.kop = " ".join(alinea.woorden.split())
                    bak.alineas.append(alinea)
                    continue
                alinea.soort = "tekst"
            elif eigen and eigen != sectie:
                houder, sectie = self.secties[eigen][0].sleutel, eigen
            if not sectie:
                self._nergens(alinea, houder)
                continue
            self._bak(sectie, houder).lijf.append(alinea)
            self.bakken[sectie].alineas.append(alinea)

    def _is_planregel(self, alinea: Leesalinea) -> bool:
        """A line of a list that the portal sets in a chapter, where another program took its box away."""
        return not alinea.vak and not alinea.merken and " ".join(alinea.woorden.split()) in self.planregels

    def _houder(self, alinea: Leesalinea, merken: dict[str, str]) -> str | None:
        """The opgave or chapter that a heading starts: by its mark, else by its words, else a new chapter."""
        titel = " ".join(alinea.woorden.split())
        sleutel = merken.get("o") if merken.get("o") in self.basis.per_sleutel else None
        sleutel = sleutel or (merken.get("h") if merken.get("h") in self.hoofdstukken else None)
        if sleutel is None:
            rijen: Iterable[Opgave | Hoofdstuk] = (*self.basis.opgaven, *self.basis.hoofdstukken)
            sleutel = next((r.sleutel for r in rijen if r.sleutel not in self.titels and zelfde(titel, r.titel)), None)
        if sleutel is None and len(self.titels) > 1:
            sleutel = nieuwe_sleutel()
            self.nieuw.append((sleutel, any(s in self.basis.per_sleutel for s in self.titels)))
        if sleutel is None or sleutel in self.titels:
            return None
        self.titels[sleutel] = titel
        self.per_houder.setdefault(sleutel, [])
        return sleutel

    def _sectie_van_kop(self, alinea: Leesalinea, houder: str, merk: str, nu: str) -> tuple[str, str] | None:
        if merk in self.secties and merk not in self.bakken:
            return self.secties[merk][0].sleutel, merk
        titel = " ".join(alinea.woorden.split())
        opgave = self.basis.per_sleutel.get(houder)
        if opgave is not None:
            namen = [(self.basis.soorten[s.soort].naam, s) for s in opgave.secties if s.soort in self.basis.soorten]
        else:
            namen = [(s.titel, s) for s in self._hoofdstuksecties(houder)]
        for naam, sectie in namen:
            if zelfde(naam, titel) and sectie.sleutel not in self.bakken:
                return houder, sectie.sleutel
        if opgave is not None or not houder:
            if nu:
                self.meldingen.append(f"De kop “{_kort(titel)}” hoort niet in een fiche; hij is als tekst gelezen.")
            return None
        return houder, nieuwe_sleutel()

    def _hoofdstuksecties(self, houder: str) -> Sequence[Sectie]:
        return self.hoofdstukken[houder].secties if houder in self.hoofdstukken else ()

    def _bak(self, sectie: str, houder: str) -> Bak:
        if sectie not in self.bakken:
            was = self.secties.get(sectie)
            soort = self._soort(was[1]) if was else LOS
            self.bakken[sectie] = Bak(sectie, houder, was[1] if was else None, soort)
            self.per_houder.setdefault(houder, []).append(sectie)
        return self.bakken[sectie]

    def _soort(self, sectie: Sectie) -> Sectiesoort:
        return self.basis.soorten.get(sectie.soort, LOS)

    def _nergens(self, alinea: Leesalinea, houder: str) -> None:
        """Words before the first section: what the portal shows there, or the start of a chapter without a heading."""
        woorden = " ".join(alinea.woorden.split())
        if not woorden and not (alinea.terzijde or alinea.kanttekeningen):
            return
        opgave = self.basis.per_sleutel.get(houder)
        if opgave is not None:
            gemaakt = {
                " ".join("".join(veilig(s.tekst) for s in k.stukken).split()) for k in kenmerken(self.basis, opgave)
            }
            plek = f"boven de eerste sectie van opgave {opgave.nummer}"
            if woorden and woorden not in gemaakt:
                self.elders.append(Overgeslagen(plek, _kort(woorden, LANGST), "buiten"))
            self._naast(alinea, plek)
            return
        if houder:
            zonder = next((s.sleutel for s in self._hoofdstuksecties(houder)[:1] if not s.titel), "")
            bak = self._bak(zonder or nieuwe_sleutel(), houder)
            bak.lijf.append(alinea)
            bak.alineas.append(alinea)
            return
        plek = "boven de eerste kop"
        if woorden:
            self.elders.append(Overgeslagen(plek, _kort(woorden, LANGST), "buiten"))
        self._naast(alinea, plek)

    # ---- what is not taken over ----

    def _buiten_de_tekst(self, alinea: Leesalinea) -> None:
        """Words that the portal made: not read back, but what somebody put beside them is named."""
        self.vast |= set(alinea.woorden.split())
        self._naast(alinea, "de inhoudsopgave" if alinea.soort == "inhoud" else "wat het portaal zelf schrijft")

    def _naast(self, alinea: Leesalinea, plek: str) -> None:
        self.elders += terzijde_van(alinea, plek)
        self.elders += [
            Overgeslagen(f"opmerking bij {plek}", _kort("; ".join((k.tekst, *k.antwoorden)), LANGST), "opmerking")
            for k in alinea.kanttekeningen
        ]

    def _overgeslagen(self, document: Plandocument) -> Iterator[Overgeslagen]:
        """In the order of the file, with the codes that the file itself shows."""
        yield from self.elders
        self.elders = []
        for houder, alinea in self.koppen:
            deel = document.per_sleutel.get(houder)
            titel = f"de titel van opgave {deel.nummer}" if deel else f"de titel “{_kort(self.titels[houder])}”"
            self._naast(alinea, titel)
        yield from self.elders
        namen = plaatsnamen(document)
        nummers = {**document.nummers, **self.basis.nummers}
        gelezen = {s.sleutel: s for _, s in document.alle_secties()}
        for bak in self.bakken.values():
            inhoud = (
                Inhoud(gelezen[bak.sleutel], nummers, (bak.soort.naam, bak.kop)) if bak.sleutel in gelezen else None
            )
            for alinea in bak.alineas:
                item = bak.item_van(alinea)
                waar = namen.get((bak.sleutel, item)) or namen.get((bak.sleutel, ""), "een sectie zonder naam")
                for iets in terzijde_van(alinea, waar):
                    yield replace(iets, sectie=bak.sleutel, item=item)
                if inhoud is not None and (weg := inhoud.mist(alinea.woorden)):
                    alle = alinea.woorden.split()
                    wat = _kort(" ".join(alle if 2 * len(weg) >= len(alle) else weg), LANGST)
                    yield Overgeslagen(f"in {waar}", wat, "buiten", bak.sleutel, item, onzeker=True)
        eigen = f"{self.basis.titel} {self.basis.label} {self.stroom.kenmerk} pagina van"
        bekend = {w.strip(",.") for w in (*self.vast, *eigen.split())}
        for los in self.stroom.los:
            nieuw = [w for w in los.wat.split() if w.strip(",.") not in bekend and not w.isdecimal()]
            if los.soort != "kopvoet" or nieuw:
                yield van_terzijde(los, "")

    # ---- which item is which ----

    def _wijs_toe(self) -> None:
        """Give keys of items to paragraphs: by mark, first where it stood before, and no key twice in the file."""
        thuis: dict[str, dict[str, Item]] = {
            s: {i.sleutel: i for i in bak.basis.items} if bak.basis else {} for s, bak in self.bakken.items()
        }
        elders: dict[str, tuple[str, Item]] = {
            i.sleutel: (sectie, i) for sectie, items in reversed(thuis.items()) for i in items.values()
        }
        vergeven: set[tuple[str, str]] = set()
        for ronde in ("thuis", "elders"):
            for sectie, bak in self.bakken.items():
                for alinea in bak.lijf:
                    if bak.item_van(alinea) or alinea.soort.startswith("kop"):
                        continue
                    for sleutel in (m[2:] for m in alinea.merken if m.startswith("p_")):
                        bron = sectie if sleutel in thuis[sectie] else elders.get(sleutel, ("",))[0]
                        if (
                            not bron
                            or (ronde == "thuis") != (bron == sectie)
                            or (bron, sleutel) in vergeven
                            or (bron != sectie and sleutel in thuis[sectie])
                        ):
                            continue
                        vergeven.add((bron, sleutel))
                        bak.sleutels[id(alinea)] = thuis[bron][sleutel]
                        break
        for sectie, bak in self.bakken.items():
            bak.vrij = [i for i in thuis[sectie].values() if (sectie, i.sleutel) not in vergeven]

    # ---- the tree ----

    def _sectie(self, sleutel: str, bak: Bak) -> Sectie:
        nummers = {o.nummer: o.sleutel for o in self.basis.opgaven}
        sectie = bouw_sectie(bak, self.basis.nummers, nummers)
        if isinstance(self.secties.get(sleutel, (None,))[0], Opgave):
            naam = bak.soort.naam
            if bak.kop and naam and not zelfde(naam, bak.kop):
                self.meldingen.append(
                    f"De kop “{_kort(naam)}” is in het bestand “{_kort(bak.kop)}”; "
                    "namen van secties past u aan in het portaal, bij Structuur."
                )
            return sectie
        titel = sectie.titel if zelfde(bak.kop, sectie.titel) else bak.kop
        return replace(sectie, titel=titel)

    def _opgave(self, opgave: Opgave, gemaakt: dict[str, Sectie]) -> Opgave:
        if opgave.sleutel not in self.per_houder:
            return opgave
        titel = self.titels.get(opgave.sleutel, opgave.titel)
        secties = []
        for sectie in opgave.secties:
            nieuw = gemaakt.get(sectie.sleutel)
            if nieuw is None and not sectie.leeg and sectie.soort in self.basis.soorten:
                naam = self.basis.soorten[sectie.soort].naam
                self.meldingen.append(
                    f"De sectie “{_kort(naam)}” van opgave {opgave.nummer} staat niet in het bestand; "
                    "zij is gelaten zoals zij was."
                )
            secties.append(nieuw or sectie)
        return replace(opgave, titel=opgave.titel if zelfde(titel, opgave.titel) else titel, secties=tuple(secties))

    def _hoofdstuk(self, hoofdstuk: Hoofdstuk, gemaakt: dict[str, Sectie]) -> Hoofdstuk:
        if hoofdstuk.sleutel not in self.per_houder:
            return hoofdstuk
        titel = self.titels.get(hoofdstuk.sleutel, hoofdstuk.titel)
        return replace(
            hoofdstuk,
            titel=hoofdstuk.titel if zelfde(titel, hoofdstuk.titel) else titel,
            secties=tuple(gemaakt[s] for s in self.per_houder[hoofdstuk.sleutel]),
        )


def _kort(woorden: str, hoogstens: int = 60) -> str:
    return woorden if len(woorden) <= hoogstens else f"{woorden[: hoogstens - 3]}…"
