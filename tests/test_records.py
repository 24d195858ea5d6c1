"""Records made fast are the records that the class makes."""

import copy
import inspect
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, replace

import pytest

from policytext.records import maker


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    start: int
    rule: str = "none"
    values: dict[str, int] = field(default_factory=dict)


made = maker(Piece)


def test_they_have_the_same_fields_and_defaults() -> None:
    one = made(start=3)
    assert type(one) is Piece
    assert one == Piece(start=3)
    assert repr(one) == repr(Piece(start=3))
    assert one.values is not made(start=3).values
    given, plain = inspect.signature(made).parameters.values(), inspect.signature(Piece).parameters.values()
    assert [(p.name, p.kind) for p in given] == [(p.name, p.kind) for p in plain]


def test_they_are_frozen_and_can_be_copied_pickled_replaced() -> None:
    one = made(start=3, values={"年": 1})
    with pytest.raises(FrozenInstanceError):
        one.start = 4  # type: ignore[misc]
    assert pickle.loads(pickle.dumps(one)) == copy.deepcopy(one) == one
    assert replace(one, rule="a") == Piece(start=3, rule="a", values={"年": 1})


@pytest.mark.parametrize("wrong", [{}, {"start": 1, "end": 2}])
def test_they_want_their_fields(wrong: dict[str, int]) -> None:
    with pytest.raises(TypeError, match=r"maker\(Piece\)\(\)"):
        made(**wrong)  # type: ignore[arg-type]
