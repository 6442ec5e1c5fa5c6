"""Files about comments as jobs make them: from a `Keuze` to a reactienota or the dossier of a ministry."""

from __future__ import annotations

from governance.models import Ministerie
from opdrachten.soorten import Bestand
from opgaven.bezoek import Bezoek
from reacties.permissions import Inzage

from .afdrukken import RUIM
from .dossier import dossier_van, dossier_zetsel, dossiernaam
from .druk import pers
from .druk.keuze import Keuze, Onmogelijk
from .nota import TYPEN, BestaatNiet, Notakeuze, mag_nota, nota_als, nota_van, notanaam
from .nota.lezen import NIET_INTERN
from .nota.lezen import rondes as rondes_van

GEEN_MINISTERIE = "Dit ministerie staat niet in het register."


def over_reacties(visite: Bezoek, keuze: Keuze, inzage: Inzage, meld: pers.Meld | None = None) -> Bestand:
    """The file of a choice that is `netjes`, with the rights of who asked. Raises Onmogelijk or DrukMislukt."""
    if not mag_nota(inzage, intern=keuze.intern):
        raise Onmogelijk(NIET_INTERN)
    if keuze.soort == "dossier":
        dossier = dossier_van(visite, inzage, keuze.ministerie, alleen_vrij=not keuze.intern)
        if dossier is None:
            raise Onmogelijk(GEEN_MINISTERIE)
        inhoud = pers.druk(dossier_zetsel(dossier, visite), RUIM, meld).lees()
        return Bestand(dossiernaam(dossier, visite), TYPEN["pdf"], inhoud)
    welke = Notakeuze(keuze.ronde, keuze.ministerie, "".join(keuze.opgaven[:1]), keuze.intern)
    try:
        stuk = nota_van(visite, inzage, welke)
    except BestaatNiet as fout:
        raise Onmogelijk(str(fout)) from None
    inhoud = nota_als(keuze.formaat, stuk, visite, RUIM, meld)
    return Bestand(notanaam(stuk, welke, visite, keuze.formaat), TYPEN[keuze.formaat], inhoud)


def rondes(visite: Bezoek, inzage: Inzage) -> list[tuple[str, str]]:
    """Code and title of the rounds that somebody knows of. One query."""
    return list(rondes_van(visite, inzage).values_list("code", "titel"))


def ministeries() -> list[tuple[str, str]]:
    """Code and name of every ministry of the register. One query."""
    return [(code, naam) for code, naam in Ministerie.objects.order_by("naam").values_list("code", "naam")]
