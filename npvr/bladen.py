"""Registers in and out as spreadsheets, in the admin: what every such register shares.

django-import-export brings the steps (choose, preview, confirm); here stand our formats, limits, and a preview without
inline styles, which the Content-Security-Policy would refuse.
"""

from __future__ import annotations

import csv
import zipfile
from difflib import SequenceMatcher
from typing import Any

import tablib
from django import forms
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from import_export.admin import ImportExportModelAdmin
from import_export.formats.base_formats import CSV, ODS, XLSX
from import_export.forms import ExportForm, ImportForm
from import_export.resources import Diff, ModelResource
from import_export.widgets import DecimalWidget

from .cellen import uit_cel, veilige_cel

GROOTST = 5 * 1024 * 1024
UITGEPAKT = 60 * 1024 * 1024
RIJEN = 20_000


class Puntkomma(CSV):
    """CSV as Dutch Excel writes and reads it: semicolons and a byte order mark; commas are read too."""

    def create_dataset(self, in_stream: Any, **kwargs: Any) -> Any:
        tekst = in_stream.decode("utf-8-sig") if isinstance(in_stream, bytes) else in_stream.removeprefix("\ufeff")
        kop = tekst.split("\n", 1)[0]
        kwargs.setdefault("delimiter", ";" if kop.count(";") >= kop.count(",") else ",")
        csv.field_size_limit(GROOTST)
        return super().create_dataset(tekst, **kwargs)

    def export_data(self, dataset: Any, **kwargs: Any) -> Any:
        return "\ufeff" + super().export_data(dataset, delimiter=";", **kwargs)


class Ods(ODS):
    """As the base class, which takes it for text."""

    def is_binary(self) -> bool:
        return True

    def get_read_mode(self) -> str:
        return "rb"

    def create_dataset(self, in_stream: Any, **kwargs: Any) -> Any:
        return tablib.import_set(in_stream, format="ods", **kwargs)


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

    @classmethod
    def get_diff_class(cls) -> type[Diff]:
        return Verschil

    def export_field(self, field: Any, instance: Any, **kwargs: Any) -> object:
        return veilige_cel(super().export_field(field, instance, **kwargs))

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        if len(dataset) > RIJEN:
            raise forms.ValidationError(f"Dit bestand heeft meer dan {RIJEN} rijen. Splits het.")

    def before_import_row(self, row: dict[str, Any], **kwargs: Any) -> None:
        for kolom, waarde in row.items():
            row[kolom] = "" if waarde is None else uit_cel(waarde)


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
            raise forms.ValidationError("Dit bestand is groter dan 5 MB. Splits het.")
        if zipfile.is_zipfile(bestand):
            bestand.seek(0)
            with zipfile.ZipFile(bestand) as doos:
                if sum(deel.file_size for deel in doos.infolist()) > UITGEPAKT:
                    raise forms.ValidationError("Dit bestand is uitgepakt te groot.")
        bestand.seek(0)
        return bestand


class MetBladen(ImportExportModelAdmin):
    """An admin of a register with *Importeren* and *Exporteren*."""

    formats = (XLSX, Ods, Puntkomma)
    import_form_class = Bestand
    export_form_class = ExportForm  # the one with selectable fields brings inline scripts
    import_template_name = "admin/importeer.html"
    import_error_display = ("message",)
    from_encoding = "utf-8-sig"
    to_encoding = "utf-8"
