"""One thing by itself: a task, a deadline, a link, a resolution; in its context where the document is given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from policytext.arguments import named
from policytext.errors import InputError
from policytext.model import (
    Assignment,
    Citation,
    Deadline,
    Document,
    DutyRow,
    Link,
    Provision,
    Resolution,
    Section,
    Sentence,
    Slogan,
    Target,
    Task,
)
from policytext.reading.rules import RuleSet
from policytext.views.explanation import of_document, place, shorten
from policytext.views.marking import Layer, marked
from policytext.views.page import NAMES, Html, escape, fragment, table

KINDS: dict[type, tuple[str, str]] = {
    Task: ("task", "tasks"),
    Assignment: ("unit", "assignments"),
    Deadline: ("deadline", "deadlines"),
    Target: ("target", "targets"),
    Slogan: ("slogan", "slogans"),
    Citation: ("citation", "citations"),
    Sentence: ("statement", "sentences"),
    Section: ("section", "sections"),
    Provision: ("provision", "provisions"),
    DutyRow: ("duty", "duties"),
}
"""Class of record → its name in `NAMES`, and the field of a document that lists it."""
TEXT, VALUE = 1_200, 300
"""Characters shown of a text and of a value."""
AROUND = 160
"""Characters of context on each side."""
MANY = 12
"""Values, governed text units and candidates that are listed."""
ASIDE = {"text", "governs", "span", "rule", "sentence", "sentences", "section", "parent", "grids"}
"""Fields that the card shows in another way, or that are indices."""


def card_html(found: object, doc: Document | None = None) -> Html:
    """A record as HTML for a notebook: its text, its values, the rule that said so (单项).

    Args:
        found: What a document or a lineage lists.
        doc: The document that holds it; then its context is shown, its place in the outline and what it governs.

    Raises:
        InputError: where `found` is nothing of `doc`.
    """
    if doc is not None:
        of_document(found, doc)
    elif not is_dataclass(found) or isinstance(found, type):
        raise InputError(f"card_html() was given {named(found)}; give what a document or a lineage lists (无法显示)")
    if isinstance(found, Link):
        return fragment(link_card(found))
    if isinstance(found, Resolution):
        return fragment(resolution_card(found))
    where = in_context(found, doc) if doc is not None else alone(found)
    return fragment(f"{head(found)}{where}{values(found)}{rule(found)}")


def head(found: object) -> str:
    """What it is, and its text."""
    kind = KINDS.get(type(found), ("", ""))[0]
    name = NAMES.get(kind, type(found).__name__)
    said = next(
        (x for n in ("text", "title", "message", "heading") if isinstance(x := getattr(found, n, None), str)), ""
    )
    piece = escape(said if len(said) <= TEXT else said[:TEXT] + "…")
    colour = shorten(getattr(found, "label", kind))
    chip = f'<span class="kind">{escape(name)}</span>'
    return f'<div class="find">{chip}<mark class="{escape(colour)}">{piece}</mark></div>'


def alone(found: object) -> str:
    """Where it stands, and how to see it there."""
    span = getattr(found, "span", None)
    if span is None:
        return ""
    how = " · in its context 上下文: <code>doc.show(…)</code>" if type(found) in KINDS else ""
    return f'<p class="soft">characters {span.start:,}–{span.end:,}{how}</p>'


def in_context(found: Any, doc: Document) -> str:
    """The text around it, its place in the outline, and what it governs."""
    span = found.span
    if span is None:
        return f'<p class="soft">of {escape(shorten(doc.doc_id, VALUE))}</p>'
    left, right = max(0, span.start - AROUND), min(len(doc.text), span.end + AROUND)
    end = min(span.end, span.start + TEXT)
    text = marked(doc.text, left, end, [Layer(span.start, end, "here", "")])
    text += " … " if end < span.end else ""
    text += escape(doc.text[span.end : right])
    outlined = isinstance(found, Section | Sentence) or hasattr(found, "sentence")
    path = place(doc, found) if outlined else getattr(found, "path", "")
    out = f'<p class="soft">{escape(shorten(" › ".join(x for x in (doc.doc_id, path) if x), VALUE))}</p>'
    out += f'<div class="context">{"…" if left else ""}{text}{"…" if right < len(doc.text) else ""}</div>'
    governed = [doc.sentences[i] for i in getattr(found, "governs", ()) if i < len(doc.sentences)]
    if governed:
        lines = "".join(f"<li>{escape(shorten(s.text, 120))}</li>" for s in governed[:MANY])
        more = f'<li class="soft">… {len(governed) - MANY:,} more</li>' if len(governed) > MANY else ""
        out += f'<p class="soft">适用于 governs {len(governed):,} text units</p><ul class="problems">{lines}{more}</ul>'
    return out


def values(found: Any) -> str:
    """The other fields that have a value."""
    return table(("", ""), rows) if (rows := list(value_rows(found))) else ""


def value_rows(found: Any) -> Iterator[tuple[str, str]]:
    """Their names in both languages, and what they hold."""
    from policytext.tables import TABLES

    schema = TABLES[KINDS[type(found)][1] if type(found) in KINDS else "problems"][0]
    zh = {name: c.zh for name, c in schema.items()}
    for f in fields(found):
        value = getattr(found, f.name)
        if f.name in ASIDE or value is None or value in ((), ""):
            continue
        name = f"{zh[f.name]} {f.name}" if f.name in zh else f.name
        yield f'<span class="soft">{escape(name)}</span>', value_html(value)


def value_html(value: object) -> str:
    """A value as HTML."""
    if isinstance(value, Mapping):
        return "<br>".join(escape(shorten(f"{k}: {v}", VALUE)) for k, v in list(value.items())[:MANY])
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        more = f"<br>… {len(value) - MANY:,} more" if len(value) > MANY else ""
        return "<br>".join(escape(shorten(str(v), VALUE)) for v in value[:MANY]) + more
    return escape(shorten(str(value), VALUE))


def rule(found: object) -> str:
    """The rule that found it, in words."""
    said = getattr(found, "rule", None)
    if not isinstance(said, str):
        return ""
    known = RuleSet.default().by_id.get(said)
    said = shorten(said, VALUE)
    why = f"{escape(known.label)}<br><small>{escape(known.why)}</small>" if known else ""
    return f"<details><summary>规则 rule <code>{escape(said)}</code></summary>{why}</details>"


def link_card(link: Link) -> str:
    """A link: what was drawn from what, the words that both sides share marked."""
    kind = shorten(link.relation)
    relation = f'<span class="relation {escape(kind)}">{escape(NAMES.get(kind, kind))}</span>'
    coder = f" · a coder decided 人工判定: {escape(shorten(link.decision))}" if link.decision else ""
    path = escape(shorten(link.path))
    facts = f"probability 概率 {link.score:.2f} · rank 次序 {link.rank} · compared because {path}{coder}"
    sides = (
        side("来源 source", link.source_doc, link.source, [a.source for a in link.evidence]),
        side("派生 derived", link.derived_doc, link.derived, [a.derived for a in link.evidence]),
    )
    how = '<p class="next"><code>lineage.explain(link)</code> says what made its score</p>'
    return f'<p>{relation} <span class="soft">{facts}</span></p><div class="sides">{"".join(sides)}</div>{how}'


def side(name: str, doc_id: str, provision: Provision | None, shared: list[Any]) -> str:
    """One side of a link."""
    top = f'<b>{name}</b> <span class="soft">{escape(shorten(doc_id, 80))}'
    if provision is None:
        return f"<div>{top} · the document as a whole 全文</span></div>"
    at = provision.span.start
    size = min(len(provision.text), TEXT)
    layers = [Layer(s.start - at, s.end - at, "shared", "shared words 共同文字") for s in shared]
    text = marked(provision.text, 0, size, layers) + ("…" if size < len(provision.text) else "")
    return f"<div>{top} · {escape(shorten(provision.path, 80))}</span>\n{text}</div>"


def resolution_card(found: Resolution) -> str:
    """What a citation was found to mean."""
    cited = found.citation
    means = escape(shorten(found.target or "— (no one document)", 160))
    words = f'<mark class="citation">{escape(shorten(cited.text, VALUE))}</mark>'
    top = f'<div class="find"><span class="kind">引用所指 resolution</span>{words}</div>'
    method = f'<span class="soft">method 依据: {escape(shorten(found.method))}</span>'
    facts = f"<p>{escape(shorten(found.doc_id, 160))} → <b>{means}</b> {method}</p>"
    rows = [(escape(shorten(doc_id, 160)), f"{score:.2f}") for doc_id, score in found.candidates[:MANY]]
    return top + facts + (table(("候选 candidates", "score"), rows) if rows else "")
