# One environment, .venv, filled in two steps: .run holds what the command needs, .dev adds the rest.
# Without make: the same commands stand in CONTRIBUTING.md.

PY ?= python3
UV ?= uv
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
LOCKED := --require-hashes --only-binary :all:
HERE := --no-deps --no-build-isolation --editable .
COMPILE := $(UV) pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
  --no-header --no-annotate --no-emit-index-url --no-strip-extras --quiet

.DEFAULT_GOAL := help
.PHONY: help demo test coverage check docs bench lock clean

help:  ## Show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

demo: .venv/.run  ## Run the bundled example; its results go to out/
	$(BIN)/dangjian-chain demo --out out

test: .venv/.dev  ## Run the tests and the examples in docstrings (ARGS="-k name" for some)
	$(BIN)/python -m pytest $(ARGS)

coverage: .venv/.dev  ## Run the tests and show the lines they miss
	$(BIN)/python -m pytest --cov $(ARGS)

check: .venv/.dev  ## Check writing, form, layers, types and documentation
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache
	$(BIN)/mypy
	@$(MAKE) --no-print-directory docs

docs: .venv/.dev  ## Build the pages of both languages; a warning is an error
	@for folder in $(wildcard docs/zh docs/en); do \
	  echo "sphinx: $$folder"; \
	  $(BIN)/python -m sphinx --quiet --fail-on-warning -b html $$folder docs/_build/$${folder#docs/} || exit 1; \
	done

bench: .venv/.dev  ## Measure speed and memory beside the yardsticks
	$(BIN)/python benchmarks/run.py $(ARGS)

lock:  ## For maintainers, with uv: write requirements/ anew (ARGS=--upgrade for the newest)
	$(COMPILE) --all-extras --group dev $(ARGS) --output-file requirements/dev.txt
	$(COMPILE) --group build --constraints requirements/dev.txt $(ARGS) --output-file requirements/run.txt

clean:  ## Remove the environment and whatever was made
	rm -rf .venv out dist docs/_build .coverage .coverage.* htmlcov
	rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find src tests examples -name __pycache__ -type d -prune -exec rm -rf {} +

# Each stamp is written last, so that a set-up that was cut short is done again.
.venv/.made:
	@$(PY) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PY=python3.11 ...")'
	$(PY) -m venv .venv
	@touch $@

.venv/.run: requirements/run.txt pyproject.toml | .venv/.made
	$(PIP) $(LOCKED) -r requirements/run.txt
	$(PIP) $(HERE)
	@touch $@

.venv/.dev: requirements/dev.txt pyproject.toml | .venv/.made
	$(PIP) $(LOCKED) -r requirements/dev.txt
	$(PIP) $(HERE)
	@touch $@ .venv/.run
