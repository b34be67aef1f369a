VENV ?= .venv
PY := $(VENV)/bin/python
STAMP := $(VENV)/.installed

.PHONY: demo test lint bench clean

$(STAMP): pyproject.toml
	python3 -m venv $(VENV)
	$(PY) -m pip install --quiet --disable-pip-version-check -e '.[test,lint]'
	$(PY) -m compileall -q conformance spec_model  # pip does so only for what it copies
	touch $@

demo: $(STAMP)  ## run the main job on the pages in specs/
	$(VENV)/bin/polyspec model specs/pages --message DRV_EXITSESSION
	$(VENV)/bin/polyspec check specs/pages
	$(VENV)/bin/polyspec check specs/damaged --fail-on never

test: $(STAMP)  ## run the tests
	$(PY) -m pytest

lint: $(STAMP)  ## style and types
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy

CORPUS ?= specs/pages
bench: $(STAMP)  ## time and memory beside other programs, on the corpus CORPUS
	$(PY) -m benchmarks $(CORPUS)

clean:
	rm -rf $(VENV) build dist
