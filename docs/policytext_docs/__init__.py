"""The documentation as a site: `make docs` stages the pages, makes those that come from code and data, builds them.

The pages in `docs/` are plain Markdown, readable on a repository page. What can be told by the code is made at build
time and stands in no repository, so that it cannot be out of date: the reference, the pages of rules and lexicons,
the command line, the notebooks with their outputs.
"""
