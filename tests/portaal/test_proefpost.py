"""The mail that the demo would have sent, as people see it; and that there is no such page anywhere else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from npvr import proefpost
from reacties.actions.bezorgen import verstuur_post
from reacties.actions.meldingen import GEHEIM, post
from script._launch.address import Address
from script._launch.server import where_mail_goes
from tests.lezen import leest

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings: Any, tmp_path: Path) -> Path:
    settings.DEMO, settings.EMAIL_BACKEND = True, "npvr.proefpost.Postmap"
    settings.EMAIL_FILE_PATH = str(tmp_path / "post")
    return tmp_path / "post"


def test_what_was_sent_can_be_read_in_the_demo(demo: Path, als: Callable[..., Client]) -> None:
    client = als("lezer")
    assert "Er is nog niets verstuurd." in leest(client.get("/proefpost/"))
    post(
        sleutel=f"{GEHEIM}1",
        adres="a@voorbeeld.test",
        onderwerp="Uw <b>link</b>",
        tekst="Ga naar:\n\nhttps://x.test/r/#k",
    )
    post(
        sleutel="2", adres="b@voorbeeld.test", onderwerp="Tweede", tekst="Dag.", antwoord_aan="programma@voorbeeld.test"
    )
    assert verstuur_post().verstuurd == 2
    html = leest(client.get("/proefpost/"))
    assert html.index("Tweede, aan b@voorbeeld.test") < html.index("Uw &lt;b&gt;link&lt;/b&gt;, aan a@voorbeeld.test")
    assert 'href="https://x.test/r/#k"' in html and "programma@voorbeeld.test" in html and "Auto-Submitted" in html
    assert 'href="/proefpost/"' in html


def test_only_the_last_are_kept(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proefpost, "HOOGSTENS", 2)
    for n in range(4):
        post(sleutel=str(n), adres="a@voorbeeld.test", onderwerp=f"Brief {n}", tekst="Dag.")
        verstuur_post()
    assert [b.bericht["Subject"] for b in proefpost.brieven()] == ["Brief 3", "Brief 2"]


@pytest.mark.parametrize(("rol", "status"), [(None, 404), ("beheerder", 200)])
def test_it_is_for_who_has_a_role(rol: str | None, status: int, demo: Path, als: Callable[..., Client]) -> None:
    assert als(rol).get("/proefpost/").status_code == status
    assert Client().get("/proefpost/").status_code == 302


def test_outside_the_demo_it_is_there_for_nobody(demo: Path, settings: Any, als: Callable[..., Client]) -> None:
    settings.DEMO = False
    assert als("beheerder").get("/proefpost/").status_code == 404
    settings.DEMO, settings.EMAIL_BACKEND = True, "django.core.mail.backends.smtp.EmailBackend"
    assert als("beheerder").get("/proefpost/").status_code == 404


@pytest.mark.parametrize(
    ("omgeving", "zin"),
    [
        (
            {"NPVR_DEMO": "1"},
            "E-mail gaat naar niemand. Wat is verstuurd, leest wie inlogt op http://127.0.0.1:8000/proefpost/",
        ),
        (
            {"NPVR_DEMO": "1", "EMAIL_URL": "smtp+tls://naam:geheim@post.test:587"},
            "E-mail gaat naar post.test (EMAIL_URL).",
        ),
    ],
)
def test_the_server_says_where_mail_goes(omgeving: dict[str, str], zin: str) -> None:
    assert where_mail_goes(omgeving, Address("127.0.0.1", 8000, "127.0.0.1")) == zin
