"""Measurements as a table: a row per value, laid beside the values that count."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Final, Self

from django.utils import timezone

from accounts.models import User
from governance.models import Regio, Rol
from monitoring.actions.waarden import Waarderij, haal_waarden_terug, neem_waarden_over
from monitoring.models import Bron, Indicator, Meting
from npvr.getallen import getal
from npvr.getaltekst import Getalfout, als_getal, decimaaltekens, kaal
from plandocument.boom import Plandocument

from .registers import WEG
from .soort import Mag, Tabelsoort
from .voorstel import (
    FOUT,
    GELIJK,
    GEWIJZIGD,
    NIEUW,
    VERWIJDERD,
    Celfout,
    Celwijziging,
    Tabelkolom,
    Tabelregel,
    Tabelrij,
    gewogen,
)
from .voorstel import Tabelvoorstel as Voorstel

Sleutel = tuple[int, str, int | None, str, str]
GETALLEN: Final = ("waarde", "tot", "teller", "noemer")
ANDERS: Final = {"ja": True, "j": True, "x": True, "nee": False, "n": False, "": False, "-": False}
GROOTST: Final = Decimal(10) ** 12


class Waardentabel(Tabelsoort):
    """What stands and counts, by indicator, area, year, period and kind. Three queries."""

    code = "metingen"
    naam = "Metingen"
    uitleg = (
        "Eén rij per waarde: de code van de indicator, gebied, jaar, soort en het getal, of waarom er geen getal is."
    )
    rollen = frozenset((Rol.Soort.REDACTEUR.value, Rol.Soort.PROGRAMMAMANAGER.value))
    wie = "een redacteur of de programmamanager"
    in_plan = False
    kolommen = (
        Tabelkolom("indicator", "Indicator", moet=True), Tabelkolom("gebied", "Gebied", moet=True),
        Tabelkolom("jaar", "Jaar"), Tabelkolom("periode", "Periode"), Tabelkolom("soort", "Soort"),
        Tabelkolom("grens", "Hoe precies", ("grens", "begrenzing")), Tabelkolom("waarde", "Waarde", moet=True),
        Tabelkolom("tot", "Tot en met", ("tot",)), Tabelkolom("reden", "Geen getal", ("reden",)),
        Tabelkolom("teller", "Teller"), Tabelkolom("noemer", "Noemer"), Tabelkolom("voorlopig", "Voorlopig"),
        Tabelkolom("bron", "Bron"), Tabelkolom("opgehaald_op", "Opgehaald op"),
        Tabelkolom("vindplaats", "Plaats in het plan"), Tabelkolom("toelichting", "Toelichting"), WEG,
    )  # fmt: skip
    _WAARDEN: ClassVar = (
        "grens", "waarde", "tot", "reden", "teller", "noemer", "voorlopig", "bron_id", "opgehaald_op", "vindplaats",
        "toelichting",
    )  # fmt: skip

    def __init__(self, regio: Regio, mag: Mag) -> None:
        self.regio, self.mag_opgave = regio, mag
        self.indicatoren = {i.code: i for i in Indicator.objects.filter(regio=regio)}
        self.per_pk = {i.pk: i for i in self.indicatoren.values()}
        bronnen = list(Bron.objects.filter(regio=regio).values_list("pk", "code", "naam"))
        self.bron = {w.casefold(): pk for pk, code, naam in bronnen for w in (code, naam)}
        self.bronnaam = {pk: naam for pk, _, naam in bronnen}
        self.soorten = {w.casefold(): s for s in Meting.Soort for w in (s.value, str(s.label))}
        self.redenen = {w.casefold(): r for r in Meting.Reden for w in (r.value, str(r.label))}
        velden = ("pk", "indicator_id", "gebied", "jaar", "periode", "soort", *self._WAARDEN)
        rijen = (
            Meting.objects.geldend().filter(indicator__regio=regio).order_by("indicator__volgorde", "volgorde", "pk")
        )
        self.staat: dict[Sleutel, tuple[int, tuple[Any, ...]]] = {
            tuple(rij[1:6]): (rij[0], rij[6:]) for rij in rijen.values_list(*velden).iterator(5_000)
        }

    @classmethod
    def van(cls, regio: Regio, document: Plandocument, *, mag: Mag, dicht: Collection[str], slot: bool) -> Self:
        return cls(regio, mag)

    def rijen(self) -> list[tuple[object, ...]]:
        return [
            (self.per_pk[s[0]].code, s[1], *self._cellen(s, w), "")
            for s, (_, w) in self.staat.items()
        ]  # fmt: skip

    def _cellen(self, s: Sleutel, waarden: tuple[Any, ...]) -> tuple[object, ...]:
        w = dict(zip(self._WAARDEN, waarden, strict=True))
        return (
            str(s[2] or ""), s[3], str(Meting.Soort(s[4]).label), w["grens"], _zeg(w["waarde"]), _zeg(w["tot"]),
            str(Meting.Reden(w["reden"]).label) if w["reden"] else "", _zeg(w["teller"]), _zeg(w["noemer"]),
            "ja" if w["voorlopig"] else "", self.bronnaam.get(w["bron_id"], ""),
            w["opgehaald_op"].isoformat() if w["opgehaald_op"] else "", w["vindplaats"], w["toelichting"],
        )  # fmt: skip

    # ---- in ----

    def voorstel(self, rijen: Iterable[Tabelrij]) -> Voorstel:
        alle = list(rijen)
        tekens = decimaaltekens(rij[kolom] for rij in alle for kolom in GETALLEN)
        self.decimaal = next(iter(tekens)) if len(tekens) == 1 else ""
        gezien: dict[Sleutel, int] = {}
        regels = []
        for rij in alle:
            fouten = rij.fouten
            try:
                regel = self._regel(rij, gezien) if not fouten else None
            except Celfout as fout:
                regel, fouten = None, ((fout.kolom, fout.zin),)
            if regel is None:
                regel = Tabelregel(rij.nummer, FOUT, f"{rij['indicator'][:40]} {rij['gebied'][:40]}", fouten=fouten)
            regels.append(gewogen(regel, rij))
        return Voorstel(tuple(regels))

    def _regel(self, rij: Tabelrij, gezien: dict[Sleutel, int]) -> Tabelregel:
        indicator = self.indicatoren.get(rij["indicator"].strip().casefold())
        if indicator is None:
            raise Celfout("Indicator", "Deze indicator is er niet. Gebruik de code, zoals inwoners.")
        if indicator.opgaven and not any(self.mag_opgave(s) for s in indicator.opgaven):
            raise Celfout("Indicator", "Deze indicator hoort bij opgaven die u niet bewerkt.")
        sleutel = self._sleutel(indicator, rij)
        if (eerder := gezien.setdefault(sleutel, rij.nummer)) != rij.nummer:
            raise Celfout("Gebied", f"Deze waarde stond al in rij {eerder}.")
        pk, was = self.staat.get(sleutel, (None, None))
        if rij.weg:
            if was is None:
                raise Celfout("Verwijderen", "Deze waarde staat er niet, dus er is niets om te laten vervallen.")
            naam = f"{indicator.naam}, {sleutel[1]} {sleutel[2] or ''}".rstrip()
            return Tabelregel(rij.nummer, VERWIJDERD, naam, data=Waarderij({}, pk))
        nieuw = self._waarden(rij, indicator, was)
        naam = f"{indicator.naam}, {sleutel[1]} {sleutel[2] or ''}".rstrip()
        if was is not None and was == nieuw:
            return Tabelregel(rij.nummer, GELIJK, naam)
        leeg = ("",) * 14
        oud_c, nieuw_c = self._cellen(sleutel, was) if was else leeg, self._cellen(sleutel, nieuw)
        cellen = tuple(
            Celwijziging(k.naam, str(oud), str(nu))
            for k, oud, nu in zip(self.kolommen[2:-1], oud_c, nieuw_c, strict=True)
            if str(oud) != str(nu)
        )
        velden = dict(zip(("indicator_id", "gebied", "jaar", "periode", "soort"), sleutel, strict=True))
        data = Waarderij(velden | dict(zip(self._WAARDEN, nieuw, strict=True)) | {"volgorde": 10_000 + rij.nummer}, pk)
        return Tabelregel(rij.nummer, GEWIJZIGD if was else NIEUW, naam, cellen, data=data)

    def _sleutel(self, indicator: Indicator, rij: Tabelrij) -> Sleutel:
        gebied = " ".join(rij["gebied"].split())
        if not gebied or len(gebied) > 100:
            raise Celfout("Gebied", "Vul een gebied in, van hoogstens 100 tekens.")
        jaar = rij["jaar"].strip()
        if jaar and not (jaar.isascii() and jaar.isdigit() and 1900 <= int(jaar) <= 2150):
            raise Celfout("Jaar", "Schrijf een jaar, zoals 2024, of laat de cel leeg.")
        soort = self.soorten.get(rij["soort"].strip().casefold() or "stand")
        if soort is None or soort == Meting.Soort.DOEL:
            zin = "Een doel legt u vast bij de indicator: er hoort een besluit bij."
            raise Celfout(
                "Soort", zin if soort else "Deze soort is er niet. Gebruik stand, prognose, norm of een andere."
            )
        periode = rij["periode"].strip()
        if len(periode) > 12:
            raise Celfout("Periode", "Gebruik hoogstens 12 tekens, zoals 2025KW01.")
        return indicator.pk, gebied, int(jaar) if jaar else None, periode, soort.value

    def _waarden(self, rij: Tabelrij, indicator: Indicator, was: tuple[Any, ...] | None) -> tuple[Any, ...]:
        """The row as it would stand; a column that is not in the file leaves what stood."""
        w = dict(zip(self._WAARDEN, was, strict=True)) if was else dict.fromkeys(("waarde", "tot", "teller", "noemer"))
        for kolom in GETALLEN:
            if kolom in rij or kolom not in w:
                w[kolom] = self._getal(rij, kolom)
        grens, reden = rij["grens"].strip().casefold(), rij["reden"].strip().casefold()
        if grens not in ("", "precies", *Meting.Grens.values):
            raise Celfout("Hoe precies", f"Kies {', '.join(Meting.Grens.values)}, of laat de cel leeg.")
        if reden and reden not in self.redenen:
            raise Celfout(
                "Geen getal", "Deze reden is er niet. Gebruik een reden uit het sjabloon, zoals ‘Nog niet gemeten’."
            )
        if (woord := rij["voorlopig"].strip().casefold()) not in ANDERS:
            raise Celfout("Voorlopig", "Schrijf ja, of laat de cel leeg.")
        for veld, kolom, waarde in (
            ("grens", "grens", "" if grens == "precies" else grens),
            ("reden", "reden", self.redenen[reden].value if reden else ""),
            ("voorlopig", "voorlopig", ANDERS[woord]),
            ("bron_id", "bron", self._bron(rij["bron"])),
            ("opgehaald_op", "opgehaald_op", _dag(rij["opgehaald_op"])),
            ("vindplaats", "vindplaats", rij["vindplaats"].strip()[:200]),
            ("toelichting", "toelichting", rij["toelichting"].strip()),
        ):
            if kolom in rij or veld not in w:
                w[veld] = waarde
        self._keur(w, indicator)
        return tuple(w[veld] for veld in self._WAARDEN)

    def _keur(self, w: dict[str, Any], indicator: Indicator) -> None:
        waarde, tot = w["waarde"], w["tot"]
        if (waarde is None) == (not w["reden"]):
            raise Celfout("Waarde", "Geef een getal, of bij ‘Geen getal’ waarom er geen is." if waarde is None
                          else "Er is een getal én een reden waarom er geen is. Haal een van beide weg.")  # fmt: skip
        if waarde is None and w["grens"]:
            raise Celfout("Hoe precies", "Zonder getal valt er niets te begrenzen.")
        if tot is not None and (waarde is None or tot < waarde):
            raise Celfout("Tot en met", "Dit ligt onder de waarde.")
        if (w["teller"] is None) != (w["noemer"] is None) or (w["noemer"] is not None and w["noemer"] <= 0):
            raise Celfout("Noemer", "Geef teller en noemer samen; de noemer is groter dan nul.")
        hoogst = tot if tot is not None else waarde
        if waarde is not None and indicator.ondergrens is not None and waarde < indicator.ondergrens:
            raise Celfout("Waarde", f"Dit kan niet: lager dan {getal(indicator.ondergrens)}. Kijk de eenheid na.")
        if hoogst is not None and indicator.bovengrens is not None and hoogst > indicator.bovengrens:
            raise Celfout("Waarde", f"Dit kan niet: hoger dan {getal(indicator.bovengrens)}. Kijk de eenheid na.")

    def _getal(self, rij: Tabelrij, kolom: str) -> Decimal | None:
        naam = next(k.naam for k in self.kolommen if k.code == kolom)
        if not (woord := rij[kolom].strip()):
            return None
        try:
            uit = als_getal(kaal(woord)[0], self.decimaal)
        except Getalfout as fout:
            raise Celfout(naam, str(fout)) from None
        if abs(uit) >= GROOTST or uit.normalize().as_tuple().exponent < -4:  # type: ignore[operator]
            raise Celfout(naam, "Dit getal is te groot, of heeft meer dan vier cijfers achter de komma.")
        return uit.quantize(Decimal("0.0001"))

    def _bron(self, woord: str) -> int | None:
        if not (naam := " ".join(woord.split())):
            return None
        if (pk := self.bron.get(naam.casefold())) is None:
            raise Celfout("Bron", f"De bron ‘{naam[:60]}’ is niet bekend. Leg haar eerst vast bij een indicator.")
        return pk

    # ---- carried out, and put back ----

    def schrijf(self, regels: Iterable[Tabelregel], door: User | None) -> list[dict[str, Any]]:
        rijen = [r.data for r in regels]
        paren = neem_waarden_over(regio=self.regio, rijen=rijen, vandaag=timezone.localdate(), door=door)
        return [{"pk": nieuw, "oud": oud} for nieuw, oud in paren]

    @staticmethod
    def terug(regio: Regio, voor: list[dict[str, Any]], door: User) -> None:
        haal_waarden_terug(regio=regio, paren=[(v["pk"], v["oud"]) for v in voor], door=door)


def _zeg(waarde: Decimal | None) -> str:
    return "" if waarde is None else f"{waarde.normalize():f}".replace(".", ",")


def _dag(woord: str) -> date | None:
    if not woord.strip():
        return None
    try:
        return date.fromisoformat(woord.strip()[:10])
    except ValueError:
        raise Celfout("Opgehaald op", "Schrijf een dag als 2026-11-30.") from None
