"""From any HTML to blocks."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

from .lezen_tabel import Figuurlezer, Tabellezer
from .vorm import DIEPST, WIT, Blok, Lijstpunt, Run, aaneen, netjes, veilig_doel


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
        self.lijsten: list[tuple[str, list[Lijstpunt], list[Run] | None, list[Blok]]] = []
        self.vet = self.schuin = self.weg = self.te_diep = 0
        self.doelen: list[str] = []
        self.tabel: Tabellezer | None = None
        self.figuur: Figuurlezer | None = None
        self.naam = -1
        """Where the paragraph stands that names the table behind it, as the editor writes it."""

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
        elif self.weg:
            pass
        elif self.tabel is not None:
            self.tabel.begin(tag, dict(attrs))
        elif tag == "table" and not self.lijsten:
            self._sluit_alinea()
            self.tabel = Tabellezer()
            if 0 <= self.naam == len(self.blokken) - 1:
                self.tabel.bijschrift += self.blokken.pop().runs
        elif tag == "img" and not self.lijsten:
            self._beeld(dict(attrs))
        elif tag == "figure" and not self.lijsten:
            self._sluit_figuur()
            self.figuur = Figuurlezer(len(self.blokken))
        elif tag in ("ul", "ol") and len(self.lijsten) >= DIEPST:
            self.te_diep += 1
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
            if tag == "p" and any(naam == "data-tabelnaam" for naam, _ in attrs) and not self.lijsten:
                self.naam = len(self.blokken)
        elif tag in ("td", "th"):  # a table in a point of a list is lines of it
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
        elif self.weg:
            pass
        elif self.tabel is not None:
            if self.tabel.eind(tag):
                self._sluit_tabel()
        elif self.figuur is not None and tag in ("figcaption", "cite") and not self.lijsten:
            self.figuur.woorden(tag, self.runs)
            self.runs = []
        elif tag == "figure" and not self.lijsten:
            self._sluit_figuur()
        elif tag in ("ul", "ol") and self.te_diep:
            self.te_diep -= 1
        elif tag in ("ul", "ol") and self.lijsten:
            self._sluit_lijst()
        elif tag == "li" and self.lijsten:
            self._sluit_punt()
        elif tag in self.BLOKKEN:
            self._grens()

    def handle_data(self, data: str) -> None:
        if not self.weg:
            self._run(WIT.sub(" ", data))

    def _run(self, tekst: str) -> None:
        run = Run(tekst, bool(self.vet), bool(self.schuin), self.doelen[-1] if self.doelen else "")
        if self.tabel is not None:
            self.tabel.run(run)
            return
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
        if runs or tekst.strip():
            runs.append(run)
        self.lijsten[-1] = (soort, punten, runs, binnen)

    def _beeld(self, attrs: dict[str, str | None]) -> None:
        """A picture that is ours is a figure; any other is nothing."""
        if (hier := Figuurlezer.lees(attrs)) is None:
            return
        if self.figuur is not None and self.figuur.beeld is None:
            self._sluit_alinea()
            self.figuur.beeld = hier
        else:
            self._sluit_figuur()
            self.blokken += Figuurlezer(0, hier).blokken([])

    def _sluit_tabel(self) -> None:
        if self.tabel is not None:
            tabel, self.tabel = self.tabel, None
            self.blokken += tabel.blokken()

    def _sluit_figuur(self) -> None:
        self._sluit_alinea()
        if self.figuur is not None:
            figuur, self.figuur = self.figuur, None
            self.blokken[figuur.vanaf :] = figuur.blokken(self.blokken[figuur.vanaf :])

    def _grens(self) -> None:
        if not self.lijsten:
            self._sluit_alinea()
        elif runs := self.lijsten[-1][2]:
            runs.append(Run("\n"))

    def _sluit_alinea(self) -> None:
        if runs := netjes(self.runs):
            self.blokken.append(Blok("p", runs))
        self.runs = []

    def _sluit_punt(self) -> None:
        soort, punten, runs, binnen = self.lijsten[-1]
        if runs is not None and ((net := netjes(runs)) or binnen):
            punten.append(Lijstpunt(net, tuple(binnen)))
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
            vorige = eerder.pop() if eerder else Lijstpunt(())
            self.lijsten[-1] = (buiten, eerder, list(vorige.runs), [*vorige.lijsten, blok])
        else:
            binnen.append(blok)

    def klaar(self) -> tuple[Blok, ...]:
        self.close()
        self._sluit_tabel()
        while self.lijsten:
            self._sluit_lijst()
        self._sluit_figuur()
        return tuple(self.blokken)


_OPMERKING = re.compile(r"--\s*>")
_VERKLARING = re.compile(r"<[!?][^<>]*>")
_LANGE_TAG = re.compile(r"<(/?[a-zA-Z][^\s<>/]{0,20}+)[^<>]{4000,}>")
_GEEN_TAG = re.compile(r"<(?!/?[a-zA-Z][^<>]*>)")


def _getemd(html: str) -> str:
    """The same, without what makes `HTMLParser` look at the rest of a text again and again: tags that do not end,
    declarations, comments, and pictures that are their own address. Signs that begin no tag stay as signs."""
    if "<!" in html or "<?" in html:
        html = _VERKLARING.sub("", _zonder_opmerkingen(html))
    return _GEEN_TAG.sub("&lt;", _LANGE_TAG.sub(r"<\1>", html))


def _zonder_opmerkingen(html: str) -> str:
    uit: list[str] = []
    hier = 0
    while (begin := html.find("<!--", hier)) >= 0 and (eind := _OPMERKING.search(html, begin + 4)):
        uit.append(html[hier:begin])
        hier = eind.end()
    return "".join([*uit, html[hier:]])


def blokken(html: str) -> tuple[Blok, ...]:
    """Read HTML (canonical or any other) into blocks. Never raises; linear in the length of the text."""
    lezer = _Lezer()
    lezer.feed(_getemd(html))
    return aaneen(lezer.klaar())
