"""The mail that the demo would have sent. It holds ways in; so it is there in the demo only, for who has a role."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.models import User
from governance.permissions import Toegang
from npvr import proefpost as post


@never_cache
@require_safe
def proefpost(request: HttpRequest) -> HttpResponse:
    if not settings.DEMO or not settings.EMAIL_BACKEND.endswith(".Postmap"):
        raise Http404("Deze pagina is er niet.")
    return _lijst(request)


@login_required
def _lijst(request: HttpRequest) -> HttpResponse:
    """One query."""
    if not Toegang.regios_van(cast(User, request.user)):
        raise Http404("Deze pagina is er niet.")
    return TemplateResponse(request, "portaal/proefpost.html", {"brieven": list(post.brieven())})
