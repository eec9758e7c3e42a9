# `make help` says what there is.  Everything is installed into .venv, with the
# versions of constraints.txt, from wherever pip is set up to look.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PINS := constraints.txt
DEMO := build/demo
EXTRAS := dev,pmcs,plot

# The environment in which pip builds the package is pinned as well: old pips
# read the first of these there, new ones the second.
PINNED := PIP_CONSTRAINT=$(PINS) PIP_BUILD_CONSTRAINT=$(PINS)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

# Written when an installation is complete; newer pins make them stale.
RUN := $(VENV)/.installed
DEV := $(VENV)/.installed-dev
BENCH := $(VENV)/.installed-bench
# Without npm, the bench runs without its peers, and says so.
PEERS := $(if $(shell command -v npm),$(if $(wildcard bench/package.json),bench/node_modules/.installed))

# A request in the middle of its week, and what would have to be said.
GATE := $(BIN)/dmccb --no-pager gate --facts examples/facts/03-objection-stands.json
SPOKEN := --assume withdraw=interfacer --assume approve=chair --assume approve=manager --assume adopt=asker

WORKFLOWS := $(wildcard .github/workflows/*.yml)
SCHEMAS := $(wildcard schemas/*.schema.json)

.PHONY: help demo demo-policy test check format bench mutants constraints clean
.NOTPARALLEL:
.DELETE_ON_ERROR:

help:  ## say what there is
	@echo "make TARGET, where TARGET is one of"
	@sed -n 's/^\([a-z-]*\):.*  ## \(.*\)/  \1|\2/p' $(MAKEFILE_LIST) | \
	    while IFS='|' read -r name text; do printf '  %-13s %s\n' "$$name" "$$text"; done
	@echo "PYTHON=python3.12 (or another, 3.11 or newer) says which Python to use."

demo: $(RUN)  ## show what changed from v1.4 to v1.5, and write the change record
	@mkdir -p $(DEMO)
	@$(BIN)/dmccb --no-pager diff v1.4 v1.5 --summary
	@for suffix in md tex html; do $(BIN)/dmccb diff v1.4 v1.5 -o $(DEMO)/change-record.$$suffix; done
	@echo
	@echo "This is the first screen of the change record. The whole of it is in"
	@echo "  $(DEMO)/change-record.md    Markdown, as a pull request shows it"
	@echo "  $(DEMO)/change-record.tex   LaTeX, for the document"
	@echo "  $(DEMO)/change-record.html  one page for a browser"
	@echo "and '$(BIN)/dmccb diff v1.4 v1.5' shows it here."

demo-policy: $(RUN)  ## route a real change, and follow a request through its week
	@echo "Who controls the change from v1.4 to v1.5, by which rule, and who must agree?"
	@echo "\$$ dmccb route v1.4 v1.5 --policy . --summary"
	@$(BIN)/dmccb --no-pager route v1.4 v1.5 --policy . --summary
	@echo
	@echo "A request to move LDM-503-13 by 60 days, in the middle of its week:"
	@$(GATE) --summary || [ $$? -eq 1 ]
	@echo
	@echo "What if the objection is withdrawn, and the board and the assignee speak?"
	@$(GATE) $(SPOKEN) --summary || [ $$? -eq 1 ]
	@echo
	@echo "And once the week is over?"
	@$(GATE) $(SPOKEN) --assume at=+5d

test: $(DEV)  ## run all tests
	@$(BIN)/python -m pytest

check: $(DEV)  ## lint, types, layers, workflows, and the baselines themselves
	$(BIN)/ruff check --quiet .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy --no-error-summary dmccb tests $(wildcard bench)
	$(BIN)/lint-imports --no-logo --no-cache
	$(BIN)/python -m tests.density dmccb bench
	$(BIN)/check-jsonschema --quiet --check-metaschema $(SCHEMAS)
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.github-workflows $(WORKFLOWS)
	$(BIN)/zizmor --quiet --offline --persona=pedantic --no-progress $(WORKFLOWS)
	$(BIN)/dmccb check
	$(BIN)/dmccb fmt --check

format: $(DEV)  ## write code and baselines in their canonical form
	$(BIN)/ruff check --quiet --fix-only .
	$(BIN)/ruff format --quiet .
	$(BIN)/dmccb fmt

bench: $(BENCH) $(PEERS)  ## measure dmccb beside git diff and its peers (SIZES="400 10000", ROUNDS=3)
	@$(BIN)/python -m bench $(if $(SIZES),--sizes $(SIZES)) $(if $(ROUNDS),--rounds $(ROUNDS)) $(ARGS)

mutants: $(DEV)  ## count the faults, put in on purpose, that no test notices (ROOMS=rfc, SAMPLE=200, SEED=1)
	@$(BIN)/python -m tests.mutants $(foreach room,$(ROOMS),--room $(room)) \
	    $(if $(SAMPLE),--sample $(SAMPLE)) $(if $(SEED),--seed $(SEED)) $(ARGS)

constraints:  ## write constraints.txt anew, with the newest versions
	@rm -rf build/pins
	@$(PYTHON) -m venv build/pins
	@env -u PIP_CONSTRAINT build/pins/bin/python -m pip --disable-pip-version-check --quiet install '.[bench,$(EXTRAS)]'
	@{ sed '/^[^#]/,$$d' $(PINS); \
	   build/pins/bin/python -m pip --disable-pip-version-check freeze --exclude dmccb; } > build/pins/new
	@mv build/pins/new $(PINS)
	@rm -rf build/pins

clean:  ## remove what was installed and built
	rm -rf $(VENV) build dist bench/node_modules .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "make: dmccb needs Python 3.11 or newer, and '$(PYTHON)' is not:" \
	         "$$($(PYTHON) --version 2>&1); name another with make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV) || { \
	    echo "make: '$(PYTHON) -m venv' failed; on Debian and Ubuntu it needs the package python3-venv" >&2; \
	    rm -rf $(VENV); exit 1; }

$(RUN): pyproject.toml $(PINS) | $(BIN)/python
	@echo "installing dmccb into $(VENV)"
	@$(PINNED) $(PIP) install -c $(PINS) -e .
	@touch $@

$(DEV): pyproject.toml $(PINS) | $(BIN)/python
	@echo "installing dmccb and what its checks and tests need into $(VENV)"
	@$(PINNED) $(PIP) install -c $(PINS) -e '.[$(EXTRAS)]'
	@touch $(RUN) $@

$(BENCH): pyproject.toml $(PINS) | $(BIN)/python
	@echo "installing dmccb and what it is measured beside into $(VENV)"
	@$(PINNED) $(PIP) install -c $(PINS) -e '.[bench]'
	@touch $(RUN) $@

bench/node_modules/.installed: $(wildcard bench/package.json bench/package-lock.json)
	@if npm ci --prefix bench --silent --no-audit --no-fund; then touch $@; else \
	    echo "make: npm could not install the peers of bench/package.json; going on without them" >&2; fi
