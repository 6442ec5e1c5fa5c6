"""Which comments a reactienota is about. Plain data that fits in a link or a job."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from plandocument.boom import Plandocument

SOORT: Final = "reactienota"
"""The kind of print that it is."""
UIT, INTERN = "uit", "intern"
MANIEREN: Final = {
    UIT: "Om te versturen: alleen wat is vrijgegeven",
    INTERN: "Intern: alle ingediende reacties, met antwoorden die nog concept zijn",
}


class BestaatNiet(LookupError):
    """It asks for a round, ministry or opgave that is not there for who asks; the text is a Dutch sentence."""


@dataclass(frozen=True, slots=True)
class Notakeuze:
    """`ronde` and `ministerie` are codes, `opgave` is a key; empty is all of them."""

    ronde: str = ""
    ministerie: str = ""
    opgave: str = ""
    intern: bool = False

    @classmethod
    def uit_link(cls, haal: Mapping[str, str], document: Plandocument) -> Notakeuze:
        """What an address says, with the number of an opgave. Raises BestaatNiet for an opgave that is not there."""
        nummer = haal.get("opgave", "")
        sleutel = next((o.sleutel for o in document.opgaven if str(o.nummer) == nummer), "")
        if nummer and not sleutel:
            raise BestaatNiet("Deze opgave staat niet in het plan.")
        schoon = {naam: haal.get(naam, "").replace("\0", "\ufffd")[:80] for naam in ("ronde", "ministerie")}
        return cls(**schoon, opgave=sleutel, intern=haal.get("manier") == INTERN)

    def velden(self, document: Plandocument) -> dict[str, str]:
        """As names and values of an address; what is as usual is left out."""
        nummer = document.nummers.get(self.opgave, "")
        velden = {"ronde": self.ronde, "ministerie": self.ministerie, "opgave": str(nummer)}
        return {n: w for n, w in velden.items() if w} | ({"manier": INTERN} if self.intern else {})

    def query(self, document: Plandocument) -> str:
        """ "?ronde=najaar&manier=intern"; empty when there is nothing to say."""
        velden = self.velden(document)
        return f"?{urlencode(velden)}" if velden else ""
