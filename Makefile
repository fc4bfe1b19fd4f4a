# `make demo` and `make test` need Python >= 3.11, git and make, and nothing else.
#
# PYTHON=python3.13 chooses the interpreter, VENV=folder where the environment lies.

VENV ?= .venv
PYTHON ?=
BIN = $(VENV)/bin
SETUP = @VENV="$(VENV)" PYTHON="$(PYTHON)" .ci/setup

# What `make check` runs: make check T=tests/phrase, T='tests -k unit'.
T ?=

FUZZ_MINUTES ?= 15

# Which stages `make stages` runs; all without it.
S ?=

.PHONY: help dev demo test check lint style layout types imports format build
.PHONY: readme schema tables forms reference bench bench-files bench-lint bench-scale
.PHONY: bench-reading bench-agreement ratios stages release exe clean web demo-web
.PHONY: fuzz hostile hostile-public limits mutants

help:
	@echo "make demo        check the bundled Panyu table against made-up actuals"
	@echo "make test        build the wheel and run all tests against it, with coverage"
	@echo "make check       run the tests on the code as it stands (T=tests/phrase)"
	@echo "make stages      all that CI runs; make stages S='lowest interpreters' a part"
	@echo "make lint        ruff, mypy --strict, import contracts"
	@echo "make format      let ruff format and repair what it can"
	@echo "make readme      put what the commands print now into the READMEs"
	@echo "make tables      make the JSON of grammar/ anew, after a change of it"
	@echo "make forms       make the pictures of the forms anew"
	@echo "make reference   make the pages of the phrase language and the API anew"
	@echo "make bench       measure, and write docs/reference/performance.md"
	@echo "make bench-files measure reading, docs/reference/performance-files.md"
	@echo "make bench-reading  read made-up layouts, docs/reference/reading.md"
	@echo "make bench-lint  measure lint, docs/reference/performance-lint.md"
	@echo "make ratios      measure what CI compares with, bench/ratios.toml"
	@echo "make bench-scale measure columns, docs/reference/performance-scale.md"
	@echo "make bench-agreement PEERS=folder  compare readings with cases of others"
	@echo "make fuzz        try made-up phrases and files for 15 minutes (FUZZ_MINUTES=60)"
	@echo "make hostile     build 700 hostile files, and run every command on each"
	@echo "make hostile-public  the same, with files of readers' own tests from the registry"
	@echo "make limits      measure what a file at each limit takes, docs/reference/limits.md"
	@echo "make mutants     break the code in small ways, and see whether a test notices"
	@echo "make schema      make the JSON Schema of perftargets/1 anew"
	@echo "make build       build the sdist, and the wheel from it, into dist/"
	@echo "make release     build and hold what a release needs; say what is left to do"
	@echo "make exe         freeze the command into one file, dist/perftargets, and hold it"
	@echo "make web         build the page into dist/web: one file, and the same as a site"
	@echo "make demo-web    build the page, serve the site on localhost, print its address"
	@echo "make clean       remove the environment and everything built"

dev:
	$(SETUP) dev

demo:
	$(SETUP) demo
	@$(BIN)/perftargets demo

# The sdist, the wheel from it, and the tests from a folder without the sources.
test: dev
	$(BIN)/python -m tools.ci wheel formats suite checkout

check: dev
	$(BIN)/python -m pytest -q -n auto --dist loadfile $(T)

# One after the other; `make -k lint` goes on after a failure and tells all of them.
lint: style layout types imports

style: dev
	$(BIN)/ruff check .

layout: dev
	$(BIN)/ruff format --check .

types: dev
	$(BIN)/mypy

imports: dev
	$(BIN)/lint-imports

format: dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

readme: dev
	$(BIN)/python -m tools.readme

reference: dev
	$(BIN)/python -m tools.phrases_page
	$(BIN)/python -m tools.api_pages

# The peers that are measured beside the library come with the extra `bench`.
bench: dev
	$(SETUP) bench
	$(BIN)/python -m bench

bench-files: dev
	$(BIN)/python -m bench.files

# How many layouts: make bench-reading READING='--seeds 2000'
bench-reading: dev
	$(BIN)/python -m bench.reading $(READING)

# What is measured is the wheel, compiled, as a user has it beside its peers.
bench-lint: dev
	rm -rf build/bench
	$(BIN)/uv build --quiet --wheel --out-dir build/bench .
	$(BIN)/uv venv --quiet --python $(BIN)/python build/bench/venv
	$(BIN)/uv pip install --quiet --compile-bytecode \
		--python build/bench/venv/bin/python "$$(echo build/bench/*.whl)[bench,cli,yaml]"
	build/bench/venv/bin/python -m bench.lint

# The landed ratios that `python -m bench.ratios` compares with in CI.
ratios: dev
	$(BIN)/python -m bench.ratios --write

# Rows and folder: make bench-scale SCALE='--rows 100000 --folder /var/tmp'
bench-scale: dev
	$(SETUP) spark
	$(BIN)/python -m bench.scale $(SCALE)

tables: dev
	$(BIN)/python -m tools.tables

forms: dev
	$(BIN)/python -m tools.forms_pages

# PEERS is a folder with the Chinese specifications of Recognizers-Text.
bench-agreement: dev
	$(BIN)/python -m bench.agreement "$(PEERS)"

# How long, and which parts: make fuzz FUZZ_MINUTES=60 FUZZ='--part files'
fuzz: dev
	FUZZ_MINUTES="$(FUZZ_MINUTES)" $(BIN)/python -m tools.fuzz $(FUZZ)

# A part of the files: make hostile HOSTILE='--sample 100 --folder build/hostile'
hostile: dev
	$(BIN)/python -m tools.hostile $(HOSTILE)

# The same with files of readers' own tests, out of their sdists; none is kept.
hostile-public: dev
	for name in $$($(BIN)/python -c 'from tools.hostile import SDISTS; print(*SDISTS)'); \
	do $(BIN)/python -m pip download -q --no-deps --no-binary :all: -d build/sdists $$name; \
	done
	$(BIN)/python -m tools.hostile --public build/sdists $(HOSTILE)

# A part, printed alone: make limits LIMITS='--only rows'
limits: dev
	$(BIN)/python -m tools.limits $(LIMITS)

# How many of which part: make mutants MUTANTS='--group phrase --sample 40'
mutants: dev
	$(BIN)/python -m tools.mutants $(MUTANTS)

schema: dev
	$(BIN)/python -m tools.schema

build: dev
	rm -rf dist
	$(BIN)/python -m build

stages: dev
	$(BIN)/python -m tools.ci $(S)

release: dev
	$(BIN)/python -m tools.release

exe: dev
	$(BIN)/python -m tools.exe

# Pyodide comes from npm, wheels from PyPI; Node.js compiles. PORT=8000 chooses the port.
web: dev
	$(BIN)/python -m tools.web

demo-web: dev
	$(BIN)/python -m tools.web --serve $(if $(PORT),--port $(PORT))

clean:
	rm -rf "$(VENV)" build dist .coverage .mypy_cache .pytest_cache .ruff_cache
	rm -rf .hypothesis .import_linter_cache
