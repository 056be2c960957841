# One environment, .venv, in two steps: `run` holds what the command needs, `dev` adds the rest.
# Without make: the same commands stand in README.md.

PY ?= python3
UV ?= uv
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
LOCKED := --require-hashes --only-binary :all:
HERE := --no-deps --no-build-isolation --editable .

.DEFAULT_GOAL := help
.PHONY: help demo test coverage check lint types docs bench lock clean

help:  ## Show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

.venv/.made:
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

demo: .venv/.run  ## Run the bundled example; results go to out/
	$(BIN)/dangjian-chain demo --out out

test: .venv/.dev  ## Run the tests (ARGS="-k name" for some of them)
	$(BIN)/python -m pytest $(ARGS)

coverage: .venv/.dev  ## Run the tests and show the lines they miss
	$(BIN)/python -m pytest --cov --cov-report=term-missing $(ARGS)

check: lint types docs  ## Everything that is checked beside the tests

lint: .venv/.dev  ## Rules of writing, form, import contract
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache

types: .venv/.dev  ## Types
	$(BIN)/mypy

docs: .venv/.dev  ## Build the pages in both languages; a warning is an error
	@for language in zh en; do \
	  test -f docs/$$language/conf.py || continue; \
	  echo "docs/$$language"; \
	  $(BIN)/sphinx-build --quiet --fail-on-warning --keep-going -b html docs/$$language docs/_build/$$language || exit 1; \
	done

bench: .venv/.dev  ## Measure speed and memory beside a yardstick
	$(BIN)/python benchmarks/run.py $(ARGS)

lock:  ## For maintainers, with uv: write requirements/*.txt anew (ARGS=--upgrade for newest)
	$(UV) pip compile pyproject.toml --group dev --all-extras --universal --python-version 3.11 \
	  --generate-hashes --no-header --no-annotate --no-emit-index-url $(ARGS) \
	  --quiet --output-file requirements/dev.txt
	$(UV) pip compile pyproject.toml --group build --all-extras --universal --python-version 3.11 \
	  --generate-hashes --no-header --no-annotate --no-emit-index-url \
	  --constraints requirements/dev.txt --quiet --output-file requirements/run.txt
	! grep -n '://' requirements/*.txt

clean:  ## Remove the environment and everything made
	rm -rf .venv out dist build docs/_build .coverage .coverage.* htmlcov .hypothesis .mypy_cache .ruff_cache
	find src tests examples -name __pycache__ -type d -prune -exec rm -rf {} +
