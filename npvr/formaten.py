"""The formats of files that people take away: their name in a list, their ending and their media type. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Formaat:
    """`naam` as people choose it, `eind` of the file's name, `inhoudstype` as a browser is told."""

    naam: str
    eind: str
    inhoudstype: str


PDF, ARCHIEF, WORD, ODT, JSON = "pdf", "archief", "docx", "odt", "json"
XLSX, ODS, CSV, ICS, TEKST = "xlsx", "ods", "csv", "ics", "txt"

FORMATEN: Final = {
    PDF: Formaat("PDF", "pdf", "application/pdf"),
    ARCHIEF: Formaat("PDF voor het archief (PDF/A)", "pdf", "application/pdf"),
    WORD: Formaat("Word", "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ODT: Formaat("ODT (LibreOffice)", "odt", "application/vnd.oasis.opendocument.text"),
    JSON: Formaat("JSON (open data)", "json", "application/json"),
    XLSX: Formaat("Excel", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ODS: Formaat("ODS (LibreOffice)", "ods", "application/vnd.oasis.opendocument.spreadsheet"),
    CSV: Formaat("CSV", "csv", "text/csv; charset=utf-8"),
    ICS: Formaat("Agenda", "ics", "text/calendar; charset=utf-8"),
    TEKST: Formaat("Tekst", "txt", "text/plain; charset=utf-8"),
}
