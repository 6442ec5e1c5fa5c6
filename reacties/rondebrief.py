"""The invitation of a round, as it will be read."""

from __future__ import annotations

from django.utils import timezone

from accounts.models import User
from opgaven.models import Plan
from versies.models import Versie

from .actions.rondepost import GEVRAAGD, brieftekst, groet, onderwerp_van
from .models import Deelname, Ronde
from .rondeforms import RondeForm
from .rondestanden import laatste_dag


def voorbeeld(plan: Plan, form: RondeForm, versie: Versie) -> dict[str, str]:
    """The mail as the first participant will read it, from what is in the form now; nothing is kept."""
    form.is_valid()
    schoon, wie = form.cleaned_data, form.deelnemers()
    rij = Ronde(
        plan=plan,
        versie=versie,
        code="voorbeeld",
        titel=schoon.get("titel", ""),
        uitnodiging=schoon.get("uitnodiging", ""),
        deadline=schoon.get("deadline") or timezone.localdate(),
        opgaven=schoon.get("opgaven", []),
    )
    eerste = wie[0] if wie else None
    deelname = Deelname(
        ronde=rij,
        ministerie=eerste.ministerie if eerste else None,
        organisatie=eerste.organisatie if eerste else None,
        opgaven=[s for s in rij.opgaven if eerste and s in eerste.opgaven],
    )
    form.errors.clear()
    return _brief(rij, deelname, "Beste …,")


def brief(rij: Ronde, deelname: Deelname, wie: User | None) -> dict[str, str]:
    """The invitation as this person reads it."""
    return _brief(rij, deelname, groet(wie) if wie else "Beste collega,")


def _brief(rij: Ronde, deelname: Deelname, aanhef: str) -> dict[str, str]:
    return {
        "onderwerp": onderwerp_van(rij, laatste_dag(deelname, rij), GEVRAAGD),
        "tekst": brieftekst(rij, deelname, aanhef),
    }
