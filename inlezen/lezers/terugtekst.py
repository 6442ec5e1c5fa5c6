"""The paragraphs of one section, read back: opening text, items with their keys and groups, closing text."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from documenten.schrijvers.opbouw import OVERIG, groepen, thema_naam, veilig
from plandocument import tekst
from plandocument.boom import Item, Sectie, Sectiesoort
from plandocument.herken import herken_items
from plandocument.itemsoorten import PRIMAIR, STATUSSEN, Itemsoort
from plandocument.leeg import LEGE_ZINNEN
from plandocument.redactie import uit_editor
from plandocument.sleutels import nieuwe_sleutel
from plandocument.tekst import Blok, Lijstpunt, Run
from plandocument.tekst.tonen import blokken_html, canoniek_doel, runs_html
from plandocument.tekst.vorm import aaneen, netjes

from .fouten import TE_VEEL_PUNTEN, Leesfout
from .getypt import CODE, merken
from .leestabel import als_blokken, als_figuur, met_figuurdeel, samen
from .regels import MAX_PUNTEN
from .stroom import Leesalinea, Leesstuk

_STATUSWOORD = re.compile(r"\((" + "|".join(map(re.escape, (PRIMAIR, *STATUSSEN.values()))) + r")\)$", re.I)
_STATUSEIND = re.compile(r"(?: \((?:" + "|".join(map(re.escape, (PRIMAIR, *STATUSSEN.values()))) + r")\))+$", re.I)
_REF = re.compile(r"opgave[ \u00a0](\d{1,4})|opgave \(vervallen\)", re.I)


@dataclass(slots=True)
class Bak:
    """What the file holds of one section, while it is put together."""

    sleutel: str
    houder: str
    basis: Sectie | None
    soort: Sectiesoort
    kop: str = ""
    alineas: list[Leesalinea] = field(default_factory=list)
    lijf: list[Leesalinea] = field(default_factory=list)  # without the heading
    sleutels: dict[int, Item] = field(default_factory=dict)  # by id of the paragraph: the item it was
    vrij: list[Item] = field(default_factory=list)  # items of the plan that no mark in the file points at
    gemaakt: dict[int, str] = field(default_factory=dict)

    def item_van(self, alinea: Leesalinea) -> str:
        was = self.sleutels.get(id(alinea))
        return was.sleutel if was is not None else self.gemaakt.get(id(alinea), "")


def zelfde(links: str, rechts: str) -> bool:
    """Whether two headings say the same, white space and signs that no document can carry aside."""
    return " ".join(veilig(links).split()) == " ".join(veilig(rechts).split())


class _Tekst:
    """From runs of a file to canonical text. What says the same as before is what was before."""

    def __init__(self, nummers: Mapping[str, int], opgaven: Mapping[int, str]) -> None:
        self.nummers = nummers
        self.opgaven = opgaven

    def runs(self, stukken: Sequence[Run]) -> tuple[Run, ...]:
        """Runs with references as the plan has them: the number that stands there says which opgave is meant."""
        uit: list[Run] = []
        rij = [replace(r, tekst=r.tekst.replace("\f", " ")) for r in stukken]
        n = 0
        while n < len(rij):
            if not rij[n].doel.startswith("opgave:"):
                uit.append(rij[n])
                n += 1
                continue
            m = n
            while m < len(rij) and rij[m].doel == rij[n].doel:
                m += 1
            woorden = "".join(r.tekst for r in rij[n:m])
            uit += self._verwijzing(rij[n], woorden)
            n = m
        return netjes(uit)

    def _verwijzing(self, run: Run, woorden: str) -> list[Run]:
        """One run may hold a reference with words before or after it, and the same reference twice."""
        uit: list[Run] = []
        hier = 0
        nummer = self.nummers.get(run.doel.removeprefix("opgave:"))
        for gevonden in _REF.finditer(woorden):
            doel = run.doel
            if gevonden[1] and int(gevonden[1]) != nummer:
                sleutel = self.opgaven.get(int(gevonden[1]), "")
                doel = f"opgave:{sleutel}" if sleutel else ""
            uit.append(replace(run, tekst=woorden[hier : gevonden.start()], doel=""))
            uit.append(replace(run, tekst="opgave" if doel else gevonden[0], doel=doel))
            hier = gevonden.end()
        uit.append(replace(run, tekst=woorden[hier:], doel=""))
        return [r for r in uit if r.tekst]

    def regel(self, stukken: Sequence[Run], was: str) -> str:
        runs = self.runs([replace(r, tekst=r.tekst.replace("\n", " ")) for r in stukken])
        return self._of(runs_html(runs, canoniek_doel), was, tekst.schone_regel)

    def blokken(self, alineas: Sequence[Leesalinea], was: str) -> str:
        rij: list[Any] = []
        lijst: list[Leesalinea] = []
        naam: tuple[Run, ...] = ()
        stond = [b.figuur for b in tekst.blokken(was) if b.figuur]
        for alinea in (*self._getypt(alineas, was), None):
            if naam and (alinea is None or alinea.soort != "tabel"):
                rij.append(Blok("p", naam))
                naam = ()
            if alinea is not None and alinea.soort in ("ul", "ol"):
                lijst.append(alinea)
                continue
            rij += self._lijst(lijst)
            lijst = []
            if alinea is not None and alinea.beeld is not None:
                rij.append(als_figuur(alinea, alinea.beeld, stond))
            if alinea is not None and alinea.figuurdeel and rij and rij[-1].figuur is not None:
                rij[-1] = met_figuurdeel(rij[-1], alinea, self.runs)
            elif alinea is not None and alinea.soort == "tabel":
                rij += als_blokken(alinea, naam, self.runs)
                naam = ()
            elif alinea is not None and (runs := self.runs([s.run for s in alinea.stukken])):
                if alinea.bijschrift:
                    naam = runs
                else:
                    rij.append(Blok("p", runs))
        return self._of(blokken_html(aaneen(rij), canoniek_doel), was, tekst.schoon)

    def _getypt(self, alineas: Sequence[Leesalinea], was: str) -> Sequence[Leesalinea]:
        """Paragraphs of which those that somebody numbered by hand are points; what stood there already stays."""
        stond = {kaal(b) for b in tekst.woorden(was, self.nummers).split("\n")}
        rij = [
            a.woorden if a.soort == "tekst" and not a.onder_of_boven and kaal(a.woorden) not in stond else ""
            for a in alineas
        ]
        uit = []
        for alinea, merk in zip(alineas, merken(rij), strict=True):
            if merk is not None:
                stukken = zonder_begin(alinea.stukken, merk.lengte)
                alinea = replace(alinea, soort=merk.soort, niveau=merk.niveau, stukken=stukken)
            uit.append(alinea)
        return uit

    def _lijst(self, alineas: Sequence[Leesalinea]) -> list[Blok]:
        """Blocks of list paragraphs by their depth; the HTML reader of the text puts what is crooked right."""
        wortel: list[list[Any]] = []  # [kind, points]; a point is [runs, lists]
        stapel: list[list[list[Any]]] = [wortel]
        for n, alinea in enumerate(alineas):
            runs = self.runs([s.run for s in alinea.stukken])
            dieper = n + 1 < len(alineas) and alineas[n + 1].niveau > alinea.niveau
            if not runs and not dieper:
                continue
            niveau = min(alinea.niveau, len(stapel) - 1, tekst.DIEPST - 1)
            del stapel[niveau + 1 :]
            hier = stapel[niveau]
            if not hier or hier[-1][0] != alinea.soort:
                hier.append([alinea.soort, []])
            punt: list[Any] = [runs, []]
            hier[-1][1].append(punt)
            stapel.append(punt[1])
        return [_blok(b) for b in wortel]

    def _of(self, nieuw: str, was: str, schoon: Any) -> str:
        if nieuw == was or nieuw == schoon(was) or _zonder_hint(nieuw) == _zonder_hint(schoon(was)):
            return was
        if "\u00ad" not in was:
            nieuw = _zonder_hint(nieuw)
        return schoon(uit_editor(nieuw, self.opgaven)) if "[opgave" in nieuw.lower() else schoon(nieuw)


def _zonder_hint(html: str) -> str:
    """Without hints where a word may be divided: nobody sees those, and words with them are not found."""
    return html.replace("\u00ad", "")


def kaal(woorden: str) -> str:
    """Words for comparing: one line, single spaces, no signs that only steer the end of a line."""
    return " ".join(woorden.replace("\u00ad", "").split()).casefold()


def zonder_begin(stukken: Sequence[Leesstuk], weg: int) -> list[Leesstuk]:
    """Pieces without their first signs."""
    uit = []
    for stuk in stukken:
        woorden = stuk.run.tekst[weg:]
        weg = max(0, weg - len(stuk.run.tekst))
        if woorden:
            uit.append(Leesstuk(replace(stuk.run, tekst=woorden), stuk.stijl))
    return uit


def _blok(ruw: list[Any]) -> Blok:
    return Blok(ruw[0], punten=tuple(Lijstpunt(runs, tuple(map(_blok, lijsten))) for runs, lijsten in ruw[1]))


def bouw_sectie(bak: Bak, nummers: Mapping[str, int], opgaven: Mapping[int, str]) -> Sectie:
    """The section as the file has it, with the keys of the plan. `bak.item_van` tells the key of each paragraph."""
    zetter = _Tekst(nummers, opgaven)
    was = bak.basis or Sectie(bak.sleutel)
    opening, midden, slot = _deel(bak, nummers)
    if len(midden) > MAX_PUNTEN + len(was.items):
        raise Leesfout(TE_VEEL_PUNTEN)
    items = _items(bak, zetter, midden)
    return replace(
        was,
        opening=zetter.blokken(opening, was.opening),
        items=items,
        slot=zetter.blokken(slot, was.slot),
    )


def _leeg(alinea: Leesalinea) -> bool:
    """Whether a paragraph only says that there is nothing yet. Words typed beside that sentence stay."""
    if any(s.stijl == "leeg" for s in alinea.stukken):
        woorden = "".join(s.run.tekst for s in alinea.stukken if s.stijl == "leeg").strip()
        for zin in LEGE_ZINNEN:
            if woorden.startswith(zin):
                rest = woorden.removeprefix(zin).strip()
                los = [s for s in alinea.stukken if s.stijl != "leeg"]
                alinea.stukken = [*([Leesstuk(Run(rest))] if rest else []), *los]
                break
    return not alinea.woorden.strip()


def _deel(bak: Bak, nummers: Mapping[str, int]) -> tuple[list[Leesalinea], list[Leesalinea], list[Leesalinea]]:
    """Paragraphs before, among and after the items. What stands among items is one, whatever it looks like."""
    was = bak.basis
    heel = samen(bak.lijf, bak.sleutels)
    mag_items = bool(was and was.items) or (
        # lists around a table in a chapter are its text
        bool(bak.soort.itemsoort) and (bool(bak.soort.code) or not any(a.soort == "tabel" for a in heel))
    )
    rij = [a for a in heel if not _leeg(a) or a.beeld or bak.item_van(a) or (a.soort in ("ul", "ol") and not a.woorden)]
    namen = {OVERIG.lower(), *(n.lower() for n in bak.soort.itemklasse.groepen.values())}
    eind = next((n for n, a in enumerate(rij) if any(m.startswith("e_") for m in a.merken)), None)
    vaste = {kaal(b) for t in ((was.opening, was.slot) if was else ()) for b in tekst.woorden(t, nummers).split("\n")}

    def is_punt(alinea: Leesalinea) -> bool:
        return alinea.soort == "punt" or bool(bak.item_van(alinea))

    def is_groep(alinea: Leesalinea) -> bool:
        return alinea.soort == "kop3" and " ".join(alinea.woorden.split()).rstrip(":").lower() in namen

    lijst = _lijstpunten(bak, rij, vaste) if mag_items else set()
    plekken = [n for n, a in enumerate(rij) if is_punt(a) or is_groep(a)] if mag_items else []
    if not any(is_punt(rij[n]) for n in plekken):
        plekken = sorted({*plekken, *lijst, *_bekende_punten(bak, rij, nummers)}) if mag_items else []
    if not plekken:
        if eind is None and was is not None and was.slot and not was.opening:
            eind = 0
        return rij[:eind] if eind is not None else rij, [], rij[eind:] if eind is not None else []
    eerste, laatste = plekken[0], plekken[-1]
    if eind is None or eind <= eerste:
        # points next to the first or last item are items too: who types on in a list may get another look
        while not (was and was.slot) and laatste + 1 in lijst:
            laatste += 1
        while eerste - 1 in lijst:
            eerste -= 1
    midden = [deel for a in rij[eerste : laatste + 1] for deel in (a.delen or [a])]
    return rij[:eerste], [a for a in midden if not _leeg(a) or bak.item_van(a)], rij[laatste + 1 :]


def _lijstpunten(bak: Bak, rij: Sequence[Leesalinea], vaste: Container[str]) -> set[int]:
    """Indexes of paragraphs that are points of a list, made by the program or typed. The sign that was typed before a
    new point is taken off; words of the opening and closing text are no points.
    """

    def staat_vast(alinea: Leesalinea) -> bool:
        return all(kaal(regel) in vaste for regel in alinea.woorden.split("\n"))

    uit = {n for n, a in enumerate(rij) if a.soort in ("ul", "ol") and not staat_vast(a)}
    los = [a.woorden if not bak.item_van(a) and not staat_vast(a) else "" for a in rij]
    for n, (alinea, merk) in enumerate(zip(rij, merken(los), strict=True)):
        code = CODE.match(los[n])
        lengte = merk.lengte if merk is not None else code.end() if code is not None else 0
        if lengte and alinea.soort in ("tekst", "punt", "ul", "ol"):
            alinea.stukken = zonder_begin(alinea.stukken, lengte)
            uit.add(n)
    return uit


def _bekende_punten(bak: Bak, rij: Sequence[Leesalinea], nummers: Mapping[str, int]) -> set[int]:
    """Indexes of paragraphs that say what an item says, in a file that lost every look and mark of its items."""
    bekend = {
        kaal(f"{voor}{tekst.woorden(i.tekst, nummers)}")
        for i in (bak.basis.items if bak.basis else ())
        for voor in ("", f"{thema_naam(i.deelthema)}: " if i.deelthema else "")
    } - {""}
    return {n for n, a in enumerate(rij) if kaal(_STATUSEIND.sub("", a.woorden.strip())) in bekend}


def _items(bak: Bak, zetter: _Tekst, midden: Sequence[Leesalinea]) -> tuple[Item, ...]:
    basis = bak.basis.items if bak.basis else ()
    namen = bak.soort.itemklasse.groepen
    gelezen: list[tuple[Leesalinea, Item | None, Item]] = []
    onder = ""
    for alinea in midden:
        if alinea.soort == "kop3" and not bak.item_van(alinea):
            onder = " ".join(alinea.woorden.split()).rstrip(":").lower()
            continue
        was = bak.sleutels.get(id(alinea))
        item = _item(alinea, was, zetter)
        if not item.tekst and (was is None or was.tekst):
            bak.sleutels.pop(id(alinea), None)
            if was is not None:
                bak.vrij.append(was)
            continue
        gelezen.append((alinea, was, replace(item, groep=_groep(onder, was or item, namen, was is not None))))
    los = [n for n, (_, was, _) in enumerate(gelezen) if was is None]
    vrij = {i.sleutel: i for i in bak.vrij}
    for plek, sleutel in herken_items([gelezen[n][2] for n in los], list(vrij.values())).items():
        alinea, _, item = gelezen[los[plek]]
        was = vrij[sleutel]
        gelezen[los[plek]] = (alinea, was, replace(_item(alinea, was, zetter), groep=_terug(item.groep, was, namen)))
    for alinea, _, item in gelezen:
        bak.gemaakt[id(alinea)] = item.sleutel
    return _volgorde([item for _, _, item in gelezen], basis, bak.soort.itemklasse)


def _terug(groep: str, was: Item, namen: Mapping[str, str]) -> str:
    """The group of the heading it stands under; where that heading says no more than before, the group it had."""
    return was.groep if groep == was.groep or (groep not in namen and was.groep not in namen) else groep


def _groep(onder: str, item: Item, namen: Mapping[str, str], bekend: bool) -> str:
    if not namen:
        return item.groep if bekend else ""
    if bekend and (namen.get(item.groep, OVERIG).lower() == onder or (not onder and item.groep not in namen)):
        return item.groep
    per_naam = {naam.lower(): code for code, naam in namen.items()}
    if onder in per_naam:
        return per_naam[onder]
    return item.groep if bekend and not onder else ""


def _item(alinea: Leesalinea, was: Item | None, zetter: _Tekst) -> Item:
    """An item from its paragraph: what stands in the styles of deelthema and status is that, the rest its words."""
    stukken = [Leesstuk(s.run, s.stijl) for s in alinea.stukken]
    item = was or Item(nieuwe_sleutel(), "")
    thema = "".join(s.run.tekst for s in stukken if s.stijl == "deelthema").strip()
    if thema:
        stukken = [s for s in stukken if s.stijl != "deelthema"]
        gelijk = zelfde(thema, f"{thema_naam(item.deelthema)}:")
        item = replace(item, deelthema=item.deelthema if gelijk else " ".join(thema.removesuffix(":").split()))
    elif item.deelthema:
        stukken, over = _zonder_thema(stukken, f"{thema_naam(item.deelthema)}:")
        item = item if over else replace(item, deelthema="")
    stukken, woorden = _statussen(stukken, item)
    per_naam = {naam: code for code, naam in STATUSSEN.items()}
    vreemd = [w for w in woorden if w != PRIMAIR and w not in per_naam and w != item.status]
    status = next(
        (item.status if w == item.status else per_naam[w] for w in woorden if w in per_naam or w == item.status), ""
    )
    runs = [s.run for s in stukken] + [Run(f" ({w})") for w in vreemd if w]
    return replace(
        item,
        tekst=zetter.regel(runs, was.tekst if was is not None else ""),
        status=status,
        primair=PRIMAIR in woorden,
    )


def _statussen(stukken: list[Leesstuk], item: Item) -> tuple[list[Leesstuk], list[str]]:
    """What stands between brackets in the style of a status; else in plain words at the end that were not there."""
    woorden = []
    for stuk in stukken:
        if stuk.stijl == "status":
            woorden.append(stuk.run.tekst)
    if woorden:
        gevonden = [w.strip() for w in re.split(r"[()]", "".join(woorden)) if w.strip()]
        return [s for s in stukken if s.stijl != "status"], gevonden
    hier = "".join(s.run.tekst for s in stukken).rstrip()
    had = tekst.woorden(item.tekst)
    gevonden = []
    while (woord := _STATUSWOORD.search(hier[-40:])) is not None and not had.rstrip().endswith(f"({woord[1]})"):
        gevonden.append(woord[1].lower())
        hier = hier[: -len(woord[0])].rstrip()
    return (_afgekapt(stukken, len(hier)), gevonden) if gevonden else (stukken, [])


def _afgekapt(stukken: list[Leesstuk], lengte: int) -> list[Leesstuk]:
    uit = []
    for stuk in stukken:
        uit.append(Leesstuk(replace(stuk.run, tekst=stuk.run.tekst[:lengte]), stuk.stijl))
        lengte -= len(uit[-1].run.tekst)
    return [s for s in uit if s.run.tekst]


def _zonder_thema(stukken: list[Leesstuk], voor: str) -> tuple[list[Leesstuk], bool]:
    """Words without the deelthema before them, when that lost its style; False when it is not there."""
    if not "".join(s.run.tekst for s in stukken).lstrip().startswith(voor):
        return stukken, False
    uit, weg = [], len(voor)
    for stuk in stukken:
        woorden = stuk.run.tekst if uit or weg < len(voor) else stuk.run.tekst.lstrip()
        uit.append(Leesstuk(replace(stuk.run, tekst=woorden[weg:]), stuk.stijl))
        weg = max(0, weg - len(woorden))
    return [s for s in uit if s.run.tekst], True


def _volgorde(gelezen: Sequence[Item], basis: Sequence[Item], soort: Itemsoort) -> tuple[Item, ...]:
    """Items as the plan orders them: a file shows them by group, the plan may have them mixed. Within a group the file
    leads, between groups the plan.
    """
    rijen = [list(rij) for _, rij in groepen(soort, gelezen)]
    if len(rijen) < 2:
        return tuple(gelezen)
    waar = {item.sleutel: rij for rij in rijen for item in rij}
    uit: list[Item] = []
    for was in basis:
        rij = waar.get(was.sleutel)
        if rij and any(i.sleutel == was.sleutel for i in rij):
            tot = next(n for n, i in enumerate(rij) if i.sleutel == was.sleutel) + 1
            uit += rij[:tot]
            del rij[:tot]
    return (*uit, *(item for rij in rijen for item in rij))
