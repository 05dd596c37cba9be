# The commands of the project. Each sets up what it needs: a virtual environment in .venv with pinned and
# hashed packages, made again when the pins change. Nothing but packages is downloaded.
# GNU make on Linux or macOS; on Windows, in WSL.

PYTHON  ?= python3
PORT    ?= 8501
ADDRESS ?= localhost
ARGS    ?=
STUDY   ?=
FILE    ?= $(notdir $(CURDIR))-saisie.xlsx
# A browser opens where there is a screen.
HEADLESS ?= $(if $(or $(DISPLAY),$(WAYLAND_DISPLAY),$(filter Darwin,$(shell uname))),$(if $(CI),true,false),true)

py := .venv/bin/python
pip := $(py) -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all:
uv := uv==0.13.9
kernel := scripts/check/engines/libkernel.so

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help explore study preview next-version validate edit take publish release score test catalogs lint format compat mutants quality bench bench-explorer looks browsers spark fuzz fuzz-sentences oracle attack reproduce deploy-check chromium pins sbom advisories clean distclean

help: ## Say what the commands are
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-13s %s\n", $$1, $$2}' Makefile

explore: release ## Validate, publish, and open the explorer (PORT=8501 ADDRESS=localhost)
	@$(py) -m streamlit run explorer/server.py --server.port $(PORT) --server.address $(ADDRESS) \
		--server.headless $(HEADLESS) --server.showEmailPrompt false -- --release dist/latest

study: .venv/.run $(kernel) ## Lead a study from the institute's file to the preview (STUDY=code ARGS="--crosstab FILE.xlsx --map MAP.toml")
	@test -n "$(STUDY)" || { echo "STUDY=code: make study STUDY=code ARGS=\"--crosstab FILE.xlsx --map MAP.toml\"" >&2; exit 2; }
	@$(py) -m scripts guide "$(STUDY)" $(ARGS)
	@$(MAKE) --no-print-directory preview ARGS=

preview: .venv/.run $(kernel) ## Show the working tables in the explorer, at the list of what changes, old beside new; nothing enters dist/
	@made=$$(mktemp -d) && trap 'rm -rf "$$made"' EXIT INT TERM \
	&& $(py) -m scripts preview --to "$$made/preview" $(ARGS) && echo "http://$(ADDRESS):$(PORT)/changes" \
	&& $(py) -m streamlit run explorer/server.py --server.port $(PORT) --server.address $(ADDRESS) \
		--server.headless true --server.showEmailPrompt false -- --release "$$made/preview/release/latest" \
		--changes "$$made/preview/changes.json" $(if $(filter false,$(HEADLESS)),--open "http://$(ADDRESS):$(PORT)/changes")

next-version: .venv/.run $(kernel) ## Number what changed since the last version kept, in every place, once you agree
	@$(py) -m scripts next-version $(ARGS)

validate: .venv/.run $(kernel) ## Check the source package; ARGS="--lang en --format markdown" for more
	@$(py) -m scripts validate $(ARGS)

edit: .venv/.run ## Write the tables as a workbook to fill: labels to choose, one sheet a kind of thing
	@$(py) -m scripts edit $(ARGS)

take: .venv/.run ## Take the workbook back, or a CSV that a spreadsheet saved: FILE=path; all is said before it is written
	@$(py) -m scripts take "$(FILE)" $(ARGS)

# What a new release must pass before it enters dist/: every view is made, every sentence is read again.
checked := --check-with "$(py) -m explorer check"

publish: .venv/.run $(kernel) ## Validate, make the release of this version in dist/, check its pages
	@$(py) -m scripts publish $(checked) $(ARGS)

# The release that other commands need; ARGS is theirs.
release: .venv/.run $(kernel)
	@$(py) -m scripts publish $(checked)

score: release ## Say what data.gouv.fr and data.europa.eu will think of the release, point by point; ARGS="--online" asks each address
	@$(py) -m scripts score $(ARGS)

test: .venv/.dev $(kernel) chromium ## Run every test; ARGS="-m 'not browser' -k words" for some
	@$(py) -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal $(ARGS)

catalogs: .venv-catalogs/.done .venv-readers/.done ## Ask the validator of each standard about the catalogues of a release
	@.venv-catalogs/bin/python -m pytest tests/catalogs $(ARGS)

lint: .venv/.dev ## Check style (ruff) and types (mypy)
	@$(py) -m ruff check
	@$(py) -m ruff format --check
	@$(py) -m mypy

format: .venv/.dev ## Mend what ruff can mend by itself
	@$(py) -m ruff check --fix-only
	@$(py) -m ruff format

compat: .venv/.dev .venv-compat/.done ## Open a release in every tool and compare each cell; writes the table of README
	@$(py) -m tests.compat $(ARGS)

mutants: .venv/.dev ## Break every promise of the descriptors in a copy, and ask validate and frictionless who notices
	@$(py) -m tests.mutation $(ARGS)

quality: .venv/.dev ## Count the tests and write the generated parts of README anew
	@$(py) -m tests.generated

bench: .venv/.dev $(kernel) ## Time whole commands as typed, beside frictionless and the least that can be done; writes the README's table; ARGS="--rows 1000000 --print" for less
	@$(py) -m tests.benchmarks.bench $(ARGS)

spark: .venv-spark/.done ## Check a cluster against frictionless and one machine: on two cores, and on two workers
	@.venv-spark/bin/python -m pytest tests/test_engines_spark.py tests/test_cluster_spark.py $(ARGS)

bench-explorer: release .venv/.dev chromium ## Measure the explorer in a real browser; ARGS="--write" puts the table in README.md
	@$(py) -m tests.benchmarks.explorer $(ARGS)

looks: release .venv/.dev chromium ## Take a picture of every page in every look; ARGS="roles --width 390 --theme dark --lang en" for some
	@$(py) -m tests.browser.looks $(ARGS)

browsers: release .venv/.dev ## Open every page in Firefox and in WebKit; ARGS="roles --in firefox" for some
	@$(py) -m tests.browser.engines $(ARGS)

fuzz: .venv/.dev $(kernel) ## Put cells and packages at random through the engines, against frictionless; ARGS="5000000 42 20000" for more; then tables of known values through every reader, AGREE="20000 42"
	@$(py) -m tests.differential.fuzz $(ARGS)
	@$(py) -m tests.differential.agree $(AGREE)

fuzz-sentences: .venv/.dev ## Make sentences of random tables, and check what they claim; EXAMPLES=2000 for more
	@EXAMPLES=$${EXAMPLES:-300} $(py) -m pytest tests/test_claims.py -k any_table $(ARGS)

oracle: .venv/.dev ## Compare rates with R's survey, simulate, attack what is withheld; ARGS=--remember keeps what R says
	@$(py) -m tests.oracle $(ARGS)

attack: .venv/.dev $(kernel) ## Open packages that are made to hurt, by every command: tried and survived, by kind
	@$(py) -m tests.attack

reproduce: .venv/.dev ## Build the release again in other places and from a git archive: the same bytes
	@$(py) -m tests.reproduce

deploy-check: release ## Start the explorer in an environment with its own requirements only
	@$(py) tests/deploy_check.py

chromium: .venv/.dev ## Install Chromium for the browser tests where there is none
	@$(py) tests/chromium.py --install

pins: ## Write the files of pins anew from pyproject.toml (UPGRADE=--upgrade for newer versions)
	@$(check-python)
	@$(PYTHON) -m venv --clear .venv-pins
	@.venv-pins/bin/python -m pip install --quiet --disable-pip-version-check $(uv)
	@$(call compile,requirements-dev.txt,--group publish --group explorer --group test --group lint)
	@$(call compile,requirements.txt,--group publish --group explorer -c requirements-dev.txt)
	@$(call compile,explorer/requirements.txt,--group explorer -c requirements-dev.txt)
	@$(call compile,tests/compat/requirements.txt,--group compat)
	@$(call compile,tests/audit/requirements.txt,--group audit)
	@$(call compile,tests/catalogs/requirements.txt,--group publish --group catalogs)
	@$(call compile,tests/catalogs/readers/requirements.txt,--group readers)
	@$(call compile,tests/spark/requirements.txt,--group publish --group spark -c requirements-dev.txt)
	@rm -rf .venv-pins

sbom: .venv-audit/.done ## Write the bills of materials (CycloneDX) of the pins anew
	@.venv-audit/bin/python -m tests.audit bom

advisories: .venv-audit/.done ## Ask what is known against the pins, and say where nobody could be asked
	@.venv-audit/bin/python -m tests.audit advisories

clean: ## Remove the releases in dist/ and what tools leave
	@rm -rf dist .pytest_cache .hypothesis .mypy_cache .ruff_cache
	@find scripts explorer tests -name __pycache__ -prune -exec rm -rf {} +

distclean: clean ## The same, and the virtual environments
	@rm -rf .venv .venv-pins .venv-audit .venv-catalogs .venv-readers .venv-compat .venv-spark

# The environment, made from nothing when any pin changes. `run` is what the commands need, `dev` adds the
# tests' and linters' tools; versions are the same in both.

.venv/pyvenv.cfg: requirements-dev.txt requirements.txt
	@$(check-python)
	@echo "Setting up .venv (once; it takes about a minute)"
	@$(PYTHON) -m venv --clear .venv || { echo "python3-venv is missing: on Debian, apt-get install python3-venv" >&2; exit 1; }
	@touch $@

.venv/.run: .venv/pyvenv.cfg
	@$(pip) -r requirements.txt
	@touch $@

.venv/.dev: .venv/pyvenv.cfg
	@$(pip) -r requirements-dev.txt
	@touch $@ .venv/.run

# What reads large tables fastest, where there is a C compiler; without it Polars reads them.
$(kernel): scripts/check/engines/kernel.c
	@$(CC) -O3 -std=c11 -D_GNU_SOURCE -shared -fPIC -o $@ $< 2>/dev/null || rm -f $@

# The tools that only `make compat` opens a release with, apart from the project's: see tests/compat/install.py.

.venv-compat/.done: tests/compat/install.py tests/compat/requirements.txt tests/compat/package-lock.json
	@$(check-python)
	@echo "Setting up .venv-compat (once; it takes a few minutes)"
	@$(PYTHON) tests/compat/install.py .venv-compat
	@touch $@

# What knows of advisories, apart from the project's packages.

.venv-audit/.done: tests/audit/requirements.txt
	@$(check-python)
	@$(PYTHON) -m venv --clear .venv-audit
	@.venv-audit/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r $<
	@touch $@

# What judges catalogues, apart from the project's packages: validators that ask for versions of their own.

.venv-catalogs/.done: tests/catalogs/requirements.txt
	@$(check-python)
	@echo "Setting up .venv-catalogs (once; it takes about a minute)"
	@$(PYTHON) -m venv --clear .venv-catalogs
	@.venv-catalogs/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r $<
	@touch $@

# What reads catalogues of tables: csvw and pysdmx ask for older versions than those that publish. One package
# has no wheel: what builds it is pinned and hashed too, and installed first.

readers-pip := .venv-readers/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes

.venv-readers/.done: tests/catalogs/readers/requirements.txt
	@$(check-python)
	@echo "Setting up .venv-readers (once; it takes about a minute)"
	@$(PYTHON) -m venv --clear .venv-readers
	@awk '/^[a-z]/ {wanted = /^setuptools==/} wanted' $< > .venv-readers/setuptools.txt
	@$(readers-pip) --only-binary :all: -r .venv-readers/setuptools.txt
	@$(readers-pip) --only-binary :all: --no-binary jsonpath-rw --no-build-isolation -r $<
	@touch $@

# PySpark, apart from the project's packages: 450 MB, and no wheel. What builds it is pinned and hashed too,
# and installed first. Java 17 or newer must be there.

spark-pip := .venv-spark/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes

.venv-spark/.done: tests/spark/requirements.txt
	@$(check-python)
	@command -v java >/dev/null || { echo "Spark needs Java 17 or newer: on Debian, apt-get install default-jre-headless" >&2; exit 1; }
	@echo "Setting up .venv-spark (once; it takes a few minutes)"
	@$(PYTHON) -m venv --clear .venv-spark
	@awk '/^[a-z]/ {wanted = /^setuptools==/} wanted' $< > .venv-spark/setuptools.txt
	@$(spark-pip) --only-binary :all: -r .venv-spark/setuptools.txt
	@$(spark-pip) --only-binary :all: --no-binary pyspark --no-build-isolation -r $<
	@touch $@

define check-python
command -v "$(PYTHON)" >/dev/null || { echo "No $(PYTHON) here; name one: make PYTHON=python3.12 ..." >&2; exit 1; }; \
"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	|| { echo "$$("$(PYTHON)" --version) is too old: Python 3.11 or newer is needed; name one: make PYTHON=python3.12 ..." >&2; exit 1; }
endef

# Pins for every platform and every Python from 3.11 on, with the hashes of all files of each version and no
# address of where they were found.
define compile
.venv-pins/bin/uv pip compile pyproject.toml $(2) $(UPGRADE) --quiet --universal --python-version 3.11 \
	--fork-strategy fewest --generate-hashes --no-annotate --no-header --no-emit-index-url \
	--no-emit-find-links --output-file $(1) >/dev/null \
&& { echo "# Made by 'make pins' from pyproject.toml: change that, not this."; cat $(1); } > $(1).new \
&& mv $(1).new $(1)
endef
