# Everything sets up what it needs: `make demo` and `make test` work on a machine that has
# Python 3.11 to 3.13, make and a package index, and nothing else. A second run installs nothing.

VENV := .venv
BIN := $(VENV)/bin
RUN := $(VENV)/.run-installed
DEV := $(VENV)/.dev-installed
PIP = $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet
# The file is a whole resolution, so nothing is resolved again: the pip that comes with Python 3.11
# finds no pin for what asks for a package without the extras under which it is pinned.
PINNED = --no-deps --require-hashes --only-binary :all:
UV ?= uv
COMPILE = $(UV) pip compile --quiet --no-config --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-header --no-strip-extras --upgrade

# A name on the path is no proof: the shims of version managers exist and fail, some systems ship
# Python without its venv. So each is asked to run, the newest in range first.
FIND_PYTHON = for python in $(PYTHON) python3.13 python3.12 python3.11 python3; do \
	"$$python" -c 'import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' \
	2>/dev/null && echo "$$python" && break; done

.DEFAULT_GOAL := help
.PHONY: help install demo test quick check style serve deploy bench many kill-test fuzz mutate soak years requirements

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

$(BIN)/python:
	@python=$$($(FIND_PYTHON)); \
	if [ -z "$$python" ]; then \
		echo "No Python 3.11 to 3.13 with venv was found; install one (on Debian: python3 and" \
			"python3-venv) or name it: make PYTHON=/path/to/python3" >&2; exit 1; \
	fi; \
	echo "Making $(VENV) with $$($$python --version)"; "$$python" -m venv --clear $(VENV)

# Where the tests' tools stand beside, they are looked at once they too are at their newest.
$(RUN): requirements.txt pyproject.toml | $(BIN)/python
	@echo "Installing what the program needs (a minute or two, once)"
	@$(PIP) install $(PINNED) -r requirements.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@[ -e $(DEV) ] || $(PIP) check
	@touch $@

$(DEV): requirements-dev.txt $(RUN)
	@echo "Installing what its tests need"
	@$(PIP) install $(PINNED) -r requirements-dev.txt
	@$(PIP) check
	@touch $@

install: $(RUN) ## the program, into .venv; what its tests need comes with them

demo: $(RUN) ## play the sample board through a year
	@$(BIN)/matters demo

# A file's tests stay together, since they share what was costly to make (tests/sharing.py). The
# types are looked over meanwhile, as the first tests wait for servers to start, and told at the end.
test: style ## check and every test
	@$(BIN)/mypy > $(VENV)/.types 2>&1 & types=$$!; \
	$(BIN)/python -m pytest -p xdist --numprocesses auto --maxprocesses 4 --dist loadfile; \
	tested=$$?; wait $$types; typed=$$?; cat $(VENV)/.types; exit $$((tested > 0 ? tested : typed))

quick: $(DEV) ## the rules and the stories alone
	@$(BIN)/python -m pytest -q tests/models/rules tests/stories

check: style ## lint, format, the contracts between the layers, and types
	@$(BIN)/mypy

style: $(DEV)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports

serve: $(RUN) ## server, schedules, delivery and the page on this machine
	@$(BIN)/matters serve

deploy: $(RUN) ## put the deployments on a Prefect server that runs elsewhere
	@$(BIN)/prefect --no-prompt deploy --all --prefect-file deployments/prefect.yaml

# SIZES="1000 100000" for registers of other sizes, ROWS="day starting" for some rows alone,
# HOMES=folder to keep the registers for the next time: of a million actions it takes an hour.
bench: $(DEV) ## measure the program against its targets
	@$(BIN)/python -m tests.benchmarks $(SIZES) $(if $(ROWS),--rows $(ROWS)) $(if $(HOMES),--homes $(HOMES))

# pytest answers 5 where nothing was collected: that is no success, and deserves a sentence.
define marked
@$(BIN)/python -m pytest -m $(1); status=$$?; \
if [ $$status -eq 5 ]; then echo "No test is marked '$(1)': nothing was proved." >&2; exit 1; fi; \
exit $$status
endef

many: $(DEV) ## share sixty boards out among workers, killing some; needs PostgreSQL
	@$(BIN)/python -m tests.benchmarks.many $(MANY)

kill-test: $(DEV) ## stop the program at its worst moments
	$(call marked,kill)

fuzz: $(DEV) ## feed the readers what nobody would write
	$(call marked,fuzz)

# MODULES="stages stops" for some of models/rules; all of them take an hour of two cores. EVERY=20
# makes each twentieth change alone: the share that lives, in minutes.
mutate: $(DEV) ## change the rules one small thing at a time and see that a test turns red
	@nice -n 19 $(BIN)/python -m tests.mutation $(if $(EVERY),--every $(EVERY)) $(MODULES)

# MINUTES=5 for a shorter one, SEED=7 for the same once more; FOLDER=place keeps its home and log;
# SMALL_DISK=1 fills its disk, too, which root alone can mount.
soak: $(DEV) ## half an hour of `matters serve` while everything goes wrong, and a look for leaks
	$(call marked,soak)
	@$(BIN)/python -m tests.soak --minutes $(or $(MINUTES),30) $(if $(SEED),--seed $(SEED)) \
		$(if $(FOLDER),--folder $(FOLDER)) $(if $(SMALL_DISK),--small-disk)

# YEARS=30 for more, SEED=8 for other people.
years: $(DEV) ## ten years of a board by the calendar, with every schedule, held against the self-check
	@$(BIN)/python -m tests.years --years $(or $(YEARS),10) $(if $(SEED),--seed $(SEED))

# 3.9 of Prefect allows another major version of Apprise; it is let in by hand, once tried.
requirements: ## resolve and hash the requirements anew; needs uv
	@command -v $(UV) >/dev/null || { echo "Needs uv: pip install uv, or make $@ UV=/path/to/uv" >&2; exit 1; }
	@echo 'prefect==3.8.8' | $(COMPILE) --constraints - --group build pyproject.toml -o requirements.txt
	@$(COMPILE) --constraints requirements.txt --group dev pyproject.toml -o requirements-dev.txt
