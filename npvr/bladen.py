"""Registers in and out as spreadsheets, in the admin: what every such register shares.

django-import-export brings the steps (choose, preview, confirm); here stand our formats, limits, and a preview without
inline styles, which the Content-Security-Policy would refuse.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import partial
from typing import Any, ClassVar, Final, cast

import tablib
from django import forms
from django.contrib import messages
from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import NON_FIELD_ERRORS, BadRequest, PermissionDenied, ValidationError
from django.core.exceptions import FieldError as OnbekendFilter
from django.db import connection, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from import_export.admin import ImportExportModelAdmin
from import_export.exceptions import FieldError
from import_export.formats.base_formats import CSV, ODS, XLSX
from import_export.forms import ConfirmImportForm, ExportForm, ImportForm
from import_export.resources import Diff, ModelResource
from import_export.results import Error
from import_export.widgets import IntegerWidget

from .bewaakt import Bewaakt
from .bladschrijver import SCHRIJVERS
from .cellen import Datumcel, Getalcel, Twijfelcel, als_tekst, schone_tekst, uit_cel, veilige_cel
from .formaten import FORMATEN
from .getallen import opsomming
from .getaltekst import decimaaltekens
from .gezien import eis_gezien, merk
from .kolommen import CodeKolom, GeheelGetal, Getal
from .tabel import GROOTST, RIJEN, TE_GROOT, TE_VEEL_RIJEN, VERBORGEN, Tabel, Tabelfout, kale_naam, lees_tabel

logger = logging.getLogger("npvr.bladen")

ANDERS = (
    "Een collega wijzigde dit register nadat u het voorbeeld bekeek. Er is niets ingelezen. Kies het bestand "
    "opnieuw, en kijk wat er nu verandert."
)


class GelezenBlad(tablib.Dataset):
    """A sheet as our own reader gives it, with the numbers of its rows and what is to be said about it."""

    def __init__(self, tabel: Tabel, koppen: list[str]) -> None:
        super().__init__(*(cellen for _, cellen in tabel.rijen), headers=koppen)
        self.nummers = [nummer for nummer, _ in tabel.rijen]
        self.twijfel, self.let_op = tabel.twijfel, tabel.let_op


def _dataset(inhoud: bytes | str, kolommen: dict[str, str]) -> GelezenBlad:
    """Whatever the format: encodings, limits, and a sentence where it cannot be read. `kolommen`: bare name → name."""
    tabel = lees_tabel(inhoud.encode() if isinstance(inhoud, str) else inhoud, kolommen)
    koppen = [kolommen.get(kale_naam(naam), naam) for naam in tabel.kop]
    if kolommen and not set(koppen) & set(kolommen.values()):
        raise Tabelfout(
            "De eerste rij is geen rij met kolomnamen, en daaronder is er ook geen gevonden. Verwacht worden: "
            f"{', '.join(kolommen.values())}."
        )
    if not tabel.rijen:
        raise Tabelfout("Onder de kolomnamen staan geen rijen.")
    return GelezenBlad(tabel, koppen)


class EigenLezer:
    """A format that is read by our own reader, and written without holding all of it in memory."""

    kolommen: ClassVar[dict[str, str]] = {}
    naam: ClassVar[str]

    def is_binary(self) -> bool:
        return True

    def get_read_mode(self) -> str:
        return "rb"

    def create_dataset(self, in_stream: Any, **kwargs: Any) -> Any:
        return _dataset(in_stream, self.kolommen)

    def get_content_type(self) -> str:
        return FORMATEN[self.naam].inhoudstype


class Excel(EigenLezer, XLSX):
    naam = "xlsx"


class Ods(EigenLezer, ODS):
    naam = "ods"


class Puntkomma(EigenLezer, CSV):
    """CSV as Dutch Excel writes it: semicolons and a byte order mark; other encodings and separators are read too."""

    naam = "csv"


DECIMAAL = {
    ",": "In dit bestand scheidt de komma de decimalen: 1,5 is anderhalf en 1.000 is duizend.",
    ".": "In dit bestand scheidt de punt de decimalen: 1.5 is anderhalf en 1,000 is duizend.",
}


class Verschil(Diff):
    """What an import would change, with `ins` and `del` and nothing inline."""

    def as_html(self) -> list[SafeString]:
        return [_verschil("" if self.new else oud, nieuw) for oud, nieuw in self._paren()]

    def _paren(self) -> list[tuple[str, str]]:
        return [(als_tekst(a), als_tekst(b)) for a, b in zip(self.left, self.right, strict=True)]


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


DATUM: Final = (
    "Hier heeft een spreadsheet een datum van gemaakt ({}). Maak de cel op als tekst en typ opnieuw wat er moet staan."
)
ONGELEZEN: Final = (
    "Hier ging iets mis bij het lezen. Kijk de cellen van deze rij na, of vraag de beheerder van het portaal."
)


class Fout(Error):
    """What is wrong with a row or a file, in sentences that people can read; what was not foreseen goes to the log."""

    @property
    def zinnen(self) -> list[str]:
        if isinstance(self.error, ValidationError):
            return [str(zin) for zin in self.error.messages]
        if isinstance(self.error, FieldError):
            return [str(self.error)]
        logger.error("importeren: %s", type(self.error).__name__, exc_info=self.error)
        return [ONGELEZEN]


class Registerblad(ModelResource):
    """Rows of a register; every instance is validated as the admin form would, cells are harmless both ways."""

    momenten: ClassVar[frozenset[str]] = frozenset()
    """Columns that hold a moment as "2026", "2026-04", "2026-Q2" or "2026-04-17"."""
    decimaal = ""
    """What parts decimals in the file that is read, where its numbers tell; then "1.000" means one thing."""
    getallen: Mapping[str, Getal] = {}
    twijfel: Mapping[int, str] = {}
    nummers: Sequence[int] = ()
    WIDGETS_MAP = ModelResource.WIDGETS_MAP | {
        naam: GeheelGetal for naam, widget in ModelResource.WIDGETS_MAP.items() if widget is IntegerWidget
    }

    @classmethod
    def get_diff_class(cls) -> type[Diff]:
        return Verschil

    @classmethod
    def get_error_result_class(cls) -> type[Error]:
        return Fout

    def export_field(self, field: Any, instance: Any, **kwargs: Any) -> object:
        return veilige_cel(super().export_field(field, instance, **kwargs))

    def kolommen(self) -> dict[str, str]:
        """Bare name → name of each column that is read."""
        return {kale_naam(f.column_name): f.column_name for f in self.get_import_fields()}

    def rijen(self, queryset: QuerySet[Any]) -> Iterator[list[object]]:
        """Rows for a file, one by one."""
        for rij in self.iter_queryset(queryset):
            yield self.export_resource(rij)

    def import_data(self, dataset: Any, *args: Any, **kwargs: Any) -> Any:
        """Too many rows are refused before the first: an error in `before_import` would still have all of them read."""
        if len(dataset) > RIJEN:
            uitslag = self.get_result_class()()
            uitslag.append_base_error(self.get_error_result_class()(ValidationError(TE_VEEL_RIJEN)))
            return uitslag
        uitslag = super().import_data(dataset, *args, **kwargs)
        for rij in (*uitslag.error_rows, *uitslag.invalid_rows):
            rij.number = self._nummer(rij.number)
        return uitslag

    def _nummer(self, hoeveelste: int) -> int:
        """The number that the sheet gives this row."""
        return self.nummers[hoeveelste - 1] if hoeveelste <= len(self.nummers) else hoeveelste

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        self._eis_kolommen(dataset.headers or ())
        self.getallen = {f.column_name: f.widget for f in self.get_import_fields() if isinstance(f.widget, Getal)}
        plekken = [n for n, naam in enumerate(dataset.headers or ()) if naam in self.getallen]
        tekens = decimaaltekens(rij[n] for rij in dataset for n in plekken)
        self.decimaal = tekens.pop() if len(tekens) == 1 else ""
        self.nummers, self.twijfel = getattr(dataset, "nummers", ()), getattr(dataset, "twijfel", {})
        if (meld := kwargs.get("meld")) is None:
            return
        for zin in (*getattr(dataset, "let_op", ()), *self._vreemd(dataset.headers or ())):
            meld(zin)
        if self.decimaal:
            meld(DECIMAAL[self.decimaal])

    def _eis_kolommen(self, koppen: Collection[str]) -> None:
        """Those by which a row is known; a row without `id` is a new one."""
        velden = [naam for naam in self.get_import_id_fields() if naam != "id"]
        if mist := [f"‘{self.fields[v].column_name}’" for v in velden if self.fields[v].column_name not in koppen]:
            woord = "de kolom" if len(mist) == 1 else "de kolommen"
            raise ValidationError(f"In de rij met kolomnamen ontbreekt {woord} {opsomming(mist)}.")

    def _vreemd(self, koppen: Iterable[str]) -> list[str]:
        vreemd = [f"‘{naam[:60]}’" for naam in koppen if naam and naam not in self.kolommen().values()]
        woord = "de kolom" if len(vreemd) == 1 else "de kolommen"
        return [f"Niet gelezen: {woord} {opsomming(vreemd[:8])}."] if vreemd else []

    def before_import_row(self, row: dict[str, Any], **kwargs: Any) -> None:
        """Cells as the fields want them. Raises ValidationError with all that is wrong, each with its column."""
        fouten: dict[str, list[str]] = {}
        twijfel = self.twijfel.get(self._nummer(kwargs.get("row_number", 0)), "")
        if twijfel and twijfel != VERBORGEN:  # hidden rows are named above the table
            fouten[NON_FIELD_ERRORS] = [f"{twijfel} Haal haar weg uit het bestand."]
        for veld in self.get_import_fields():
            kolom = veld.column_name
            if kolom in row:
                try:
                    row[kolom] = self._cel(kolom, row[kolom], row)
                    if isinstance(veld.widget, CodeKolom):
                        veld.widget.clean(row[kolom], row)
                except ValueError as fout:
                    fouten[kolom] = [str(fout)]
        if fouten:
            raise ValidationError(fouten)

    def _cel(self, kolom: str, cel: Any, row: dict[str, Any]) -> object:
        """Raises ValueError with a Dutch sentence."""
        if isinstance(cel, Twijfelcel):
            raise ValueError(cel.zin)
        maat = self.getallen.get(kolom)
        if isinstance(cel, Datumcel):
            if maat is not None:
                raise ValueError(DATUM.format(cel.toont))
            return cel.vorm if kolom in self.momenten else cel.toont
        if maat is not None:
            return maat.lees(cel, self.decimaal, procent=lambda: self.is_procent(kolom, row))
        if isinstance(cel, Getalcel) and cel.twijfel:
            raise ValueError(cel.twijfel)
        if cel is None or isinstance(cel, str):
            return schone_tekst(str(uit_cel(cel or "")))
        return als_tekst(cel)

    def is_procent(self, kolom: str, row: dict[str, Any]) -> bool:
        """Whether numbers of this column, in this row, are percentages."""
        return False


class ImportbladForm(ImportForm):
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
    import_form_class = ImportbladForm
    confirm_form_class = Bevestiging
    export_form_class = ExportForm  # the one with selectable fields brings inline scripts
    import_template_name = "admin/importeer.html"
    import_error_display = ("message",)

    def get_import_formats(self) -> list[Any]:
        """Each knows the columns of this register, so that it finds the row with their names."""
        (register,) = self.resource_classes
        kolommen = register().kolommen()
        return [type(f.__name__, (f,), {"kolommen": kolommen}) for f in super().get_import_formats()]

    def add_data_read_fail_error_to_form(self, form: Any, e: Exception) -> None:
        if not isinstance(e, Tabelfout):
            logger.error("importeren: %s", type(e).__name__, exc_info=e)
        form.add_error("import_file", str(e) if isinstance(e, Tabelfout) else "Dit bestand is niet te lezen.")

    def get_import_data_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Lets the preview say how the file is read."""
        meld = partial(messages.info, kwargs["request"]) if isinstance(kwargs.get("form"), ImportbladForm) else None
        return {**super().get_import_data_kwargs(**kwargs), "meld": meld}

    def _create_log_entry(self, user_pk: int, rows: Any, import_type: str, action_flag: int) -> None:
        """As the base class, which says it in English."""
        LogEntry.objects.log_actions(user_pk, rows, action_flag, change_message="Ingelezen uit een bestand.")

    def get_export_queryset(self, request: HttpRequest) -> Any:
        """Raises BadRequest for a filter that this register does not have: an export of everything is not what was
        asked for."""
        try:
            return super().get_export_queryset(request)
        except (IncorrectLookupParameters, OnbekendFilter) as fout:
            raise BadRequest from fout

    def get_export_data(self, file_format: Any, request: Any, queryset: Any, **kwargs: Any) -> bytes:
        """Row by row: a hundred thousand rows take some megabytes more than ten."""
        if not self.has_export_permission(request):
            raise PermissionDenied
        (klasse,) = self.resource_classes
        register = klasse()
        velden = register.get_export_fields()
        return SCHRIJVERS[file_format.naam](
            [f.column_name for f in velden],
            register.rijen(queryset),
            titel=str(self.model._meta.verbose_name_plural).capitalize(),
            getallen=[f.column_name for f in velden if isinstance(f.widget, Getal)],
            invulbaar=True,
        )

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
