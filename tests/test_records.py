"""Records made fast are the records that `dataclasses` makes."""

import copy
import inspect
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, replace

import pytest

from policytext.records import quick


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    start: int
    rule: str = "none"
    values: dict[str, int] = field(default_factory=dict)


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Quick:
    start: int
    rule: str = "none"
    values: dict[str, int] = field(default_factory=dict)


def test_it_has_the_same_fields_defaults_and_signature() -> None:
    one = Quick(start=3)
    assert type(one) is Quick
    assert repr(one) == repr(Plain(start=3)).replace("Plain", "Quick")
    assert one.values is not Quick(start=3).values
    given, plain = inspect.signature(Quick).parameters.values(), inspect.signature(Plain).parameters.values()
    assert [(p.name, p.kind) for p in given] == [(p.name, p.kind) for p in plain]


def test_it_stays_frozen_and_can_be_copied_pickled_replaced() -> None:
    one = Quick(start=3, values={"年": 1})
    with pytest.raises(FrozenInstanceError):
        one.start = 4  # type: ignore[misc]
    assert pickle.loads(pickle.dumps(one)) == copy.deepcopy(one) == one
    assert replace(one, rule="a") == Quick(start=3, rule="a", values={"年": 1})


@pytest.mark.parametrize("wrong", [{}, {"start": 1, "end": 2}])
def test_it_wants_its_fields(wrong: dict[str, int]) -> None:
    with pytest.raises(TypeError, match=r"Quick\.__init__\(\)"):
        Quick(**wrong)  # type: ignore[arg-type]
