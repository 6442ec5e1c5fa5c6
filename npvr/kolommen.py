"""Columns of a register in a sheet: numbers as people and sheets have them, and rows of other registers by code."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final

from import_export.widgets import DecimalWidget, ForeignKeyWidget

from .cellen import Getalcel, als_tekst
from .getaltekst import Getalfout, als_getal, kaal

PERCENTAGE: Final = (
    "Hier staat een percentage, maar deze kolom is geen percentage. Schrijf het getal zonder procentteken."
)


class Getal(DecimalWidget):
    """A number with a comma or a point for its decimals; "1.000" and "1,000" mean different things to different people
    and are refused."""

    def lees(self, cel: Any, decimaal: str = "", *, procent: Callable[[], bool] = lambda: False) -> Any:
        """A Decimal, or "" for an empty cell. Raises ValueError with a Dutch sentence."""
        if cel is None or isinstance(cel, bool) or (isinstance(cel, str) and not cel.strip()):
            if isinstance(cel, bool):
                raise Getalfout("Hier staat ja of nee, geen getal.")
            return ""
        met_teken = cel.procent if isinstance(cel, Getalcel) else isinstance(cel, str) and kaal(cel)[1]
        if met_teken and not procent():
            raise Getalfout(PERCENTAGE)
        if isinstance(cel, str):
            return als_getal(cel, decimaal)
        if isinstance(cel, Getalcel):
            return cel.waarde.normalize()
        if not isinstance(cel, int | float | Decimal):
            raise Getalfout("Hier staat geen getal.")
        return Decimal(str(cel))

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        maat = self.lees(value)
        return None if maat == "" else maat

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> int | float | None:
        """A number, so that a spreadsheet can reckon with it."""
        if value is None:
            return None
        return int(value) if value == value.to_integral_value() else float(value)


class GeheelGetal(Getal):
    """A whole number: a year, an order, a row's own number."""

    def lees(self, cel: Any, decimaal: str = "", **kwargs: Any) -> Any:
        maat = super().lees(cel, decimaal, **kwargs)
        if maat == "":
            return ""
        if maat != maat.to_integral_value() or abs(maat) > 10**15:
            raise Getalfout(f"‘{als_tekst(maat)}’ is geen heel getal.")
        return int(maat)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> int | None:
        return None if value is None else int(value)


class CodeKolom(ForeignKeyWidget):
    """A row of another register, by its code; one query for each that is named, however often."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bekend: dict[Any, Any] = {}

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        """Raises ValueError with a Dutch sentence."""
        if value in (None, ""):
            return None
        sleutel = self.sleutel(str(value), row or {})
        if sleutel not in self.bekend:
            self.bekend[sleutel] = self.zoek(*sleutel)
        return self.bekend[sleutel]

    def sleutel(self, woord: str, row: Mapping[str, Any]) -> tuple[str, ...]:
        return (woord,)

    def zoek(self, *sleutel: str) -> Any:
        gevonden = self.model._default_manager.filter(**{self.field: sleutel[0]}).first()
        if gevonden is None:
            raise ValueError(f"‘{sleutel[0][:40]}’ is onbekend in het register.")
        return gevonden
