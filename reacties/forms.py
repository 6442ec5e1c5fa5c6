"""The forms of comments. What was typed comes back when something is wrong."""

from __future__ import annotations

import unicodedata
from typing import Any, cast
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from governance.models import Ministerie, Rol
from npvr import getallen

from .actions.reacties import TEKST_MAX
from .hier import HEEL, Hier, Onderwerpkeuze, Selectie, selectie_van
from .lezing import Reactielezing
from .rondevragen import Rondevraag

ZEG_IETS = "Schrijf uw reactie, of stel een andere tekst voor."
AL_VERSTUURD = "Met dit formulier heeft iemand anders al iets geplaatst. Kies nog eens de knop om uw tekst te plaatsen."
ZEG_IETS_HIER = "Schrijf eerst uw tekst."
BUITEN = "buiten"
KIES_WAAR = "Kies of uw reactie bij de ronde hoort. Er is nog niets geplaatst."
RONDE_WEG = (
    "De ronde die u koos, neemt geen reactie van uw ministerie meer aan: zij is gesloten, of er is al ingediend. "
    "Plaatst u uw reactie alsnog, dan hoort zij niet bij die ronde."
)
ANDER_MINISTERIE = "Deze ronde vraagt het aan {}. Kies dat bij Namens, of kies buiten de ronde."


def hoogstens(waarde: str) -> None:
    """A limit that the browser does not know of: it would cut a paste off in silence."""
    if len(waarde) > TEKST_MAX:
        raise ValidationError(
            f"Deze tekst is te lang: {getallen.getal(len(waarde))} tekens. "
            f"Er passen er {getallen.getal(TEKST_MAX)} in. Maak hem korter; er is niets weggevallen."
        )


class Tekst(forms.CharField):
    """Plain text of some length, as `schone_tekst` keeps it: signs that nobody sees are not words."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea, validators=[hoogstens], **kwargs)

    def to_python(self, value: Any) -> str:
        net = str(super().to_python(value)).replace("\r\n", "\n").replace("\r", "\n")
        return "".join(t for t in net if t in "\n\t" or unicodedata.category(t) not in ("Cc", "Cs")).strip()


class Reactieformulier(forms.Form):
    """Labels without a colon; `kenmerk` is drawn with the form, so that sending it twice does one thing."""

    kenmerk = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})

    @property
    def kenmerk_hier(self) -> str:
        """What was posted or kept, so that a second try is the same one; otherwise a new one."""
        try:
            return str(UUID(str((self.data or self.initial).get("kenmerk", ""))))
        except ValueError:
            return str(uuid4())

    def opnieuw(self, veld: str | None, reden: str) -> None:
        """It was sent before, by somebody else: say so, and draw it as another form, so that sending it again works."""
        data = QueryDict(mutable=True)
        for naam, waarden in cast(QueryDict, self.data).lists():
            data.setlist(naam, waarden)
        data["kenmerk"] = str(uuid4())
        self.data = data
        self.add_error(veld, reden)


class ReactieForm(Reactieformulier):
    """A comment at a place: what it is about, the words, and other wording when one asks for it."""

    plaats = forms.CharField(required=False, max_length=80)
    tekst = Tekst(required=False, label="Uw reactie")
    met_voorstel = forms.BooleanField(required=False, label="Ik stel een andere tekst voor")
    voorstel = Tekst(required=False, label="Voorgestelde tekst")
    namens = forms.ChoiceField(required=False, label="Namens")
    waar = forms.ChoiceField(required=False, error_messages={"invalid_choice": RONDE_WEG})

    def __init__(self, hier: Hier, data: QueryDict | None = None, *, vooraf: dict[str, str] | None = None) -> None:
        super().__init__(data, initial=vooraf or {}, auto_id=f"reactie-{hier.id}-%s")
        self.hier = hier
        bron = data if data is not None else (vooraf or {})
        self.selectie: Selectie | None = selectie_van({k: str(bron.get(k, "")) for k in SELECTIE})
        if self.selectie is not None and data is None:
            self.selectie = hier.heel(self.selectie)
        self.fields["namens"].choices = self.afzenders  # type: ignore[attr-defined]
        rondes = [(str(v.deelname.pk), v.ronde.titel) for v in self.rondekeuzes]
        self.fields["waar"].choices = [*rondes, (BUITEN, "Buiten de ronde")]  # type: ignore[attr-defined]

    @property
    def rondekeuzes(self) -> list[Rondevraag]:
        """The open rounds on another text that a comment here may be meant for, of all ministries of this person."""
        return [v for m in self.ministeries for v in self.hier.keuzes_van(m)]

    @property
    def ministeries(self) -> list[Ministerie]:
        """Those that this person may speak for here."""
        return list(self._ministeries.values()) if self.afzenders else []

    @property
    def ronde(self) -> Rondevraag | None:
        """The round on another text that it is meant for; None outside of it. Only when valid."""
        gekozen = self.cleaned_data.get("waar", "")
        return next((v for v in self.hier.keuzes_van(self.ministerie) if str(v.deelname.pk) == gekozen), None)

    @property
    def afzenders(self) -> list[tuple[str, str]]:
        """On whose behalf this person may speak here: their ministries, and themselves where they have another role.

        One query, for who is a contact person.
        """
        inzage = self.hier.inzage
        if not hasattr(self, "_afzenders"):
            self._afzenders: list[tuple[str, str]] = []
            if Rol.Soort.MINISTERIECONTACT in inzage.rollen:
                self._ministeries = {
                    str(m.pk): m for m in Ministerie.objects.filter(pk__in=inzage.ministeries).order_by("afkorting")
                }
                self._afzenders = [(pk, str(m)) for pk, m in self._ministeries.items()]
                if len(inzage.rollen) > 1:
                    self._afzenders.append(("", "mijzelf"))
        return self._afzenders

    @property
    def ministerie(self) -> Ministerie | None:
        """The one they speak for; only when valid."""
        afzenders = self.afzenders
        if not afzenders:
            return None
        gekozen = self.cleaned_data.get("namens", "") if len(afzenders) > 1 else afzenders[0][0]
        return self._ministeries.get(gekozen)

    @property
    def lezing(self) -> list[Reactielezing]:
        """Who will read it, for each on whose behalf this person may speak. No query of its own."""
        wie = [self._ministeries.get(waarde) for waarde, _ in self.afzenders] or [None]
        return [Reactielezing(self.hier, m) for m in wie]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        zonder = not data.get("met_voorstel") and not data.get("tekst", "").strip()
        if zonder and not self.errors:
            self.add_error("tekst", ZEG_IETS)
        if not self.errors:
            self._eis_waar(data.get("waar", ""))
        return data

    def _eis_waar(self, waar: str) -> None:
        """Which round is meant is never guessed."""
        keuzes = self.hier.keuzes_van(self.ministerie)
        if keuzes and not waar:
            self.add_error("waar", KIES_WAAR)
        elif waar not in ("", BUITEN, *(str(v.deelname.pk) for v in keuzes)):
            van = next((v.deelname.wie for v in self.rondekeuzes if str(v.deelname.pk) == waar), "")
            self.add_error("waar", ANDER_MINISTERIE.format(van))

    @property
    def voorgesteld(self) -> str | None:
        """Other wording; None where none was asked. Only when valid."""
        return self.cleaned_data["voorstel"].strip() if self.cleaned_data["met_voorstel"] else None

    @property
    def gekozen(self) -> str:
        waarde = str(self["plaats"].value() or "")
        if self.selectie is not None and waarde in ("", "selectie") and not self.data:
            return "selectie"
        return waarde or HEEL

    @property
    def keuzes(self) -> list[tuple[Onderwerpkeuze, bool]]:
        """What it can be about, each with whether it is chosen; the words that somebody pointed at come first."""
        rij = list(self.hier.keuzes)
        if self.selectie is not None:
            rij.insert(0, Onderwerpkeuze("selectie", self.selectie.citaat, self.selectie.citaat))
        gekozen = self.gekozen
        bekend = gekozen if any(k.waarde == gekozen for k in rij) else HEEL
        return [(k, k.waarde == bekend) for k in rij]

    @property
    def huidig(self) -> Onderwerpkeuze:
        return next((k for k, gekozen in self.keuzes if gekozen), self.hier.keuzes[0])

    @property
    def voorstel_hier(self) -> str:
        """The wording to start from: what was typed, or the words that it is about."""
        if self.data or self.initial.get("voorstel") is not None:
            return str(self["voorstel"].value() or "")
        return self.huidig.tekst


SELECTIE = ("citaat", "deel", "item", "hoeveelste")


class WijzigForm(Reactieformulier):
    """One's own comment, otherwise."""

    gezien = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    tekst = Tekst(required=False, label="Uw reactie")
    met_voorstel = forms.BooleanField(required=False, label="Ik stel een andere tekst voor")
    voorstel = Tekst(required=False, label="Voorgestelde tekst")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("met_voorstel") and not data.get("tekst", "").strip() and not self.errors:
            self.add_error("tekst", ZEG_IETS)
        return data

    @property
    def voorgesteld(self) -> str | None:
        return self.cleaned_data["voorstel"].strip() if self.cleaned_data["met_voorstel"] else None

    @property
    def getypt(self) -> str:
        """All that was typed, for showing it where it cannot be kept. Only when valid."""
        return "\n\n".join(t for t in (self.cleaned_data["tekst"], self.voorgesteld) if t)


class BerichtForm(Reactieformulier):
    """A reply under a comment."""

    tekst = Tekst(label="Uw antwoord", error_messages={"required": ZEG_IETS_HIER})
    intern = forms.BooleanField(required=False, label="Alleen voor het team")
    genoemd = forms.TypedMultipleChoiceField(required=False, coerce=int, label="Noem iemand")

    def __init__(self, data: QueryDict | None = None, *, mensen: list[tuple[int, str]] = (), **kwargs: Any) -> None:  # type: ignore[assignment]
        super().__init__(data, **kwargs)
        self.fields["genoemd"].choices = list(mensen)  # type: ignore[attr-defined]

    @property
    def gekozen(self) -> set[str]:
        """Whom they chose, when the form comes back."""
        return set(cast(QueryDict, self.data).getlist("genoemd")) if self.is_bound else set()


class StapForm(Reactieformulier):
    """A step of a comment from open to done."""

    stap = forms.CharField(max_length=20)
    gezien = forms.IntegerField(min_value=0)
    reden = Tekst(required=False)


class AntwoordForm(Reactieformulier):
    """What the region says to one or more comments."""

    gezien = forms.IntegerField(min_value=0, required=False)
    tekst = Tekst(label="Antwoord", error_messages={"required": "Schrijf het antwoord."})
