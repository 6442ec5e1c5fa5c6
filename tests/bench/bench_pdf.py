"""PDF: ours beside plain WeasyPrint in one go on the same HTML, each a whole process. Prints ratios, judges nothing.

    python tests/bench/bench_pdf.py [rounds]

Processor time counts, not the clock: other work on the machine then weighs less. Rounds are interleaved, medians shown.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

BASIS = Path(__file__).resolve().parents[2]
MAP: list[str] = []
KAAL = """
import sys
from pathlib import Path
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
html, css, uit = map(Path, sys.argv[1:])
letters = FontConfiguration()
blad = CSS(string=css.read_text(), font_config=letters)
HTML(string=html.read_text()).write_pdf(uit, stylesheets=[blad], font_config=letters)
"""


def _voorbereiden() -> Any:
    sys.path.insert(0, str(BASIS))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "npvr.settings")
    os.environ.setdefault("NPVR_TEST", "1")
    import django

    django.setup()
    from documenten.druk.opmaak import Uitgave
    from inlezen.voorbeeld import lees_voorbeeld

    document = lees_voorbeeld(BASIS / "fixtures" / "twente")
    return document, Uitgave(document.titel, "Twente", document.label, "werkversie", "TW-0000-0000", "0" * 64, "x")


def _warm() -> float:
    """Processor seconds of the warm press and of its children that have ended; it is no child of ours."""
    for pad in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if MAP and os.fsencode(MAP[0]) in pad.read_bytes() and b"documenten.druk.warm" in pad.read_bytes():
                velden = (pad.parent / "stat").read_text().rpartition(")")[2].split()
                return sum(map(int, velden[11:15])) / os.sysconf("SC_CLK_TCK")
        except OSError:
            continue
    return 0.0


def _kosten(doe: Callable[[], object]) -> tuple[float, float]:
    """Processor seconds of this process and its children, and seconds by the clock."""

    def nu() -> float:
        eigen = sum(
            g.ru_utime + g.ru_stime for g in map(resource.getrusage, (resource.RUSAGE_CHILDREN, resource.RUSAGE_SELF))
        )
        return eigen + _warm()

    voor, begin = nu(), time.perf_counter()
    doe()
    return nu() - voor, time.perf_counter() - begin


def meet(rondes: int = 3) -> dict[str, tuple[float, float]]:
    """Name of each row → medians of processor time and of the clock, in seconds."""
    document, uitgave = _voorbereiden()
    from django.conf import settings

    from documenten.druk import pers
    from documenten.druk.opmaak import html_fiche, html_plan

    html = html_plan(document, uitgave, ())
    metingen: dict[str, list[tuple[float, float]]] = {}
    with tempfile.TemporaryDirectory() as map_:
        settings.VAR, settings.WARME_PERS_STIL = Path(map_), 120
        MAP[:] = [map_]
        css = f"{pers.zetsel(html).letters}\n{pers.zetsel(html).css}"
        for adres, pad in pers.zetsel(html).bestanden.items():
            css = css.replace(adres, Path(pad).as_uri())
        bestanden = [Path(map_) / naam for naam in ("plan.html", "plan.css", "plan.pdf")]
        bestanden[0].write_text(html)
        bestanden[1].write_text(css)

        def kaal() -> None:
            subprocess.run([sys.executable, "-c", KAAL, *map(str, bestanden)], check=True, capture_output=True)

        def meting(n: int) -> None:
            pers.meet(pers.zetsel(html_fiche(document, document.opgave(14), uitgave, str) + f"<!-- {n} -->"))

        def koud(doe: Callable[[], object]) -> Callable[[], object]:
            """The same by a process of its own."""

            def zo() -> None:
                settings.WARME_PERS = False
                try:
                    doe()
                finally:
                    settings.WARME_PERS = True

            return zo

        def leeg() -> None:
            for pad in (Path(map_) / "afdrukken").glob("*"):
                if pad.suffix in (".pdf", ".json"):
                    pad.unlink()

        def plan(n: int) -> None:
            pers.druk(pers.zetsel(html_plan(document, uitgave, ()) + f"<!-- {n} -->"))

        def fiche(n: int) -> None:
            pers.druk(pers.zetsel(html_fiche(document, document.opgave(14), uitgave, str) + f"<!-- {n} -->"))

        fiche(-1)  # the press is warm
        for n in range(rondes):
            leeg()
            for naam, doe in (
                ("plan, kale WeasyPrint", kaal),
                ("plan, alles nieuw", lambda n=n: plan(n)),
                ("plan, alles gemeten", lambda n=n: plan(n + 1000)),
                ("plan, niets nieuw", lambda n=n: plan(n)),
                ("fiche, nieuw, eigen proces", koud(lambda n=n: fiche(n + 1000))),
                ("fiche, nieuw", lambda n=n: fiche(n)),
                ("fiche, niets nieuw", lambda n=n: fiche(n)),
                ("fiche, gemeten", lambda n=n: meting(n)),
            ):
                metingen.setdefault(naam, []).append(_kosten(doe))
    return {
        naam: (statistics.median(c for c, _ in rij), statistics.median(k for _, k in rij))
        for naam, rij in metingen.items()
    }


def main() -> None:
    rijen = meet(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
    vloer = next(iter(rijen.values()))
    print(f"{'':28}{'processor':>12}{'verhouding':>12}{'klok':>10}{'verhouding':>12}")
    for naam, (processor, klok) in rijen.items():
        print(f"{naam:28}{processor:>10.2f} s{processor / vloer[0]:>11.2f}×{klok:>8.2f} s{klok / vloer[1]:>11.2f}×")


if __name__ == "__main__":
    main()
