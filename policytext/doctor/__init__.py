"""The source doctor (来源诊断): what is the matter with the texts that a researcher holds, where, and what to do."""

from policytext.doctor.examination import DIAGNOSIS_COLUMNS, TOLD, diagnosis, examine, with_findings, without
from policytext.doctor.finding import CODES, NO_DIRECTIVES, Finding

__all__ = [
    "CODES",
    "DIAGNOSIS_COLUMNS",
    "NO_DIRECTIVES",
    "TOLD",
    "Finding",
    "diagnosis",
    "examine",
    "with_findings",
    "without",
]
