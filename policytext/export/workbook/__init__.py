"""The XLSX workbook that people hand in (工作簿): one sheet per table, links between them, and what it all means."""

from policytext.export.workbook.books import corpus_book, plain_book
from policytext.export.workbook.sheets import Fact, Sheet, Workbook
from policytext.export.workbook.write import save_workbook, workbook_path, write_workbook

__all__ = ["Fact", "Sheet", "Workbook", "corpus_book", "plain_book", "save_workbook", "workbook_path", "write_workbook"]
