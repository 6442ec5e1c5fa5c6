"""Forms about rounds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone

from accounts.models import User
from governance.models import Ministerie, Organisatie, Regio
from plandocument import boom
from versies.models import Versie

from .actions.rondepost import contacten
from .actions.rondes import Deelnemer
from .models import Deelname, Ronde
from .rondebeeld import primair_per_ministerie

TERMIJN = timedelta(days=21)
"""How long people get, as proposed."""
BERICHT_MAX = 5000

VOORSTEL = """Graag lezen wij wat uw organisatie vindt van het Plan voor de Regio {regio} ({versie}).

Lees de opgaven die hieronder staan. Zeg per opgave wat er niet klopt of wat beter kan. U kunt bij elke zin reageren \
en ook zelf andere woorden voorstellen. Hebt u bij een opgave geen opmerkingen? Laat dat dan ook weten.

Met elke reactie doen wij iets. U leest later bij elke reactie ons antwoord.

Met vriendelijke groet,
het NPVR-team {regio}"""


@dataclass(slots=True)
class Ministeriekeuze:
    """A ministry as the form offers it: the opgaven it stands on are proposed, primary ones first."""

    ministerie: Ministerie
    contacten: list[User]
    primair: dict[str, bool]
    gekozen: bool
    opgaven: set[str]
    coordinator: int | None

    @property
    def veld(self) -> str:
        return f"m{self.ministerie.pk}"

    @property
    def aantal_primair(self) -> int:
        return sum(self.primair.values())


class RondeForm(forms.Form):
    """A round: what it is called, which text, which opgaven, who, until when, and with what words they are asked."""

    titel = forms.CharField(
        label="Naam van de ronde", max_length=120, error_messages={"required": "Geef de ronde een naam."}
    )
    deadline = forms.DateField(
        label="Laatste dag om te reageren",
        error_messages={"required": "Vul de laatste dag in.", "invalid": "Vul een dag in."},
    )
    uitnodiging = forms.CharField(
        label="Uitnodiging",
        max_length=BERICHT_MAX,
        widget=forms.Textarea,
        error_messages={"required": "Schrijf wat u vraagt."},
    )
    opgaven = forms.MultipleChoiceField(
        label="Opgaven",
        error_messages={"required": "Kies minstens één opgave.", "invalid_choice": "Kies uit de lijst."},
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        regio: Regio,
        versie: Versie,
        document: boom.Plandocument,
        ronde: Ronde | None = None,
    ) -> None:
        """Five queries, whatever the plan holds."""
        begin: dict[str, Any] = {
            "deadline": timezone.localdate() + TERMIJN,
            "uitnodiging": VOORSTEL.format(versie=versie.label, regio=regio.naam),
            "opgaven": [o.sleutel for o in document.opgaven],
            "titel": f"Reactieronde {versie.label}",
        }
        if ronde is not None:
            begin = {naam: getattr(ronde, naam) for naam in ("titel", "deadline", "uitnodiging", "opgaven")}
        super().__init__(data, initial=begin, label_suffix="")
        self.document, self.regio = document, regio
        opgaven = cast(forms.MultipleChoiceField, self.fields["opgaven"])
        opgaven.choices = [(o.sleutel, f"{o.nummer} {o.titel}") for o in document.opgaven]
        self.gekozen_opgaven = set(data.getlist("opgaven") if data is not None else begin["opgaven"])
        deelnames = list(ronde.deelnames.all()) if ronde is not None else []
        self._ministeries(data, ronde, deelnames)
        self._organisaties(data, deelnames)

    def _ministeries(self, data: QueryDict | None, ronde: Ronde | None, deelnames: list[Deelname]) -> None:
        alle = list(Ministerie.objects.all())
        mensen = contacten(self.regio, (m.pk for m in alle))
        standen, er_al = primair_per_ministerie(self.document), {d.ministerie_id: d for d in deelnames}
        gekozen = set(data.getlist("ministerie")) if data is not None else set()
        keuzes = []
        for m in alle:
            keuze = Ministeriekeuze(m, mensen[m.pk], standen.get(m.code, {}), False, set(), None)
            if data is not None:
                keuze.gekozen = m.code in gekozen
                keuze.opgaven = set(data.getlist(f"{keuze.veld}-opgaven"))
                wie = data.get(f"{keuze.veld}-coordinator", "")
                keuze.coordinator = next((u.pk for u in keuze.contacten if str(u.pk) == wie), None)
            elif ronde is None:
                keuze.gekozen, keuze.opgaven = bool(keuze.primair), set(keuze.primair)
            elif d := er_al.get(m.pk):
                keuze.gekozen, keuze.opgaven = True, set(d.opgaven or ronde.opgaven)
                keuze.coordinator = d.coordinator_id
            else:
                keuze.opgaven = set(keuze.primair)
            keuzes.append(keuze)
        keuzes.sort(key=lambda k: (not k.primair, k.ministerie.afkorting))
        self.genoemd = [k for k in keuzes if k.primair or k.contacten or k.gekozen]
        self.andere = [k for k in keuzes if k not in self.genoemd]
        self.keuzes = keuzes

    def _organisaties(self, data: QueryDict | None, deelnames: list[Deelname]) -> None:
        self.organisaties = list(Organisatie.objects.filter(regio=self.regio))
        if data is not None:
            self.gekozen_organisaties = set(data.getlist("organisatie"))
        else:
            mee = {d.organisatie_id for d in deelnames}
            self.gekozen_organisaties = {o.code for o in self.organisaties if o.pk in mee}

    def clean_deadline(self) -> date:
        dag = cast(date, self.cleaned_data["deadline"])
        if dag < timezone.localdate():
            raise ValidationError("Deze dag is al voorbij. Kies een dag in de toekomst.")
        if dag > timezone.localdate() + timedelta(days=731):
            raise ValidationError("Kies een dag binnen twee jaar.")
        return dag

    def clean(self) -> dict[str, Any]:
        hier = set(self.cleaned_data.get("opgaven", ()))
        if not self.deelnemers():
            self.add_error(None, "Kies minstens één ministerie of organisatie die meedoet.")
        for keuze in self.keuzes:
            if keuze.gekozen and hier and not keuze.opgaven & hier:
                self.add_error(None, f"Kies voor {keuze.ministerie} minstens één opgave van deze ronde.")
        return super().clean() or self.cleaned_data

    def deelnemers(self) -> list[Deelnemer]:
        """As `maak_ronde` wants them."""
        wie = [
            Deelnemer(
                ministerie=k.ministerie,
                opgaven=tuple(o.sleutel for o in self.document.opgaven if o.sleutel in k.opgaven),
                coordinator=next((u for u in k.contacten if u.pk == k.coordinator), None),
            )
            for k in self.keuzes
            if k.gekozen
        ]
        return wie + [Deelnemer(organisatie=o) for o in self.organisaties if o.code in self.gekozen_organisaties]


class RonderedenForm(forms.Form):
    """Why an answer may be given again."""

    reden = forms.CharField(
        label="Waarom gaat de indiening weer open?",
        max_length=1000,
        widget=forms.Textarea,
        error_messages={"required": "Schrijf waarom. De contactpersonen lezen dat."},
    )


class ErbijForm(forms.Form):
    """One more to ask in an open round, and about which of its opgaven."""

    wie = forms.ChoiceField(
        label="Wie vraagt u erbij?",
        error_messages={"required": "Kies wie u erbij vraagt.", "invalid_choice": "Kies uit de lijst."},
    )
    opgaven = forms.MultipleChoiceField(
        label="Opgaven",
        error_messages={"required": "Kies minstens één opgave.", "invalid_choice": "Kies uit de lijst."},
    )

    def __init__(
        self, data: QueryDict | None = None, *, ronde: Ronde, regio: Regio, document: boom.Plandocument
    ) -> None:
        """Three queries. Who is in the round already is not offered; what was sent twice may still name them."""
        super().__init__(data, label_suffix="")
        mee = {(d.ministerie_id, d.organisatie_id) for d in ronde.deelnames.all()}
        ministeries = {f"m:{m.pk}": m for m in Ministerie.objects.all()}
        organisaties = {f"o:{o.pk}": o for o in Organisatie.objects.filter(regio=regio)}
        self.kiesbaar: dict[str, Ministerie | Organisatie] = {**ministeries, **organisaties}
        al = {f"m:{m}" if m else f"o:{o}" for m, o in mee}
        groepen = [
            (kop, [(waarde, _naam(wie)) for waarde, wie in rij.items() if waarde not in al])
            for kop, rij in (("Ministeries", ministeries), ("Organisaties", organisaties))
        ]
        self.groepen = [(kop, keuzes) for kop, keuzes in groepen if keuzes]
        cast(forms.ChoiceField, self.fields["wie"]).choices = [("", "Kies"), *((w, w) for w in self.kiesbaar)]
        gevraagd = [o for o in document.opgaven if o.sleutel in set(ronde.opgaven)]
        cast(forms.MultipleChoiceField, self.fields["opgaven"]).choices = [
            (o.sleutel, f"{o.nummer} {o.titel}") for o in gevraagd
        ]
        self.gekozen_opgaven = set(data.getlist("opgaven")) if data is not None else set(ronde.opgaven)

    def deelnemer(self) -> Deelnemer:
        """As `vraag_erbij` wants it; only when valid."""
        wie, opgaven = self.kiesbaar[self.cleaned_data["wie"]], tuple(self.cleaned_data["opgaven"])
        if isinstance(wie, Ministerie):
            return Deelnemer(ministerie=wie, opgaven=opgaven)
        return Deelnemer(organisatie=wie, opgaven=opgaven)


def _naam(wie: Ministerie | Organisatie) -> str:
    if isinstance(wie, Organisatie) or wie.naam == wie.afkorting:
        return wie.naam
    return f"{wie.afkorting}, {wie.naam}"


class IndienerForm(forms.Form):
    """Who of the contact persons of a ministry submits."""

    coordinator = forms.ChoiceField(
        label="Wie dient in?", required=False, error_messages={"invalid_choice": "Kies uit de lijst."}
    )

    def __init__(self, data: QueryDict | None, *, contacten: list[User], nu: User | None) -> None:
        super().__init__(data, initial={"coordinator": nu.pk if nu is not None else ""}, label_suffix="")
        self.contacten = {str(u.pk): u for u in contacten}
        cast(forms.ChoiceField, self.fields["coordinator"]).choices = [
            ("", "Elke contactpersoon"),
            *((pk, str(u)) for pk, u in self.contacten.items()),
        ]

    @property
    def gekozen(self) -> User | None:
        """Only when valid."""
        return self.contacten.get(self.cleaned_data["coordinator"])


class VerlengForm(forms.Form):
    """A later last day, and why."""

    tot = forms.DateField(
        label="Nieuwe laatste dag",
        error_messages={"required": "Vul de nieuwe laatste dag in.", "invalid": "Vul een dag in."},
    )
    reden = forms.CharField(
        label="Waarom komt er meer tijd?",
        max_length=1000,
        widget=forms.Textarea,
        error_messages={"required": "Schrijf waarom. De deelnemers lezen dat."},
    )
