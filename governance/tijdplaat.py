"""The timeline as a picture: a row per year, months from left to right; a mark is as wide as its date is vague."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils.html import escape
from django.utils.safestring import SafeString

from npvr.getallen import MAANDEN, aantal
from npvr.tekening import el, n, veilig, woord

from .models import Mijlpaal
from .tijdlijn import Tijdlijnmoment

WIJD, LINKS, MAAND = 1152.0, 148.0, 83.0
"""Width, the start of January (before it: the year, and what is known by year only), and the width of a month."""
HEEL_JAAR = 92.0
REGEL, RAND, KOP = 17.0, 15.0, 30.0
VORMEN = {
    Mijlpaal.Soort.BESLUIT: "M0 -7L7 0L0 7L-7 0z",
    Mijlpaal.Soort.OVERLEG: "M-5.5 0a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0 -11 0z",
    Mijlpaal.Soort.PUBLICATIE: "M-5 -5h10v10h-10z",
    Mijlpaal.Soort.PLANNING: "M0 -6L6 5H-6z",
}

Strook = tuple[float, float, float | None, bool]
"""Where a mark stands: from, to, the place of its sign, and whether it goes on after this year."""


def teken(momenten: Sequence[Tijdlijnmoment], vandaag: date) -> SafeString:
    """The picture of these milestones, with a line for today. Its alternative is the list that stands beside it."""
    jaren = sorted({m.jaar for m in momenten})
    if not jaren:
        return veilig("")
    rijen = range(jaren[0], jaren[-1] + 1) if jaren[-1] - jaren[0] < 40 else jaren
    delen, banden = [_maanden()], []
    y = KOP
    for nummer, jaar in enumerate(rijen):
        strook, hoog = _jaar([m for m in momenten if m.jaar == jaar], jaar, y, vandaag)
        banden.append(el("rect", klasse=f"t-band t-band-{nummer % 2}", x=0.0, y=y, width=WIJD, height=hoog))
        delen.append(woord(str(jaar), 14, y + hoog / 2 + 5, "t-jaar"))
        delen += strook
        y += hoog
    lijnen = (el("line", klasse="t-maand", x1=x, x2=x, y1=KOP, y2=y) for x in (LINKS + MAAND * i for i in range(12)))
    titel = f"Tijdlijn van {jaren[0]} tot en met {jaren[-1]}: {aantal(len(momenten), 'moment', 'momenten')}"
    inhoud = "".join([*banden, *lijnen, *delen])
    return veilig(
        el("svg", inhoud, klasse="tijdplaat", viewBox=f"0 0 {n(WIJD)} {n(y)}", role="group", aria_label=titel)
    )


def _maanden() -> str:
    delen = [woord("alleen jaar", HEEL_JAAR + 14, 20, "t-kop", "middle")]
    delen += [
        woord("mrt" if m == "maart" else m[:3], LINKS + MAAND * (i + 0.5), 20, "t-kop", "middle")
        for i, m in enumerate(MAANDEN)
    ]
    return "".join(delen)


def _jaar(momenten: Sequence[Tijdlijnmoment], jaar: int, boven: float, vandaag: date) -> tuple[list[str], float]:
    """Marks of one year, each on the first line where it stands free, and the height of the row."""
    regels: list[list[tuple[float, float]]] = []
    geplaatst: list[tuple[Tijdlijnmoment, Strook, int]] = []
    for m in sorted(momenten, key=lambda m: (_alleen_jaar(m), m.mijlpaal.sorteer)):
        plek = _strook(m, jaar)
        van, tot = min(plek[0], (plek[2] or plek[0]) - 8), max(plek[1], (plek[2] or plek[1]) + 8)
        regel = next((i for i, rij in enumerate(regels) if all(tot < a or van > b for a, b in rij)), len(regels))
        regels[regel : regel + 1] = [[*(regels[regel] if regel < len(regels) else []), (van - 3, tot + 3)]]
        geplaatst.append((m, plek, regel))
    hoog = max(len(regels), 1) * REGEL + 2 * RAND
    delen = []
    if vandaag.year == jaar:
        x = _x(vandaag, jaar)
        delen.append(el("line", klasse="t-nu", x1=x, x2=x, y1=boven, y2=boven + hoog))
        delen.append(woord("vandaag", x + 5, boven + 12, "t-nu-woord"))
    for m, plek, regel in geplaatst:
        delen.append(_merk(m, plek, boven + RAND + REGEL * (regel + 0.5)))
    return delen, hoog


def _alleen_jaar(m: Tijdlijnmoment) -> bool:
    return m.mijlpaal.precisie == Mijlpaal.Precisie.JAAR and not m.duurt


def _strook(m: Tijdlijnmoment, jaar: int) -> Strook:
    if _alleen_jaar(m):
        return HEEL_JAAR + 14, HEEL_JAAR + 14, HEEL_JAAR + 14, False
    van, tot = _x(m.begin, jaar), _x(m.eind, jaar)
    if m.duurt and m.mijlpaal.precisie != Mijlpaal.Precisie.DAG:
        return van, tot, van + 8, m.eind.year > jaar
    return van, tot, (van + tot) / 2, False


def _x(dag: date, jaar: int) -> float:
    if dag.year != jaar:
        return LINKS if dag.year < jaar else LINKS + 12 * MAAND
    lengte = (date(dag.year + dag.month // 12, dag.month % 12 + 1, 1) - dag.replace(day=1)).days
    return LINKS + MAAND * (dag.month - 1 + (dag.day - 0.5) / lengte)


def _eerst(m: Tijdlijnmoment) -> float | None:
    """Where it was planned first, where that lies in the same year."""
    eerst = m.begin - timedelta(days=m.verschil)
    return _x(eerst, m.jaar) if eerst.year == m.jaar else LINKS


def _merk(m: Tijdlijnmoment, plek: Strook, y: float) -> str:
    van, tot, x, verder = plek
    soort = Mijlpaal.Soort(m.mijlpaal.soort)
    klassen = f"t-merk t-{soort.value}{' t-gepland' if m.staat != 'voorbij' else ''}"
    delen = [el("title", escape(f"{m.wanneer}: {m.mijlpaal.wat}"))]
    if m.verschil > 0 and (eerst := _eerst(m)) is not None and van - eerst > RAND:
        delen.append(el("line", klasse="t-uitloop", x1=eerst, x2=van, y1=y, y2=y))
    if tot - van > 12:
        delen.append(el("line", klasse="t-duur" if m.duurt else "t-ruim", x1=van, x2=tot, y1=y, y2=y))
    if verder:
        delen.append(
            el("path", klasse="t-verder", d=f"M{n(tot - 5)} {n(y - 4)}L{n(tot)} {n(y)}L{n(tot - 5)} {n(y + 4)}")
        )
    vorm = el("path", d=VORMEN[soort], transform=f"translate({n(x or van)} {n(y)})", klasse="t-vorm")
    teken_ = el("g", "".join(delen) + vorm, klasse=klassen)
    return el("a", teken_, href=f"#{m.mijlpaal.code}", klasse="t-link", aria_label=f"{m.wanneer}: {m.mijlpaal.wat}")
