"""The transformer `Features`: documents or provisions → numbers, in a scikit-learn pipeline."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from numbers import Integral
from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np
import scipy.sparse as sp
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from policytext.errors import InputError
from policytext.features.finds import Values, find_features, find_names
from policytext.features.pieces import Piece, pieces, read
from policytext.features.wording import learn, theme_features
from policytext.parser import Parser, default_parser

if TYPE_CHECKING:
    from typing import Self

Kind = Literal["finds", "wording", "themes"]


class Features(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    r"""Turns directives or their provisions into features for scikit-learn (特征).

    `fit` and `transform` take a list (Series, array) of texts, of documents, or of pairs of a document and one of its
    provisions; a `Corpus`; or a DataFrame with a column `text`, such as `corpus.provisions`. A text alone is read by
    itself: a provision taken from a table lacks the units and deadlines that its section gives it, one in a pair has
    them. For cross-validation give a list (`list(corpus)`), which can be cut.

    Args:
        kinds: What to make, one or several of: finds (发现项: characters, tasks by modality, units by role, deadlines,
            targets, slogans and citations by kind, and how specific tasks are), wording (措辞: character n-grams
            without set phrases and titles, those that public documents share discounted), themes (主题: the packaged
            vectors by which derivation tells what a text is about).
        values: Of finds: rates (per 1,000 characters without white space), counts, or both.
        sizes: Of wording: lengths of n-grams, of 1 to 4.
        min_documents: Of wording: in how many texts of `fit` an n-gram must occur.
        max_features: Of wording: how many n-grams to keep at most, the most widespread first; `None` for all.
        background: Of wording: whether to discount what public documents share, by the packaged table.
        sparse_output: Whether wording comes as a sparse matrix; has to be False for `set_output(transform="pandas")`.
        parser: What reads texts that come unread; the library's own parser by default.

    Attributes:
        vocabulary_: Of wording: what `fit` learnt; `None` without wording.

    >>> features = Features(kinds="finds", values="counts").fit_transform(["一、任务\n各镇要于2024年6月底前完成排查。"])
    >>> dict(zip(Features(values="counts").fit([]).get_feature_names_out(), features[0]))["deadlines_by"]
    np.float64(1.0)
    """

    def __init__(  # noqa: PLR0913 - scikit-learn's way: one keyword for each choice
        self,
        *,
        kinds: Kind | Sequence[Kind] = "finds",
        values: Values = "rates",
        sizes: Sequence[int] = (2,),
        min_documents: int = 2,
        max_features: int | None = None,
        background: bool = True,
        sparse_output: bool = True,
        parser: Parser | None = None,
    ) -> None:
        self.kinds = kinds
        self.values = values
        self.sizes = sizes
        self.min_documents = min_documents
        self.max_features = max_features
        self.background = background
        self.sparse_output = sparse_output
        self.parser = parser

    def fit(self, X: Any, y: object = None) -> Self:  # noqa: N803 - scikit-learn's name
        """Learn the vocabulary of wording; for the other kinds nothing is learnt.

        Args:
            X: Texts, documents or provisions: see the class.
            y: Not used.

        Raises:
            InputError: where `X` or a parameter cannot be used.
        """
        self._check()
        rows = pieces(X)
        self.vocabulary_ = None
        if "wording" in self._kinds():
            rows = self._read(rows)
            self.vocabulary_ = learn(
                [x.text for x in rows],
                list({id(x.document): x.document for x in rows if x.document}.values()),
                sizes=tuple(self.sizes),
                at_least=self.min_documents,
                most=self.max_features,
                background=self.background,
            )
        self.n_texts_ = len(rows)
        return self

    def transform(self, X: Any) -> Any:  # noqa: N803 - scikit-learn's name
        """A row of features for each text: an array, or with wording and `sparse_output` a sparse matrix.

        Args:
            X: Texts, documents or provisions: see the class.

        Raises:
            NotFittedError: before `fit`.
            InputError: where `X` cannot be used.
        """
        check_is_fitted(self, "n_texts_")
        rows, kinds = pieces(X), self._kinds()
        parts: list[Any] = []
        if "finds" in kinds:
            parts.append(find_features(self._read(rows), self.values))
        texts = [x.text for x in rows]
        if self.vocabulary_ is not None:
            parts.append(self.vocabulary_.features(texts))
        if "themes" in kinds:
            parts.append(theme_features(texts))
        if self.vocabulary_ is not None and self.sparse_output:
            return sp.hstack(parts, format="csr")
        return np.hstack([p.toarray() if sp.issparse(p) else p for p in parts])

    def get_feature_names_out(self, input_features: object = None) -> np.ndarray:
        """Names of the columns; `input_features` is not used."""
        check_is_fitted(self, "n_texts_")
        kinds = self._kinds()
        names = find_names(self.values) if "finds" in kinds else []
        if self.vocabulary_ is not None:
            names += self.vocabulary_.names()
        if "themes" in kinds:
            names += [f"theme_{k:02}" for k in range(theme_features([""]).shape[1])]
        return np.array(names, dtype=object)

    def _kinds(self) -> tuple[str, ...]:
        """The kinds asked for."""
        return (self.kinds,) if isinstance(self.kinds, str) else tuple(self.kinds)

    def _read(self, rows: Sequence[Piece]) -> list[Piece]:
        """The rows with their documents."""
        return read(rows, (self.parser or default_parser()).parse)

    def _check(self) -> None:
        """Complain of parameters that cannot be used."""
        kinds = self._kinds() if isinstance(self.kinds, Iterable) else ()
        if not kinds or any(k not in get_args(Kind) for k in kinds):
            raise InputError(f"kinds is {self.kinds!r}; give some of {', '.join(get_args(Kind))} (特征类别)")
        if self.values not in get_args(Values):
            raise InputError(f"values is {self.values!r}; give one of {', '.join(get_args(Values))} (取值)")
        sizes = self.sizes if isinstance(self.sizes, (tuple, list)) else ()
        if not sizes or any(n not in (1, 2, 3, 4) for n in sizes):
            raise InputError(f"sizes is {self.sizes!r}; give lengths of n-grams from 1 to 4, such as (2, 3) (长度)")
        for name, given in (("min_documents", self.min_documents), ("max_features", self.max_features)):
            whole = isinstance(given, Integral) and not isinstance(given, bool) and given >= 1
            if not whole and not (name == "max_features" and given is None):
                raise InputError(f"{name} is {given!r}; give a whole number from 1 (数目)")

    def __sklearn_tags__(self) -> Any:
        """What it takes: texts in one dimension, no table of numbers."""
        tags = super().__sklearn_tags__()
        tags.input_tags.two_d_array = False
        tags.input_tags.one_d_array = True
        tags.input_tags.string = True
        return tags
