# Needs make and a Python of at least 3.11 with venv: `make test PYTHON=python3.13`.
PYTHON ?= python3
JOBS ?= 2

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help setup test check stress mutants fuzz audit bench demo readme messages lock clean
.DELETE_ON_ERROR:

help:
	@echo "make demo     the main job on a copy of the shipped ledger"
	@echo "make test     the whole suite"
	@echo "make check    ruff, mypy, import-linter, and whether the tests of core and ledger reach all of it"
	@echo "make stress   crash, crowd and tamper at length, and put the counts into docs/trust.md"
	@echo "make mutants  break the core on purpose, and list what no test notices (many minutes)"
	@echo "make bench    time and memory beside ledger, hledger and bean-query: docs/performance.md"
	@echo "make fuzz     look for input that breaks the program, a million cases; counts: docs/trust.md"
	@echo "make audit    look for known faults of packages, and for unsafe calls (pip-audit, bandit)"
	@echo "make readme   run the commands of README and handbooks, and draw the picture anew"
	@echo "make messages write all that the program says to build/messages.md, to be read whole"
	@echo "make lock     lock the newest admissible versions in requirements-dev.txt"
	@echo "make clean    remove what was made"

setup: $(READY)

# Nothing is built or installed here that is not locked with its hash.
$(READY): requirements-dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=…")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes --only-binary :all: -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --no-build-isolation --no-deps --editable .
	@touch $@

test: $(READY)
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal

# Core and ledger are covered by their own tests; to measure all others too would take a minute more.
check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m pytest -n $(JOBS) --quiet --cov --cov-report=term:skip-covered tests/core tests/ledger tests/values

# Some twenty minutes: every command struck at every system call and by signals, 8,000 bookings at
# once, each character of a ledger changed. What held it puts into docs/trust.md. STRESS="crash many"
# runs a part.
stress: $(READY)
	nice -n 10 $(BIN)/python -u tests/trust/stress.py $(STRESS)

# Not locked with its hash: it judges the tests now and then, in an environment of its own.
MUTANTS := build/mutants/tool
mutants: $(MUTANTS)/.ready
	$(MUTANTS)/bin/python tools/mutants.py $(JOBS)

$(MUTANTS)/.ready: requirements-dev.txt Makefile
	$(PYTHON) -m venv $(MUTANTS)
	$(MUTANTS)/bin/python -m pip install --quiet --require-hashes --only-binary :all: -r requirements-dev.txt
	$(MUTANTS)/bin/python -m pip install --quiet --only-binary :all: mutmut==3.8.1
	@touch $@

# ledger and hledger are those of the system, if it has them; bean-query comes from PyPI.
BENCH := build/bench
bench: $(READY) $(BENCH)/.ready
	BEAN_QUERY=$(BENCH)/bin/bean-query $(BIN)/python -m benchmarks.compare $(ROUNDS)

$(BENCH)/.ready: Makefile
	$(PYTHON) -m venv $(BENCH)
	$(BENCH)/bin/python -m pip install --quiet --only-binary :all: beancount==3.2.3 beanquery==0.2.0
	@touch $@

# Not locked with its hash either: it looks for input that breaks the program, now and then.
FUZZ := build/fuzz/tool
fuzz: $(FUZZ)/.ready
	nice -n 10 $(FUZZ)/bin/python -u tests/trust/fuzz.py $(TARGETS)

$(FUZZ)/.ready: requirements-dev.txt Makefile
	$(PYTHON) -m venv $(FUZZ)
	$(FUZZ)/bin/python -m pip install --quiet --require-hashes --only-binary :all: -r requirements-dev.txt
	$(FUZZ)/bin/python -m pip install --quiet --only-binary :all: atheris==3.0.0
	@touch $@

# Not locked with its hash either: it judges calls and packages. What it could not ask, it says, and
# ends with 3 then: it needs the network, and a source of known faults itself.
AUDIT := build/audit/tool
audit: $(AUDIT)/.ready
	$(AUDIT)/bin/python tools/audit.py $(CURDIR)/$(AUDIT)/bin

$(AUDIT)/.ready: Makefile
	$(PYTHON) -m venv $(AUDIT)
	$(AUDIT)/bin/python -m pip install --quiet --only-binary :all: bandit==1.9.4 pip-audit==2.10.1
	@touch $@

demo: $(READY)
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh tools/demo.sh

readme: $(READY)
	$(BIN)/python tools/readme.py

messages: $(READY)
	@mkdir -p build
	$(BIN)/python tools/messages.py > build/messages.md

# uv has an environment of its own: it is needed here alone. No address may get into the file.
# An extra is locked as such: pip takes the newest version of one that is only locked without it.
lock:
	$(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install --quiet uv
	build/lock/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
	    --generate-hashes --no-strip-extras --no-header --no-annotate \
	    --no-emit-index-url --no-emit-find-links --extra papers --group dev pyproject.toml \
	    --output-file requirements-dev.txt

clean:
	rm -rf $(VENV) build dist .coverage .coverage.* .mypy_cache .pytest_cache .ruff_cache \
	    .import_linter_cache .hypothesis
