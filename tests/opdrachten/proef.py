"""A kind of job for one test: it makes what the test says."""

from __future__ import annotations

from typing import Any

from opdrachten.soorten import Opdrachtsoort


def proef(maak: Any, mag: Any = lambda rechten, gegevens: rechten.mag_werkversie_zien()) -> Opdrachtsoort:
    """Its code is "proef"."""

    class Proef(Opdrachtsoort):
        code, naam = "proef", "Proef"

        def mag(self, rechten: Any, gegevens: dict[str, Any]) -> bool:
            return bool(mag(rechten, gegevens))

        def maak(self, opdracht: Any, voortgang: Any) -> Any:
            return maak(opdracht, voortgang)

    return Proef()
