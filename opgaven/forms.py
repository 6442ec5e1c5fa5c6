"""The form of one section, with and without scripts: texts, and a row for each item.

With scripts (`vorm` is "rijk") the texts come as HTML from the rich text editor, without as the plain form of
`plandocument.tekst`. Both end in canonical text. Every text posted comes back in the form when something is wrong.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from django import forms
from django.core.exceptions import RequestDataTooBig, ValidationError
from django.http import QueryDict

from plandocument import boom, codes, redactie, tekst

from .aanleidingen import Aanleiding
from .eigen_adressen import eigen_adressen
from .grenzen import ITEM_MAX, ITEMS_MAX, SLEUTEL, TEKST_MAX
from .plek import Sectievindplaats
from .veldvormen import Hoogstens as Hoogstens
from .veldvormen import Lijstvorm, Veldvorm, Verwijsvorm, veldvormen

TITEL_MAX, WAAROM_MAX = 250, 300
RUW_MAX = 40 * TEKST_MAX
"""What a text is with all its dress, as Word gives it: longer is not read at all."""
LEGE_RIJEN = 3
HOOGSTENS_GELEZEN = 1000
ZONDER_WOORDEN = "Schrijf op wat dit is. Moet het hele punt weg? Kies dan ‘Weghalen’."
ONVOLLEDIG = "Het formulier is niet heel aangekomen. Uw tekst staat hieronder nog; sla opnieuw op."


def gegevens(post: QueryDict, plek: Sectievindplaats) -> QueryDict:
    """What was posted, without NUL, and with the rich and the plain form of each text saying the same."""
    data = post.copy()
    for naam in data:
        data.setlist(naam, [str(waarde).replace("\x00", "") for waarde in data.getlist(naam)])
    if any(len(data.get(naam, "")) > RUW_MAX for naam in ("opening", "slot", "opening_html", "slot_html")):
        raise RequestDataTooBig  # before it is read: the page of `npvr.storingen` gives it back
    for veld in ("opening", "slot"):
        if data.get("vorm") == "rijk":
            canoniek = redactie.uit_editor(data.get(f"{veld}_html", ""), plek.opgaven)
            data[veld] = tekst.plat(canoniek, plek.document.nummers)
        else:
            canoniek = tekst.uit_plat(eigen_adressen(data.get(veld, ""), plek), plek.opgaven)
        data[f"{veld}_html"] = redactie.voor_editor(canoniek, plek.document.nummers)
    return data


class Opgaveformulier(forms.Form):
    """Labels without a colon, ids that differ per section on a page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})

    def met_fout(self, naam: str) -> bool:
        return bool(self.errors.get(naam))


class SectieForm(Opgaveformulier):
    """The texts of a section and the version that the writer started from."""

    versie = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)
    sleutel = forms.CharField(max_length=32, widget=forms.HiddenInput)
    vorm = forms.ChoiceField(choices=[("plat", ""), ("rijk", "")], widget=forms.HiddenInput)
    titel = forms.CharField(
        label="Kop",
        validators=[Hoogstens(TITEL_MAX, "De kop")],
        error_messages={"required": "Vul een kop in: in de inhoudsopgave staat deze sectie onder die naam."},
    )
    opening = forms.CharField(required=False, validators=[Hoogstens(TEKST_MAX, "Deze tekst")], widget=forms.Textarea)
    opening_html = forms.CharField(required=False, widget=forms.HiddenInput)
    slot = forms.CharField(required=False, validators=[Hoogstens(TEKST_MAX, "Deze tekst")], widget=forms.Textarea)
    slot_html = forms.CharField(required=False, widget=forms.HiddenInput)
    waarom = forms.CharField(
        label="Waarom deze wijziging?",
        required=False,
        help_text="Mag leeg blijven. Staat straks in de geschiedenis.",
        validators=[Hoogstens(WAAROM_MAX, "Deze reden")],
    )
    aanleiding = forms.ChoiceField(
        label="Naar aanleiding van",
        required=False,
        help_text="Een besluit, een overleg of een reactie. Mag leeg blijven.",
        error_messages={"invalid_choice": "Deze aanleiding staat niet meer in de lijst. Kies opnieuw."},
    )

    def __init__(self, plek: Sectievindplaats, data: QueryDict | None = None) -> None:
        inhoud, nummers = plek.inhoud, plek.document.nummers
        super().__init__(
            data,
            auto_id=f"{plek.anker}-%s",
            initial={
                "versie": plek.rij.versie,
                "sleutel": inhoud.sleutel,
                "vorm": "plat",
                "titel": inhoud.titel,
                "opening": tekst.plat(inhoud.opening, nummers),
                "opening_html": redactie.voor_editor(inhoud.opening, nummers),
                "slot": tekst.plat(inhoud.slot, nummers),
                "slot_html": redactie.voor_editor(inhoud.slot, nummers),
            },
        )
        self.plek = plek
        cast(forms.ChoiceField, self.fields["aanleiding"]).choices = self.aanleidingen
        if plek.opgave is not None:
            del self.fields["titel"]
        for naam in ("opening", "slot"):
            self.fields[naam].widget.attrs = {"rows": 8 if naam == "opening" else 4}

    def aanleidingen(self) -> list[tuple[str, str]]:
        """Asked for only when they are shown, or when one was chosen."""
        return [("", "geen"), *((a.waarde, a.woorden) for a in self.plek.aanleidingen.values())]

    @property
    def gekozen_aanleiding(self) -> Aanleiding | None:
        """Only when valid."""
        waarde = self.cleaned_data["aanleiding"]
        return self.plek.aanleidingen[waarde] if waarde else None

    def clean_waarom(self) -> str:
        """On one line, whatever was pasted."""
        return " ".join(self.cleaned_data["waarom"].split())

    def tekst(self, veld: str) -> str:
        """Canonical text of `opening` or `slot`; only when valid."""
        if self.cleaned_data["vorm"] == "rijk":
            return redactie.uit_editor(self.cleaned_data[f"{veld}_html"], self.plek.opgaven)
        return tekst.uit_plat(eigen_adressen(self.cleaned_data[veld], self.plek), self.plek.opgaven)


class ItemForm(Opgaveformulier):
    """One row of the list: its words, and what its kind holds beside them."""

    sleutel = forms.CharField(required=False, max_length=32, widget=forms.HiddenInput)
    tekst = forms.CharField(
        required=False, validators=[Hoogstens(ITEM_MAX, "Dit punt")], widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, lijst: Itemlijst, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vormen = lijst.vormen
        for vorm in self.vormen:
            self.fields[vorm.naam] = vorm.field()

    def clean(self) -> None:
        data = self.cleaned_data
        if "tekst" in data and not data["tekst"] and any(data.get(v.naam) for v in self.vormen if v.getypt):
            self.add_error("tekst", ZONDER_WOORDEN)

    def bij(self) -> list[tuple[Veldvorm, forms.BoundField]]:
        """What stands beside the words, in order."""
        return [(vorm, self[vorm.naam]) for vorm in self.vormen]

    def item(self, oud: boom.Item, plek: Sectievindplaats) -> boom.Item:
        """The item as written over `oud`: what the row does not show stays."""
        data = self.cleaned_data
        nieuw = replace(oud, tekst=tekst.regel_uit_plat(eigen_adressen(data["tekst"], plek), plek.opgaven))
        for vorm in self.vormen:
            nieuw = vorm.veld.zet(nieuw, vorm.waarde(nieuw, data[vorm.naam]))
        return nieuw


class Itemlijst(forms.BaseFormSet):
    """The rows of a section, in printed order."""

    default_error_messages = {"missing_management_form": ONVOLLEDIG}

    def __init__(self, plek: Sectievindplaats, data: QueryDict | None = None) -> None:
        self.plek = plek
        items = codes.op_volgorde(plek.itemsoort, plek.inhoud.items)
        self.oud = {item.sleutel: item for item in items}
        self.vormen = veldvormen(plek, items)
        self.lijsten = [vorm for vorm in self.vormen if isinstance(vorm, Lijstvorm)]
        self.verwijslijsten = [vorm for vorm in self.vormen if isinstance(vorm, Verwijsvorm)]
        super().__init__(
            data,
            prefix="item",
            auto_id=f"{plek.anker}-%s",
            initial=[self._rij(item) for item in items] if data is None else None,
            form_kwargs={"lijst": self},
        )

    def _rij(self, item: boom.Item) -> dict[str, Any]:
        return {
            "sleutel": item.sleutel,
            "tekst": tekst.plat(item.tekst, self.plek.document.nummers),
            **{vorm.naam: vorm.begin(item) for vorm in self.vormen},
        }

    def clean(self) -> None:
        over = [form for form in self.forms if form.cleaned_data.get("tekst") and not form.cleaned_data.get("DELETE")]
        if len(over) > ITEMS_MAX or (self.management_form.cleaned_data["TOTAL_FORMS"] or 0) > HOOGSTENS_GELEZEN:
            raise ValidationError(
                f"De lijst heeft {len(over)} punten. Er passen er {ITEMS_MAX} in. Haal er weg, of voeg er samen."
            )

    def items(self) -> tuple[boom.Item, ...]:
        """The items as they should stand; only when valid."""
        gezien: list[boom.Item] = []
        for form in self.ordered_forms:
            if form.cleaned_data.get("tekst"):
                sleutel = form.cleaned_data.get("sleutel") or ""
                oud = self.oud.get(sleutel) or boom.Item(sleutel if SLEUTEL.fullmatch(sleutel) else "", "")
                gezien.append(form.item(oud, self.plek))
        return codes.op_volgorde(self.plek.itemsoort, tuple(gezien))


Items = forms.formset_factory(
    ItemForm,
    formset=Itemlijst,
    extra=LEGE_RIJEN,
    can_order=True,
    can_delete=True,
    max_num=ITEMS_MAX,
    absolute_max=HOOGSTENS_GELEZEN,
)


class Formulier:
    """The whole form of a section: its texts, and its rows where its kind has items."""

    def __init__(
        self, plek: Sectievindplaats, post: QueryDict | None = None, *, waarom: str = "", aanleiding: str = ""
    ) -> None:
        self.plek = plek
        data = gegevens(post, plek) if post is not None else None
        self.data = data
        self.sectie = SectieForm(plek, data)
        self.sectie.initial.update({"waarom": waarom, "aanleiding": aanleiding})
        self.items: Itemlijst | None = cast(Any, Items)(plek, data) if plek.heeft_lijst else None

    def is_valid(self) -> bool:
        goed = self.sectie.is_valid()
        return (self.items is None or self.items.is_valid()) and goed

    @property
    def opening_dicht(self) -> bool:
        """Whether the introduction of a list starts folded: it is empty, as in most lists."""
        return self.opening_label != "Tekst" and self._leeg("opening")

    @property
    def opening_label(self) -> str:
        """In a list the text comes before it; where there may be a list, the text is what counts."""
        return "Inleiding" if self.plek.itemsoort.inleiding else "Tekst"

    @property
    def slot_dicht(self) -> bool:
        return self._leeg("slot")

    def _leeg(self, veld: str) -> bool:
        return not self.sectie[veld].value() and not self.sectie.met_fout(veld)

    @property
    def meer_velden(self) -> bool:
        """Whether a row holds more than its words."""
        return self.items is not None and bool(self.items.vormen)

    @property
    def onvolledig(self) -> bool:
        """Whether a hidden field did not arrive as it was sent out."""
        return any(self.sectie.met_fout(veld) for veld in ("versie", "sleutel", "vorm"))

    def inhoud(self) -> boom.Sectie:
        """The section as written. Only when valid."""
        return replace(
            self.plek.inhoud,
            titel=self.sectie.cleaned_data.get("titel", self.plek.inhoud.titel),
            opening=self.sectie.tekst("opening"),
            slot=self.sectie.tekst("slot"),
            items=self.items.items() if self.items is not None else self.plek.inhoud.items,
        )

    def als_tekst(self) -> str:
        """What was typed, valid or not, in the plain form: for copying."""
        delen = [str(self.sectie["opening"].value() or "")]
        if self.items is not None:
            rijen = [str(form["tekst"].value() or "").strip() for form in self.items.forms]
            delen.append("\n".join(f"- {tekst}" for tekst in rijen if tekst))
        delen.append(str(self.sectie["slot"].value() or ""))
        return "\n\n".join(deel for deel in delen if deel.strip())
