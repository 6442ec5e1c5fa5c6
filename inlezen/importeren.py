"""From a file to the plan of a region: read it, recognise in it the plan that stands, say what loading it would do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Final

from accounts.models import User
from governance.models import Gremium, Ministerie, Organisatie, Regio
from opgaven.actions.plannen import is_bewerkt, pas_toe
from opgaven.bouw import bouw_opnieuw
from opgaven.models import Plan, Traject
from plandocument.boom import Plandocument, Sectie
from plandocument.canoniek import OngeldigDocument, uit_data
from plandocument.herken import herken

from .fiches import is_heel
from .keur import keur
from .lezers import GelezenTekst, Koppelregisters, Leesfout, Lot
from .lezers.overgeslagen import Overgeslagen
from .veilig.proces import MISLUKT, roep

TAAK: Final = "inlezen.veilig.lezing:heel_plan"


LOS: Final = (
    "Let op: dit zijn losse fiches, geen heel plan. Lees ze in met script/manage inlezen; dan blijven de andere "
    "opgaven staan. Met --toepassen gaat het alleen met --vervang, en verdwijnen zij."
)


class LosseFiches(Exception):
    """The file holds loose fiches: as a plan they would take the place of all the others."""


@dataclass(frozen=True)
class Planvoorstel:
    """A plan that was read, beside the one that stands: `inlezing.document` has the keys of what is the same."""

    inlezing: GelezenTekst
    plan: Plan | None
    huidig: Plandocument | None
    bewerkt: bool

    @property
    def los(self) -> bool:
        """Whether the file holds loose fiches, while the region has a whole plan."""
        return self.huidig is not None and not is_heel(self.inlezing.document, self.huidig)

    def uitleg(self) -> str:
        """What loading it would do, in Dutch."""
        if self.plan is None or self.huidig is None:
            return "De regio heeft nog geen plan. Met --toepassen wordt dit het plan, intern tot iemand het publiceert."
        nieuw, oud = self.inlezing.document, self.huidig
        gelijk = {o.sleutel for o in nieuw.opgaven} & {o.sleutel for o in oud.opgaven}
        secties, waren = _secties(nieuw), _secties(oud)
        anders = sum(1 for s in secties if s in waren and secties[s] != waren[s])
        uit = [
            f"Met --toepassen komt dit in de plaats van ‘{oud.titel}’{f' ({oud.label})' if oud.label else ''}:",
            f"      opgaven: {len(gelijk)} blijven, {len(nieuw.opgaven) - len(gelijk)} nieuw, "
            f"{len(oud.opgaven) - len(gelijk)} vervallen",
            f"      secties: {len(secties.keys() & waren.keys()) - anders} gelijk, {anders} gewijzigd, "
            f"{len(secties.keys() - waren.keys())} nieuw, {len(waren.keys() - secties.keys())} vervallen",
            "      Het plan is daarna intern tot iemand het publiceert.",
        ]
        if self.los:
            uit.append(LOS)
        if self.bewerkt:
            uit.append(
                "Let op: dit plan is bewerkt sinds het is geladen. Het kan alleen met --vervang; dat werk verdwijnt."
            )
        return "\n".join(uit)


def _secties(document: Plandocument) -> dict[str, Sectie]:
    return {sectie.sleutel: sectie for _, sectie in document.alle_secties()}


def registers_van(regio: Regio) -> Koppelregisters:
    """What the database knows of a region, for the readers. Five queries. A name that two rows share is left out."""
    return Koppelregisters(
        ministeries=Ministerie.objects.schrijfwijzen(),
        trajecten=_uniek(Traject.objects.filter(regio=regio).values_list("naam", "code")),
        gremia=_uniek(Gremium.objects.filter(regio=regio).values_list("naam", "code")),
        organisaties=_uniek(Organisatie.objects.filter(regio=regio).values_list("naam", "code")),
    )


def _uniek(rijen: Iterable[tuple[str, str]]) -> dict[str, str]:
    rijen = list(rijen)
    keren = Counter(naam.casefold() for naam, _ in rijen)
    return {naam: code for naam, code in rijen if keren[naam.casefold()] == 1}


def lees_heel_plan(regio: Regio, inhoud: bytes) -> GelezenTekst:
    """Read the file of a plan in the closed process. Raises Leesfout. Four queries; some 0.7 s."""
    registers = {naam: dict(rij) for naam, rij in asdict(registers_van(regio)).items()}
    uit = roep(TAAK, {"regio": regio.code, "regionaam": regio.naam, "registers": registers}, inhoud)
    try:
        return GelezenTekst(
            document=keur(uit_data(uit["document"])),
            regels=tuple(Lot(*rij) for rij in uit["regels"]),
            soort=uit["soort"],
            opmerkingen=tuple(uit["opmerkingen"]),
            overgeslagen=tuple(Overgeslagen(**rij) for rij in uit["overgeslagen"]),
            op_plaats=uit["op_plaats"],
        )
    except (OngeldigDocument, KeyError, TypeError) as fout:
        raise Leesfout(MISLUKT) from fout


def bereid_voor(regio: Regio, inhoud: bytes) -> Planvoorstel:
    """Read a file and lay it beside the current plan. Writes nothing; raises Leesfout. Some twenty-five queries."""
    inlezing = lees_heel_plan(regio, inhoud)
    plan = Plan.objects.van(regio.code).first()
    if plan is None:
        return Planvoorstel(inlezing, None, None, False)
    huidig = bouw_opnieuw(plan)
    document = herken(inlezing.document, huidig)
    return Planvoorstel(replace(inlezing, document=document), plan, huidig, is_bewerkt(plan))


def importeer(*, regio: Regio, inhoud: bytes, door: User | None, vervang: bool = False) -> tuple[Planvoorstel, Plan]:
    """Read a file and make it the plan of the region, internal, in one transaction.

    Raises Leesfout, PlanIsBewerkt, or LosseFiches (unless `vervang`), and then nothing has changed.
    """
    voorstel = bereid_voor(regio, inhoud)
    if voorstel.los and not vervang:
        raise LosseFiches
    return voorstel, pas_toe(regio=regio, document=voorstel.inlezing.document, door=door, vervang=vervang)
