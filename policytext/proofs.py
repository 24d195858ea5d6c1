"""Rules proved by their own examples: what stands in ⟦ ⟧ must be found, counter-examples must be left alone."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from policytext.model import Evidence, Section, Sentence, Task
from policytext.parser import Parser
from policytext.reading.rules import CLOSE, OPEN, Rule
from policytext.reading.text.fold import see
from policytext.span import Span

WIDE = (Sentence, Section, Task, Evidence)
"""Kinds that may reach beyond the piece that decided: a text unit, its section, a line of the header."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An example that a rule does not bear out."""

    rule: str
    example: str
    message: str


def failures(rules: Iterable[Rule], parser: Parser) -> Iterator[Failure]:
    """The examples of the rules that fail with this parser; none where all rules hold."""
    for rule in rules:
        for example in rule.match:
            text, spans = unmarked(example)
            for span in spans:
                if not found(rule, text, span, parser):
                    yield Failure(
                        rule=rule.id, example=example, message=f"{text[span.start : span.end]!r} is not found"
                    )
        for example in rule.skip:
            text, _ = unmarked(example)
            if found(rule, text, Span(0, len(text)), parser, within=True):
                yield Failure(rule=rule.id, example=example, message="something is found in a counter-example")


def found(rule: Rule, text: str, span: Span, parser: Parser, *, within: bool = False) -> bool:
    """Whether the rule finds that piece, or (`within`) anything inside it: its pattern, or the reader that uses it.

    The pattern of a whole line or name is tried by its reader between the ends of one.
    """
    if rule.pattern is not None:
        view = see(text)
        places = [view.span(*m.span()) for m in rule.regex.finditer(view.text)] if rule.applies(view.text) else []
        if within:
            return bool(places)
        if span in places:
            return True
    doc = parser.parse(text)
    finds = [x for x in (*doc.extracts(), *doc.duties, *doc.header.evidence, *doc.header.elements) if x.rule == rule.id]
    return (
        bool(finds) if within else any(x.span == span or (isinstance(x, WIDE) and span.overlaps(x.span)) for x in finds)
    )


def unmarked(example: str) -> tuple[str, list[Span]]:
    """The example without its marks, and where the marked pieces stand in it.

    >>> unmarked("请于⟦9月底前⟧报送")
    ('请于9月底前报送', [Span(start=2, end=6)])
    """
    text = ""
    spans: list[Span] = []
    for k, part in enumerate(example.split(OPEN)):
        piece, _, rest = part.partition(CLOSE)
        if k:
            spans.append(Span(len(text), len(text) + len(piece)))
        text += piece + rest
    return text, spans
