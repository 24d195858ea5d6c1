"""Files that hold several documents: archives of files, tables of texts, and archives of either."""

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from policytext.model import Problem
from policytext.sources.archive import UNPACK, Archive, Budget, EncryptedError, Member, OverError
from policytext.sources.files import head, read_bytes
from policytext.sources.jobs import Gathered, Job, Place
from policytext.sources.kinds import kind_of
from policytext.sources.limits import LimitError, Limits
from policytext.sources.metadata import Metadata, another_table
from policytext.sources.metadata_files import parse_metadata
from policytext.sources.names import is_bundle, is_document, is_metadata, name_all, pick_metadata
from policytext.sources.registry import READERS, read_data, wrong_suffix
from policytext.sources.rows import FORMATS
from policytext.sources.rows.documents import read_table
from policytext.sources.rows.sheet import long

ZIPPED = b"PK\x03\x04"
PACKAGES = frozenset({"docx", "ofd"})
"""Formats of documents that are zip files themselves."""
OPENED = frozenset({"", ".zip", *FORMATS, *(s for s, reader in READERS.items() if reader not in PACKAGES)})
"""Suffixes under which a zip file is opened as an archive; others (epub, pptx, jar) are formats of their own."""
BETTER = frozenset({*READERS.values(), "xlsx"}) - {"html"}
"""Kinds of files that are read as what they are, though they are called a table or an archive."""
ENCRYPTED = "unpack it with its password and read the folder (压缩包已加密)"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the caller said of reading."""

    limits: Limits
    text: str | None = None
    """The column of a table that holds the texts."""
    only: bool = False
    """Whether the file was named itself, not found in a folder."""


def read_bundle(path: Path, place: Place, asked: Asked) -> Gathered | None:
    """The documents in a file; `None` where it is to be read as one document."""
    suffix = path.suffix.lower()
    named = asked.only and is_metadata(path.name)  # a table of metadata that is to be read as one of texts
    if not is_bundle(place.inside) and not named and (READERS.get(suffix) in PACKAGES or head(path, 4) != ZIPPED):
        return None
    held = read_bytes(path, asked.limits, place.name)
    if held.data is None:
        return [], held.problems
    found = open_bundle(held.data, place, asked, Budget.of(asked.limits))
    return found and (found[0], (*held.problems, *found[1]))


def open_bundle(data: bytes, place: Place, asked: Asked, budget: Budget, deep: int = 0) -> Gathered | None:
    """The documents in the bytes of a file; `None` where they are one document, or none that is known."""
    suffix = PurePosixPath(place.inside).suffix.lower()
    kind = kind_of(data)
    if kind == "zip" and suffix in OPENED:
        return told(read_archive(data, place, asked, budget, deep), suffix == ".zip", place, "zip")
    if suffix == ".zip" and kind not in BETTER:
        return [], (damaged("it is no zip archive", place.name),)
    form = ".xlsx" if kind == "xlsx" else suffix
    if form not in FORMATS or (kind in BETTER and kind != "xlsx"):
        return None
    found = read_table(data, form, place, asked.limits, wanted=asked.text, only=asked.only)
    return told(found, FORMATS[form] == FORMATS.get(suffix), place, "xlsx")


def is_companion(jobs: Sequence[Job], place: Place, documents: Container[str]) -> bool:
    """Whether what a file gave is one object of a few words beside a document of its name, about which it tells.

    Where the words are as many as a document has, it is one: `corpus.same_id` says so.
    """
    lone = len(jobs) == 1 and jobs[0].source is not None and jobs[0].source.path == place.name
    return (
        lone and place.inside.lower().endswith(".json") and place.doc_id in documents and not long(jobs[0].text or "")
    )


def told(found: Gathered, rightly: bool, place: Place, kind: str) -> Gathered:
    """What was found, with a problem where the file is called wrongly."""
    jobs, problems = found
    if rightly or not jobs:
        return found
    suffix = PurePosixPath(place.inside).suffix.lower()
    return jobs, (wrong_suffix(suffix, kind, place.name), *problems)


def damaged(why: str, name: str) -> Problem:
    """The problem of an archive that cannot be opened."""
    action = f"get it again, or {UNPACK} (文件损坏)"
    return Problem(code="source.damaged", message=f"the archive cannot be read: {why}", action=action, path=name)


def read_archive(data: bytes, place: Place, asked: Asked, budget: Budget, deep: int) -> Gathered:
    """The documents of an archive, each under the archive's id and its path inside without suffix."""
    try:
        if deep > asked.limits.nested:
            raise LimitError(f"archives inside archives are read to a depth of {asked.limits.nested}")
        archive = Archive(data, place.name, asked.limits, budget)
    except LimitError as e:
        return [], (Problem(code="source.limit", message=str(e), action=UNPACK, path=place.name),)
    except Exception as e:  # a damaged directory raises errors of many kinds
        return [], (damaged(f"{type(e).__name__}: {' '.join(str(e).split())[:200]}", place.name),)
    jobs: list[Job] = []
    problems = list(archive.problems)
    members = {m.inside: m for m in archive.members}
    named, clashes = name_all([p for p in sorted(members, key=steps) if is_document(p) or is_bundle(p)])
    table = own_metadata(archive, [members[n] for n in pick_metadata(members)], place).settled(named)
    problems += [*table.problems, *(replace(p, path=f"{place.name}/{p.path}") for p in clashes)]
    documents = {f"{place.doc_id}/{doc_id}" for doc_id, path in named if is_document(path)}
    for doc_id, path in named:
        inner = Place(doc_id=f"{place.doc_id}/{doc_id}", name=f"{place.name}/{path}", inside=f"{place.inside}/{path}")
        try:
            more, odd = read_member(archive.read(members[path]), inner, asked, budget, deep)
        except LimitError as e:
            problems.append(Problem(code="source.limit", message=str(e), action=UNPACK, path=inner.name))
            break
        except Exception as e:
            more, odd = [], (of_member(e, inner.name),)
        if not is_companion(more, inner, documents):
            jobs += [with_metadata(job, table, doc_id, path) for job in more]
        problems += odd
    return jobs, tuple(problems)


def steps(path: str) -> tuple[str, ...]:
    """A path as it is sorted."""
    return PurePosixPath(path).parts


def own_metadata(archive: Archive, tables: Sequence[Member], place: Place) -> Metadata:
    """The metadata table at the root of an archive, which is a folder in a file; the first of several."""
    if not tables:
        return Metadata()
    name = f"{place.name}/{tables[0].inside}"
    try:
        table = parse_metadata(archive.read(tables[0]), name)
    except Exception as e:
        table = Metadata(problems=(of_member(e, name),))
    others = (another_table(f"{place.name}/{m.inside}", tables[0].inside) for m in tables[1:])
    return replace(table, problems=(*table.problems, *others))


def with_metadata(job: Job, table: Metadata, doc_id: str, path: str) -> Job:
    """The job with what the archive's own table says of it."""
    return replace(job, metadata={**job.metadata, **table.of(doc_id, path)})


def of_member(e: Exception, name: str) -> Problem:
    """The problem of a member that could not be read."""
    message = f"the member cannot be read: {type(e).__name__}: {' '.join(str(e).split())[:200]}"
    code, action = "source.damaged", f"get the archive again, or {UNPACK} (文件损坏)"
    if isinstance(e, (EncryptedError, OverError)):
        message = str(e)
        code, action = ("source.encrypted", ENCRYPTED) if isinstance(e, EncryptedError) else ("source.limit", UNPACK)
    elif isinstance(e, MemoryError):
        code, message, action = "source.limit", "memory does not suffice for the member", UNPACK
    return Problem(code=code, message=message, action=action, path=name)


def read_member(data: bytes, place: Place, asked: Asked, budget: Budget, deep: int) -> Gathered:
    """The documents of a member: an archive or a table of texts, or else one document."""
    suffix = PurePosixPath(place.inside).suffix.lower()
    asked = replace(asked, only=False)
    looked = is_bundle(place.inside) or (data.startswith(ZIPPED) and READERS.get(suffix) not in PACKAGES)
    found = open_bundle(data, place, asked, budget, deep + 1) if looked else None
    if found is not None:
        return found
    reading = read_data(data, place.name, asked.limits)
    if reading.text is None:
        return [], reading.problems
    return [
        Job(
            doc_id=place.doc_id,
            text=reading.text,
            inside=place.inside,
            metadata=reading.content.metadata,
            source=reading.source,
            problems=reading.problems,
        )
    ], ()
