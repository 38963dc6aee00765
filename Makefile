# Two commands for everybody: `make run` and `make test`. Both set up what they need in .venv first.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/pip install --quiet --disable-pip-version-check
LOCK := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header --python-version 3.11
SAMPLES := samples/*/source.*
# Neighbours stay together, so that what a module prepares is prepared once; whoever is done takes over from the others.
TEST := $(BIN)/pytest -n auto --dist worksteal
DOCS := $(BIN)/mkdocs build --strict --quiet
export NO_MKDOCS_2_WARNING := 1

.PHONY: $(shell sed -nE 's/^([a-z-]+):.*/\1/p' Makefile)

.DEFAULT_GOAL := help

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

# What a run needs, and on top of it what tests, checks and benchmarks need.
.venv/installed: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Postulat needs Python 3.11 or newer" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

.venv/tested: .venv/installed requirements-dev.lock
	$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

run: .venv/installed ## read samples/ and write the tables to out/
	$(BIN)/postulat run '$(SAMPLES)' -o out

test: .venv/tested ## set up and test, on all cores
	$(TEST)

check: .venv/tested ## lint, types, tests and docs, as the build runs them
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python benchmarks/supply_chain.py licences
	$(BIN)/python benchmarks/supply_chain.py vulnerabilities
	$(TEST)
	$(DOCS)

fuzz: .venv/tested ## fuzz every reader and normalize for an hour; MINUTES=…, ARGS="--target pdf --atheris"
	$(BIN)/python tests/fuzz/run.py --minutes $(or $(MINUTES),60) $(ARGS)

mutations: .venv/tested ## mutations of every sample, counted: same records, said, silent; COUNT=… of each kind
	PYTHONPATH=tests $(BIN)/python tests/mutations.py $(or $(COUNT),20)

patterns: .venv/tested ## every pattern fed long hostile strings; prints those that take more than linear time, writes down the others
	$(BIN)/python tests/pattern_growth.py --all

sbom: .venv/tested ## the libraries of a release in out/postulat.cdx.json
	$(BIN)/python benchmarks/supply_chain.py sbom out/postulat.cdx.json

docs: .venv/tested ## the pages of docs/ as a site in out/docs; a broken link is an error
	$(DOCS)

golden: .venv/tested ## rewrite samples/*/expected and the reference pages of docs/ from what the program says now; read the diff as code
	$(BIN)/python tests/golden.py

pages: .venv/tested ## of these, only the pages: commands, tables, findings
	$(BIN)/python tests/golden.py pages

house: ## how the house stands: folders, circles, long functions, names with several meanings
	@$(PYTHON) benchmarks/house.py

bench-html: .venv/tested ## web pages: ours beside bare selectolax, BeautifulSoup, lxml and pandas
	$(BIN)/python benchmarks/html.py

bench-stance: .venv/tested ## stances: confusion table and figures of each class on the labelled answers
	$(BIN)/python benchmarks/stance.py

bench-commitments: .venv/tested ## promises: precision, recall and exact deadlines on labelled answers, unseen ones apart
	$(BIN)/python benchmarks/commitments.py

bench-topics: .venv/tested ## topics: micro-F1 and precision of each topic on labelled requests, unseen ones apart
	$(BIN)/python benchmarks/topics.py

bench-links: .venv/tested ## the same request over the years: precision and recall of a made archive; COUNT=100000 adds time and memory
	$(BIN)/python benchmarks/links.py --count $(or $(COUNT),0)

bench-headings: .venv/tested ## columns: labelled heading rows read right, by margin and grade, seen and unseen apart
	$(BIN)/python benchmarks/headings.py

columns-model: .venv/tested ## train the second reader of columns again, and show what its agreement is worth
	$(BIN)/python benchmarks/columns_training.py

bench-privacy: .venv/tested ## personal data in made texts of five languages: recall and precision, tuned on and unseen apart
	$(BIN)/python benchmarks/privacy.py

stance-model: .venv/tested ## train the second reader of stances and the weights of evidence again
	$(BIN)/python benchmarks/stance_training.py

bench-submitter-cells: .venv/tested ## submitter cells in five languages: names, addresses, representatives and kinds
	$(BIN)/python benchmarks/submitter_cells.py

bench-organisations: .venv/tested ## names: 100,000 spellings joined
	$(BIN)/python benchmarks/organisations.py

bench-export: .venv/tested ## every format: time, size and memory for 100,000 records
	$(BIN)/python benchmarks/export.py

bench-pdf: .venv/tested ## PDF: time and memory beside bare PDFium, pdfplumber and camelot
	$(BIN)/python benchmarks/pdf.py

bench-tables: .venv/tested ## PDF tables by the ICDAR 2013 competition's score; FOLDER=… holds its files
	$(BIN)/python benchmarks/tables.py $(FOLDER) --each

bench-open-tables: .venv/tested ## PDF tables with few rules, generated with their truth, beside pdfplumber and camelot; SEED=…
	$(BIN)/python benchmarks/open_tables.py --seed $(or $(SEED),1)

bench-job: .venv/tested ## the whole job by step beside bare PDFium, lexbor, pdfplumber, camelot, pandas; how it grows; FILES=…
	$(BIN)/python benchmarks/job/side_by_side.py --growth $(FILES)

bench-start: .venv/tested ## processor time of the help, of one document shown and of a run over one
	$(BIN)/python benchmarks/start_up.py

bench-batch: .venv/tested ## archives: documents a second, a second run, memory; 10,000 documents, half an hour
	$(BIN)/python benchmarks/batch.py

bench-combining: .venv/tested ## joining: time and memory up to a million postulates, half an hour
	$(BIN)/python benchmarks/combining.py

bench-local-page: .venv/tested ## the local page: opening a folder of 1,000 documents, pages of its table, a correction
	$(BIN)/python benchmarks/local_page.py

bench-newcomer: .venv/tested ## from an empty environment to the first corrected record, by command line and by the page, each step timed
	$(BIN)/python benchmarks/newcomer.py

dist: .venv/tested ## the wheel, the archive of sources and the list of libraries, in dist/
	rm -rf dist
	$(BIN)/pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .
	$(BIN)/python -c 'import hatchling.build; hatchling.build.build_sdist("dist")'
	$(BIN)/python benchmarks/supply_chain.py sbom dist/postulat.cdx.json

release-notes: ## what the changelog says of TAG=v1.2.3
	@$(PYTHON) .github/release_notes.py $(TAG)

lock: ## pin every version again
	$(LOCK) build-requirements.in pyproject.toml -o requirements.lock
	$(LOCK) --all-extras build-requirements.in pyproject.toml -c requirements.lock -o requirements-dev.lock

clean: ## remove what make made
	rm -rf .venv out .pytest_cache .mypy_cache .ruff_cache
