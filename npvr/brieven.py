"""Mails: one builder for all of them. The words of a mail also go along as HTML, made of the same words.

A mail is written as plain text, with a few habits that become HTML: a blank line ends a paragraph; lines that begin
with "- " are a list; an address after short words and a colon ("Naar de ronde: https://…", or on the next line) is a
link with those words. Nothing else is markup, so that both parts cannot disagree.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_ADRES: Final = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]")
_MET_WOORDEN: Final = re.compile(rf"\A(?P<woorden>[^:\n]{{2,80}}):\s+(?P<adres>{_ADRES.pattern})\Z")
_KORT: Final = 60
"""Words before an address that are no longer than this make a link; longer ones are a sentence, and stay one."""


def bericht(
    *,
    aan: str,
    onderwerp: str,
    tekst: str,
    bericht_id: str = "",
    draad: str = "",
    antwoord_aan: str = "",
    afmelden: str = "",
    verbinding: Any = None,
) -> EmailMultiAlternatives:
    """A mail as it goes out, not yet sent.

    `draad` names what several mails are about, so that a mail program puts them together; `antwoord_aan` is where an
    answer goes; `afmelden` where the receiver can stop mails of this kind. Programs are asked not to answer by
    themselves (RFC 3834, and the header that Exchange knows).
    """
    kop = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
    if bericht_id:
        kop["Message-ID"] = bericht_id
    if draad:
        kop["References"] = kop["In-Reply-To"] = bericht_id_van(f"draad:{draad}")
    if afmelden:
        kop |= {
            "List-Id": f"Meldingen van het Plan voor de Regio <meldingen.{_plek()}>",
            "List-Unsubscribe": f"<{afmelden}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
    brief = EmailMultiAlternatives(
        onderwerp,
        tekst,
        settings.DEFAULT_FROM_EMAIL,
        [aan],
        headers=kop,
        connection=verbinding,
        reply_to=[antwoord_aan] if antwoord_aan else None,
    )
    brief.attach_alternative(als_html(tekst, onderwerp), "text/html")
    return brief


def bericht_id_van(sleutel: str) -> str:
    """The Message-ID of an event and receiver: the same each time, and telling nothing of either."""
    return f"<{sha256((settings.SECRET_KEY + sleutel).encode()).hexdigest()[:40]}@{_plek()}>"


def _plek() -> str:
    return urlsplit(settings.BASIS_URL).hostname or "localhost"


def als_html(tekst: str, onderwerp: str) -> str:
    """The same words as a whole page, without pictures or anything that is fetched."""
    delen = [deel.strip() for deel in re.split(r"\n\s*\n", tekst.replace("\r\n", "\n").strip())]
    inhoud = format_html_join("\n", "{}", ((_deel(deel),) for deel in _met_adres_erbij(delen)))
    return str(
        format_html(
            '<!doctype html>\n<html lang="nl"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width"><title>{}</title></head>\n'
            "<body style=\"font:16px/1.5 'Fira Sans',Arial,sans-serif;color:#1b1b1b\">"
            '<div style="max-width:36em;overflow-wrap:anywhere">\n{}\n</div></body></html>\n',
            " ".join(onderwerp.split()),
            inhoud,
        )
    )


def _met_adres_erbij(delen: list[str]) -> list[str]:
    """An address that stands by itself goes with the short line before it."""
    uit: list[str] = []
    for deel in delen:
        if uit and uit[-1].endswith(":") and _ADRES.fullmatch(deel):
            begin, _, regel = uit.pop().rpartition("\n")
            *zinnen, woorden = re.split(r"(?<=[.!?])\s+", regel)
            eerst = "\n".join(filter(None, (begin, " ".join(zinnen))))
            uit += [eerst] if eerst else []
            uit.append(f"{woorden} {deel}")
        else:
            uit.append(deel)
    return uit


def _deel(deel: str) -> SafeString:
    regels = deel.splitlines()
    if all(regel.startswith("- ") for regel in regels):
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((_regel(r[2:]),) for r in regels)))
    if len(regels) > 1 and _MET_WOORDEN.match(" ".join(regels[-2:])) and regels[-2].endswith(":"):
        regels[-2:] = [" ".join(regels[-2:])]
    verder = format_html_join("", "<br>\n{}", ((_regel(r),) for r in regels[1:]))
    return format_html("<p>{}{}</p>", _regel(regels[0]), verder)


def _regel(regel: str) -> SafeString:
    """A line with its addresses as links."""
    if (heel := _MET_WOORDEN.match(regel)) and len(heel["woorden"]) <= _KORT:
        woorden = heel["woorden"][0].upper() + heel["woorden"][1:]
        return format_html('<a style="color:#00594f;font-weight:bold" href="{}">{}</a>', heel["adres"], woorden)
    delen: list[SafeString] = []
    vanaf = 0
    for adres in _ADRES.finditer(regel):
        delen += [format_html("{}", regel[vanaf : adres.start()]), format_html('<a href="{0}">{0}</a>', adres[0])]
        vanaf = adres.end()
    delen.append(format_html("{}", regel[vanaf:]))
    return format_html_join("", "{}", ((deel,) for deel in delen))
