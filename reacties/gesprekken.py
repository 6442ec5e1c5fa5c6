"""Comments as one person reads them: with their passage followed, their replies, their answer and what it led to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from typing import Any

from django.apps import apps
from django.db.models import Prefetch
from django.urls import reverse

from accounts.models import User
from npvr import adressen
from opgaven.bezoek import Bezoek
from plandocument import anker as ankers
from plandocument import verschil
from plandocument.boom import Plandocument
from plandocument.plek import Plek

from .aanleiding import SOORT
from .actions.reacties import eigen_en_open, hoort_bij_antwoord
from .models import Antwoord, Bericht, Reactie, Ronde
from .models.reacties import ReactieQuerySet
from .namen import koppel
from .permissions import Inzage
from .plekken import houder_van, sectie_van
from .standen import AF, UITERLIJK, Reactiestap, stappen


@dataclass(frozen=True, slots=True)
class Reactiegevolg:
    """A change that a comment led to."""

    op: datetime
    code: str
    adres: str


@dataclass(frozen=True, slots=True)
class Gesprek:
    """A comment with all that one person may read of it and do with it."""

    reactie: Reactie
    stand: str
    gevolgd: ankers.GevolgdAnker
    plek_adres: str
    berichten: list[Bericht]
    antwoord: Antwoord | None
    reden: str
    gevolgen: list[Reactiegevolg] = field(default_factory=list)
    eigen: bool = False
    mag_wijzigen: bool = False
    mag_zeggen: bool = False
    mag_behandelen: bool = False
    mag_vrijgeven: bool = False
    mag_intern: bool = False
    stappen: list[Reactiestap] = field(default_factory=list)
    wie: str = ""
    bij: str = ""
    ligt_vast: bool = False
    """Whether its sender would change it, were it not part of what was submitted in a round."""

    @property
    def gewijzigd_op(self) -> datetime | None:
        """When its sender last said it otherwise, after others could read it."""
        return self.reactie.gewijzigd_op  # type: ignore[attr-defined]

    @property
    def te_versturen(self) -> bool:
        """Whether its sender may send it by itself: outside a round, or kept back until its round closed."""
        ronde = self.reactie.ronde
        return self.concept and (ronde is None or ronde.stand == Ronde.Stand.GESLOTEN)

    @property
    def stand_naam(self) -> str:
        return str(Reactie.Stand(self.stand).label)

    @property
    def teken(self) -> str:
        return UITERLIJK[self.stand][0]

    @property
    def tint(self) -> str:
        return UITERLIJK[self.stand][1]

    @property
    def concept(self) -> bool:
        """Whether only its sender reads it, and those of the same ministry."""
        return self.reactie.ingediend_op is None

    @property
    def code(self) -> str:
        """Where it stands now; where that is not known, where it stood."""
        nu = self.gevolgd.plek.code if self.gevolgd.plek is not None else ""
        return nu or self.reactie.code

    @property
    def was(self) -> str:
        """The code that it had when the comment was made, where that is another one now."""
        return self.reactie.code if self.reactie.code != self.code else ""

    @property
    def sindsdien(self) -> bool:
        """Whether its words are no longer as they were."""
        return self.gevolgd.soort in ("gewijzigd", "weg")

    @property
    def verplaatst(self) -> bool:
        return self.gevolgd.soort == "verplaatst"

    @property
    def woorden_nu(self) -> str:
        """What stands in place of the passage now; empty where that is not known, or would be the whole text."""
        return self.gevolgd.woorden_nu if self.gevolgd.soort == "gewijzigd" and not self.gevolgd.geheel else ""

    @property
    def over_te_nemen(self) -> bool:
        """Whether it gives other wording, for words that can be pointed at, and is not done."""
        return self.reactie.voorstel is not None and bool(self.stappen) and self.gevolgd.soort != "weg"

    @property
    def kan_vrij(self) -> bool:
        """Whether there is something to release, and this person may."""
        return self.mag_vrijgeven and not self.concept and (self.antwoord is not None or self.reactie.stand in AF)

    @property
    def over(self) -> str:
        """The words that it is about: a passage or a point; empty where it is about more."""
        return self.reactie.citaat or (str(self.reactie.anker.get("eenheid", "")) if self.reactie.item else "")

    @property
    def verschil(self) -> tuple[verschil.Verschildeel, ...]:
        """What the other wording would change, word by word; empty where it is not known of which words."""
        voorstel = self.reactie.voorstel
        if voorstel is None or not self.over:
            return ()
        return verschil.delen(verschil.knip(self.over), verschil.knip(voorstel))

    @property
    def wacht_op_vrijgave(self) -> bool:
        return self.antwoord is not None and self.antwoord.vrijgegeven_op is None


def gesprekken(
    rijen: ReactieQuerySet, visite: Bezoek, inzage: Inzage, document: Plandocument, *, kort: bool = False
) -> list[Gesprek]:
    """The comments among `rijen` that this person may read, their passages followed in `document`.

    At most five queries, whatever there is: comments, replies, who is mentioned in them, names, and changes. `kort` is
    for a list, which says how many replies there are: without changes, who is mentioned, and what its sender may do.
    """
    berichten = Bericht.objects.select_related("link")
    if not kort:
        berichten = berichten.prefetch_related(Prefetch("genoemd", User.objects.only("naam", "email")))
    if not inzage.mag_intern():
        berichten = berichten.filter(intern=False)
    mag = rijen.zichtbaar_voor(inzage)
    gevonden = list(
        (mag if kort else mag.met_loop())
        .select_related("link", "antwoord", "versie", "ronde")
        .defer("versie__inhoud", "versie__toelichting", "ronde__uitnodiging")
        .prefetch_related(Prefetch("berichten", berichten))
    )
    koppel(gevonden, chain.from_iterable(r.berichten.all() for r in gevonden))
    gevolgen = {} if kort else gevolgen_van(gevonden, visite)
    gevolgd = ankers.volg_alle([ankers.Anker.uit_data(r.anker) for r in gevonden], document) if gevonden else ()
    return [
        _gesprek(r, g, visite, inzage, document, gevolgen.get(r.pk, [])) for r, g in zip(gevonden, gevolgd, strict=True)
    ]


def _gesprek(
    reactie: Reactie,
    gevolgd: ankers.GevolgdAnker,
    visite: Bezoek,
    inzage: Inzage,
    document: Plandocument,
    gevolgen: list[Reactiegevolg],
) -> Gesprek:
    eigen = reactie.door_id is not None and reactie.door_id == inzage.user_id
    behandelt = inzage.mag_behandelen(reactie.opgave) and reactie.ingediend_op is not None
    staat = reactie.ingetrokken_op is None
    berichten = list(reactie.berichten.all())
    for bericht in berichten:
        bericht.wie = wie_schreef(bericht, reactie, inzage)  # type: ignore[attr-defined]
    antwoord = reactie.antwoord if inzage.mag_antwoord_lezen(reactie.antwoord) else None
    wie, bij = _wie(reactie, inzage, eigen)
    gegeven = getattr(reactie, "antwoord_gegeven", True)
    vast = eigen and eigen_en_open(reactie) and hoort_bij_antwoord(reactie, gegeven=gegeven)
    return Gesprek(
        reactie=reactie,
        stand=inzage.stand_van(reactie),
        gevolgd=gevolgd,
        plek_adres=adres_van(visite, document, gevolgd.plek) if gevolgd.plek is not None else "",
        berichten=berichten,
        antwoord=antwoord,
        reden=reactie.reden if inzage.ziet_uitkomst(reactie) else "",
        gevolgen=gevolgen if inzage.ziet_uitkomst(reactie) else [],
        eigen=eigen,
        mag_wijzigen=eigen and eigen_en_open(reactie) and not vast,
        mag_zeggen=staat and inzage.mag_reageren(),
        mag_behandelen=staat and behandelt,
        mag_vrijgeven=staat and inzage.mag_vrijgeven() and reactie.vrijgegeven_op is None,
        mag_intern=inzage.mag_intern() and reactie.ingediend_op is not None,
        stappen=stappen(reactie) if behandelt else [],
        wie=wie,
        bij=bij,
        ligt_vast=vast,
    )


def _wie(reactie: Reactie, inzage: Inzage, eigen: bool) -> tuple[str, str]:
    """On whose behalf, and by whom. Who wrote for an organisation is named to the team and to themselves."""
    if not reactie.afzender:
        return _mens(reactie, inzage), ""
    return reactie.afzender, _mens(reactie, inzage) if inzage.team or eigen else ""


def _mens(rij: Reactie | Bericht, inzage: Inzage) -> str:
    """Who wrote it. Whose name stands in a personal link is for the team alone."""
    if rij.link is not None and rij.door is None:
        return str(rij.link) if inzage.team else rij.link.namens or "Met een persoonlijke link"
    return str(rij.door) if rij.door is not None else "Iemand die hier niet meer werkt"


def wie_schreef(bericht: Bericht, reactie: Reactie, inzage: Inzage) -> str:
    """Of a reply: its sender under the same name as the comment, for who may not know more."""
    van_afzender = bericht.door_id is not None and bericht.door_id == reactie.door_id and reactie.afzender
    if van_afzender and not inzage.team and bericht.door_id != inzage.user_id:
        return reactie.afzender
    return _mens(bericht, inzage)


def adres_van(visite: Bezoek, document: Plandocument, plek: Plek) -> str:
    """The page of the plan at that place, in the text that is on screen; empty where there is none."""
    houder, nummer = houder_van(document, plek.opgave, plek.hoofdstuk)
    if houder is None:
        return ""
    pagina = visite.adres("opgave" if plek.opgave else "hoofdstuk", nummer)
    code = plek.code
    if not plek.opgave and plek.sectie:
        code = f"H{nummer}.{sectie_van(houder, plek.sectie)[1]}"
    return f"{pagina}#{code}" if code and code != str(nummer) else pagina


def gevolgen_van(reacties: Iterable[Reactie], visite: Bezoek) -> dict[int, list[Reactiegevolg]]:
    """Per comment the changes of sections that were made naar aanleiding van it, oldest first. One query."""
    codes = [str(r.pk) for r in reacties]
    if not codes:
        return {}
    rijen = (
        apps.get_model("opgaven", "SectieGebeurtenis")
        ._default_manager.filter(
            plan_id=visite.plan.pk,
            pgh_context__metadata__aanleiding__soort=SOORT,
            pgh_context__metadata__aanleiding__code__in=codes,
        )
        .order_by("pgh_id")
        .values_list(
            "pgh_context__metadata__aanleiding__code",
            "pgh_created_at",
            "versie",
            "opgave__nummer",
            "soort__code",
            "soort__letter",
            "hoofdstuk__sleutel",
            "sleutel",
        )
    )
    uit: dict[int, list[Reactiegevolg]] = {}
    for pk, op, versie, nummer, soort, letter, hoofdstuk, sleutel in rijen:
        code, adres = _sectie_toen(visite, nummer, soort, letter, hoofdstuk, sleutel)
        uit.setdefault(int(pk), []).append(Reactiegevolg(op, code, f"{adres}#v{versie}" if adres else ""))
    return uit


def _sectie_toen(visite: Bezoek, nummer: Any, soort: Any, letter: Any, hoofdstuk: Any, sleutel: str) -> tuple[str, str]:
    """Code and history page of a section, by what its event holds."""
    regio = visite.regio.code
    if nummer is not None and soort:
        return f"{nummer}.{letter}", reverse("opgaven:geschiedenis", args=[regio, nummer, soort])
    houder, waar = houder_van(visite.document, "", hoofdstuk or "")
    if houder is None:
        return "", ""
    volg = sectie_van(houder, sleutel)[1]
    if not volg:
        return f"H{waar}", adressen.hoofdstuk(regio, waar)
    return f"H{waar}.{volg}", reverse("opgaven:hoofdstuk_geschiedenis", args=[regio, waar, volg])
