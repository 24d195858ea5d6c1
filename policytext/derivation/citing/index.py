"""The documents of a corpus by number and by every form of their titles."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from policytext.derivation.citing.likeness import DOUBLED, FILLING, MOST_CUTS, likeness
from policytext.derivation.citing.numbers import body_and_digits, equal, number_key
from policytext.derivation.citing.places import places
from policytext.derivation.citing.titles import SECONDARY, Name, read_title, squeeze
from policytext.model import Document

ALIKE = 0.5
"""Least share of a cited title's pairs of characters that a title must have to be looked at."""

MATCHED = 8
"""Least length of a title that may be found by likeness."""


def bodies(issuers: str) -> list[str]:
    """The bodies that a title names in front, one by one."""
    return [squeeze(i) for i in re.split(r"[\s、，,]+", issuers) if i]


@lru_cache(maxsize=65536)
def bigrams(key: str) -> frozenset[str]:
    """The pairs of neighbouring characters."""
    return frozenset(key[i : i + 2] for i in range(len(key) - 1))


def titles_of(document: Document) -> list[str]:
    """Every title under which a document may be cited."""
    head = document.header
    given = [head.title, document.metadata.get("title"), *head.enclosures]
    titles = [t for t in given if t]
    # Enclosures of a draft or of an interpretation are not the document that is cited.
    return titles[:1] if titles and SECONDARY.search(re.sub("《[^》]*》", "", titles[0])) else titles


@dataclass(slots=True)
class Index:
    """The documents of a corpus, ready to be found by what a citation says."""

    documents: Sequence[Document]
    first: Sequence[int]
    """For each document its first printing in the corpus: several printings are one document."""
    names: list[tuple[Name, ...]] = field(default_factory=list)
    own_numbers: list[tuple[str, ...]] = field(default_factory=list)
    issuers: list[frozenset[str]] = field(default_factory=list)
    """Who issued each document, by its head and by its titles."""
    places: list[frozenset[str]] = field(default_factory=list)
    """The places that its issuers and titles name."""
    at_place: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    """The documents of each place; under the empty name those of which no place is known."""
    issued: dict[dt.date, list[int]] = field(default_factory=lambda: defaultdict(list))
    keys: dict[str, dict[int, float]] = field(default_factory=lambda: defaultdict(dict))
    own_keys: list[set[str]] = field(default_factory=list)
    digits: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    pieces: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Keys by their pairs of characters."""
    plain_pieces: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Keys by the pairs of characters that they have without filling words."""
    undoubled: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Keys by their form in which no character is doubled."""
    alike: dict[str, dict[str, float]] = field(default_factory=dict)
    """What `similar` found: documents of one mould are cited under one title over and over."""
    dates: dict[int, tuple[dt.date, bool]] = field(default_factory=dict)
    """The earliest date that a printing of each document shows, and whether its text shows it."""

    def __post_init__(self) -> None:
        for k, document in enumerate(self.documents):
            shown = document.header.issued or document.header.printed
            if shown:
                told = any(e.field in ("issued", "printed") and e.rule == "metadata" for e in document.header.evidence)
                known = (shown, not told)
                self.dates[self.first[k]] = min(self.dates.get(self.first[k], known), known)
            if document.header.issued:
                self.issued[document.header.issued].append(k)
        for k, document in enumerate(self.documents):
            printed = (document.header.document_number, document.metadata.get("document_number"))
            numbers = tuple(sorted({key for n in printed if (key := number_key(n))}))
            self.own_numbers.append(numbers)
            for number in numbers:
                digits = body_and_digits(number)[1]
                self.digits[digits].add(k)
                self.digits[digits[4:]].add(k)  # copies lose the year
            self.add_names(k, document)
        for key in self.keys:
            for piece in bigrams(key):
                self.pieces[piece].add(key)
            for piece in bigrams(FILLING.sub("", key)):
                self.plain_pieces[piece].add(key)
            self.undoubled[DOUBLED.sub(r"\1", key)].add(key)

    def add_names(self, k: int, document: Document) -> None:
        """File a document under its titles."""
        names = tuple(read_title(t) for t in titles_of(document))
        self.names.append(names)
        best: dict[str, float] = {}
        for name in names:
            for key, weight in name.keys:
                best[key] = max(best.get(key, 0.0), weight)
        for key, weight in best.items():
            self.keys[key][k] = weight
        self.own_keys.append(set(best))
        head = {squeeze(i) for i in document.header.issuers} | {squeeze(i) for n in names for i in bodies(n.issuer)}
        self.issuers.append(frozenset(i for i in head if len(i) > 1))
        named = [*head, document.header.jurisdiction or "", *(key for n in names for key, _ in n.keys)]
        self.places.append(frozenset(p for name in named for p in places(name)))
        for place in self.places[k] or ("",):
            self.at_place[place].add(k)

    def date(self, k: int) -> tuple[dt.date | None, bool]:
        """When a document was issued, and whether its own text says so; a table of metadata is often wrong."""
        return self.dates.get(self.first[k], (None, False))

    def by_number(self, number: str) -> dict[int, float]:
        """Documents whose number this may be, with how surely."""
        digits = body_and_digits(number)[1]
        near = self.digits.get(digits, ())
        found = {k: max(equal(number, own) for own in self.own_numbers[k]) for k in near}
        return {k: score for k, score in found.items() if score > 0}

    def by_title(self, name: Name, among: set[int] | None = None) -> dict[int, tuple[float, str]]:
        """Documents by title, equal in one of the forms or else alike, with score and method; `among` some only."""
        alike = [] if name.secondary else [*name.keys[:3], *name.placeless[:1]]
        equal = [({key: 1.0}, weight, "title") for key, weight in (*name.keys, *name.placeless)]
        found: dict[int, tuple[float, str]] = {}
        for forms, weight, method in equal + [(self.similar(key), weight, "similar_title") for key, weight in alike]:
            for k, own in self.titled(forms, among):
                if weight * own > found.get(k, (0.0, ""))[0]:
                    found[k] = (weight * own, method)
        return found

    def titled(self, forms: Mapping[str, float], among: set[int] | None) -> Iterator[tuple[int, float]]:
        """The documents, of all or of some, that have a title of these forms; with its weight."""
        if among is not None and len(among) < len(forms):
            for k in among:
                for key in self.own_keys[k] & forms.keys():
                    yield k, self.keys[key][k] * forms[key]
            return
        for form, score in forms.items():
            held = self.keys.get(form, {})
            for k in held if among is None or len(held) < len(among) else among:
                if k in held and (among is None or k in among):
                    yield k, held[k] * score

    def similar(self, key: str) -> dict[str, float]:
        """Title keys that are not equal to `key` and may mean the same, with their likeness."""
        if len(key) < MATCHED:
            return {}
        if key not in self.alike:
            wanted = bigrams(key)
            near = (o for o in self.near(key) if o != key and len(wanted & bigrams(o)) >= ALIKE * len(wanted))
            self.alike[key] = {other: score for other in near if (score := likeness(key, other))}
        return self.alike[key]

    def near(self, key: str) -> set[str]:
        """The title keys that can be like `key`: all that `likeness` does not put at 0, and few others.

        Of its pairs of characters such a key lacks at most as many as one mistyped character touches, or as a title
        is cut in; so it has one of those that are rarest here.
        """
        found = set(self.undoubled.get(DOUBLED.sub(r"\1", key), ()))
        for form, pieces in ((key, self.pieces), (FILLING.sub("", key), self.plain_pieces)):
            for piece in sorted(bigrams(form), key=lambda p: len(pieces.get(p, ())))[:MOST_CUTS]:
                found |= pieces.get(piece, set())
        return found

    def secondary(self, k: int) -> bool:
        """Whether a document is a draft or a writing about another."""
        return any(n.secondary for n in self.names[k])

    def related(self, one: int, other: int) -> bool:
        """Whether the titles of two documents are nearly the same."""
        return any(
            2 * len(bigrams(a) & bigrams(b)) >= 0.7 * 2 * min(len(bigrams(a)), len(bigrams(b)))
            for m in self.names[one]
            for n in self.names[other]
            for a, _ in m.keys[:1]
            for b, _ in n.keys[:1]
        )
