"""What every kind of print answers: what it is called, what can be chosen, what comes out, and its file."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from npvr.bestand import Bestand
from npvr.formaten import FORMATEN
from npvr.getallen import opsomming
from opgaven.bezoek import Bezoek
from plandocument.boom import Opgave, Plandocument

from ..druk.keuze import Drukkeuze, Onmogelijk
from ..druk.pers import Meld
from ..namen import stuknaam

NIET_GEKOZEN: Final[dict[str, Any]] = {
    "versie": "",
    "naar": "",
    "opgaven": (),
    "codes": True,
    "regelnummers": False,
    "watermerk": "",
    "bijlagen": frozenset(),
    "ronde": "",
    "ministerie": "",
    "intern": False,
}
"""What a choice says of what its kind does not ask."""


class Afdruksoort:
    """A kind of print. A new one is a subclass with its words, what it keeps of a choice, and `inhoud`.

    `code` stands in links and in jobs: it never changes. `naam` is its name in a list, `zin` in a sentence, `formaten`
    what it comes in (`npvr.formaten`), the first by default. `vraagt` names fields of a choice beside the version that
    its form asks; `formulier` is the template of its part of the form, `onder` those below the formats.
    """

    code: str
    naam: str
    zin: str
    formaten: tuple[str, ...]
    vraagt: frozenset[str] = frozenset()
    formulier: str = "documenten/afdruk/_tekst.html"
    onder: tuple[str, ...] = ()
    op_papier: bool = False
    """Whether it has section codes, line numbers and a word behind the text."""

    # ---- what is chosen ----

    def netjes(self, keuze: Drukkeuze, document: Plandocument) -> Drukkeuze:
        """The choice without what means nothing for this kind. Raises Onmogelijk."""
        if keuze.formaat not in self.formaten:
            mag = opsomming(FORMATEN[f].naam for f in self.formaten)
            raise Onmogelijk(f"{self.naam} is er niet als {FORMATEN[keuze.formaat].naam}. Kies {mag}.")
        return replace(keuze, **(NIET_GEKOZEN | self.houdt(keuze, document)))

    def houdt(self, keuze: Drukkeuze, document: Plandocument) -> dict[str, Any]:
        """The fields of a choice that mean something here, with their values. Raises Onmogelijk for what cannot be."""
        return {"versie": keuze.versie}

    def te_lezen(self, keuze: Drukkeuze) -> str:
        """The code of the version whose text is printed; empty for the working copy, and where it reads two texts."""
        return keuze.versie

    def controleer(self, visite: Bezoek, keuze: Drukkeuze) -> None:
        """Raises Onmogelijk for a choice that is `netjes` but cannot be made of this text."""

    def bij_het_formulier(self, visite: Bezoek) -> dict[str, Any]:
        """What the form of this kind needs to draw itself, beside what every form has."""
        return {}

    # ---- in words ----

    def titel(self, keuze: Drukkeuze, document: Plandocument) -> str:
        """For a list of jobs: "Fiche van opgave 14"."""
        return self.naam

    def wat(self, keuze: Drukkeuze, document: Plandocument) -> str:
        """In a sentence: "de fiche van opgave 14, Spoor"."""
        return self.zin

    def eerste_zin(self, keuze: Drukkeuze, document: Plandocument, welke: str, nieuwste: str) -> str:
        return f"U krijgt {self.wat(keuze, document)} uit {welke}, als {FORMATEN[keuze.formaat].naam}."

    def verdere_zinnen(self, keuze: Drukkeuze) -> tuple[str, ...]:
        return ()

    # ---- the file ----

    def maak(self, visite: Bezoek, keuze: Drukkeuze, meld: Meld | None = None) -> Bestand:
        """The file of a choice that is `netjes`, with the rights of who visits. `meld` is told how far it is.

        Raises Onmogelijk with a sentence for people, or a `druk.fouten.DrukMislukt`.
        """
        self.controleer(visite, keuze)
        naam = stuknaam(visite, self.deel(keuze, visite.document), "archief" if keuze.archief else "")
        return Bestand.als(keuze.formaat, naam, self.inhoud(visite, keuze, meld))

    def deel(self, keuze: Drukkeuze, document: Plandocument) -> str:
        """The part of the plan in the name of the file."""
        titel = keuze.titel(document)
        return f"{titel[:1].lower()}{titel[1:]}"

    def inhoud(self, visite: Bezoek, keuze: Drukkeuze, meld: Meld | None) -> bytes:
        raise NotImplementedError


def gekozen(keuze: Drukkeuze, document: Plandocument) -> list[Opgave]:
    """The opgaven of a choice that are in the plan, in its order."""
    return [o for o in document.opgaven if o.sleutel in keuze.opgaven]
