# endorseback: everything a developer or a curious user types. `make help` lists it.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
JOBS ?= 2

.DEFAULT_GOAL := help

.PHONY: help
help:  ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

# The user's part: what the program needs to run, and the demo's mail server.
$(VENV)/.demo: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[demo]'
	$(BIN)/python -m compileall -q src
	touch $@

# The developer's part: the tools and the tests' libraries on top of it.
$(VENV)/.dev: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	$(BIN)/python -m compileall -q src
	touch $@ $(VENV)/.demo

.PHONY: demo
demo: $(VENV)/.demo  ## Try endorseback on an invented mailbox
	$(BIN)/endorseback demo

.PHONY: test
test: $(VENV)/.dev  ## Run the tests
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal

.PHONY: lint
lint: $(VENV)/.dev  ## Check style and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

.PHONY: types
types: $(VENV)/.dev  ## Check types
	$(BIN)/mypy

.PHONY: imports
imports: $(VENV)/.dev  ## Check that the layers hold
	$(BIN)/lint-imports

.PHONY: check
check: lint types imports test  ## All checks, as CI runs them

.PHONY: format
format: $(VENV)/.dev  ## Put the code in form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.PHONY: bench
bench: $(VENV)/.dev  ## Measure speed, as ratios within one run
	$(BIN)/python -m compileall -q src
	$(BIN)/python -m tests.bench

FUZZ_SECONDS ?= 300
# 0 is another one each time.
FUZZ_SEED ?= 0

$(VENV)/.fuzz: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[fuzz]'
	touch $@

.PHONY: fuzz
fuzz: $(VENV)/.fuzz  ## Fuzz the reading of mails for FUZZ_SECONDS
	$(BIN)/python -m tests.fuzz.fuzz_mail -max_total_time=$(FUZZ_SECONDS) -seed=$(FUZZ_SEED)

.PHONY: screenshots
screenshots: $(VENV)/.dev  ## Draw screenshots/ from the invented mailbox
	$(BIN)/python -m tests.support.screenshots

.PHONY: docs
docs: $(VENV)/.dev  ## Write the generated pages of docs/
	$(BIN)/python -m tests.support.keys_page
	$(BIN)/python -m tests.support.filters_page

.PHONY: clean
clean:  ## Remove the environment and all caches
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache build dist
