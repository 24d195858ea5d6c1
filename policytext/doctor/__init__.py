"""The source doctor (来源诊断): what is the matter with the texts that a researcher holds, where, and what to do."""

from policytext.doctor.examination import DIAGNOSIS_COLUMNS, diagnosis, examine, with_findings
from policytext.doctor.finding import CODES, Finding

__all__ = ["CODES", "DIAGNOSIS_COLUMNS", "Finding", "diagnosis", "examine", "with_findings"]
