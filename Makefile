# One door for people and for CI: on a bare Debian with Python 3.11, make and git, `make site` and
# `make test` install what they need on their first run and reuse it afterward.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.NOTPARALLEL:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := site

PYTHON ?= python3
ADDRESS ?= 127.0.0.1:8000
FORMAT ?= text
WORKERS ?= 2
LOCALE ?= plugins/charters/locale

BIN := .venv/bin
HAVE_RUN := .venv/.installed-to-run
HAVE_TEST := .venv/.installed-to-test
APT := DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300

# The theme prints a notice about the future of MkDocs at every build unless this is set.
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_ROOT_USER_ACTION := ignore

.PHONY: help site serve check test bench mutate messages format clean browser

help: ## Show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

site: $(HAVE_RUN) ## Build the website into site/ and check its links
	@$(BIN)/charters build

serve: $(HAVE_RUN) ## Preview at http://127.0.0.1:8000/; follows changes of data, content and overrides
	@$(BIN)/mkdocs serve --livereload --dev-addr $(ADDRESS)

check: $(HAVE_RUN) ## Check data and texts without building; FORMAT=json or FORMAT=github for programs
	@$(BIN)/charters check --format $(FORMAT)

test: $(HAVE_TEST) browser ## Run every check and test, the quickest first
	@echo '== format, lint, types, floors'
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	echo '== data and site'
	$(BIN)/charters check
	$(BIN)/charters build
	echo '== tests'
	$(BIN)/python -m pytest -n $(WORKERS)

bench: $(HAVE_RUN) ## Measure speed and size on a whole government's worth of promises
	@$(BIN)/python benchmarks/bench.py

mutate: $(HAVE_TEST) ## Count the small changes of how we judge that no test notices; ten minutes on an idle core
	@$(BIN)/python benchmarks/mutate.py

# The lines taken out would differ from day to day and from machine to machine.
messages: $(HAVE_RUN) ## Collect the words of the pages for translators and bring every language up to date
	@$(BIN)/pybabel --quiet extract --mapping babel.cfg --omit-header --add-location file --no-wrap \
		--sort-output --add-comments Translators: --keyword _n:1,2 --keyword Column:3 \
		--keyword Dataset:2 --output $(LOCALE)/charters.pot .
	$(BIN)/pybabel --quiet update --domain charters --input $(LOCALE)/charters.pot \
		--output-dir $(LOCALE) --no-fuzzy-matching --ignore-obsolete --no-wrap
	sed -i -E '/^"(POT-Creation-Date|Generated-By)|EMAIL@ADDRESS|YEAR-MO-DA/d' $(LOCALE)/*/LC_MESSAGES/charters.po

format: $(HAVE_TEST) ## Lay out the code and mend what the linter can mend
	@$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

clean: ## Remove what builds and tests made; .venv stays
	@rm -rf site .site-new .site-old .site.lock build dist .mypy_cache .pytest_cache .ruff_cache \
		.import_linter_cache .hypothesis
	find . -path ./.venv -prune -o -name __pycache__ -type d -exec rm -rf {} +

# ------------------------------------------------------------------------------- setting up

.venv/.made:
	@if ! $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
	  echo 'charters needs Python 3.11 or newer; name one with: make PYTHON=python3.12' >&2
	  exit 1
	fi
	if ! $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null; then
	  if [ "$$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
	    echo 'Python cannot make virtual environments here; as root: apt-get install python3-venv' >&2
	    exit 1
	  fi
	  $(APT) update
	  $(APT) install -y --no-install-recommends python3-venv
	fi
	[ -x $(BIN)/pip ] || $(PYTHON) -m venv .venv
	touch $@

$(HAVE_RUN): pyproject.toml | .venv/.made
	@echo 'Setting up: the packages that build the site'
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(HAVE_TEST): pyproject.toml | .venv/.made
	@echo 'Setting up: the packages that build and test the site'
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	touch $(HAVE_RUN) $@

# Playwright brings its own Node, which needs libatomic1; a bare Debian has neither that nor Chromium.
browser: $(HAVE_TEST)
	@found=
	for name in "$${CHARTERS_CHROMIUM:-}" chromium chromium-browser google-chrome; do
	  if [ -n "$$name" ] && command -v "$$name" >/dev/null; then found=$$name; fi
	done
	if [ -n "$$found" ] && $(BIN)/playwright --version >/dev/null 2>&1; then exit 0; fi
	if [ "$$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
	  echo 'The tests open the site in Chromium, which is missing here or cannot start.' >&2
	  echo 'As root: apt-get install chromium libatomic1, then run make test again.' >&2
	  exit 1
	fi
	$(APT) update
	$(APT) install -y --no-install-recommends chromium libatomic1
