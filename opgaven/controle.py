"""What plancontrole must know of the registers, as plain data beside the Plandocument."""

from __future__ import annotations

from collections.abc import Mapping

from governance.models import Ministerie, Organisatie, Regio
from plandocument.controleer import AFKORTINGEN, Omgeving


def omgeving(regio: Regio, bladzijden: Mapping[int, int] | None = None) -> Omgeving:
    """The surroundings of a region's plan; `bladzijden` (number → pages) where they are known. Three queries.

    An organisation whose whole name is in capitals goes by that name and needs no explanation.
    """
    namen = Organisatie.objects.filter(regio=regio).values_list("naam", flat=True)
    return Omgeving(
        ministeries=Ministerie.objects.schrijfwijzen(),
        afkortingen=AFKORTINGEN | {naam for naam in namen if naam.isupper()},
        bladzijden=bladzijden or {},
    )
