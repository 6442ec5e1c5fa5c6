"""Rich text of the plan: a small set of HTML in one canonical form, and the plain form that means the same.

Canonical: blocks are `p`, `ul`, `ol` (lists may nest); runs carry `strong`, `em` and links; a line break is `br`. A link
goes to http(s), or to an opgave by its key (`opgave:KEY`), which prints as "opgave 14" in whatever version it stands.

The plain form is what a person types without scripts: paragraphs divided by an empty line, `- ` and `1. ` for lists (two
spaces deeper for a nested one), `**vet**`, `__schuin__`, `[tekst](https://…)`, `[opgave 14]`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from html import escape
from html.parser import HTMLParser
from typing import Final

SCHEMAS: Final = ("http://", "https://", "opgave:")
_STUUR = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_WIT = re.compile(r"[ \t\r\n\f\v\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Run:
    """Words with one dress. A line break is the text "\\n" in a run of its own."""

    tekst: str
    vet: bool = False
    schuin: bool = False
    doel: str = ""


@dataclass(frozen=True, slots=True)
class Punt:
    """A list item: its line, and the lists inside it."""

    runs: tuple[Run, ...]
    lijsten: tuple[Blok, ...] = ()


@dataclass(frozen=True, slots=True)
class Blok:
    """A paragraph (`soort` "p" with runs) or a list ("ul", "ol" with points)."""

    soort: str
    runs: tuple[Run, ...] = ()
    punten: tuple[Punt, ...] = ()


# ---- reading HTML ----


class _Lezer(HTMLParser):
    """Takes any HTML and keeps what the canonical form knows; unknown tags lose their dress and keep their words."""

    WEG: Final = {"script", "style", "template", "title", "head", "noscript", "iframe", "object", "svg", "math"}
    BLOKKEN: Final = {
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "pre",
        "section",
        "article",
        "table",
        "tr",
        "dl",
        "dt",
        "dd",
        "figure",
        "figcaption",
        "address",
        "main",
        "header",
        "footer",
        "hr",
    }

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blokken: list[Blok] = []
        self.runs: list[Run] = []
        self.lijsten: list[tuple[str, list[Punt], list[Run] | None, list[Blok]]] = []
        self.vet = self.schuin = self.weg = 0
        self.doelen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.WEG:
            self.weg += 1
        elif tag in ("strong", "b"):
            self.vet += 1
        elif tag in ("em", "i"):
            self.schuin += 1
        elif tag == "a":
            doel = (dict(attrs).get("href") or "").strip()
            self.doelen.append(doel if veilig_doel(doel) else "")
        elif tag == "br":
            self._run("\n")
        elif tag in ("ul", "ol"):
            if not self.lijsten:
                self._sluit_alinea()
            self.lijsten.append((tag, [], None, []))
        elif tag == "li":
            if not self.lijsten:
                self._sluit_alinea()
            else:
                self._sluit_punt()
                soort, punten, _, _ = self.lijsten[-1]
                self.lijsten[-1] = (soort, punten, [], [])
        elif tag in self.BLOKKEN:
            self._grens()
        elif tag in ("td", "th"):
            self._run(" ")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.WEG:
            return  # `<svg/>` opens nothing
        self.handle_starttag(tag, attrs)
        if tag != "br":
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.WEG:
            self.weg = max(0, self.weg - 1)
        elif tag in ("strong", "b"):
            self.vet = max(0, self.vet - 1)
        elif tag in ("em", "i"):
            self.schuin = max(0, self.schuin - 1)
        elif tag == "a" and self.doelen:
            self.doelen.pop()
        elif tag in ("ul", "ol") and self.lijsten:
            self._sluit_lijst()
        elif tag == "li" and self.lijsten:
            self._sluit_punt()
        elif tag in self.BLOKKEN:
            self._grens()

    def handle_data(self, data: str) -> None:
        if not self.weg:
            self._run(_WIT.sub(" ", data))

    def _run(self, tekst: str) -> None:
        run = Run(tekst, bool(self.vet), bool(self.schuin), self.doelen[-1] if self.doelen else "")
        if not self.lijsten:
            self.runs.append(run)
            return
        soort, punten, runs, binnen = self.lijsten[-1]
        if runs is None:
            if not tekst.strip():
                return
            runs = []
        if binnen and tekst.strip():  # words after a nested list start the next point
            self._sluit_punt()
            soort, punten, _, binnen = self.lijsten[-1]
            runs = []
        runs.append(run)
        self.lijsten[-1] = (soort, punten, runs, binnen)

    def _grens(self) -> None:
        if not self.lijsten:
            self._sluit_alinea()
        elif (runs := self.lijsten[-1][2]) and any(r.tekst.strip() for r in runs):
            runs.append(Run("\n"))

    def _sluit_alinea(self) -> None:
        if runs := netjes(self.runs):
            self.blokken.append(Blok("p", runs))
        self.runs = []

    def _sluit_punt(self) -> None:
        soort, punten, runs, binnen = self.lijsten[-1]
        if runs is not None and ((net := netjes(runs)) or binnen):
            punten.append(Punt(net, tuple(binnen)))
        self.lijsten[-1] = (soort, punten, None, [])

    def _sluit_lijst(self) -> None:
        self._sluit_punt()
        soort, punten, _, _ = self.lijsten.pop()
        if not punten:
            return
        blok = Blok(soort, punten=tuple(punten))
        if not self.lijsten:
            self.blokken.append(blok)
            return
        buiten, eerder, runs, binnen = self.lijsten[-1]
        if runs is None:  # a list straight inside a list belongs to the point before it
            vorige = eerder.pop() if eerder else Punt(())
            eerder.append(Punt(vorige.runs, (*vorige.lijsten, blok)))
        else:
            self.lijsten[-1] = (buiten, eerder, runs, [*binnen, blok])

    def klaar(self) -> tuple[Blok, ...]:
        self.close()
        while self.lijsten:
            self._sluit_lijst()
        self._sluit_alinea()
        return tuple(self.blokken)


def veilig_doel(doel: str) -> bool:
    """Whether a link may go there: http, https, or the key of an opgave."""
    if doel.startswith("opgave:"):
        return re.fullmatch(r"opgave:[0-9a-z]{4,32}", doel) is not None
    return doel.lower().startswith(SCHEMAS[:2]) and not re.search(r"[\s\"'<>\\()\x00-\x20]", doel)


def netjes(runs: Iterable[Run]) -> tuple[Run, ...]:
    """Runs with single spaces, no space at the edges, equal neighbours joined, NFC, no control characters."""
    uit: list[Run] = []
    for run in runs:
        delen = run.tekst.split("\n")
        for i, deel in enumerate(delen):
            if i:
                if uit and uit[-1].tekst != "\n":
                    uit[-1] = replace(uit[-1], tekst=uit[-1].tekst.rstrip(" "))
                uit = [r for r in uit if r.tekst]
                if uit and uit[-1].tekst != "\n":
                    uit.append(Run("\n"))
            tekst = unicodedata.normalize("NFC", _STUUR.sub("", _WIT.sub(" ", deel)))
            if not uit or uit[-1].tekst == "\n" or uit[-1].tekst.endswith(" "):
                tekst = tekst.lstrip(" ")
            if not tekst:
                continue
            if tekst == " ":  # a lone space wears no dress
                run_hier = Run(" ", doel=run.doel if uit and uit[-1].doel == run.doel else "")
            else:
                run_hier = replace(run, tekst=tekst)
            if uit and uit[-1].tekst != "\n" and replace(uit[-1], tekst="") == replace(run_hier, tekst=""):
                uit[-1] = replace(run_hier, tekst=unicodedata.normalize("NFC", uit[-1].tekst + tekst))
            else:
                uit.append(run_hier)
    while uit and not uit[-1].tekst.strip(" \n"):
        uit.pop()
    if uit:
        uit[-1] = replace(uit[-1], tekst=uit[-1].tekst.rstrip(" "))
    return tuple(uit)


def blokken(html: str) -> tuple[Blok, ...]:
    """Read HTML (canonical or any other) into blocks. Never raises; linear in the length of the text."""
    lezer = _Lezer()
    lezer.feed(html)
    return lezer.klaar()


# ---- writing HTML ----


def _runs_html(runs: Iterable[Run], doel_html: Callable[[str, str], str]) -> str:
    delen: list[str] = []
    rij = list(runs)
    i = 0
    while i < len(rij):
        doel = rij[i].doel
        j = i
        binnen = ""
        while j < len(rij) and rij[j].doel == doel:
            binnen += _run_html(rij[j])
            j += 1
        delen.append(doel_html(doel, binnen) if doel else binnen)
        i = j
    return "".join(delen)


def _run_html(run: Run) -> str:
    if run.tekst == "\n":
        return "<br>"
    html = escape(run.tekst, quote=False)
    if run.schuin:
        html = f"<em>{html}</em>"
    return f"<strong>{html}</strong>" if run.vet else html


def _canoniek_doel(doel: str, binnen: str) -> str:
    return f'<a href="{escape(doel)}">{"opgave" if doel.startswith("opgave:") else binnen}</a>'


def _blokken_html(rij: Iterable[Blok], doel_html: Callable[[str, str], str]) -> str:
    uit = ""
    for blok in rij:
        if blok.soort == "p":
            uit += f"<p>{_runs_html(blok.runs, doel_html)}</p>"
        else:
            punten = "".join(
                f"<li>{_runs_html(p.runs, doel_html)}{_blokken_html(p.lijsten, doel_html)}</li>" for p in blok.punten
            )
            uit += f"<{blok.soort}>{punten}</{blok.soort}>"
    return uit


def schoon(html: str) -> str:
    """The canonical form of a text of blocks. Unsafe or unknown markup is gone; `schoon(schoon(x)) == schoon(x)`."""
    return _blokken_html(blokken(html), _canoniek_doel)


def schone_regel(html: str) -> str:
    """The canonical form of an item's text: runs without blocks; several paragraphs become one line."""
    return _runs_html(regel(html), _canoniek_doel)


def regel(html: str) -> tuple[Run, ...]:
    """The runs of an item's text, in one line."""
    runs: list[Run] = []
    for blok in blokken(html):
        for stuk in _regels(blok):
            runs += [Run(" ")] if runs else []
            runs += [replace(r, tekst=r.tekst.replace("\n", " ")) for r in stuk]
    return netjes(runs)


def _regels(blok: Blok) -> Iterable[tuple[Run, ...]]:
    yield from [blok.runs] if blok.soort == "p" else []
    for punt in blok.punten:
        yield punt.runs
        for lijst in punt.lijsten:
            yield from _regels(lijst)


def toon(html: str, nummers: Mapping[str, int], adres: Callable[[int], str]) -> str:
    """HTML for a page or a print: cleaned again, references printed as "opgave 14" and linked by `adres(nummer)`.

    A reference to an opgave that is no longer there says so in words.
    """

    def doel_html(doel: str, binnen: str) -> str:
        if not doel.startswith("opgave:"):
            return f'<a href="{escape(doel)}" rel="noopener nofollow">{binnen}</a>'
        nummer = nummers.get(doel.removeprefix("opgave:"))
        if nummer is None:
            return "opgave (vervallen)"
        return f'<a href="{escape(adres(nummer))}">opgave {nummer}</a>'

    if not re.search(r"<(?:p|ul|ol)\b", html):
        return _runs_html(regel(html), doel_html)
    return _blokken_html(blokken(html), doel_html)


# ---- the words alone ----


def woorden(html: str, nummers: Mapping[str, int] | None = None) -> str:
    """The text without markup, one line per paragraph or point: for search, counting and tables."""

    def lijn(runs: Iterable[Run]) -> str:
        return "".join(_run_woorden(r, nummers or {}) for r in runs)

    return "\n".join(lijn(runs) for blok in blokken(html) for runs in _regels(blok))


def _run_woorden(run: Run, nummers: Mapping[str, int]) -> str:
    if run.doel.startswith("opgave:"):
        nummer = nummers.get(run.doel.removeprefix("opgave:"))
        return f"opgave {nummer}" if nummer else "opgave"
    return run.tekst


def verwijzingen(html: str) -> tuple[str, ...]:
    """Keys of the opgaven that a text refers to, in order, each once."""
    return tuple(dict.fromkeys(re.findall(r'href="opgave:([0-9a-z]+)"', html)))


# ---- the plain form ----


def plat(html: str, nummers: Mapping[str, int] | None = None) -> str:
    """The plain form of canonical text. `uit_plat(plat(x)) == x`."""
    nummers = nummers or {}
    delen: list[str] = []
    for blok in blokken(html):
        delen.append("\n".join(_plat_blok(blok, nummers, 0)))
    return "\n\n".join(delen)


def _plat_blok(blok: Blok, nummers: Mapping[str, int], diepte: int) -> list[str]:
    spring = "  " * diepte
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
    return re.sub(r"^(-|\d+\.)(?= |$)", r"\\\1", regel)


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
    """Whether the words hold signs that mean something in the plain form. A lone `*` inside, as in "EZK* en", does not."""
    return re.search(r"\\|\*\*|__|\[|\]|^[*_]|[*_]$", tekst) is not None


_BEGIN_LIJST = re.compile(r"^( *)(-|\d+\.)(?: +(.*)|)$")


def uit_plat(tekst: str, opgaven: Mapping[int, str] | None = None) -> str:
    """Canonical rich text from the plain form. `opgaven` gives the key of each number; an unknown one stays words."""
    rij: list[Blok] = []
    opgaven = opgaven or {}
    for stuk in re.split(r"\n[ \t]*\n", tekst.replace("\r\n", "\n").replace("\r", "\n")):
        regels = [r.rstrip() for r in stuk.split("\n") if r.strip()]
        while regels:
            if _BEGIN_LIJST.match(regels[0]):
                blok, regels = _lees_lijst(regels, opgaven)
                rij.append(blok)
                continue
            alinea: list[str] = []
            while regels and not _BEGIN_LIJST.match(regels[0]):
                alinea.append(regels.pop(0).strip())
            if runs := _lees_runs("\n".join(alinea), opgaven):
                rij.append(Blok("p", runs))
    return _blokken_html(rij, _canoniek_doel)


def regel_uit_plat(tekst: str, opgaven: Mapping[int, str] | None = None) -> str:
    """An item's text from the plain form, in one line."""
    return _runs_html(_lees_runs(" ".join(tekst.split()), opgaven or {}), _canoniek_doel)


def _lees_lijst(regels: list[str], opgaven: Mapping[int, str]) -> tuple[Blok, list[str]]:
    eerste = _BEGIN_LIJST.match(regels[0])
    assert eerste is not None
    inspring, soort = len(eerste[1]), "ul" if eerste[2] == "-" else "ol"
    punten: list[Punt] = []
    while regels:
        kop = _BEGIN_LIJST.match(regels[0])
        if kop is None or len(kop[1]) < inspring:
            if kop is None and punten and not punten[-1].lijsten and regels[0].startswith(" "):
                vorige = punten.pop()
                erbij = _lees_runs(regels.pop(0).strip(), opgaven)
                punten.append(Punt((*vorige.runs, Run("\n"), *erbij)))
                continue
            break
        if len(kop[1]) > inspring and punten:
            binnen, regels = _lees_lijst(regels, opgaven)
            punten[-1] = Punt(punten[-1].runs, (*punten[-1].lijsten, binnen))
            continue
        if ("ul" if kop[2] == "-" else "ol") != soort:
            break
        regels.pop(0)
        runs = _lees_runs(kop[3] or "", opgaven)
        punten.append(Punt(runs))
    return Blok(soort, punten=tuple(p for p in punten if p.runs or p.lijsten)), regels


_TEKEN = re.compile(
    r"\\([\\*_\[\]\-]|\d+\.)|(\*\*)|(__)|\[opgave (\d+|#[0-9a-z]+)\]|\[((?:\\.|[^\[\]\\])+)\]\((https?://[^\s()]+)\)",
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
    return netjes(runs)
