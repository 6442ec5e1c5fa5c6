"""Prepares a throw-away database for a proof: people with a session each. Run as a program, with its DATABASE_URL.

`python -m tests.proeven.opzet 50` prints JSON: per role a list of [id, session key].
"""

from __future__ import annotations

import json
import sys

import django


def main(hoeveel: int) -> None:
    django.setup()
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.utils import timezone

    from accounts.models import User
    from accounts.sessies import BEGONNEN, SessionStore
    from governance.models import Regio, Rol
    from opgaven.models import Plan

    if not Plan.objects.van("twente").exists():
        from inlezen.voorbeeld import laad_voorbeeld

        laad_voorbeeld(settings.BASE_DIR / "fixtures" / "twente")
    regio = Regio.objects.get(code="twente")
    uit: dict[str, list[tuple[int, str]]] = {}
    for soort, aantal in (("redacteur", hoeveel), ("beheerder", 1)):
        for n in range(aantal):
            user = User.objects.create(email=f"{soort}{n}@proef.test", naam=f"{soort.capitalize()} {n}", password="!")
            if soort == "beheerder":
                user.is_staff = user.is_superuser = True
                user.save()
            Rol.objects.create(user=user, regio=regio, soort=soort)
            sessie = SessionStore()
            sessie[SESSION_KEY] = str(user.pk)
            sessie[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
            sessie[HASH_SESSION_KEY] = user.get_session_auth_hash()
            sessie[BEGONNEN] = timezone.now().timestamp()
            sessie.save()
            uit.setdefault(soort, []).append((user.pk, str(sessie.session_key)))
    print(json.dumps(uit))


if __name__ == "__main__":
    main(int(sys.argv[1]))
