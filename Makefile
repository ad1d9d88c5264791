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
APT := env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300
COMMA := ,

# The theme prints a notice about the future of MkDocs at every build unless this is set.
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_ROOT_USER_ACTION := ignore

.PHONY: help site serve check test bench mutate messages lock audit release format clean browser office

help: ## Show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

site: $(HAVE_RUN) ## Build the website into site/ and check its links
	@$(BIN)/charters build

serve: $(HAVE_RUN) ## Preview at http://127.0.0.1:8000/; follows changes of data, content and overrides
	@$(BIN)/mkdocs serve --livereload --dev-addr $(ADDRESS)

check: $(HAVE_RUN) ## Check data and texts without building; FORMAT=json or FORMAT=github for programs
	@$(BIN)/charters check --format $(FORMAT)

test: $(HAVE_TEST) browser office ## Run every check and test, the quickest first
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

# Universal: one lock for every system and Python that we support.
lock: .venv/.made ## Choose the newest packages that pyproject.toml allows, and lock them with their hashes
	@$(BIN)/python -m pip install --quiet uv
	choose=(compile --quiet --upgrade --universal --generate-hashes --python-version 3.11 --no-header)
	$(BIN)/uv pip "$${choose[@]}" pyproject.toml requirements/build.in --output-file requirements/run.txt
	$(BIN)/uv pip "$${choose[@]}" --extra test --constraint requirements/run.txt \
		pyproject.toml requirements/build.in --output-file requirements/test.txt

audit: $(HAVE_RUN) ## Look up known weaknesses of the locked packages; says so where there is no network
	@$(BIN)/python -m pip install --quiet pip-audit
	$(BIN)/pip-audit --strict --require-hashes --disable-pip --requirement requirements/run.txt || {
	  if $(BIN)/python -c 'import socket; socket.create_connection(("osv.dev", 443), 5)' 2>/dev/null; then exit 1; fi
	  echo 'no audit: the list of known weaknesses cannot be reached from here'
	}

release: $(HAVE_RUN) ## Build the package twice, compare, and list what it is made of (SBOM), into dist/
	@rm -rf dist build/again
	$(BIN)/python -m build --no-isolation --outdir dist
	$(BIN)/python -m build --no-isolation --outdir build/again
	diff -r dist build/again
	$(BIN)/python -m pip install --quiet cyclonedx-bom
	$(BIN)/cyclonedx-py requirements --pyproject pyproject.toml --output-reproducible \
		--output-file dist/sbom.cdx.json requirements/run.txt
	ls dist

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
	  $(call installed,What makes virtual environments of Python,python3-venv)
	fi
	[ -x $(BIN)/pip ] || $(PYTHON) -m venv .venv
	touch $@

# Exactly what stands in the lock, byte for byte: a package that was changed since is refused.
INSTALL = $(BIN)/python -m pip install --quiet --require-hashes --requirement
OURSELVES = $(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .

$(HAVE_RUN): requirements/run.txt pyproject.toml | .venv/.made
	@echo 'Setting up: the packages that build the site'
	$(INSTALL) requirements/run.txt
	$(OURSELVES)
	touch $@

$(HAVE_TEST): requirements/test.txt pyproject.toml | .venv/.made
	@echo 'Setting up: the packages that build and test the site'
	$(INSTALL) requirements/test.txt
	$(OURSELVES)
	touch $(HAVE_RUN) $@

# Installs Debian packages, or says which are missing: $(call installed,what for,packages). Only a CI
# may use sudo without being asked.
define installed
if [ "$$(id -u)" = 0 ]; then as=(); elif [ -n "$${CI:-}" ] && sudo -n true 2>/dev/null; then as=(sudo -n); else as=(no); fi
if [ "$${as[*]}" = no ] || ! command -v apt-get >/dev/null; then
  echo '$(1) is missing here.' >&2
  echo 'As root: apt-get install $(2), then run make again.' >&2
  exit 1
fi
"$${as[@]}" $(APT) update
"$${as[@]}" $(APT) install -y --no-install-recommends $(2)
endef

# Playwright brings its own Node, which needs libatomic1; a bare Debian has neither that nor Chromium.
browser: $(HAVE_TEST)
	@for name in "$${CHARTERS_CHROMIUM:-}" chromium chromium-browser google-chrome; do
	  if [ -n "$$name" ] && command -v "$$name" >/dev/null && $(BIN)/playwright --version >/dev/null 2>&1; then exit 0; fi
	done
	$(call installed,Chromium$(COMMA) in which the tests open the site$(COMMA),chromium libatomic1)

office:
	@for name in "$${CHARTERS_OFFICE:-}" soffice libreoffice; do
	  if [ -n "$$name" ] && command -v "$$name" >/dev/null; then exit 0; fi
	done
	$(call installed,LibreOffice Calc$(COMMA) in which the tests open the published tables$(COMMA),libreoffice-calc-nogui)
