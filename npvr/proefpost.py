"""Mail of the demo: it goes nowhere, and is kept to be looked at."""

from __future__ import annotations

import email
import email.policy
import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage as Bericht
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

HOOGSTENS: Final = 200
"""As many of the last mails are kept."""


class Postmap(BaseEmailBackend):
    """Writes each mail whole as a file of its own below `EMAIL_FILE_PATH`."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        map_ = Path(settings.EMAIL_FILE_PATH)
        map_.mkdir(parents=True, exist_ok=True)
        for brief in email_messages:
            pad = map_ / f"{time.time_ns()}-{os.getpid()}.eml"
            pad.with_suffix(".half").write_bytes(brief.message().as_bytes())
            pad.with_suffix(".half").rename(pad)
        for oud in sorted(map_.glob("*.eml"))[:-HOOGSTENS]:
            oud.unlink(missing_ok=True)
        return len(email_messages)


@dataclass(frozen=True, slots=True)
class Brief:
    """A mail that went. `naam` is that of its file."""

    naam: str
    op: datetime
    bericht: Bericht

    @property
    def tekst(self) -> str:
        deel = self.bericht.get_body(("plain",))
        return str(deel.get_content()) if deel is not None else ""

    @property
    def koppen(self) -> list[tuple[str, str]]:
        """What a mail program shows or uses, without what only says how the parts were written."""
        weg = {"mime-version", "content-type", "content-transfer-encoding", "subject"}
        return [(naam, str(waarde)) for naam, waarde in self.bericht.items() if naam.lower() not in weg]


def brieven() -> Iterator[Brief]:
    """The last ones first."""
    for pad in sorted(Path(settings.EMAIL_FILE_PATH).glob("*.eml"), reverse=True):
        op = datetime.fromtimestamp(int(pad.name.partition("-")[0]) / 1e9, UTC)
        bericht = email.message_from_bytes(pad.read_bytes(), policy=email.policy.default)
        if isinstance(bericht, Bericht):
            yield Brief(pad.name, op, bericht)
