"""Answering with a file: once for who has it already, under a name that can be saved, or a page that says why not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from npvr.bestand import Bestand, GeenBestand, antwoord, schone_naam
from npvr.formaten import FORMATEN, WORD
from npvr.middleware import PaginaMiddleware


def vraag(**kop: str) -> HttpRequest:
    return RequestFactory().get("/", headers=kop)


def test_a_file_has_its_type_its_name_and_its_length() -> None:
    uit = antwoord(vraag(), lambda: Bestand.als(WORD, "Plan “é”: deel 1/2", b"PK"))
    assert uit["Content-Type"] == FORMATEN[WORD].inhoudstype
    assert "filename*=utf-8''Plan%20%E2%80%9C%C3%A9%E2%80%9D%20deel%201%202.docx" in uit["Content-Disposition"]
    assert uit["Content-Disposition"].startswith("attachment") and uit["Content-Length"] == "2"
    assert uit["Cache-Control"] == "private, no-store" and "ETag" not in uit


def test_who_has_it_already_gets_304_and_nothing_is_made() -> None:
    def nooit() -> Bestand:
        raise AssertionError

    uit = antwoord(vraag(if_none_match='"abc"'), nooit, kenmerk="abc", openbaar=True)
    assert (uit.status_code, uit["ETag"], uit["Cache-Control"]) == (304, '"abc"', "no-cache")
    assert "Content-Disposition" not in uit
    ander = antwoord(vraag(if_none_match='"oud"'), lambda: Bestand("a.pdf", "x", b""), kenmerk="abc", in_venster=True)
    assert ander.status_code == 200 and ander["Content-Disposition"] == 'inline; filename="a.pdf"'


@pytest.mark.parametrize(
    ("naam", "goed"),
    [
        ("../../etc/passwd", "etc passwd"),
        ("a" * 300 + ".pdf", "a" * 196 + ".pdf"),
        ("\u202efdp.exe", "fdp.exe"),
        (" . ", "bestand"),
        ("Plan 🙂 “é”.pdf", "Plan 🙂 “é”.pdf"),
        ('a\r\nb: "c"', "a b c"),
    ],
)
def test_a_file_gets_a_name_that_can_be_saved(naam: str, goed: str) -> None:
    assert schone_naam(naam) == goed


def test_what_could_not_be_made_is_a_page_that_says_why(db: None) -> None:
    class Vol(GeenBestand):
        wat, zin, raad, status = "De lijst", "De schijf is vol.", "Meld het.", 503

    request = vraag()
    request.user = AnonymousUser()
    uit = PaginaMiddleware(lambda _: HttpResponse()).process_exception(request, Vol("technische reden"))
    assert uit is not None and uit.status_code == 503
    tekst = " ".join(uit.content.decode().split())
    assert "De lijst kon niet worden gemaakt" in tekst and "De schijf is vol. Meld het." in tekst
    assert "technische reden" not in tekst
    assert (uit["Cache-Control"], uit["Retry-After"]) == ("no-store", "60")


NOG_ANDERS = {"governance/views/kalender.py", "portaal/views/raadsbrief.py"}
"""A calendar that programs fetch has headers of its own; letters keep a table of their own beside it."""


def _bronnen() -> Iterator[tuple[str, str]]:
    for pad in sorted(Path(settings.BASE_DIR).glob("*/**/*.py")):
        kort = pad.relative_to(settings.BASE_DIR).as_posix()
        if kort.split("/")[0] not in (".venv", "node_modules", "tests", "script") and not kort.startswith("var/"):
            yield kort, pad.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("wat", "huis"),
    [
        (r"Content-Disposition", {"npvr/bestand.py", "npvr/middleware.py", "governance/views/kalender.py"}),
        (r"get_conditional_response", {"npvr/bestand.py", "portaal/bewaard.py"}),
        (
            r'"application/(pdf|vnd\.[\w.-]+document\.\w+)"|"text/(csv|calendar)',
            {"npvr/formaten.py", *NOG_ANDERS},
        ),
    ],
)
def test_nobody_else_answers_with_a_file(wat: str, huis: set[str]) -> None:
    gevonden = {kort for kort, bron in _bronnen() if re.search(wat, bron)}
    assert gevonden - huis == set()


def test_the_look_finds_one(tmp_path: Any) -> None:
    assert re.search(r'"application/(pdf|vnd\.[\w.-]+document\.\w+)"', 'x = "application/pdf"')
