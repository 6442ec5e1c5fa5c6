"""What the portal brings to a meeting: each kind of origin is a function that a room registers when it starts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from npvr.getallen import aantal, datum

from .models import Actie, Agendapunt, Besluit, Mijlpaal, Overleg, Station
from .tijdlijn import moment

RUIM = timedelta(weeks=6)
"""How far ahead is looked where no next meeting is planned."""


@dataclass(frozen=True, slots=True)
class Agendavoorstel:
    """Something for the agenda. `soort` and `code` say what it is, once per meeting; `woorden` why it is here.

    `besloten`: it comes from what only members may read, so that the item is besloten as well.
    """

    soort: str
    code: str
    titel: str
    woorden: str
    pad: str = ""
    vraagt: str = Agendapunt.Soort.BESPREKING
    gevraagd: str = ""
    besloten: bool = False

    @property
    def waarde(self) -> str:
        return f"{self.soort}:{self.code}"


Bron = Callable[[Overleg, date], Iterable[Agendavoorstel]]
"""From a meeting, and the day up to which it looks ahead."""
BRONNEN: list[Bron] = []


def registreer(bron: Bron) -> None:
    if bron not in BRONNEN:
        BRONNEN.append(bron)


def aanbod(overleg: Overleg) -> list[Agendavoorstel]:
    """What is not on the agenda yet and was not dropped. Some queries per source, whatever there is."""
    volgende = Overleg.objects.na(overleg).values_list("datum", flat=True).first()
    tot = volgende or overleg.datum + RUIM
    er_al = set(overleg.punten.exclude(herkomst="").values_list("herkomst", "herkomst_code"))
    alle = [a for bron in (van_deze_kamer, *BRONNEN) for a in bron(overleg, tot)]
    return [a for a in alle if (a.soort, a.code) not in er_al]


def van_deze_kamer(overleg: Overleg, tot: date) -> Iterable[Agendavoorstel]:
    """The record before this one, follow-ups and actions that are late, decisions to evaluate, milestones."""
    regio, dag = overleg.gremium.regio.code, max(overleg.datum, timezone.localdate())
    hier = f"/{regio}/governance"
    vorige = Overleg.objects.voor(overleg).select_related("gremium").first()
    if vorige is not None and vorige.stand == Overleg.Stand.GEHOUDEN:
        yield Agendavoorstel(
            "verslag", str(vorige.pk), f"Verslag van {datum(vorige.datum)}", "Het verslag is nog niet vastgesteld.",
            f"{hier}/overleggen/{vorige.pk}/", Agendapunt.Soort.BESLUIT, "Het verslag vaststellen.",
        )  # fmt: skip
    hierheen = Station.objects.filter(
        gremium=overleg.gremium_id, gedaan_op__isnull=True, besluit__verzegeld_op__isnull=False
    )
    for station in hierheen.select_related("besluit__gremium"):
        b = station.besluit
        zin = f"{b.gremium.naam} besloot op {datum(b.datum)} en vraagt hetzelfde van dit gremium."
        pad = f"{hier}/besluiten/{b.pk}/"
        yield Agendavoorstel(
            "station", str(station.pk), f"{b.code}: {b.titel}", zin, pad, Agendapunt.Soort.BESLUIT, b.tekst, b.besloten
        )  # fmt: skip
    acties = Actie.objects.filter(gremium=overleg.gremium_id, besloten=False).lopend()
    if n := acties.count():
        laat = acties.filter(voor__lt=dag).count()
        over = f", waarvan {laat} over tijd" if laat else ""
        zin = f"{aantal(n, 'actie loopt', 'acties lopen')}{over}."
        yield Agendavoorstel("acties", "lijst", "Actielijst", zin, f"{hier}/acties/", Agendapunt.Soort.BESPREKING)
    besluiten = Besluit.objects.filter(gremium=overleg.gremium_id, verzegeld_op__isnull=False).select_related("gremium")
    for b in besluiten.met_vervolg().filter(vervolg_voor__lt=dag):
        zin = (
            f"Besluit {b.code} is nog niet uitgevoerd; dat zou voor {datum(b.vervolg_voor)}." if b.vervolg_voor else ""
        )
        titel = f"Vervolg van {b.code}: {b.titel}"
        yield Agendavoorstel("vervolg", str(b.pk), titel, zin, f"{hier}/besluiten/{b.pk}/", besloten=b.besloten)
    for b in besluiten.filter(evaluatie_op__lte=tot, vervallen_op__isnull=True):
        zin = f"Dit besluit wordt op {datum(b.evaluatie_op)} geëvalueerd." if b.evaluatie_op else ""
        titel = f"Evaluatie van {b.code}: {b.titel}"
        yield Agendavoorstel("evaluatie", str(b.pk), titel, zin, f"{hier}/besluiten/{b.pk}/", besloten=b.besloten)
    for rij in Mijlpaal.objects.filter(regio=overleg.gremium.regio_id, relevantie=Mijlpaal.Relevantie.NPVR):
        m = moment(rij, overleg.datum)
        if rij.precisie != Mijlpaal.Precisie.VAAG and not m.duurt and overleg.datum <= m.begin and m.eind <= tot:
            pad = f"/{regio}/tijdlijn/#{rij.code}"
            yield Agendavoorstel(
                "mijlpaal", rij.code, rij.wat, f"Op de tijdlijn: {m.wanneer}.", pad, Agendapunt.Soort.KENNISNAME
            )
