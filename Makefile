# Two commands for everybody: `make run` and `make test`. Both set up what they need in .venv first.
PYTHON ?= python3
BIN := .venv/bin
SAMPLES := samples/*/source.*

.PHONY: help run test check golden bench-html bench-stance bench-organisations bench-export lock clean

.DEFAULT_GOAL := help

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

.venv/installed: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Postulat needs Python 3.11 or newer" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

run: .venv/installed ## read samples/ and write the tables to out/
	$(BIN)/postulat run '$(SAMPLES)' -o out

test: .venv/installed ## set up and test
	$(BIN)/pytest

check: .venv/installed ## lint, types and tests, as the build runs them
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest

golden: .venv/installed ## rewrite samples/*/expected from what the program says now; read the diff as code
	$(BIN)/python tests/golden.py

bench-html: .venv/installed ## web pages: ours beside bare selectolax, BeautifulSoup, lxml and pandas
	$(BIN)/python benchmarks/html.py

bench-stance: .venv/installed ## stances: confusion table and figures of each class on the labelled answers
	$(BIN)/python benchmarks/stance.py

bench-organisations: .venv/installed ## names: 100,000 spellings joined
	$(BIN)/python benchmarks/organisations.py

bench-export: .venv/installed ## every format: time, size and memory for 100,000 records
	$(BIN)/python benchmarks/export.py

lock: ## pin every version again
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --all-extras --no-annotate --no-header \
		--python-version 3.11 build-requirements.in pyproject.toml -o requirements.lock

clean: ## remove what make made
	rm -rf .venv out .pytest_cache .mypy_cache .ruff_cache
