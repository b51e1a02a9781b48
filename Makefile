# Everything done with Userbook from a checkout; `make` alone lists it.
#
#   PYTHON=python3.12      another interpreter (3.11 or newer; the environment follows it)
#   VENV=/somewhere        another place for the environment
#   ARGS="..."             passed on to the program, to pytest or to uv

VENV ?= .venv
BIN  := $(VENV)/bin

ifndef PYTHON
PYTHON := $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
endif
VERSION := $(shell $(PYTHON) -c 'import platform, sys; \
	sys.version_info >= (3, 11) and print(platform.python_version())' 2>/dev/null)
ifndef VERSION
$(error Userbook needs Python 3.11 or newer: install it or name it, make PYTHON=/path/to/python3)
endif

READY  := $(VENV)/.ready-$(VERSION)
SYSTEM := @$(PYTHON) resources/packaging/system_packages.py

# Without bytecode every start reads the sources of all libraries again.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run test lint types contracts gallery bench bench-million torture migration translations lock \
	clean package test-package system-run system-test system-package system-test-package

help: ## List what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

run: system-run $(READY) ## Start Userbook (ARGS="my.userbook")
	@$(BIN)/python -m compileall -q desktop_app
ifeq ($(shell uname -s)$(DISPLAY)$(WAYLAND_DISPLAY),Linux)
	@echo "No display (DISPLAY and WAYLAND_DISPLAY are empty): Userbook checks itself without a window."
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m desktop_app --smoke $(ARGS)
else
	$(BIN)/python -m desktop_app $(ARGS)
endif

test: system-test $(READY) ## Run the tests (ARGS="tests/domain -k name")
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n auto --dist loadfile $(ARGS)

lint: $(READY) ## Check style and formatting
	$(BIN)/python -m ruff check
	$(BIN)/python -m ruff format --check

types: $(READY) ## Check types
	$(BIN)/python -m pyright --pythonpath $(BIN)/python

contracts: $(READY) ## Check who may import whom
	$(BIN)/lint-imports

gallery: system-run $(READY) ## A picture of every screen in every variant (ARGS="build/gallery dark-ru-150-900x600")
	$(BIN)/python tests/gallery/gallery.py $(ARGS)

MILLION := tests/benchmarks/bench_million.py
LONG := $(patsubst %,tests/benchmarks/bench_%.py,damage disk kill sequences writers)

bench: system-run $(READY) ## Run the benchmarks one after the other
	@for bench in $(filter-out $(LONG) $(MILLION),$(sort $(wildcard tests/benchmarks/bench_*.py))); do \
		echo "== $$bench"; QT_QPA_PLATFORM=offscreen PYTHONPATH=. $(BIN)/python $$bench || exit; done

bench-million: system-run $(READY) ## Every promise about many users in one table (ARGS="--sizes 10k,1M")
	@QT_QPA_PLATFORM=offscreen PYTHONPATH=. $(BIN)/python $(MILLION) $(ARGS)

torture: system-run $(READY) ## Kill the program, fail its disk, damage its files (two hours)
	@for bench in $(LONG); do \
		echo "== $$bench"; QT_QPA_PLATFORM=offscreen PYTHONPATH=. $(BIN)/python $$bench || exit; done

# Debian's packages are for Debian's own Python, whichever one the checkout runs on.
TOOLS  := build/tools
BUNDLE := $(TOOLS)/bin/python resources/packaging/bundle.py

package: system-package $(READY) $(TOOLS) ## Build the installer (.deb), list what is in it, tell its size and start
	rm -rf build/userbook dist
	$(BIN)/python resources/packaging/icons.py build/icons
	DPKG_DEB_COMPRESSOR_LEVEL=9 $(BUNDLE) package linux system --adhoc-sign --no-input
	$(TOOLS)/bin/python resources/packaging/contents.py
	$(BIN)/python resources/packaging/figures.py

test-package: system-test-package package ## Install, upgrade, use and remove it in a clean Debian
	USERBOOK_PACKAGE=$$(echo dist/userbook_*.deb) QT_QPA_PLATFORM=offscreen \
		$(BIN)/python -m pytest tests/packaging $(ARGS)

$(TOOLS): resources/packaging/tools.lock
	/usr/bin/python3 -m venv --clear $@
	$@/bin/pip install --quiet --disable-pip-version-check --require-hashes -r $<

migration: $(READY) ## Write the migration to today's field list (MESSAGE="add a nickname")
	$(if $(MESSAGE),,$(error Say what changes: make migration MESSAGE="add a nickname"))
	$(BIN)/python -m desktop_app.database.migrations.generate "$$MESSAGE"

translations: $(READY) ## Collect texts to translate and compile what is translated
	$(BIN)/python resources/translations/update.py

LOCK := uv pip compile --no-config --quiet --universal --no-strip-extras --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

lock: ## Pin all dependencies anew (needs uv; ARGS=--upgrade for newer ones)
	$(LOCK) --extra test --extra lint --output-file requirements.lock $(ARGS) pyproject.toml
	$(LOCK) --output-file resources/packaging/tools.lock $(ARGS) resources/packaging/tools.in

clean: ## Remove what was made, the environment too
	rm -rf build dist .coverage .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find desktop_app resources tests -name __pycache__ -prune -exec rm -rf {} +
	$(if $(wildcard $(VENV)/.ready-*),rm -rf $(VENV))

# What pip cannot bring: shared libraries, and for the tests an X server and tools to act in it.
system-run:
	$(SYSTEM) run

system-test:
	$(SYSTEM) test

system-package:
	$(SYSTEM) package

system-test-package:
	$(SYSTEM) test-package

# The environment. Our own is made anew for another Python; one that is not ours is never emptied.
$(READY): requirements.lock pyproject.toml
	$(SYSTEM) venv
	@echo "Installing requirements.lock into $(VENV) (Python $(VERSION))"
	@test -e $@ || $(PYTHON) -m venv $(if $(wildcard $(VENV)/.ready-*),--clear) $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python resources/packaging/link_checkout.py
	@touch $@
