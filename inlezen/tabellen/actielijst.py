"""The list of actions of bodies as a table: one that people kept elsewhere is read in, and ours comes out."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any, Final

from django.db.models import Model, QuerySet
from django.utils import timezone

from governance.models import Actie, Gremium, Regio, Rol
from governance.tijdlijn import OngeldigeDatum, grenzen
from npvr.getallen import datum

from .registers import WEG, Registertabel, Waarden
from .voorstel import Celfout, Tabelkolom, Tabelregel, Tabelrij
from .wanneer import lees_exact

STANDEN: Final = {
    "": "open", "open": "open", "loopt": "open", "lopend": "open", "in behandeling": "open", "nog te doen": "open",
    "gereed": "gereed", "klaar": "gereed", "afgerond": "gereed", "gedaan": "gereed", "afgehandeld": "gereed",
    "vervallen": "vervallen",
}  # fmt: skip
JA: Final = {"": False, "nee": False, "openbaar": False, "ja": True, "besloten": True}


class Actielijst(Registertabel):
    """Rows of all bodies of a region. `code` is the body and the number, "kt-12"; no row goes away: an action that is
    not done is *vervallen*."""

    code = "acties"
    naam = "Actielijst"
    uitleg = "Eén rij per actie: van welk gremium, wat, wie, voor wanneer en hoe het ermee staat."
    model = Actie
    naamveld = "wat"
    rollen = frozenset((Rol.Soort.SECRETARIS.value, Rol.Soort.PROGRAMMAMANAGER.value))
    wie = "de secretaris of de programmamanager"
    velden = ("code", "gremium", "nummer", "wat", "wie", "voor", "stand", "gereed_op", "toelichting", "besloten")
    sleutelvelden = ("gremium", "nummer")
    kolommen = (
        Tabelkolom("code", "Code"), Tabelkolom("gremium", "Gremium", ("overleg",), moet=True),
        Tabelkolom("wat", "Wat", ("actie", "actiepunt", "omschrijving"), moet=True),
        Tabelkolom("wie", "Wie", ("door wie", "actiehouder", "eigenaar", "verantwoordelijke"), moet=True),
        Tabelkolom("voor", "Voor", ("voor wanneer", "deadline", "datum gereed", "uiterlijk", "wanneer")),
        Tabelkolom("stand", "Stand", ("status", "stand van zaken")),
        Tabelkolom("toelichting", "Toelichting", ("opmerking", "opmerkingen")),
        Tabelkolom("besloten", "Besloten"), WEG,
    )  # fmt: skip

    def __init__(self, regio: Regio, *, opgaven: Collection[int] = (), slot: bool = False) -> None:
        self.gremia = {g.pk: g for g in Gremium.objects.filter(regio=regio)}
        self.per_gremium: dict[str, int] = {}
        for g in self.gremia.values():
            for woord in (g.naam, g.code, g.kort):
                self.per_gremium.setdefault(woord.casefold(), g.pk)
        super().__init__(regio, opgaven=opgaven, slot=slot)

    @classmethod
    def rijen_van(cls, regio: Regio) -> QuerySet[Any]:
        return Actie.objects.filter(gremium__regio=regio).order_by("gremium", "nummer")

    def lees_staat(self, rijen: QuerySet[Any]) -> Iterator[tuple[int, Waarden]]:
        for a in rijen:
            rij = {
                "code": self._code(a.gremium_id, a.nummer), "gremium": a.gremium_id, "nummer": a.nummer, "wat": a.wat,
                "wie": a.wie, "voor": a.voor.isoformat() if a.voor else "", "stand": a.stand,
                "gereed_op": a.gereed_op.isoformat() if a.gereed_op else "", "toelichting": a.toelichting,
                "besloten": a.besloten,
            }  # fmt: skip
            yield a.pk, rij

    def _code(self, gremium: int, nummer: int) -> str:
        return f"{self.gremia[gremium].kort.lower()}-{nummer}"

    def leeg(self) -> Waarden:
        return {
            "code": "", "gremium": 0, "nummer": 0, "wat": "", "wie": "", "voor": "", "stand": "open", "gereed_op": "",
            "toelichting": "", "besloten": False,
        }  # fmt: skip

    def cellen(self, rij: Waarden) -> dict[str, str]:
        gremium = self.gremia.get(rij["gremium"])
        return {
            "code": rij["code"].upper(),
            "gremium": gremium.naam if gremium else "",
            "wat": rij["wat"],
            "wie": rij["wie"],
            "voor": datum(date.fromisoformat(rij["voor"])) if rij["voor"] else "",
            "stand": str(Actie.Stand(rij["stand"]).label),
            "toelichting": rij["toelichting"],
            "besloten": "ja" if rij["besloten"] else "nee",
        }

    def _regel(self, rij: Tabelrij, gezien: dict[str, int], namen: dict[str, int]) -> Tabelregel:
        if rij.weg:
            raise Celfout("Verwijderen", "Een actie houdt haar nummer. Zet haar op Vervallen.")
        return super()._regel(rij, gezien, namen)

    def waarden(self, rij: Tabelrij, was: Waarden | None) -> Waarden:
        nieuw = dict(was or self.leeg())
        if was is None and rij["code"].strip():
            raise Celfout("Code", "Deze actie staat niet op de lijst. Laat de code leeg voor een nieuwe actie.")
        gremium = self.per_gremium.get(" ".join(rij["gremium"].casefold().split()))
        if gremium is None:
            raise Celfout("Gremium", "Dit gremium is niet bekend. Gebruik de naam of de afkorting uit de structuur.")
        if was is not None and gremium != was["gremium"]:
            raise Celfout("Gremium", "Een actie blijft op de lijst van haar gremium. Maak daar een nieuwe actie.")
        nieuw["gremium"] = gremium
        nieuw["wat"] = rij["wat"].strip()
        nieuw["wie"] = self._kort(rij["wie"], "Wie", 200)
        if not nieuw["wie"]:
            raise Celfout("Wie", "Vul in wie dit doet: een functie of organisatie.")
        if "voor" in rij:
            nieuw["voor"] = _dag(rij["voor"])
        if "stand" in rij:
            stand = STANDEN.get(" ".join(rij["stand"].casefold().split()))
            if stand is None:
                raise Celfout("Stand", "Kies Loopt, Gereed of Vervallen.")
            nieuw["stand"] = stand
        if "toelichting" in rij:
            nieuw["toelichting"] = self._kort(rij["toelichting"], "Toelichting", 500)
        if "besloten" in rij:
            besloten = JA.get(rij["besloten"].strip().casefold())
            if besloten is None:
                raise Celfout("Besloten", "Vul ja of nee in.")
            nieuw["besloten"] = besloten
        gereed = nieuw["stand"] == Actie.Stand.GEREED
        nieuw["gereed_op"] = (nieuw["gereed_op"] or timezone.localdate().isoformat()) if gereed else ""
        return nieuw

    @staticmethod
    def _kort(cel: str, kolom: str, hoogstens: int) -> str:
        woorden = " ".join(cel.split())
        if len(woorden) > hoogstens:
            raise Celfout(kolom, f"Gebruik hoogstens {hoogstens} tekens.")
        return woorden

    def nieuwe_code(self, rij: Waarden, bezet: Collection[str]) -> str:
        """The next number on the list of its body."""
        nummer = 1 + max((r["nummer"] for r in self.staat.values() if r["gremium"] == rij["gremium"]), default=0)
        while (code := self._code(rij["gremium"], nummer)) in bezet:
            nummer += 1
        rij["nummer"] = nummer
        return code

    @property
    def te_schrijven(self) -> list[str]:
        return ["wat", "wie", "voor", "stand", "gereed_op", "toelichting", "besloten"]

    def object_van(self, waarden: Waarden, pk: int | None) -> Model:
        velden = {veld: waarden[veld] for veld in self.te_schrijven}
        for veld in ("voor", "gereed_op"):
            velden[veld] = date.fromisoformat(waarden[veld]) if waarden[veld] else None
        return Actie(pk=pk, gremium_id=waarden["gremium"], nummer=waarden["nummer"], **velden)


def _dag(cel: str) -> str:
    """ "12 november 2026" → "2026-11-12". Raises Celfout for what is no day."""
    if not cel.strip():
        return ""
    try:
        exact = lees_exact(cel)
        begin, eind = grenzen(exact)
    except OngeldigeDatum as fout:
        raise Celfout("Voor", "Schrijf een dag, zoals 20 november 2026, of laat de cel leeg.") from fout
    if begin != eind:
        raise Celfout("Voor", "Schrijf een hele dag, zoals 20 november 2026, of laat de cel leeg.")
    return begin.isoformat()
