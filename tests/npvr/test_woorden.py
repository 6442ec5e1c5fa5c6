"""Sentences of other people's packages: Dutch, and with u."""

from __future__ import annotations

import ast
import gettext
import re
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as vertaal

MAP = Path(settings.LOCALE_PATHS[0]) / "nl" / "LC_MESSAGES"
PAKKETTEN = ("import_export", "allauth")


def paren(po: str) -> dict[str, str]:
    """msgid → msgstr (of a plural the first), as a .po has them."""
    uit = {}
    for blok in re.split(r"\n\s*\n", po):
        delen = re.findall(r'^(msgid|msgstr|msgstr\[0\]) ((?:"(?:[^"\\]|\\.)*"\s*)+)', blok, re.M)
        woord = {
            soort[:6]: "".join(ast.literal_eval(r) for r in regels.split("\n") if r.strip()) for soort, regels in delen
        }
        if woord.get("msgid"):
            uit[woord["msgid"]] = woord.get("msgstr", "")
    return uit


def eigen() -> dict[str, str]:
    return paren((MAP / "django.po").read_text(encoding="utf-8"))


def van(pakket: str) -> dict[str, str]:
    spec = find_spec(pakket)
    assert spec is not None and spec.origin is not None
    return paren((Path(spec.origin).parent / "locale/nl/LC_MESSAGES/django.po").read_text(encoding="utf-8"))


def test_what_is_compiled_is_what_is_written() -> None:
    with (MAP / "django.mo").open("rb") as bron:
        gemaakt = gettext.GNUTranslations(bron)
    for engels, nederlands in eigen().items():
        meer = gemaakt.ngettext(engels, "x", 1) if "%(len)s" in engels else gemaakt.gettext(engels)
        assert meer == nederlands, f"{engels!r}: script/manage compilemessages -l nl"


def test_each_sentence_is_one_of_those_packages_and_keeps_what_is_filled_in() -> None:
    bekend = {zin for pakket in PAKKETTEN for zin in van(pakket)}
    for engels, nederlands in eigen().items():
        assert engels in bekend, engels
        assert re.findall(r"%\(len\)s|%s|%d|\{\}", engels) == re.findall(r"%\(len\)s|%s|%d|\{\}", nederlands), engels


def test_no_sentence_that_people_may_see_is_english_or_says_je() -> None:
    leeg = {zin for zin, wordt in van("import_export").items() if not wordt}
    intern = re.compile(r"import_id_fields|is_valid|force_str|use_natural|Export \d|call ")
    assert not [zin for zin in leeg if vertaal(zin) == zin and not intern.search(zin) and "%(len)s" not in zin]
    spec = find_spec("allauth")
    assert spec is not None and spec.origin is not None
    gezegd = set()
    for room in ("account", "mfa", "socialaccount"):
        for bestand in (Path(spec.origin).parent / room).rglob("*.py"):
            if not {"tests", "webauthn"} & set(bestand.parts):
                knopen = ast.walk(ast.parse(bestand.read_text(encoding="utf-8")))
                gezegd |= {k.value for k in knopen if isinstance(k, ast.Constant) and isinstance(k.value, str)}
    je = re.compile(r"\b(?:je|jij|jou|jouw|jezelf)\b", re.I)
    assert not [zin for zin in gezegd & set(van("allauth")) if je.search(vertaal(zin))]
