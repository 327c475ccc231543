# Every target sets up what it needs; set up already, it starts at once.
# Another interpreter: make test PYTHON=/path/to/python3.12

PYTHON ?=
GOALS ?= $(MAKECMDGOALS)
BIN := .venv/bin
LOWEST := .venv-lowest/bin
POST := examples/posts/ai-engineer.html
comma := ,
# On all processors, each taking from the others when it has nothing left.
SPREAD := -n auto --dist worksteal
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# The first Python on the path that is new enough, or a message that says what is missing.
find-python = py="$(PYTHON)"; \
	if [ -z "$$py" ]; then for name in python3.11 python3.12 python3.13 python3 python; do \
		if $$name -c 'import sys, ensurepip; sys.exit(sys.version_info < (3, 11))' \
			>/dev/null 2>&1; then py=$$name; break; fi; done; fi; \
	if [ -z "$$py" ]; then \
		echo "skillmap needs Python 3.11 or newer with venv; none is on the path." \
			"Name one: make $(GOALS) PYTHON=/path/to/python3.11" >&2; exit 1; fi; \
	if ! "$$py" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then \
		echo "skillmap needs Python 3.11 or newer; $$py is older or does not run." >&2; exit 1; fi

# $(1) folder of the environment, $(2) constraints, $(3) extras. Built without isolation: the build tools are
# pinned like everything else. Python compiles what is imported; most of what is installed never is.
define set-up
	@$(find-python); echo "Setting up $(1) with $$py"; "$$py" -m venv --clear $(1)
	@$(1)/bin/python -m pip install -qq --no-compile --constraint $(2) setuptools hatchling editables
	@$(1)/bin/python -m pip install -qq --no-compile --constraint $(2) --no-build-isolation --editable '.[$(3)]'
	@touch $@
endef

.PHONY: help demo test cover lint format bench lowest pins clean

help: ## list the targets
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 10

.venv/.ready: pyproject.toml constraints.txt
	$(call set-up,.venv,constraints.txt,dev$(comma)ray)

.venv-lowest/.ready: pyproject.toml constraints-lowest.txt
	$(call set-up,.venv-lowest,constraints-lowest.txt,dev)

# Two of the examples cannot be read, on purpose: exit code 1 says so and is what is expected.
demo: .venv/.ready ## rank the example CVs against a post; the report lies in build/demo
	@$(BIN)/skillmap rank examples/cvs --job $(POST) --out build/demo --force; \
		code=$$?; [ $$code -le 1 ] || exit $$code

# Both environments are set up at once: mostly they wait for the network.
test: ## style, types, tests, the wheel, and the lowest versions
	@$(MAKE) --no-print-directory -j 2 GOALS=test lint .venv-lowest/.ready
	$(BIN)/python -m pytest $(SPREAD)
	@$(MAKE) --no-print-directory lowest

cover: .venv/.ready ## the tests with their coverage, which takes half as long again
	$(BIN)/python -m pytest --cov --cov-report=term $(SPREAD)

lint: .venv/.ready ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: .venv/.ready ## put the code into shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Old versions may warn of what newer ones around them changed; only failures count here. The tests are
# those that reach what is not ours: caches, archives and runs that are stopped need Python alone.
lowest: .venv-lowest/.ready ## the tests on the lowest versions that pyproject.toml declares
	$(LOWEST)/python -m pytest -W default -m "not wheel" -q $(SPREAD) \
		tests/cli/test_cli_usage.py $(addprefix tests/,$(addsuffix .py,test_batch test_batch_outputs) \
		$(addsuffix *.py,test_component test_language test_matching test_ner test_ranking \
		test_readers test_render test_taxonomy))

bench: .venv/.ready ## the benchmarks, one after another
	@set -e; for script in benchmarks/[a-z]*.py; do \
		[ -e "$$script" ] || { echo "no benchmarks yet"; break; }; \
		echo "== $$script"; $(BIN)/python "$$script"; done

pins: ## make both constraints files anew from pyproject.toml
	@rm -rf build/pins; mkdir -p build/pins
	@sed -nE 's/^ *"([A-Za-z0-9-]+)>=([0-9.]+)(,[^"]*)?",?$$/\1==\2/p' pyproject.toml \
		> build/pins/floors.txt; : > build/pins/none.txt
	@$(find-python); for kind in none floors; do \
		[ $$kind = none ] && extras=dev,ray || extras=dev; \
		"$$py" -m venv build/pins/$$kind && bin=build/pins/$$kind/bin && \
		$$bin/python -m pip install -qq --upgrade --constraint build/pins/$$kind.txt \
			setuptools hatchling editables && \
		$$bin/python -m pip install -qq --constraint build/pins/$$kind.txt \
			--no-build-isolation --editable ".[$$extras]" || exit 1; done
	@freeze='-m pip freeze --all --exclude-editable --exclude pip'; \
	{ echo "# Versions that the project is developed and tested with, on Python 3.11 to 3.13."; \
	  echo "# Made by \`make pins\`."; build/pins/none/bin/python $$freeze; } > constraints.txt; \
	{ echo "# The lowest versions that pyproject.toml declares, and what goes with them."; \
	  echo "# Made by \`make pins\`."; build/pins/floors/bin/python $$freeze; } \
		> constraints-lowest.txt

clean: ## remove the environments and everything built
	rm -rf .venv .venv-lowest build dist .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
