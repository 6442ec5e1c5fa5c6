"""Sessions in a table that knows whose they are, so that a person can see and end them; none outlives its term."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.db import connection
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from npvr.vaste_vraag import VasteVraag

from .models import Sessie, User

BEGONNEN, APPARAAT = "begonnen", "apparaat"

_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
_SYSTEMEN = (
    ("iPhone", "een iPhone"),
    ("iPad", "een iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "een Mac"),
    ("Linux", "Linux"),
)


def _sessie(sleutel: str, nu: datetime) -> QuerySet[Sessie, Any]:
    hier = Sessie.objects.filter(session_key=sleutel, expire_date__gt=nu)
    return hier.values_list(*_SESSIE, *(f"user__{naam}" for naam in _USER))


_SESSIE, _USER = ([f.attname for f in model._meta.concrete_fields] for model in (Sessie, User))
_VRAAG = VasteVraag(_sessie, moment=("nu",))


class SessionStore(db.SessionStore):
    """Django's own, in `Sessie`. However often it is saved, it ends SESSION_COOKIE_AGE after logging in.

    Whose it is comes along in the same query, as `eigenaar`: None for a visitor, and before the session was read.
    """

    eigenaar: User | None = None

    def _get_session_from_db(self) -> Sessie | None:
        rijen = _VRAAG(self.session_key, timezone.now()) if self.session_key else []
        if not rijen:
            self._session_key = None
            return None
        sessie, user = rijen[0][: len(_SESSIE)], rijen[0][len(_SESSIE) :]
        if user[0] is not None:
            self.eigenaar = User.from_db(connection.alias, _USER, user)
        return Sessie.from_db(connection.alias, _SESSIE, sessie)

    @classmethod
    def get_model_class(cls) -> type[Sessie]:
        return Sessie

    def create_model_instance(self, data: dict[str, Any]) -> Sessie:
        rij = cast(Sessie, super().create_model_instance(data))
        rij.user_id = data.get(SESSION_KEY)
        rij.begonnen_op = _moment(data)
        rij.apparaat = data.get(APPARAAT, "")
        return rij

    def get_expiry_date(self, **kwargs: Any) -> datetime:
        einde = super().get_expiry_date(**kwargs)
        begin = _moment(self)
        return min(einde, begin + timedelta(seconds=settings.SESSION_COOKIE_AGE)) if begin else einde


def _moment(data: Any) -> datetime | None:
    begin = data.get(BEGONNEN)
    return datetime.fromtimestamp(begin, UTC) if begin else None


def begin(request: HttpRequest) -> None:
    """Remember since when and where; called at every way of logging in."""
    request.session[BEGONNEN] = timezone.now().timestamp()
    request.session[APPARAAT] = apparaat(request.headers.get("User-Agent", ""))


def apparaat(user_agent: str) -> str:
    """ "Firefox op Windows": enough to recognise one's own, not enough to follow anyone."""
    browser = next((naam for teken, naam in _BROWSERS if teken in user_agent), "")
    systeem = next((naam for teken, naam in _SYSTEMEN if teken in user_agent), "")
    return " op ".join(filter(None, (browser or ("een browser" if systeem else ""), systeem))) or "onbekend apparaat"
