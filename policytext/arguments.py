"""Arguments checked where they are given: what it was, what was expected, what to do about it."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from policytext.brief import quoted
from policytext.errors import InputError, UnknownDocumentError
from policytext.model import Document

T = TypeVar("T")


def named(given: object) -> str:
    """What was given, in a few words.

    >>> named(None), named("a" * 50), named([1, 2]), named(3)
    ('None', "the text 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…'", 'a list of 2', 'the int 3')
    """
    kind = type(given).__name__
    if given is None:
        return "None"
    if isinstance(given, str):
        return f"the text {quoted(given)}"
    if isinstance(given, type):
        return f"the class {given.__name__}; give an object of it, {given.__name__}()"
    if isinstance(given, (bool, int, float)):
        return f"the {kind} {given!r}"
    if isinstance(given, (list, tuple, set, frozenset, dict)):
        return f"a {kind} of {len(given)}"
    return f"{'an' if kind[:1] in 'AEIOaeio' else 'a'} {kind}"


def instance(given: Any, kind: type[T] | tuple[type[T], ...], name: str, expected: str) -> T:
    """The argument, where it is of a kind.

    Raises:
        InputError: where it is not.
    """
    if not isinstance(given, kind):
        raise InputError(f"{name} is {named(given)}; give {expected}")
    return given


def path_of(given: object, name: str, expected: str) -> Path:
    """A path.

    Raises:
        InputError: where it is neither text nor a path, or empty.
    """
    if isinstance(given, (str, os.PathLike)) and isinstance(path := os.fspath(given), str) and path:
        return Path(path)
    raise InputError(f"{name} is {named(given)}; give {expected} as text or a Path (路径)")


def unknown_document(given: object, ids: Collection[str], there: str) -> UnknownDocumentError:
    """The error for what is no id of a document; `there` says where those that are can be seen.

    >>> print(unknown_document("meal-center", ["meal-centre"], "corpus.ids").args[0])
    no document has the id 'meal-center'; did you mean 'meal-centre'? (文件编号)
    """
    if isinstance(given, Document):
        how = f"give doc.doc_id, {quoted(given.doc_id)}"
        return UnknownDocumentError(f"a document is asked for by its id, as text, not by a Document; {how} (文件编号)")
    if not isinstance(given, str):
        how = f"{there} lists the ids, list(corpus) the documents in order; Corpus(list(corpus)[:3]) is a part"
        told = named(given)
        return UnknownDocumentError(f"a document is asked for by its id, as text, not by {told}; {how} (文件编号)")
    near = get_close_matches(given, ids, n=3, cutoff=0.4)
    some = ", ".join(map(repr, near or [*ids][:3]))
    hint = f"did you mean {some}?" if near else f"{there} lists those there are" + (f": {some} …" if some else "")
    return UnknownDocumentError(f"no document has the id {quoted(given)}; {hint} (文件编号)")


def documents_of(given: Any, name: str) -> list[Document]:
    """Documents: a corpus, or a list of what `policytext.parse` gave.

    Raises:
        InputError: where it is something else, or one of them is no document.
    """
    if isinstance(given, Document):
        raise InputError(f"{name} is one Document; give a corpus or a list of documents: [doc] (文件)")
    if isinstance(given, (str, bytes, os.PathLike)) or not isinstance(given, Iterable):
        raise InputError(
            f"{name} is {named(given)}; give a corpus, as policytext.read() returns it, or documents (文件)"
        )
    found = list(given)
    for doc in found:
        if not isinstance(doc, Document):
            how = "policytext.parse(text) makes a document of a text, policytext.read(path) reads files"
            raise InputError(f"{name} holds {named(doc)}, which is no Document; {how} (文件)")
    return found


def words_of(given: Any, name: str, known: Sequence[str]) -> tuple[str, ...]:
    """Words of a closed list, or one of them, each once.

    Raises:
        InputError: where one is not in the list.
    """
    told = f"there are {', '.join(known)}"
    if not isinstance(given, Iterable) or isinstance(given, bytes):
        raise InputError(f"{name} is {named(given)}; {told}")
    wanted = (given,) if isinstance(given, str) else tuple(given)
    for word in wanted:
        if not isinstance(word, str) or word not in known:
            raise InputError(f"{name} has {named(word)}, which is not known; {told}")
    return tuple(dict.fromkeys(wanted))


def number_of(given: Any, name: str, least: int) -> int:
    """A whole number that is large enough.

    Raises:
        InputError: where it is not.
    """
    if isinstance(given, bool) or not hasattr(given, "__index__") or given.__index__() < least:
        raise InputError(f"{name} is {named(given)}; give a whole number of at least {least} (整数)")
    return int(given.__index__())


def flag_of(given: Any, name: str) -> bool:
    """True or False.

    Raises:
        InputError: where it is neither.
    """
    if not isinstance(given, bool):
        raise InputError(f"{name} is {named(given)}; it must be True or False (是否)")
    return given


def parser_of(given: Any) -> Any:
    """A parser, or anything that parses in its way; `None` for the library's own.

    Raises:
        InputError: where it does not parse, or is a class.
    """
    if given is not None and (isinstance(given, type) or not callable(getattr(given, "parse", None))):
        how = "a policytext.Parser with rules or lexicons of your own"
        raise InputError(f"parser is {named(given)}; give {how} (解析器)")
    return given
