"""The plain form: what a person types without scripts."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Mapping
from itertools import groupby

from . import plat_tabel
from .lezen import blokken
from .tonen import blokken_html, canoniek_doel, runs_html
from .vorm import DIEPST, STUUR, WIT, ZACHT, Blok, Lijstpunt, Run, aaneen, netjes, veilig_doel


def plat(html: str, nummers: Mapping[str, int] | None = None) -> str:
    """The plain form of canonical text. `uit_plat(plat(x)) == x`."""
    nummers = nummers or {}
    delen: list[str] = []
    for blok in blokken(html):
        delen.append("\n".join(_plat_blok(blok, nummers, 0)))
    return "\n\n".join(delen)


def _plat_blok(blok: Blok, nummers: Mapping[str, int], diepte: int) -> list[str]:
    spring = "  " * diepte
    if blok.soort == "tabel":
        return plat_tabel.schrijf_tabel(blok, lambda runs: _plat_runs(runs, nummers))
    if blok.soort == "figuur":
        return plat_tabel.schrijf_figuur(blok, lambda runs: _plat_runs(runs, nummers))
    if blok.soort == "p":
        return [_bescherm_begin(regel) for regel in _plat_runs(blok.runs, nummers).split("\n")]
    regels: list[str] = []
    for n, punt in enumerate(blok.punten, 1):
        teken = "- " if blok.soort == "ul" else f"{n}. "
        eerste, *rest = _plat_runs(punt.runs, nummers).split("\n")
        regels.append(
            f"{spring}{teken}{_bescherm_begin(eerste)}".rstrip(" ")
            if not eerste
            else f"{spring}{teken}{_bescherm_begin(eerste)}"
        )
        regels += [f"{spring}  {_bescherm_begin(r)}" for r in rest]
        for lijst in punt.lijsten:
            regels += _plat_blok(lijst, nummers, diepte + 1)
    return regels


def _bescherm_begin(regel: str) -> str:
    return re.sub(r"^(-(?= |$)|\d+\.(?= |$)|\|)", r"\\\1", regel)


def _plat_runs(runs: Iterable[Run], nummers: Mapping[str, int]) -> str:
    uit = ""
    for run in runs:
        if run.tekst == "\n":
            uit += "\n"
            continue
        if run.doel.startswith("opgave:"):
            sleutel = run.doel.removeprefix("opgave:")
            tekst = f"[opgave {nummers.get(sleutel) or '#' + sleutel}]"
        else:
            tekst = re.sub(r"([\\*_\[\]])", r"\\\1", run.tekst) if _dubbel(run.tekst) else run.tekst
            if run.doel:
                tekst = f"[{tekst}]({run.doel})"
        if run.schuin:
            tekst = f"__{tekst}__"
        if run.vet:
            tekst = f"**{tekst}**"
        uit += tekst
    return uit


def _dubbel(tekst: str) -> bool:
    """Whether the words hold signs that mean something here. A lone `*` inside, as in "EZK* en", does not."""
    return re.search(r"\\|\*\*|__|\[|\]|^[*_]|[*_]$", tekst) is not None


_BEGIN_LIJST = re.compile(r"^( *)(-|\d+\.)(?: +(.*)|)$")


def uit_plat(tekst: str, opgaven: Mapping[int, str] | None = None) -> str:
    """Canonical rich text from the plain form. `opgaven` gives the key of each number; an unknown one stays words."""
    rij: list[Blok] = []
    opgaven = opgaven or {}
    tekst = STUUR.sub("", ZACHT.sub("\n", tekst.replace("\r\n", "\n").replace("\r", "\n")))
    for stuk in re.split(r"\n[ \t\xa0]*\n", tekst):
        regels = deque(r for r in (r.rstrip(" \t\xa0") for r in stuk.split("\n")) if r)
        while regels:
            if (bijzonder := plat_tabel.lees(regels, lambda woorden: _lees_runs(woorden, opgaven))) is not None:
                rij += bijzonder
                continue
            if _BEGIN_LIJST.match(regels[0]):
                blok = _lees_lijst(regels, opgaven)
                rij += [blok] if blok.punten else []
                continue
            alinea: list[str] = []
            while regels and not _BEGIN_LIJST.match(regels[0]) and not (alinea and plat_tabel.begint(regels)):
                alinea.append(regels.popleft().strip(" \t\xa0"))
            if runs := _lees_runs("\n".join(alinea), opgaven):
                rij.append(Blok("p", runs))
    return blokken_html(aaneen(rij), canoniek_doel)


def regel_uit_plat(tekst: str, opgaven: Mapping[int, str] | None = None) -> str:
    """An item's text from the plain form, in one line."""
    return runs_html(_lees_runs(STUUR.sub("", WIT.sub(" ", tekst)), opgaven or {}), canoniek_doel)


def _lees_lijst(regels: deque[str], opgaven: Mapping[int, str], diepte: int = 1) -> Blok:
    """The list that begins on the first line; takes its lines away."""
    eerste = _BEGIN_LIJST.match(regels[0])
    assert eerste is not None
    inspring, soort = len(eerste[1]), "ul" if eerste[2] == "-" else "ol"
    punten: list[tuple[list[Run], list[Blok]]] = []
    while regels:
        kop = _BEGIN_LIJST.match(regels[0])
        if kop is None or len(kop[1]) < inspring:
            if kop is None and punten and not punten[-1][1] and regels[0].startswith(" "):
                punten[-1][0].extend((Run("\n"), *_lees_runs(regels.popleft().strip(" "), opgaven)))
                continue
            break
        if len(kop[1]) > inspring and punten and diepte < DIEPST:
            binnen = _lees_lijst(regels, opgaven, diepte + 1)
            if binnen.punten:
                punten[-1][1].append(binnen)
            continue
        if ("ul" if kop[2] == "-" else "ol") != soort:
            break
        regels.popleft()
        punten.append((list(_lees_runs(kop[3] or "", opgaven)), []))
    return Blok(
        soort, punten=tuple(Lijstpunt(tuple(runs), tuple(lijsten)) for runs, lijsten in punten if runs or lijsten)
    )


_TEKEN = re.compile(
    r"\\([\\*_\[\]\-|=]|\d+\.)|(\*\*)|(__)|\[opgave (\d{1,9}|#[0-9a-z]+)\]|\[((?:\\.|[^\[\]\\])+)\]\((https?://[^\s()]+)\)",
    re.I,
)


def _lees_runs(tekst: str, opgaven: Mapping[int, str]) -> tuple[Run, ...]:
    runs: list[Run] = []
    vet = schuin = False
    hier = 0

    def bij(woorden: str, doel: str = "") -> None:
        if woorden:
            runs.append(Run(woorden, vet, schuin, doel))

    for gevonden in _TEKEN.finditer(tekst):
        bij(tekst[hier : gevonden.start()])
        hier = gevonden.end()
        letterlijk, ster, streep, opgave, naam, doel = gevonden.groups()
        if letterlijk:
            bij(letterlijk)
        elif ster:
            vet = not vet
        elif streep:
            schuin = not schuin
        elif opgave:
            sleutel = opgave[1:] if opgave[0] == "#" else opgaven.get(int(opgave), "")
            bij("opgave" if sleutel else f"opgave {opgave}", f"opgave:{sleutel}" if sleutel else "")
        elif naam:
            bij(re.sub(r"\\(.)", r"\1", naam), doel if veilig_doel(doel) else "")
    bij(tekst[hier:])
    samen = groupby(runs, key=lambda run: (run.vet, run.schuin, run.doel))
    return netjes(Run("".join(run.tekst for run in groep), *jas) for jas, groep in samen)
