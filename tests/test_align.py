"""Alignment against a slow and simple reference."""

from hypothesis import given
from hypothesis import strategies as st

from policytext.derivation.align import SEED, align, shared_runs
from policytext.derivation.grams import grams, signs

words = st.text(alphabet="甲乙丙丁，", max_size=40)


def longest_common(a: str, b: str) -> int:
    """Length of the longest run of characters in both."""
    best = 0
    for i in range(len(a)):
        for j in range(i + best + 1, len(a) + 1):
            if a[i:j] not in b:
                break
            best = j - i
    return best


def letters(text: str) -> str:
    """The characters that count."""
    return "".join(map(chr, signs(text)[0]))


@given(words, words)
def test_runs_are_shared_apart_and_complete(a: str, b: str) -> None:
    left, right = letters(a), letters(b)
    runs = shared_runs(signs(a)[0], signs(b)[0])
    free_left, free_right = list(left), list(right)
    for x, y, n in runs:
        assert n >= SEED
        assert left[x : x + n] == right[y : y + n]
        assert None not in free_left[x : x + n] and None not in free_right[y : y + n]
        free_left[x : x + n] = [None] * n
        free_right[y : y + n] = [None] * n
    expected = longest_common(left, right)
    assert max((n for _, _, n in runs), default=0) == (expected if expected >= SEED else 0)
    rest = ["".join(c or " " for c in side) for side in (free_left, free_right)]
    for i in range(len(rest[0]) - SEED + 1):
        piece = rest[0][i : i + SEED]
        assert " " in piece or piece not in rest[1]


@given(words, words)
def test_spans_hold_equal_words(a: str, b: str) -> None:
    for pair in align(a, b):
        derived, source = a[pair.derived.start : pair.derived.end], b[pair.source.start : pair.source.end]
        assert letters(derived) == letters(source)


def test_line_ends_spaces_and_points_do_not_part_a_run() -> None:
    (pair,) = align("各镇：建立巡河\n制度。", "一、建立 巡河制度")
    assert pair.derived.length == 7 and pair.source.length == 7


def test_nothing_is_shared_with_nothing() -> None:
    assert align("", "任何文字") == ()
    assert align("只有三", "只有三") == ()


def test_any_string_can_be_aligned() -> None:
    odd = "\x00\ud800😀𠀀甲乙丙丁" * 3
    assert align(odd, odd)


@given(st.text(max_size=30))
def test_grams_hold_every_run_once(text: str) -> None:
    folded, at = signs(text)
    assert len(folded) == len(at) and (at[1:] > at[:-1]).all()
    for n in (1, 2, 3, 4):
        assert len(grams(folded, n)) == max(0, len(folded) - n + 1)


def test_what_is_repeated_without_end_is_aligned_in_time() -> None:
    source = "各镇要于三月底前完成排查登记，建立台账，逐户核实。" * 4000
    derived = source.replace("三月", "四月")
    found = align(derived, source)
    assert sum(a.derived.length for a in found) > 0.9 * len(derived)
    assert all(
        signs(derived[slice(*a.derived)])[0].tolist() == signs(source[slice(*a.source)])[0].tolist() for a in found
    )
