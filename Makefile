# `make demo` and `make test` do everything on a fresh machine: they need Python 3.11 or later and nothing else.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
RUN := $(VENV)/bin/python
PIP := $(RUN) -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: demo docs test test-desktop pictures lint bench clean

demo: $(VENV)/installed-all
	$(RUN) notebooks/demo.py

test: lint
	$(RUN) -m pytest -q --ignore tests/desktop

# What needs a browser or an office program; both are installed where they are missing and may be (Debian, as root).
test-desktop: $(VENV)/installed-test $(VENV)/installed-docs
	@command -v soffice >/dev/null || apt-get install -y -q libreoffice-writer-nogui libreoffice-calc-nogui
	@command -v chromium >/dev/null || apt-get install -y -q chromium
	$(PIP) --editable '.[all,test,desktop]'
	$(RUN) -m pytest -q tests/desktop

# The pictures of the docs, anew: the demo corpus in a browser, and the plots.
pictures: $(VENV)/installed-test
	$(PIP) --editable '.[all,test,desktop]'
	POLICYTEXT_PICTURES=1 $(RUN) -m pytest -q tests/desktop/test_report_browser.py tests/desktop/test_displays.py -k pictures
	$(RUN) docs/make_plots.py

lint: $(VENV)/installed-test
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

# The documentation as a site, to be read offline: out/docs/index.html. A warning is an error.
docs: $(VENV)/installed-docs
	PYTHONPATH=docs $(RUN) -m policytext_docs out/docs-source
	$(RUN) -m sphinx -W --keep-going -n -q -b html -c docs/policytext_docs -d out/docs-trees out/docs-source out/docs

bench: $(VENV)/installed-all
	$(RUN) benchmarks/bench_parse.py
	$(RUN) benchmarks/bench_derive.py
	$(RUN) benchmarks/bench_sources.py

clean:
	rm -rf $(VENV) out build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "policytext needs Python 3.11 or later; none was found (name one: make PYTHON=...)"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed-all: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) --editable '.[all]'
	@touch $@

$(VENV)/installed-test: $(VENV)/installed-all
	$(PIP) --editable '.[all,test]'
	@touch $@

$(VENV)/installed-docs: $(VENV)/installed-all
	$(PIP) --editable '.[all,docs]'
	@touch $@
