"""From documents to a lineage: what is asked for is checked, the links are made, an interrupt keeps what was done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from policytext.arguments import documents_of
from policytext.derivation.derive import derive_links
from policytext.derivation.settings import DerivationSettings
from policytext.errors import InputError, Interrupted
from policytext.lineage.lineage import Lineage
from policytext.lineage.problems import (
    broken_off,
    crowded,
    dates_at_odds,
    printed_again,
    undirected,
    without_direction,
)
from policytext.model import Document
from policytext.progress import fresh


def derive(
    documents: Iterable[Document],
    *,
    settings: DerivationSettings | None = None,
    progress: bool | None = None,
    **options: Any,
) -> Lineage:
    """Which provisions were drawn from which (派生).

    Args:
        documents: A corpus, or any documents with distinct ids.
        settings: How links are made.
        progress: Whether to show progress bars, as for `policytext.read`.
        options: Instead of `settings` its fields by name, such as `threshold=0.6`.

    Raises:
        InputError: where a setting is not known or not possible.
        Interrupted: after an interrupt from the keyboard; its `partial`, also `policytext.partial()`, is the lineage
            of the pairs compared until then, or of the citations resolved; `None` where there was neither.
    """
    chosen = settings_of(settings, options)
    held = tuple(documents_of(documents, "documents"))
    if twice := [doc_id for doc_id, n in Counter(d.doc_id for d in held).items() if n > 1]:
        raise InputError(f"several documents have the id {twice[0]!r}; put them into a Corpus first (文件编号重复)")
    with fresh("derivation"):
        found = derive_links(held, chosen, progress)
    broken = broken_off(*found.broken) if found.broken else None
    lineage = Lineage(
        documents=held,
        settings=chosen,
        objects=found.links,
        indirect=found.indirect,
        resolved=found.resolutions,
        external=found.externals,
        compared=found.compared,
        likelihoods=found.likelihoods,
        search=found.search,
        counts=found.counts,
        problems=(
            *printed_again(found.search),
            *crowded(found.search),
            *without_direction(undirected(found.search, found.links)),
            *dates_at_odds(held, found.compared),
            *((broken,) if broken else ()),
        ),
    )
    if broken:
        kept = f"what was found is kept: lineage = policytext.partial(), with {len(found.links):,} links"
        raise Interrupted(f"{broken.message}; {kept} (派生中断)", lineage)
    return lineage


def settings_of(settings: DerivationSettings | None, options: Mapping[str, Any]) -> DerivationSettings:
    """The settings, given as such or by the names of their fields."""
    known = DerivationSettings.__slots__
    if unknown := [name for name in options if name not in known]:
        raise InputError(f"there is no setting {', '.join(unknown)}; there are {', '.join(known)} (没有这一设置)")
    if settings is not None and options:
        raise InputError("give either `settings` or its fields, not both (设置重复)")
    if settings is not None and not isinstance(settings, DerivationSettings):
        raise InputError(f"settings is a {type(settings).__name__}, expected DerivationSettings (设置)")
    return settings or DerivationSettings(**options)
