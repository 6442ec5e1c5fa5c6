"""The form of one section, with and without scripts: texts, and a row for each item.

With scripts (`vorm` is "rijk") the texts come as HTML from the rich text editor, without as the plain form of
`plandocument.tekst`. Both end in canonical text. Every text posted comes back in the form when something is wrong.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from npvr import getallen
from plandocument import boom, codes, redactie, tekst

from .aanleidingen import Aanleiding
from .grenzen import ITEMS_MAX, TEKST_MAX
from .plek import Plek

ITEM_MAX, TITEL_MAX, KORT_MAX, WAAROM_MAX = 5_000, 250, 100, 300
LEGE_RIJEN = 3
HOOGSTENS_GELEZEN = 1000
SLEUTEL = re.compile("[0-9a-z]{4,32}")
KOPPELT = {"ministerie": ("ministerie",), "traject": ("traject",), "eigenaar": ("gremium", "organisatie")}
"""Kinds of links that the rows of a kind of item show; other links of an item stay as they are."""
STATUS_BIJ = {"eigenaar": ("voorstel", "te_organiseren"), "traject": ("stilgelegd",)}
ONVOLLEDIG = "Het formulier is niet heel aangekomen. Uw tekst staat hieronder nog; sla opnieuw op."


def gegevens(post: QueryDict, plek: Plek) -> QueryDict:
    """What was posted, without NUL, and with the rich and the plain form of each text saying the same."""
    data = post.copy()
    for naam in data:
        data.setlist(naam, [str(waarde).replace("\x00", "") for waarde in data.getlist(naam)])
    for veld in ("opening", "slot"):
        if data.get("vorm") == "rijk":
            canoniek = redactie.uit_editor(data.get(f"{veld}_html", ""), plek.opgaven)
            data[veld] = tekst.plat(canoniek, plek.document.nummers)
        else:
            canoniek = tekst.uit_plat(data.get(veld, ""), plek.opgaven)
        data[f"{veld}_html"] = redactie.voor_editor(canoniek, plek.document.nummers)
    return data


class Hoogstens:
    """A limit that the browser does not know of: it would cut a paste off in silence."""

    def __init__(self, hoogstens: int, wat: str) -> None:
        self.hoogstens, self.wat = hoogstens, wat

    def __call__(self, waarde: str) -> None:
        if len(waarde) > self.hoogstens:
            raise ValidationError(
                f"{self.wat} is te lang: {getallen.getal(len(waarde))} tekens. "
                f"Er passen er {getallen.getal(self.hoogstens)} in. Maak de tekst korter; er is niets weggevallen."
            )


class Basis(forms.Form):
    """Labels without a colon, ids that differ per section on a page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})

    def met_fout(self, naam: str) -> bool:
        return bool(self.errors.get(naam))


class SectieForm(Basis):
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

    def __init__(self, plek: Plek, data: QueryDict | None = None) -> None:
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
        return tekst.uit_plat(self.cleaned_data[veld], self.plek.opgaven)


Naam = tuple[str, boom.Koppeling]
"""A register row as people choose it, and the link it stands for."""


def registernamen(plek: Plek, soorten: tuple[str, ...]) -> list[Naam]:
    """The names that a row may choose from, each once: a name that two rows share says which one is meant."""
    paren = [
        (naam, boom.Koppeling(soort, code))
        for soort in soorten
        for code, (_, naam) in plek.registers.per_soort[soort].items()
    ]
    vaak = Counter(naam.casefold() for naam, _ in paren)
    per_soort = Counter((naam.casefold(), link.soort) for naam, link in paren)

    def uniek(naam: str, link: boom.Koppeling) -> str:
        if vaak[naam.casefold()] == 1:
            return naam
        return f"{naam} ({link.soort if per_soort[naam.casefold(), link.soort] == 1 else link.doel})"

    return sorted(((uniek(naam, link), link) for naam, link in paren), key=lambda paar: paar[0].casefold())


class RegisterField(forms.Field):
    """Names from the registers, as the list beside the field offers them, in order. Cleans to links."""

    widget = forms.MultipleHiddenInput  # the template draws a text field for each, and one to spare

    def __init__(self, namen: list[Naam], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.bekend = {naam.casefold(): link for naam, link in namen}

    def has_changed(self, initial: Any, data: Any) -> bool:
        return [n for n in initial or [] if n] != [n.strip() for n in data or [] if n.strip()]

    def clean(self, value: Any) -> tuple[boom.Koppeling, ...]:
        namen = [naam.strip() for naam in value or [] if naam.strip()]
        if vreemd := [naam for naam in namen if naam.casefold() not in self.bekend]:
            raise ValidationError(
                f"“{vreemd[0][:100]}” staat niet in het register. Kies een naam uit de lijst, of maak dit veld leeg."
            )
        return tuple(dict.fromkeys(self.bekend[naam.casefold()] for naam in namen))


class ItemForm(Basis):
    """One row of the list. Only what belongs to the kind of item stands in it."""

    EIGEN = ("groep", "deelthema", "status", "primair")

    sleutel = forms.CharField(required=False, max_length=32, widget=forms.HiddenInput)
    tekst = forms.CharField(required=False, validators=[Hoogstens(ITEM_MAX, "Dit punt")])
    groep = forms.ChoiceField(required=False)
    deelthema = forms.CharField(label="Deelthema", required=False, validators=[Hoogstens(KORT_MAX, "Het deelthema")])
    status = forms.ChoiceField(label="Status", required=False)
    primair = forms.BooleanField(label="Primair", required=False)
    ministerie = forms.ChoiceField(label="Ministerie", required=False)

    def __init__(self, *args: Any, lijst: Itemlijst, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        soort = lijst.plek.itemsoort
        self.koppelt = KOPPELT.get(soort, ())
        self.fields["tekst"].widget = forms.Textarea(attrs={"rows": 2})
        self.fields["groep"].label = "Partij" if soort == "interventie" else "Rol"
        self._keuzes("groep", lijst.groepen)
        self._keuzes("status", lijst.statussen)
        for veld, bij in (("deelthema", "eigenaar"), ("primair", "ministerie"), ("ministerie", "ministerie")):
            if soort != bij:
                del self.fields[veld]
        if "ministerie" in self.fields:
            self._keuzes("ministerie", [("", "onbekend"), *lijst.ministeries])
        elif self.koppelt:
            self.fields["koppelingen"] = RegisterField(
                lijst.namen, required=False, label="Traject" if soort == "traject" else "Hoort bij"
            )

    def _keuzes(self, veld: str, keuzes: list[tuple[str, str]]) -> None:
        if keuzes:
            cast(forms.ChoiceField, self.fields[veld]).choices = keuzes
        else:
            del self.fields[veld]

    def item(self, oud: boom.Item, opgaven: dict[int, str]) -> boom.Item:
        """The item as written over `oud`: what the row does not show stays."""
        data = self.cleaned_data
        velden: dict[str, Any] = {veld: data[veld] for veld in self.EIGEN if veld in self.fields}
        if "deelthema" in velden:
            velden["deelthema"] = " ".join(velden["deelthema"].split())
        if "ministerie" in self.fields:
            velden["koppelingen"] = _met_ministerie(oud.koppelingen, data["ministerie"])
        elif "koppelingen" in self.fields:
            velden["koppelingen"] = _met_links(oud.koppelingen, data["koppelingen"], self.koppelt)
        return replace(oud, tekst=tekst.regel_uit_plat(data["tekst"], opgaven), **velden)


def _met_ministerie(links: tuple[boom.Koppeling, ...], code: str) -> tuple[boom.Koppeling, ...]:
    """The links with `code` as the first ministry, where the row shows one; the others stay."""
    staat = next((k for k in links if k.soort == "ministerie"), None)
    if code == (staat.doel if staat else ""):
        return links
    nieuw = (boom.Koppeling("ministerie", code),) if code else ()
    return (*nieuw, *(k for k in links if k != staat))


def _met_links(
    links: tuple[boom.Koppeling, ...], gekozen: tuple[boom.Koppeling, ...], soorten: tuple[str, ...]
) -> tuple[boom.Koppeling, ...]:
    """The links with those of `soorten` as chosen; the others stay."""
    if gekozen == tuple(k for k in links if k.soort in soorten):
        return links
    return (*gekozen, *(k for k in links if k.soort not in soorten))


class Itemlijst(forms.BaseFormSet):
    """The rows of a section, in printed order."""

    default_error_messages = {"missing_management_form": ONVOLLEDIG}

    def __init__(self, plek: Plek, data: QueryDict | None = None) -> None:
        self.plek = plek
        soort = plek.itemsoort
        items = codes.op_volgorde(replace(plek.soort, itemsoort=soort), plek.inhoud.items)
        self.oud = {item.sleutel: item for item in items}
        groepen = boom.GROEPEN.get(soort, {})
        vreemd = dict.fromkeys(i.groep for i in items if i.groep not in groepen)
        self.groepen = [*groepen.items(), *((g, g or "geen") for g in vreemd)] if groepen else []
        mag = dict.fromkeys((*STATUS_BIJ.get(soort, ()), *(i.status for i in items if i.status)))
        self.statussen = [("", "geen"), *((s, boom.STATUSSEN.get(s, s)) for s in mag)] if mag else []
        self.namen: list[Naam] = registernamen(plek, KOPPELT[soort]) if soort in KOPPELT else []
        self.ministeries = [(link.doel, naam) for naam, link in self.namen]
        self.meer_velden = bool(self.groepen or self.statussen or self.namen)
        super().__init__(
            data,
            prefix="item",
            auto_id=f"{plek.anker}-%s",
            initial=[self._rij(item) for item in items] if data is None else None,
            form_kwargs={"lijst": self},
        )

    def _rij(self, item: boom.Item) -> dict[str, Any]:
        namen = {link: naam for naam, link in self.namen}
        return {
            "sleutel": item.sleutel,
            "tekst": tekst.plat(item.tekst, self.plek.document.nummers),
            "groep": item.groep,
            "deelthema": item.deelthema,
            "status": item.status,
            "primair": item.primair,
            "ministerie": next(iter(item.doelen("ministerie")), ""),
            "koppelingen": [namen[k] for k in item.koppelingen if k in namen],
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
                gezien.append(form.item(oud, self.plek.opgaven))
        return codes.op_volgorde(replace(self.plek.soort, itemsoort=self.plek.itemsoort), tuple(gezien))


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

    def __init__(self, plek: Plek, post: QueryDict | None = None, *, waarom: str = "", aanleiding: str = "") -> None:
        self.plek = plek
        data = gegevens(post, plek) if post is not None else None
        self.data = data
        self.sectie = SectieForm(plek, data)
        self.sectie.initial.update({"waarom": waarom, "aanleiding": aanleiding})
        self.items: Itemlijst | None = cast(Any, Items)(plek, data) if plek.itemsoort else None

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
        return "Tekst" if self.plek.itemsoort in ("", "punt") else "Inleiding"

    @property
    def slot_dicht(self) -> bool:
        return self._leeg("slot")

    def _leeg(self, veld: str) -> bool:
        return not self.sectie[veld].value() and not self.sectie.met_fout(veld)

    @property
    def meer_velden(self) -> bool:
        """Whether a row holds more than its words."""
        return self.items is not None and self.items.meer_velden

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
