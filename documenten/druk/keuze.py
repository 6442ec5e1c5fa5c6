"""What somebody wants to have printed: plain data that fits in a link or a job. What a kind makes of it, the kind says.

The kinds themselves register in `AFDRUKSOORTEN` (documenten/soorten, portaal/afdruksoorten.py). No query.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from npvr.formaten import ARCHIEF, FORMATEN, PDF
from npvr.soorten import Register
from plandocument.boom import Plandocument

if TYPE_CHECKING:
    from ..soorten.basis import Afdruksoort

AFDRUKSOORTEN: Final[Register[Afdruksoort]] = Register("Soort afdruk")
GEWOON: Final = "plan"
"""The kind that somebody gets who does not say which."""
BIJLAGEN: Final = {
    "matrix": "Opgaven en ministeries: wie is waarbij betrokken",
    "besluiten": "Besluiten over deze versie, met de gevraagde wijzigingen",
    "overleggen": "Overleggen en teams: wie met wie overlegt",
}
"""In printed order."""
INTERN: Final = "intern"
WOORDEN: Final = ("Werkversie", "Concept")
EIGEN: Final = "eigen"
"""In a form: the word behind the text stands in a field of its own."""
LANGST: Final = 20


class Onmogelijk(ValueError):
    """A choice that cannot be printed; the text is a Dutch sentence for people."""


@dataclass(frozen=True, slots=True)
class Drukkeuze:
    """`versie` is the code of a version, empty for the working copy; `naar` the newer one of a memo.

    `opgaven` are keys: one for a fiche, some for a selection. `watermerk` is the word behind the text. `ronde` and
    `ministerie` are codes, for what is about comments.
    """

    soort: str = GEWOON
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
    def van(self) -> Afdruksoort:
        """Its kind. Raises OnbekendeSoort."""
        return AFDRUKSOORTEN[self.soort]

    @property
    def archief(self) -> bool:
        return self.formaat == ARCHIEF

    @property
    def pdf(self) -> bool:
        return self.formaat in (PDF, ARCHIEF)

    @property
    def vergaderversie(self) -> bool:
        """Whether it is a print with line numbers, for a meeting."""
        return self.regelnummers and self.formaat == PDF and self.van.op_papier

    def netjes(self, document: Plandocument) -> Drukkeuze:
        """The same print, without what means nothing for it. Raises Onmogelijk, also for a kind that is not there."""
        if self.soort not in AFDRUKSOORTEN or self.formaat not in FORMATEN:
            raise Onmogelijk("Kies wat u wilt afdrukken.")
        return self.van.netjes(self, document)

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
    def uit_json(cls, data: Mapping[str, Any]) -> Drukkeuze:
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
        if woorden["soort"] not in AFDRUKSOORTEN:
            raise Onmogelijk("Dit soort bestand wordt niet meer gemaakt. Kijk bij Afdrukken wat er wel kan.")
        return cls(**woorden, **vlaggen, opgaven=tuple(rijen[0]), bijlagen=frozenset(rijen[1]))

    def naar_link(self, document: Plandocument) -> list[tuple[str, str]]:
        """As names and values of an address, with numbers for opgaven; what is as usual is left out."""
        gewoon = Drukkeuze(self.soort, self.van.formaten[0])
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
        if self.bijlagen != gewoon.bijlagen and "bijlagen" in self.van.vraagt:
            uit += [("bijlage", b) for b in BIJLAGEN if b in self.bijlagen] or [("bijlage", "geen")]
        return uit

    @classmethod
    def uit_link(cls, haal: Mapping[str, str], alle: Mapping[str, Sequence[str]], document: Plandocument) -> Drukkeuze:
        """What an address or a form says; what does not exist is left out. Raises nothing.

        A form sends `gekozen` beside its boxes, so that an empty box counts as a choice.
        """
        code = haal.get("soort", "")
        soort = AFDRUKSOORTEN[code if code in AFDRUKSOORTEN else GEWOON]
        formaat = haal.get("formaat", "")
        watermerk = haal.get("watermerk", "")
        if watermerk == EIGEN:
            watermerk = haal.get("woord", "")
        per_nummer = {str(o.nummer): o.sleutel for o in document.opgaven}
        opgaven = [per_nummer[n] for n in dict.fromkeys(alle.get("opgave", ())) if n in per_nummer]
        bijlagen = frozenset(alle.get("bijlage", ()))
        gezegd = bool(bijlagen) or "gekozen" in haal
        return cls(
            soort=soort.code,
            formaat=formaat if formaat in soort.formaten else soort.formaten[0],
            versie=_woord(haal, "versie"),
            naar=_woord(haal, "naar"),
            opgaven=tuple(opgaven),
            codes=haal.get("codes", "nee" if "gekozen" in haal else "ja") != "nee",
            regelnummers=haal.get("regelnummers") == "ja",
            watermerk=_kort(watermerk),
            bijlagen=bijlagen & frozenset(BIJLAGEN) if gezegd else cls().bijlagen,
            ronde=_woord(haal, "ronde") if "ronde" in soort.vraagt else "",
            ministerie=_woord(haal, "ministerie") if "ministerie" in soort.vraagt else "",
            intern=haal.get("manier") == INTERN and "intern" in soort.vraagt,
        )

    # ---- in words ----

    def titel(self, document: Plandocument) -> str:
        """For a list of jobs and the name of the file: "Opgaven 3, 7 en 14, vergaderversie"."""
        naam = self.van.titel(self, document)
        return ", ".join(filter(None, (naam, "vergaderversie" if self.regelnummers else "")))

    def zinnen(self, document: Plandocument, welke: str, nieuwste: str = "") -> tuple[str, ...]:
        """What comes out, for who is about to ask for it. `welke` names the text: "de werkversie van nu"."""
        return (self.van.eerste_zin(self, document, welke, nieuwste), *self.van.verdere_zinnen(self))


def _woord(haal: Mapping[str, str], naam: str) -> str:
    return haal.get(naam, "").replace("\0", "")[:80]


def _kort(woord: str) -> str:
    return " ".join(woord.split())[:LANGST].strip()
