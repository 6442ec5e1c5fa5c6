"""Taking over the wording that a comment suggests: a save of the section like any other."""

from __future__ import annotations

from contextlib import suppress

from django import forms
from django.db import transaction

from accounts.models import User
from opgaven.actions.klad import bewaar_klad
from opgaven.actions.secties import bewaar_sectie
from opgaven.forms import Formulier
from opgaven.kladden import Venster
from opgaven.models import Sectie
from opgaven.plek import Sectievindplaats
from plandocument import anker as ankers
from plandocument.boom import Plandocument

from ..aanleiding import aanleiding_van
from ..models import Reactie
from ..permissions import Inzage, eis_behandelen
from .reacties import Gewijzigd


def gevolgd_in(reactie: Reactie, document: Plandocument) -> ankers.GevolgdAnker:
    """Where its words stand now. Raises KanNiet where they are there no more, or it suggests nothing."""
    gevolgd = ankers.volg(ankers.Anker.uit_data(reactie.anker), document)
    if reactie.voorstel is None or gevolgd.plek is None or not gevolgd.plek.sectie:
        raise ankers.KanNiet(gevolgd.zin or "Deze reactie stelt geen andere tekst voor.")
    return gevolgd


def neem_over(*, reactie: Reactie, plek: Sectievindplaats, document: Plandocument, door: User) -> Sectie:
    """Put the wording in the place of the words that it is about, in the section at `plek`; `document` is the working
    copy in which they are followed.

    The save is checked against the version of the section, stands in its history *naar aanleiding van* the comment, and
    closes the comment. Raises KanNiet where the words changed, Gewijzigd where the sender meanwhile suggests something
    else, and what `bewaar_sectie` raises; nothing is saved then. Some sixteen queries.
    """
    eis_behandelen(Inzage.van(door, plek.visite.plan.regio), reactie.opgave)
    gevolgd = gevolgd_in(reactie, document)
    if gevolgd.plek is None or gevolgd.plek.sectie != plek.inhoud.sleutel:
        raise ankers.KanNiet("De tekst is intussen verplaatst.")
    if not any(s == plek.inhoud for _, s in document.alle_secties()):
        raise ankers.KanNiet("De tekst is net gewijzigd. Probeer het nog eens.")
    inhoud = ankers.vervang(plek.inhoud, gevolgd, reactie.voorstel or "")
    with transaction.atomic():
        bewaard = bewaar_sectie(
            sectie=plek.rij,
            vanaf_versie=plek.rij.versie,
            inhoud=inhoud,
            door=door,
            aanleiding=aanleiding_van(reactie).als_data(),
            registers=plek.registers if any(i.koppelingen for i in inhoud.items) else None,
        )
        nu = Reactie.objects.get(pk=reactie.pk)  # closed by the save, and so ours until the end of the transaction
        if nu.voorstel != reactie.voorstel or nu.ingetrokken_op is not None:
            raise Gewijzigd(nu)
    return bewaard


def zet_klaar(*, reactie: Reactie, plek: Sectievindplaats, door: User) -> str:
    """Type the wording into the editor of the section at `plek`, unsaved: the name of the window to open it with.

    Where the words changed meanwhile the editor opens with the text as it stands, and the comment as its occasion.
    """
    inhoud = plek.inhoud
    with suppress(ankers.KanNiet):
        inhoud = ankers.vervang(plek.inhoud, gevolgd_in(reactie, plek.document), reactie.voorstel or "")
    venster = Venster.nieuw()
    velden = _velden(Formulier(plek.met(inhoud)))
    velden["aanleiding"] = [aanleiding_van(reactie).waarde]
    bewaar_klad(
        sectie=plek.rij, door=door, venster=venster.naam, volgnummer=1, vanaf_versie=plek.rij.versie, velden=velden
    )
    return venster.naam


def _velden(formulier: Formulier) -> dict[str, list[str]]:
    """The fields of a form that was not posted, as a browser would send them."""
    formulieren: list[forms.Form] = [formulier.sectie]
    if formulier.items is not None:
        formulieren += [formulier.items.management_form, *formulier.items.forms]
    velden: dict[str, list[str]] = {}
    for form in formulieren:
        for veld in form:
            waarde = veld.value()
            if waarde is None or waarde is False:
                continue
            waarden = waarde if isinstance(waarde, list | tuple) else [waarde]
            velden[veld.html_name] = ["on" if w is True else str(w) for w in waarden]
    return velden
