# One door for people and for CI: on a bare Debian with Python 3.11, make and git, `make site` and
# `make test` install what they need on their first run and reuse it afterward.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.NOTPARALLEL:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := site

PYTHON ?= python3
FORMAT ?= text
WORKERS ?= 2
EXAMPLES ?= 20000
COPIES ?= 1
PERIODS ?= 10
LOCALE ?= plugins/charters/locale
WEAKNESSES ?= https://api.osv.dev/v1/query

BIN := .venv/bin
HAVE_RUN := .venv/.installed-to-run
HAVE_TEST := .venv/.installed-to-test
HAVE_TOOLS := .venv/.installed-tools
APT := env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300
COMMA := ,

# The theme prints a notice about the future of MkDocs at every build unless this is set.
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_ROOT_USER_ACTION := ignore
# The bytes of a release hang on what is committed, and on nothing around it.
unexport SOURCE_DATE_EPOCH

.PHONY: help site docs serve check test fork bench government fuzz mutate pictures messages lock audit release format clean browser office java

help: ## Show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

site: $(HAVE_RUN) ## Build the website into site/ and check its links
	@$(BIN)/charters build

docs: $(HAVE_RUN) ## Build the handbook of docs/ into build/docs and check its links
	@$(BIN)/mkdocs build --quiet --strict --config-file mkdocs.docs.yml
	$(BIN)/charters check-site build/docs

serve: $(HAVE_RUN) ## Preview at http://127.0.0.1:8000/; follows changes, and says on the page what is wrong
	@$(BIN)/charters serve

check: $(HAVE_RUN) ## Check data and texts without building; FORMAT=json or FORMAT=github for programs
	@$(BIN)/charters check --format $(FORMAT)

test: $(HAVE_TEST) browser office java ## Run every check and test, the quickest first
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

bench: $(HAVE_TEST) ## Measure a whole government against MkDocs with Material, into BENCHMARKS.md; COPIES=10 for ten
	@$(BIN)/python benchmarks/bench.py --copies $(COPIES) --periods $(PERIODS)

government: $(HAVE_TEST) browser ## Import, build, check, compare and look at a whole government, from the data that CHARTERS_INVENTORY names
	@$(BIN)/python benchmarks/government.py

fuzz: $(HAVE_TEST) ## Spoil a valid site in 20,000 ways, as is done each night; EXAMPLES=500 for fewer
	@CHARTERS_FUZZ=$(EXAMPLES) $(BIN)/python -m pytest -n $(WORKERS) tests/test_one_value_changed.py tests/test_injections.py

fork: ## Run every check and test in a copy that has other agencies in place of the example
	@rm -rf build/fork
	git clone --quiet . build/fork
	cd build/fork
	git rm -r --quiet --ignore-unmatch data content/agencies tests/example
	cp -r tests/cases/reading/good/data tests/cases/reading/good/content .
	git add --all
	git -c user.name=fork -c user.email=fork@example.org commit --quiet --message 'Put our own charter in place of the example'
	$(MAKE) test

mutate: $(HAVE_TEST) ## Count the small changes of how we judge that no test notices; ten minutes on an idle core
	@$(BIN)/python benchmarks/mutate.py

pictures: site browser ## Draw the first screen of every kind of page into docs/images/: phone and desk, light and dark
	@$(BIN)/python benchmarks/pictures.py

# The lines taken out would differ from day to day and from machine to machine.
messages: $(HAVE_RUN) ## Collect the words of the pages for translators and bring every language up to date
	@$(BIN)/pybabel --quiet extract --mapping babel.cfg --omit-header --add-location file --no-wrap \
		--sort-output --add-comments Translators: --keyword _n:1,2 --keyword so_many:1,2 --keyword if_any:1,2 --keyword Column:3 \
		--keyword Dataset:2 --output $(LOCALE)/charters.pot .
	$(BIN)/pybabel --quiet update --domain charters --input $(LOCALE)/charters.pot \
		--output-dir $(LOCALE) --no-fuzzy-matching --ignore-obsolete --no-wrap
	sed -i -E '/^"(POT-Creation-Date|Generated-By)|EMAIL@ADDRESS|YEAR-MO-DA/d' $(LOCALE)/*/LC_MESSAGES/charters.po

# Universal: one lock for every system and Python that we support.
lock: $(HAVE_TOOLS) ## Choose the newest packages that pyproject.toml allows, and lock them with their hashes
	@choose=(compile --quiet --upgrade --universal --generate-hashes --python-version 3.11 --no-header)
	$(BIN)/uv pip "$${choose[@]}" --extra material --extra parquet pyproject.toml requirements/build.in --output-file requirements/run.txt
	$(BIN)/uv pip "$${choose[@]}" --extra material --extra parquet --extra test --extra import --extra language --constraint requirements/run.txt \
		pyproject.toml requirements/build.in --output-file requirements/test.txt
	$(BIN)/uv pip "$${choose[@]}" --constraint requirements/test.txt \
		requirements/tools.in --output-file requirements/tools.txt

# Without network it says so and passes; with a known weakness, or for any other reason, it fails.
audit: $(HAVE_TOOLS) ## Look up known weaknesses of the locked packages; says so where there is no network
	@mkdir -p build
	for lock in test tools; do
	  if $(BIN)/pip-audit --strict --require-hashes --disable-pip --vulnerability-service osv \
	    --osv-url $(WEAKNESSES) --requirement requirements/$$lock.txt > build/audit.txt 2>&1; then
	    echo "requirements/$$lock.txt: $$(tail -n 1 build/audit.txt)"
	  elif ! grep -q 'known vulnerabilit' build/audit.txt && grep -qE '(Connection|Proxy)Error|(Connect|Read)Timeout' build/audit.txt; then
	    echo 'no audit: the list of known weaknesses cannot be reached from here'
	    exit 0
	  else
	    cat build/audit.txt >&2
	    exit 1
	  fi
	done

# The second build stands in another folder, under another clock and mask, and makes its wheel from the
# tree and not from the source package. Then the wheel is put, with its hash, where nothing else is.
release: $(HAVE_TOOLS) ## Build the package twice, compare, try it, and list what it is made of (SBOM), into dist/
	@rm -rf dist build/elsewhere build/again build/tried
	$(BIN)/python -m build --no-isolation --outdir dist
	mkdir -p build/elsewhere
	(umask 077
	git ls-files -z | xargs -0 cp --parents -t build/elsewhere
	cd build/elsewhere
	TZ=Pacific/Auckland $(CURDIR)/$(BIN)/python -m build --no-isolation --wheel --sdist --outdir $(CURDIR)/build/again)
	diff -r dist build/again
	wheel=$$(ls dist/*.whl)
	echo "mkdocs-charters @ file://$(CURDIR)/$$wheel --hash=sha256:$$(sha256sum $$wheel | cut -d' ' -f1)" > build/wheel.txt
	$(PYTHON) -m venv --without-pip build/tried
	$(BIN)/python -m pip --python build/tried/bin/python install --quiet --require-hashes \
		--requirement requirements/run.txt --requirement build/wheel.txt
	(cd / && $(CURDIR)/build/tried/bin/charters check --root $(CURDIR)/tests/cases/reading/good)
	sed "s/^dynamic = .*/version = \"$$(build/tried/bin/charters --version | cut -d' ' -f3)\"/" pyproject.toml > build/pyproject.toml
	for folder in dist build; do
	  $(BIN)/cyclonedx-py environment --pyproject build/pyproject.toml --output-reproducible --validate \
	    --output-file $$folder/sbom.cdx.json build/tried/bin/python
	done
	cmp dist/sbom.cdx.json build/sbom.cdx.json
	(cd dist && sha256sum * > SHA256SUMS && cat SHA256SUMS)

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

$(HAVE_TOOLS): requirements/tools.txt $(HAVE_TEST)
	@echo 'Setting up: the packages that look a release over'
	$(INSTALL) requirements/tools.txt
	touch $@

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

java:
	@if command -v java >/dev/null; then exit 0; fi
	$(call installed,Java$(COMMA) on which the Nu checker of the W3C runs$(COMMA),default-jre-headless)
