"""A register of kinds: what is not in it raises, and no two kinds share a name."""

from __future__ import annotations

import pytest

from npvr.soorten import OnbekendeSoort, Register


class Soort:
    def __init__(self, code: str) -> None:
        self.code = code


def register() -> Register[Soort]:
    uit: Register[Soort] = Register("Soort proef")
    uit.neem_op(Soort("b"))
    uit.neem_op(Soort("a"))
    return uit


def test_an_unknown_kind_raises_and_says_which() -> None:
    with pytest.raises(OnbekendeSoort) as fout:
        register()["c"]
    assert str(fout.value) == "Soort proef ‘c’ is niet bekend"
    assert "c" not in register() and register().get("c") is None


def test_two_kinds_cannot_share_a_code() -> None:
    with pytest.raises(ValueError, match="‘a’ bestaat al"):
        register().neem_op(Soort("a"))


def test_the_order_is_that_of_registering() -> None:
    assert list(register()) == ["b", "a"]


def test_a_kind_for_a_while_leaves_nothing_behind() -> None:
    alle = register()
    with pytest.raises(RuntimeError), alle.even(Soort("c")):
        assert "c" in alle
        raise RuntimeError
    assert list(alle) == ["b", "a"]
