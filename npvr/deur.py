"""The door: what comes in is made whole once, before anything reads it.

Signs that no text has and PostgreSQL refuses (NUL, halves of surrogate pairs) are left out of what is posted and asked;
what is larger than a page takes is refused with the text in hand.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.request import UnreadablePostError
from django.utils.datastructures import MultiValueDict

from . import storingen

_GEEN_TEKST = re.compile("[\x00\ud800-\udfff]")
_SLOK = 64 * 1024
_DOORSLIKKEN = 32 * 2**20
"""What is read and thrown away of a message that is refused: who still sends when the answer comes, never sees it."""


def heel(tekst: str) -> str:
    """The same without what is no text."""
    return _GEEN_TEKST.sub("", tekst)


class DeurMiddleware:
    """Behind the one of CSRF, whose cookie the page of a refusal needs, and before all that asks the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.GET = _heel(request.GET)  # type: ignore[assignment]
        for naam, waarde in list(request.COOKIES.items()):
            if _GEEN_TEKST.search(waarde):
                del request.COOKIES[naam]
        if request.method == "POST" and not _neem_aan(request):
            return storingen.antwoord(request, storingen.TE_GROOT)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        if _GEEN_TEKST.search(request.path_info):
            raise Http404


def _heel(velden: QueryDict) -> QueryDict:
    """Itself where nothing is wrong, which is nearly always."""
    if not any(_GEEN_TEKST.search(naam) or any(map(_GEEN_TEKST.search, w)) for naam, w in velden.lists()):
        return velden
    schoon = QueryDict(mutable=True)
    for naam, waarden in velden.lists():
        for waarde in waarden:
            schoon.appendlist(heel(naam), heel(waarde))
    schoon._mutable = False
    return schoon


def _neem_aan(request: HttpRequest) -> bool:
    """Whether it is small enough; `request.POST` then has what was sent, or as much of it as can be given back."""
    post: Any = QueryDict(mutable=True)
    try:
        post = request.POST
    except UnreadablePostError:  # the line broke: nobody waits for an answer
        return True
    except (RequestDataTooBig, TooManyFilesSent):
        _slik_door(request)
    except TooManyFieldsSent:
        if request.content_type == "application/x-www-form-urlencoded":
            for naam, waarde in parse_qsl(request.body.decode("utf-8", "replace"), keep_blank_values=True):
                post.appendlist(naam, waarde)
    else:
        request.POST = _heel(post)  # type: ignore[assignment]
        return sum(len(waarde) for _, waarden in post.lists() for waarde in waarden) <= settings.TEKST_HOOGSTENS
    request.POST, request._files = _heel(post), MultiValueDict()  # type: ignore[assignment,attr-defined]
    return False


def _slik_door(request: HttpRequest) -> None:
    over = _DOORSLIKKEN
    try:
        while over > 0 and (stuk := request.read(_SLOK)):
            over -= len(stuk)
    except (OSError, ValueError):  # nothing more comes
        pass
