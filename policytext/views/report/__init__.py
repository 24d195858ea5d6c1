"""The corpus report: one file that shows a corpus and its derivations, needs no network, and reads without a script."""

from policytext.views.report.page import report_html, report_path, write_report

__all__ = ["report_html", "report_path", "write_report"]
