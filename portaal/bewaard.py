"""A page that has not changed since a visitor last saw it is answered with 304."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.cache import get_conditional_response, patch_vary_headers

View = Callable[..., HttpResponse]


def met_etag(view: View) -> View:
    """For visitors only: the ETag is the hash of the page itself, so that registers and templates count too.

    The pages of visitors hold no token or nonce: the same plan gives the same bytes.
    """

    @wraps(view)
    def met(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        patch_vary_headers(response, ["Cookie", "HX-Request"])
        if request.user.is_authenticated or response.status_code != 200 or request.COOKIES.get("messages"):
            return response
        if isinstance(response, TemplateResponse):
            response.render()
        etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        response["ETag"] = etag
        return get_conditional_response(request, etag=etag, response=response) or response

    return met
