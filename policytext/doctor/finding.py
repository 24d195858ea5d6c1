"""What the doctor finds: one record per complaint, and the complaints that there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from policytext.model import Problem
from policytext.span import Span

Severity = Literal["note", "warning", "error"]
"""A note says what a document is; a warning that something may be lost; an error that the text is not as issued."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that is the matter with a source (来源问题): what, where, how bad, and what to do about it."""

    doc_id: str
    code: str
    message: str
    action: str
    severity: Severity
    span: Span | None = None
    other: str | None = None
    """The document that it is compared with, where there is one."""
    rule: str | None = None
    """The rule whose pattern stands there, where one does."""

    def problem(self, path: str | None = None) -> Problem:
        """The finding as a row of `Corpus.problems`."""
        return Problem(code=self.code, message=self.message, action=self.action, span=self.span, path=path)


CODES: dict[str, str] = {
    "doctor.mojibake": "characters that were read in a wrong encoding or lost (乱码)",
    "doctor.cut": "the text breaks off or was cut (文本截断)",
    "doctor.gap": "numbered items are missing (序号缺失)",
    "doctor.near_empty": "hardly any text (正文近乎为空)",
    "doctor.attachment_missing": "attachments are named that the text does not hold (附件缺失)",
    "doctor.same_document": "another printing of a document of the corpus (同一文件)",
    "doctor.edition": "another edition of a document of the corpus (不同版本)",
    "doctor.near_copy": "nearly the text of another document, under another name (文本雷同)",
    "doctor.excerpt": "its text stands as part of another document (文本被包含)",
    "doctor.traditional_mirror": "the same document in Traditional characters (繁体镜像)",
    "doctor.traditional": "written in Traditional characters (繁体文本)",
    "doctor.interpretation": "a writing about a document (解读材料)",
    "doctor.news": "a report of the press (新闻报道)",
    "doctor.draft": "a draft for comment (征求意见稿)",
    "doctor.talk": "a talk: what somebody said at a meeting (讲话)",
    "doctor.digits": "digits are missing or damaged (数字残缺)",
    "doctor.date": "a date that cannot be, is still to come, or contradicts another (日期有误)",
    "doctor.header_missing": "elements of the header that the text does not show (要素缺失)",
    "doctor.printed_twice": "the text stands twice in one file (重复印出)",
    "doctor.site_text": "text of the web site, or advertising (网页文字)",
}
"""Every code of the doctor and what it means."""

NO_DIRECTIVES = (
    "doctor.same_document",
    "doctor.traditional_mirror",
    "doctor.interpretation",
    "doctor.news",
    "doctor.draft",
    "doctor.talk",
)
"""What is no directive of its own: the second printing of a document, a draft, what is written or said about one."""


GRAVE = frozenset(
    f"source.{what}"
    for what in ("damaged", "empty", "encrypted", "missing", "no_text", "nothing", "unknown_format", "unreadable")
) | {"corpus.failed"}
"""Problems of reading after which there is no document, or no text of it."""


def severity_of(problem: Problem) -> Severity:
    """How bad a problem of the readers is."""
    if problem.code in GRAVE:
        return "error"
    damaged = problem.code.endswith(".damaged") or problem.code.startswith(("source.", "corpus.", "metadata."))
    return "warning" if damaged else "note"
