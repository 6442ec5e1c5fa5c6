"""Registers in and out as spreadsheets, in the admin: what every such register shares.

django-import-export brings the steps (choose, preview, confirm); here stand our formats, limits, and a preview without
inline styles, which the Content-Security-Policy would refuse.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import partial
from typing import Any, cast

import tablib
from django import forms
from django.contrib import messages
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from import_export.admin import ImportExportModelAdmin
from import_export.formats.base_formats import CSV, ODS, XLSX
from import_export.forms import ConfirmImportForm, ExportForm, ImportForm
from import_export.resources import Diff, ModelResource
from import_export.widgets import DecimalWidget

from .bewaakt import Bewaakt
from .cellen import uit_cel, veilige_cel
from .gezien import eis_gezien, merk
from .tabel import GROOTST, RIJEN, TE_GROOT, TE_VEEL_RIJEN, Tabelfout, decimaaltekens, lees_getal, lees_tabel

ANDERS = (
    "Een collega wijzigde dit register nadat u het voorbeeld bekeek. Er is niets ingelezen. Kies het bestand "
    "opnieuw, en kijk wat er nu verandert."
)


def _dataset(inhoud: bytes | str) -> tablib.Dataset:
    """By our own reader, whatever the format: encodings, limits, and a sentence where it cannot be read."""
    tabel = lees_tabel(inhoud.encode() if isinstance(inhoud, str) else inhoud)
    return tablib.Dataset(*(cellen for _, cellen in tabel.rijen), headers=list(tabel.kop))


class Excel(XLSX):
    def create_dataset(self, in_stream: Any, **kwargs: Any) -> Any:
        return _dataset(in_stream)


class Ods(ODS):
    """As the base class, which takes it for text."""

    def is_binary(self) -> bool:
        return True

    def get_read_mode(self) -> str:
        return "rb"

    def create_dataset(self, in_stream: Any, **kwargs: Any) -> Any:
        return _dataset(in_stream)


class Puntkomma(CSV):
    """CSV as Dutch Excel writes it: semicolons and a byte order mark; other encodings and separators are read too."""

    def is_binary(self) -> bool:
        return True

    def get_read_mode(self) -> str:
        return "rb"

    def create_dataset(self, in_stream: Any, **kwargs: Any) -> Any:
        return _dataset(in_stream)

    def export_data(self, dataset: Any, **kwargs: Any) -> Any:
        return "\ufeff" + super().export_data(dataset, delimiter=";", **kwargs)


DECIMAAL = {
    ",": "In dit bestand scheidt de komma de decimalen: 1,5 is anderhalf en 1.000 is duizend.",
    ".": "In dit bestand scheidt de punt de decimalen: 1.5 is anderhalf en 1,000 is duizend.",
}


class Verschil(Diff):
    """What an import would change, with `ins` and `del` and nothing inline."""

    def as_html(self) -> list[SafeString]:
        return [_verschil("" if self.new else str(oud), str(nieuw)) for oud, nieuw in self._paren()]

    def _paren(self) -> list[tuple[object, object]]:
        return [("" if a is None else a, "" if b is None else b) for a, b in zip(self.left, self.right, strict=True)]


def _verschil(oud: str, nieuw: str) -> SafeString:
    if max(len(oud), len(nieuw)) > 2000:  # comparing is quadratic
        delen = [("replace", oud, nieuw)] if oud != nieuw else [("equal", oud, nieuw)]
    else:
        a, b = oud.split(" "), nieuw.split(" ")
        vergelijking = SequenceMatcher(None, a, b, autojunk=False)
        delen = [(s, " ".join(a[i:j]), " ".join(b[k:m])) for s, i, j, k, m in vergelijking.get_opcodes()]
    stukken: list[str] = []
    for soort, weg, erbij in delen:
        if soort == "equal":
            stukken.append(escape(weg))
            continue
        stukken += [f"<del>{escape(weg)}</del>"] if weg else []
        stukken += [f"<ins>{escape(erbij)}</ins>"] if erbij else []
    return mark_safe(" ".join(stukken))  # noqa: S308


class Register(ModelResource):
    """Rows of a register; every instance is validated as the admin form would, cells are harmless both ways."""

    decimaal = ""
    """What parts decimals in the file that is read, where its numbers tell; then "1.000" means one thing."""
    getallen: frozenset[str] | set[str] = frozenset()

    @classmethod
    def get_diff_class(cls) -> type[Diff]:
        return Verschil

    def export_field(self, field: Any, instance: Any, **kwargs: Any) -> object:
        return veilige_cel(super().export_field(field, instance, **kwargs))

    def import_data(self, dataset: Any, *args: Any, **kwargs: Any) -> Any:
        """Too many rows are refused before the first: an error in `before_import` would still have all of them read."""
        if len(dataset) <= RIJEN:
            return super().import_data(dataset, *args, **kwargs)
        uitslag = self.get_result_class()()
        uitslag.append_base_error(self.get_error_result_class()(forms.ValidationError(TE_VEEL_RIJEN)))
        return uitslag

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        getallen = {f.column_name for f in self.get_import_fields() if isinstance(f.widget, Getal)}
        tekens = decimaaltekens(rij[kolom] for rij in dataset.dict for kolom in getallen & set(dataset.headers or ()))
        self.decimaal, self.getallen = (tekens.pop() if len(tekens) == 1 else ""), getallen
        if self.decimaal and (meld := kwargs.get("meld")) is not None:
            meld(DECIMAAL[self.decimaal])

    def before_import_row(self, row: dict[str, Any], **kwargs: Any) -> None:
        for kolom, waarde in row.items():
            row[kolom] = "" if waarde is None else uit_cel(waarde)
            if self.decimaal and kolom in self.getallen and (maat := lees_getal(row[kolom], self.decimaal)) is not None:
                row[kolom] = maat


class Getal(DecimalWidget):
    """A number with a comma or a point for its decimals; "1.000" and "1,000" mean different things to different people
    and are refused."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        if isinstance(value, str):
            woord = value.strip().replace("−", "-")
            heel, scheiding, rest = woord.replace(",", ".").rpartition(".")
            if scheiding and (len(rest) == 3 or "." in heel):
                raise ValueError(f"{value}: schrijf duizendtallen zonder punt of komma.")
            value = woord.replace(",", ".")
        return super().clean(value, row, **kwargs)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> int | float | None:
        """A number, so that a spreadsheet can reckon with it."""
        if value is None:
            return None
        return int(value) if value == value.to_integral_value() else float(value)


class Bestand(ImportForm):
    """Refuses what is too large before it is read."""

    def clean_import_file(self) -> Any:
        bestand = self.cleaned_data["import_file"]
        if bestand.size > GROOTST:
            raise forms.ValidationError(TE_GROOT)
        return bestand


class Bevestiging(ConfirmImportForm):
    """Carries out what the preview showed; `gezien` is what the register was then."""

    gezien = forms.CharField(required=False, widget=forms.HiddenInput)


class MetBladen(Bewaakt, ImportExportModelAdmin):
    """An admin of a register with *Importeren* and *Exporteren*; what is imported goes over what its preview showed."""

    formats = (Excel, Ods, Puntkomma)
    import_form_class = Bestand
    confirm_form_class = Bevestiging
    export_form_class = ExportForm  # the one with selectable fields brings inline scripts
    import_template_name = "admin/importeer.html"
    import_error_display = ("message",)
    to_encoding = "utf-8"

    def add_data_read_fail_error_to_form(self, form: Any, e: Exception) -> None:
        if isinstance(e, Tabelfout):
            form.add_error("import_file", str(e))
        else:
            super().add_data_read_fail_error_to_form(form, e)

    def get_import_data_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Lets the preview say how numbers are read."""
        meld = partial(messages.info, kwargs["request"]) if isinstance(kwargs.get("form"), Bestand) else None
        return {**super().get_import_data_kwargs(**kwargs), "meld": meld}

    def _register(self) -> str:
        return merk(*self.model._default_manager.order_by("pk"))

    def import_action(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        cast(Any, request)._register = self._register()  # before what it marks is read
        return super().import_action(request, **kwargs)

    def get_confirm_form_initial(self, request: HttpRequest, import_form: Any) -> dict[str, Any]:
        begin = super().get_confirm_form_initial(request, import_form)
        return {**begin, "gezien": getattr(request, "_register", "")}

    def process_import(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        with transaction.atomic():
            with connection.cursor() as cursor:  # readers go on, other writers wait
                cursor.execute(f'LOCK TABLE "{self.model._meta.db_table}" IN SHARE ROW EXCLUSIVE MODE')
            eis_gezien(request.POST.get("gezien", ""), self._register(), ANDERS)
            return super().process_import(request, **kwargs)
