"""What somebody posted, given back where it could not be saved; imports no app."""

from __future__ import annotations

import re
from html import unescape

from django.http import HttpRequest

_NIET = {"csrfmiddlewaretoken"}
_GEHEIM = re.compile("password|wachtwoord|token|^code$", re.I)
_GRENS = re.compile(r"</(?:p|li|ul|ol|div)>|<br\s*/?>", re.I)


def geposte_velden(request: HttpRequest) -> list[tuple[str, str]]:
    """Name and value of every field, to be posted again as it was; secrets are never given back."""
    return [
        (naam, waarde)
        for naam, waarden in request.POST.lists()
        if naam not in _NIET and not _GEHEIM.search(naam)
        for waarde in waarden
    ]


def heeft_geheim(request: HttpRequest) -> bool:
    """Whether something was filled in that `geposte_velden` leaves out: sent again as it is, it would be refused."""
    return any(_GEHEIM.search(naam) and any(waarden) for naam, waarden in request.POST.lists() if naam not in _NIET)


def geposte_tekst(request: HttpRequest) -> str:
    """The words that were typed, one paragraph per field, for copying. A rich text stands for its plain twin."""
    rijk = request.POST.get("vorm") == "rijk"
    delen: list[str] = []
    for naam, waarde in geposte_velden(request):
        if f"{naam}_html" in request.POST and rijk:
            continue
        if naam.endswith("_html"):
            waarde = unescape(re.sub(r"<[^<>]*>", "", _GRENS.sub("\n", waarde))) if rijk else ""
        if re.search(r"\S\s+\S", waarde):
            delen.append(waarde.strip())
    return "\n\n".join(delen)


def van_ons(request: HttpRequest) -> bool:
    """Whether a page of ours sent this, as the browser says: no other site can put our address in `Origin`."""
    return request.headers.get("Origin", "") == f"{request.scheme}://{request.get_host()}"
