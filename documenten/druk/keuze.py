"""What somebody wants to have printed: plain data that fits in a link or a job and says in Dutch what it is. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from npvr.getallen import opsomming
from plandocument.boom import Plandocument

PDF, ARCHIEF, WORD, ODT, JSON, XLSX, ODS = "pdf", "archief", "docx", "odt", "json", "xlsx", "ods"


@dataclass(frozen=True, slots=True)
class Soort:
    """A kind of print: its name in a list and in a sentence, and the formats it comes in, the first by default."""

    naam: str
    zin: str
    formaten: tuple[str, ...]


SOORTEN: Final[dict[str, Soort]] = {
    "plan": Soort("Het hele plan", "het hele plan", (PDF, ARCHIEF, WORD, ODT, JSON)),
    "selectie": Soort("Een selectie van opgaven", "een selectie van opgaven", (PDF, WORD, ODT)),
    "fiche": Soort("Eén fiche", "één fiche", (PDF, WORD, ODT)),
    "memo": Soort("Wijzigingsmemo", "een wijzigingsmemo", (PDF, WORD, ODT)),
    "reactienota": Soort("Reactienota", "een reactienota", (PDF, WORD, ODT, XLSX, ODS)),
    "dossier": Soort("Dossier van een ministerie", "het dossier van een ministerie", (PDF,)),
    "plancontrole": Soort("Verslag van de plancontrole", "het verslag van de plancontrole", (PDF, XLSX, ODS)),
    "opgaven": Soort("Tabel van de opgaven", "een tabel met de opgaven", (XLSX, ODS)),
    "knelpunten": Soort("Tabel van de knelpunten", "een tabel met alle knelpunten", (XLSX, ODS)),
    "interventies": Soort("Tabel van de interventies", "een tabel met alle interventies", (XLSX, ODS)),
    "trajecten": Soort("Tabel van de trajecten", "een tabel met alle trajecten", (XLSX, ODS)),
}
TABELLEN: Final = ("opgaven", "knelpunten", "interventies", "trajecten")
FORMATEN: Final = {
    PDF: "PDF",
    ARCHIEF: "PDF voor het archief (PDF/A)",
    WORD: "Word",
    ODT: "ODT (LibreOffice)",
    JSON: "JSON (open data)",
    XLSX: "Excel",
    ODS: "ODS (LibreOffice)",
}
BIJLAGEN: Final = {
    "matrix": "Opgaven en ministeries: wie is waarbij betrokken",
    "besluiten": "Besluiten over deze versie, met de gevraagde wijzigingen",
    "overleggen": "Overleggen en teams: wie met wie overlegt",
}
"""In printed order."""
OP_PAPIER: Final = ("plan", "selectie", "fiche")
"""Kinds that have section codes, line numbers and a word behind the text."""
OVER_REACTIES: Final = ("reactienota", "dossier")
"""Kinds that are about what others said; `intern` adds what was not released, for the NPVR-team."""
VAN_NU: Final = ("plancontrole", *OVER_REACTIES)
"""Kinds that are about the working copy."""
INTERN: Final = "intern"
WOORDEN: Final = ("Werkversie", "Concept")
EIGEN: Final = "eigen"
"""In a form: the word behind the text stands in a field of its own."""
LANGST: Final = 20


class Onmogelijk(ValueError):
    """A choice that cannot be printed; the text is a Dutch sentence for people."""


@dataclass(frozen=True, slots=True)
class Keuze:
    """`versie` is the code of a version, empty for the working copy; `naar` the newer one of a memo.

    `opgaven` are keys: one for a fiche, some for a selection. `watermerk` is the word behind the text. `ronde` and
    `ministerie` are codes, for what is about comments.
    """

    soort: str = "plan"
    formaat: str = PDF
    versie: str = ""
    naar: str = ""
    opgaven: tuple[str, ...] = ()
    codes: bool = True
    regelnummers: bool = False
    watermerk: str = ""
    bijlagen: frozenset[str] = frozenset({"overleggen"})
    ronde: str = ""
    ministerie: str = ""
    intern: bool = False

    @property
    def archief(self) -> bool:
        return self.formaat == ARCHIEF

    @property
    def pdf(self) -> bool:
        return self.formaat in (PDF, ARCHIEF)

    def netjes(self, document: Plandocument) -> Keuze:
        """The same print, without what means nothing for it. Raises Onmogelijk.

        An archive copy is what was decided on: codes, no line numbers, no word behind the text.
        """
        if self.soort not in SOORTEN or self.formaat not in FORMATEN:
            raise Onmogelijk("Kies wat u wilt afdrukken.")
        if self.formaat not in SOORTEN[self.soort].formaten:
            mag = opsomming(FORMATEN[f] for f in SOORTEN[self.soort].formaten)
            raise Onmogelijk(f"{SOORTEN[self.soort].naam} is er niet als {FORMATEN[self.formaat]}. Kies {mag}.")
        if self.archief and not self.versie:
            raise Onmogelijk("Een archiefstuk maakt u van een versie waarover is besloten, niet van de werkversie.")
        opgaven = self._opgaven(document)
        vorm = self.formaat == PDF and self.soort in OP_PAPIER
        bijlagen = self.bijlagen & frozenset(BIJLAGEN) if self.pdf and self.soort == "plan" else frozenset()
        if self.soort == "memo" and not self.versie:
            raise Onmogelijk("Een wijzigingsmemo begint bij een vastgelegde versie, niet bij de werkversie.")
        if self.soort == "memo" and self.versie == self.naar:
            raise Onmogelijk("Kies twee verschillende teksten om te vergelijken.")
        if self.soort == "dossier" and not self.ministerie:
            raise Onmogelijk("Kies een ministerie.")
        over = self.soort in OVER_REACTIES
        return replace(
            self,
            opgaven=opgaven,
            versie="" if self.soort in VAN_NU else self.versie,
            naar=self.naar if self.soort == "memo" else "",
            codes=self.codes or not vorm,
            regelnummers=self.regelnummers and vorm,
            watermerk=" ".join(self.watermerk.split())[:LANGST].strip() if vorm else "",
            bijlagen=bijlagen if self.versie else bijlagen - {"besluiten"},
            ronde=self.ronde if self.soort == "reactienota" else "",
            ministerie=self.ministerie if over else "",
            intern=self.intern and over,
        )

    def _opgaven(self, document: Plandocument) -> tuple[str, ...]:
        if self.soort not in ("selectie", "fiche", "reactienota"):
            return ()
        gekozen = tuple(o.sleutel for o in document.opgaven if o.sleutel in self.opgaven)
        if self.soort == "reactienota":
            return gekozen[:1]  # of one opgave, or of all
        if not gekozen:
            raise Onmogelijk(
                "Kies één opgave voor de fiche." if self.soort == "fiche" else "Kies ten minste één opgave."
            )
        if self.soort == "fiche" and len(gekozen) > 1:
            raise Onmogelijk("Een fiche gaat over één opgave. Kies er één, of kies een selectie van opgaven.")
        return gekozen

    @property
    def vergaderversie(self) -> bool:
        """Whether it is a print with line numbers, for a meeting."""
        return self.regelnummers and self.formaat == PDF and self.soort in OP_PAPIER

    # ---- to and from plain data ----

    def naar_json(self) -> dict[str, Any]:
        return {
            "soort": self.soort,
            "formaat": self.formaat,
            "versie": self.versie,
            "naar": self.naar,
            "opgaven": list(self.opgaven),
            "codes": self.codes,
            "regelnummers": self.regelnummers,
            "watermerk": self.watermerk,
            "bijlagen": sorted(self.bijlagen),
            "ronde": self.ronde,
            "ministerie": self.ministerie,
            "intern": self.intern,
        }

    @classmethod
    def uit_json(cls, data: Mapping[str, Any]) -> Keuze:
        """From what `naar_json` gave. Raises Onmogelijk for anything else."""
        try:
            woorden = {naam: data[naam] for naam in ("soort", "formaat", "versie", "naar", "watermerk")}
            vlaggen = {naam: data[naam] for naam in ("codes", "regelnummers")}
            woorden |= {naam: data.get(naam, "") for naam in ("ronde", "ministerie")}  # older jobs have none
            vlaggen["intern"] = data.get("intern", False)
            rijen = [list(data[naam]) for naam in ("opgaven", "bijlagen")]
        except (KeyError, TypeError) as fout:
            raise Onmogelijk("Deze opdracht is niet te lezen.") from fout
        goed = (
            all(isinstance(w, str) for w in (*woorden.values(), *rijen[0], *rijen[1]))
            and all(isinstance(v, bool) for v in vlaggen.values())
        )  # fmt: skip
        if not goed:
            raise Onmogelijk("Deze opdracht is niet te lezen.")
        return cls(**woorden, **vlaggen, opgaven=tuple(rijen[0]), bijlagen=frozenset(rijen[1]))

    def naar_link(self, document: Plandocument) -> list[tuple[str, str]]:
        """As names and values of an address, with numbers for opgaven; what is as usual is left out."""
        gewoon = Keuze(self.soort, SOORTEN[self.soort].formaten[0])
        uit = [("soort", self.soort)]
        uit += [
            (naam, getattr(self, naam))
            for naam in ("versie", "naar", "formaat", "watermerk", "ronde", "ministerie")
            if getattr(self, naam) != getattr(gewoon, naam)
        ]
        uit += [("opgave", str(document.nummers[s])) for s in self.opgaven if s in document.nummers]
        if self.intern:
            uit.append(("manier", INTERN))
        if not self.codes:
            uit.append(("codes", "nee"))
        if self.regelnummers:
            uit.append(("regelnummers", "ja"))
        if self.bijlagen != gewoon.bijlagen and self.soort == "plan":
            uit += [("bijlage", b) for b in BIJLAGEN if b in self.bijlagen] or [("bijlage", "geen")]
        return uit

    @classmethod
    def uit_link(cls, haal: Mapping[str, str], alle: Mapping[str, Sequence[str]], document: Plandocument) -> Keuze:
        """What an address or a form says; what does not exist is left out. Raises nothing.

        A form sends `gekozen` beside its boxes, so that an empty box counts as a choice.
        """
        soort = haal.get("soort", "")
        soort = soort if soort in SOORTEN else "plan"
        formaat = haal.get("formaat", "")
        watermerk = haal.get("watermerk", "")
        if watermerk == EIGEN:
            watermerk = haal.get("woord", "")
        bekend = SOORTEN[soort].formaten
        per_nummer = {str(o.nummer): o.sleutel for o in document.opgaven}
        opgaven = [per_nummer[n] for n in dict.fromkeys(alle.get("opgave", ())) if n in per_nummer]
        bijlagen = frozenset(alle.get("bijlage", ()))
        gezegd = bool(bijlagen) or "gekozen" in haal
        return cls(
            soort=soort,
            formaat=formaat if formaat in bekend else bekend[0],
            versie=haal.get("versie", "").replace("\0", "")[:80],
            naar=haal.get("naar", "").replace("\0", "")[:80],
            opgaven=tuple(opgaven),
            codes=haal.get("codes", "nee" if "gekozen" in haal else "ja") != "nee",
            regelnummers=haal.get("regelnummers") == "ja",
            watermerk=" ".join(watermerk.split())[:LANGST].strip(),
            bijlagen=bijlagen & frozenset(BIJLAGEN) if gezegd else cls().bijlagen,
            ronde=haal.get("ronde", "").replace("\0", "")[:80] if soort == "reactienota" else "",
            ministerie=haal.get("ministerie", "").replace("\0", "")[:80] if soort in OVER_REACTIES else "",
            intern=haal.get("manier") == INTERN and soort in OVER_REACTIES,
        )

    # ---- in words ----

    def titel(self, document: Plandocument) -> str:
        """For a list of jobs and the name of the file: "Opgaven 3, 7 en 14, vergaderversie"."""
        naam = SOORTEN[self.soort].naam
        nummers = [str(document.nummers[s]) for s in self.opgaven if s in document.nummers]
        if self.soort == "fiche" and nummers:
            naam = f"Fiche van opgave {nummers[0]}"
        elif self.soort == "selectie" and nummers:
            woord = "Opgave" if len(nummers) == 1 else "Opgaven"
            naam = f"{woord} {opsomming(nummers)}" if len(nummers) <= 6 else f"Selectie van {len(nummers)} opgaven"
        elif self.soort == "reactienota":
            naam = " ".join(filter(None, ("Interne reactienota" if self.intern else naam, self.ronde, self.ministerie)))
            naam += f" opgave {nummers[0]}" if nummers else ""
        elif self.soort == "dossier":
            naam = f"{'Intern dossier' if self.intern else 'Dossier'} {self.ministerie}"
        return ", ".join(filter(None, (naam, "vergaderversie" if self.regelnummers else "")))

    def zinnen(self, document: Plandocument, welke: str, nieuwste: str = "") -> tuple[str, ...]:
        """What comes out, for who is about to ask for it. `welke` names the text: "de werkversie van nu"."""
        soort = SOORTEN[self.soort]
        wat = soort.zin
        opgaven = [o for o in document.opgaven if o.sleutel in self.opgaven]
        if self.soort == "fiche" and opgaven:
            wat = f"de fiche van opgave {opgaven[0].nummer}, {opgaven[0].titel}"
        elif self.soort == "selectie" and opgaven:
            nummers = opsomming(str(o.nummer) for o in opgaven)
            wat = f"{'opgave' if len(opgaven) == 1 else 'de opgaven'} {nummers}"
        elif self.soort == "reactienota" and opgaven:
            wat = f"een reactienota over opgave {opgaven[0].nummer}, {opgaven[0].titel}"
        if self.soort == "memo":
            eerste = f"U krijgt {wat} als {FORMATEN[self.formaat]}: wat er verandert van {welke} naar {nieuwste}."
        elif self.soort in OVER_REACTIES:
            eerste = f"U krijgt {wat} als {FORMATEN[self.formaat]}."
        else:
            eerste = f"U krijgt {wat} uit {welke}, als {FORMATEN[self.formaat]}."
        uit = [eerste]
        if self.soort in OVER_REACTIES:
            uit.append(
                "Met reacties en antwoorden die nog niet zijn vrijgegeven. Verstuur dit bestand niet."
                if self.intern
                else "Met alleen reacties en antwoorden die zijn vrijgegeven."
            )
        if self.formaat == PDF and self.soort in OP_PAPIER:
            uit.append("Met de codes van de onderdelen (zoals 14.K2)." if self.codes else "Zonder codes.")
            if self.regelnummers:
                uit.append("In de kantlijn staat bij elke vijfde regel een regelnummer.")
            if self.watermerk:
                uit.append(f"Achter de tekst staat lichtgrijs het woord ‘{self.watermerk}’.")
        if self.archief:
            uit.append("In het bestand zit ook de tekst zelf als gegevensbestand (JSON), zodat zij leesbaar blijft.")
        if self.soort == "plan" and self.pdf:
            namen = [BIJLAGEN[b].partition(":")[0].lower() for b in BIJLAGEN if b in self.bijlagen]
            uit.append(f"Achterin: {opsomming(namen)}." if namen else "Zonder bijlagen.")
        return tuple(uit)
