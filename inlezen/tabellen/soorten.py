"""The kinds of table to read: a class each. A new one: CONTRIBUTING.md, *A new table to read*."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Final

from governance.models import Mijlpaal, Ministerie, Organisatie, Regio
from governance.tijdlijn import OngeldigeDatum, grenzen
from npvr.getallen import MAANDEN, datum
from opgaven.models import Traject
from plandocument.itemsoorten import INTERVENTIE, KNELPUNT

from .actielijst import Actielijst
from .metingen import Waardentabel
from .punten import Punten
from .registers import WEG, Registertabel, Waarden, zelfde
from .soort import TABELSOORTEN, OnbekendeTabelsoort, Tabelsoort, registreer
from .voorstel import Celfout, Tabelkolom, Tabelrij
from .wanneer import lees_exact, lees_wanneer


@registreer
class Knelpunten(Punten):
    itemsoort = KNELPUNT
    uitleg = "Eén rij per knelpunt: het nummer van de opgave en de tekst."


@registreer
class Interventies(Punten):
    itemsoort = INTERVENTIE
    uitleg = "Eén rij per interventie: opgave, partij (Rijk, Regio of Rijk én regio) en tekst."
    groep_ook: ClassVar = {"rijk en regio": "samen", "rijk/regio": "samen", "beide": "samen"}


@registreer
class Trajecten(Registertabel):
    code = "trajecten"
    naam = "Trajecten"
    uitleg = "Het register van trajecten. Ministeries schrijft u als afkorting, met komma’s ertussen."
    model = Traject
    velden = ("code", "naam", "soort", "periode", "bedrag", "status", "toelichting")
    meervoud: ClassVar[Mapping[str, str]] = {"ministeries": "ministerie"}
    kolommen = (
        Tabelkolom("code", "Code"), Tabelkolom("naam", "Naam", ("traject",), moet=True), Tabelkolom("soort", "Soort"),
        Tabelkolom("ministeries", "Ministeries", ("ministerie",)), Tabelkolom("periode", "Periode"),
        Tabelkolom("bedrag", "Bedrag"), Tabelkolom("status", "Status"), Tabelkolom("toelichting", "Toelichting"), WEG,
    )  # fmt: skip

    def __init__(self, regio: Regio, **kwargs: Any) -> None:
        super().__init__(regio, **kwargs)
        self.spelling = Ministerie.objects.schrijfwijzen()
        self.afkorting = dict(Ministerie.objects.values_list("code", "afkorting"))

    def cellen(self, rij: Waarden) -> dict[str, str]:
        return super().cellen(rij) | {"ministeries": ", ".join(self.afkorting.get(c, c) for c in rij["ministeries"])}

    def waarden(self, rij: Tabelrij, was: Waarden | None) -> Waarden:
        nieuw = super().waarden(rij, was)
        if "ministeries" in rij:
            codes = set()
            for woord in filter(None, (w.strip() for w in re.split(r"[,;\n]", rij["ministeries"]))):
                if (code := self.spelling.get(woord.lower())) is None:
                    raise Celfout("Ministeries", f"Het ministerie ‘{woord[:40]}’ is niet bekend. Gebruik de afkorting.")
                codes.add(code)
            nieuw["ministeries"] = sorted(codes)
        return nieuw


@registreer
class Organisaties(Registertabel):
    code = "organisaties"
    naam = "Organisaties"
    uitleg = "Het register van organisaties, met hun soort en kolom."
    model = Organisatie
    velden = ("code", "naam", "soort", "kolom")
    kolommen = (
        Tabelkolom("code", "Code"), Tabelkolom("naam", "Naam", ("organisatie",), moet=True),
        Tabelkolom("soort", "Soort"), Tabelkolom("kolom", "Kolom"), WEG,
    )  # fmt: skip


@registreer
class Mijlpalen(Registertabel):
    code = "mijlpalen"
    naam = "Mijlpalen"
    uitleg = "De tijdlijn. Een datum mag vaag zijn: 20 november 2026, Q2 2026 of ‘najaar 2027’."
    model = Mijlpaal
    naamveld = "wat"
    velden = (
        "code", "datum", "einddatum", "precisie", "aanduiding", "sorteer", "wat", "wie", "soort", "relevantie",
        "opgave_nummer", "bron", "eerder",
    )  # fmt: skip
    kolommen = (
        Tabelkolom("code", "Code"), Tabelkolom("wanneer", "Wanneer", ("datum", "moment"), moet=True),
        Tabelkolom("tot", "Tot en met", ("einddatum", "tot")),
        Tabelkolom("wat", "Wat", ("mijlpaal",), moet=True),
        Tabelkolom("wie", "Wie"), Tabelkolom("soort", "Soort"), Tabelkolom("relevantie", "Relevantie"),
        Tabelkolom("opgave", "Opgave"), Tabelkolom("bron", "Bron"),
        Tabelkolom("eerst", "Eerst gepland op", ("oorspronkelijk", "eerder gepland")), WEG,
    )  # fmt: skip
    kolomveld: ClassVar[Mapping[str, str]] = {"opgave_nummer": "opgave"}
    _VAN_WANNEER: Final = ("datum", "einddatum", "precisie", "aanduiding", "sorteer", "eerder")

    def cellen(self, rij: Waarden) -> dict[str, str]:
        uit = {k: v for k, v in super().cellen(rij).items() if k not in self._VAN_WANNEER}
        return uit | {
            "wanneer": rij["aanduiding"] or _in_woorden(rij["datum"]),
            "tot": _in_woorden(rij["einddatum"]) if rij["einddatum"] else "",
            "eerst": _in_woorden(rij["eerder"]) if rij["eerder"] else "",
        }

    def waarden(self, rij: Tabelrij, was: Waarden | None) -> Waarden:
        nieuw = super().waarden(rij, was)
        oud = self.cellen(was) if was else {"wanneer": "", "tot": ""}
        if was is None and not rij["wanneer"]:
            raise Celfout("Wanneer", "Vul in wanneer dit is, zoals 20 november 2026 of “najaar 2027”.")
        if rij["wanneer"] and not zelfde(rij["wanneer"], oud["wanneer"]):
            w = self._lees(lees_wanneer, "Wanneer", rij["wanneer"])
            nieuw |= {"datum": w.datum, "precisie": w.precisie, "aanduiding": w.aanduiding, "sorteer": w.sorteer}
        if "tot" in rij and not zelfde(rij["tot"], oud["tot"]):
            nieuw["einddatum"] = self._lees(lees_exact, "Tot en met", rij["tot"]) if rij["tot"] else ""
        if nieuw["einddatum"] and _laatste(nieuw["einddatum"]) < _laatste(nieuw["datum"]):
            raise Celfout("Tot en met", "Het einde ligt vóór het begin.")
        if "eerst" in rij and not zelfde(rij["eerst"], oud.get("eerst", "")):
            nieuw["eerder"] = self._lees(lees_exact, "Eerst gepland op", rij["eerst"]) if rij["eerst"] else ""
        elif was is not None and not nieuw["eerder"] and nieuw["datum"] != was["datum"]:
            vaag = Mijlpaal.Precisie.VAAG
            nieuw["eerder"] = was["datum"] if vaag not in (was["precisie"], nieuw["precisie"]) else ""
        nummer = nieuw["opgave_nummer"]
        if nummer is not None and nummer not in self.opgaven and nummer != (was or {}).get("opgave_nummer"):
            raise Celfout("Opgave", "Dit nummer is geen opgave van dit plan.")
        return nieuw

    def leeg(self) -> Waarden:
        return super().leeg() | {"soort": Mijlpaal.Soort.PLANNING.value}

    def _veld(self, veld: str, kolom: str, cel: str) -> Any:
        if veld == "soort" and not cel.strip():
            return Mijlpaal.Soort.PLANNING.value
        return super()._veld(veld, kolom, cel)

    def _lees(self, lees: Callable[[str], Any], kolom: str, cel: str) -> Any:
        try:
            return lees(cel)
        except OngeldigeDatum as fout:
            raise Celfout(kolom, str(fout)) from fout


def _laatste(tekst: str) -> Any:
    return grenzen(tekst)[1]


def _in_woorden(tekst: str) -> str:
    """ "2026-11-20" → "20 november 2026", "2026-04" → "april 2026", "2026-Q2" → "Q2 2026"."""
    try:
        begin, _ = grenzen(tekst)
    except OngeldigeDatum:
        return tekst
    if "-Q" in tekst:
        return f"{tekst[-2:]} {begin.year}"
    return (tekst, f"{MAANDEN[begin.month - 1]} {begin.year}", datum(begin))[tekst.count("-")]


registreer(Waardentabel)
registreer(Actielijst)


def tabelsoort(code: str) -> type[Tabelsoort]:
    """The kind with this code. Raises OnbekendeTabelsoort."""
    try:
        return TABELSOORTEN[code]
    except KeyError:
        raise OnbekendeTabelsoort(f"onbekende tabelsoort: {code!r}") from None


def keuzes() -> list[tuple[str, str]]:
    """Code and name of every kind, for a field that holds one."""
    return [(soort.code, soort.naam) for soort in TABELSOORTEN.values()]
