# Every verb but newest first makes .venv from the hashed requirements. Needs Python 3.11 or later, make and git.
PYTHON ?= python3
BIN := .venv/bin
# The checkers of HTML run on node; where there is no node, their tests say NOT RUN.
CHECKERS := $(if $(shell command -v npm),.tools/done)

.DEFAULT_GOAL := help
.PHONY: help serve build documents template example check schema test test-all test-content wall lint bench pictures gallery stylesheet fonts requirements install prove newest

help: ## list the verbs
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

install: .venv/site.done ## install what the site needs, each download checked by its hash

serve: .venv/site.done ## show the site on http://127.0.0.1:8000/ and follow every save
	$(BIN)/framework serve

build: .venv/site.done ## make the site in site/
	$(BIN)/framework build

template: .venv/site.done ## make what `framework init` makes, in template/, to be kept as a template repository
	@rm -rf template
	$(BIN)/framework init template --yes --title "Our Plan" --publisher "Our Council" --called "the Council" \
		--period $$(date +%Y) --priority "Our first priority"

documents: .venv/documents.done ## make the site with its documents: PDF, Word, ODT and EPUB
	$(BIN)/framework build --documents

example: .venv/site.done ## show an invented council's framework with two years of history, on http://127.0.0.1:8001/
	@rm -rf .site-example && mkdir .site-example
	@cp -R docs mkdocs.yml macros.py examples/inverskerry/framework .site-example/
	@rm -r .site-example/framework/translations  # texts of tests, which nobody has checked
	cd .site-example && ../$(BIN)/framework serve --address 127.0.0.1:8001

check: .venv/site.done ## say everything that is wrong in the content
	$(BIN)/framework check

schema: .venv/site.done ## write the JSON Schemas for editors, and the references of keys and macros
	$(BIN)/framework schema

test: .venv/test.done $(CHECKERS) ## install what the tests need, and pass them
	$(BIN)/pytest -n 2 --dist worksteal

test-all: .venv/test.done $(CHECKERS) ## pass the tests that look at every page in every state too, and say what took longest
	$(BIN)/pytest -n 2 --dist worksteal -m "" --durations=30

# Two machines share these tests: PART=pages opens every page in a browser, PART=rules is all the rest.
PARTS := pages rules
OF_PART = $(if $(filter pages,$(PART)),tests/browser,$(if $(filter rules,$(PART)),--ignore=tests/browser))
test-content: .venv/test.done $(CHECKERS) ## check and build the content, and test what can depend on it
	@test -z "$(filter-out $(PARTS),$(PART))" || { echo "PART is one of: $(PARTS)."; exit 1; }
	$(BIN)/framework check
	$(BIN)/framework build
	FRAMEWORK_SITE=$(CURDIR)/site $(BIN)/pytest -n 2 --dist worksteal -m content $(OF_PART)

wall: .venv/test.done ## every hostile text in every slot, 1,000 kills, 300 edits and 2,000 sequences of changes; takes hours
	$(BIN)/python -m tests.wall.run --kills 1000 --edits 300 --sequences 2000 --rounds 0 --browser --figures wall.json

prove: .venv/test.done ## test the very bytes in site/, which are to be published
	FRAMEWORK_SITE=$(CURDIR)/site $(BIN)/pytest tests/test_public.py

lint: .venv/test.done ## ruff, mypy and British spelling
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/typos

pictures: .venv/test.done ## picture every kind of page, on screens and on paper, in review/
	$(BIN)/python -m tests.pictures

gallery: .venv/test.done ## show every example of every component on one page, in review/
	$(BIN)/python -m tests.gallery

stylesheet: .venv/test.done ## write what pages use of Material's stylesheet, whenever the package is updated
	$(BIN)/python -m tests.material_styles

fonts: .venv/test.done ## write the small fonts, from the whole ones beside them
	$(BIN)/python -m tests.fonts

bench: .venv/site.done ## measure speed and size beside Hugo, Eleventy, MkDocs and Zensical; takes about ten minutes
	$(BIN)/python benchmarks/run.py 1

newest: .newest/done ## build and test with the newest allowed dependencies, in .newest/
	.newest/bin/framework build && .newest/bin/pytest

requirements: .venv/test.done ## resolve the pinned, hashed requirements again
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra test --extra documents pyproject.toml -o requirements-test.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra documents pyproject.toml -o requirements-documents.txt

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed; set PYTHON=..."; exit 1; }
	$(PYTHON) -m venv .venv

.venv/site.done: requirements.txt pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/documents.done: requirements-documents.txt pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-documents.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@ .venv/site.done

# uv installs these in a fifth of the time; pip gets it, and what builds those that come as sources. Both check each hash.
# Where only pip's own settings know the indexes, uv finds nothing within seconds, and pip gets all.
FIRST := .venv/first.txt
.venv/test.done: requirements-test.txt pyproject.toml | .venv/bin/python
	@awk '/^[^ ]/ {first = /^(uv|setuptools)==/} first' requirements-test.txt > $(FIRST)
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r $(FIRST)
	$(BIN)/uv pip install -q --python $(BIN)/python --no-build-isolation --compile-bytecode --require-hashes -r requirements-test.txt || \
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-test.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@ .venv/site.done .venv/documents.done

.tools/done: tests/node/package.json tests/node/package-lock.json
	@mkdir -p .tools
	@cp tests/node/package.json tests/node/package-lock.json .tools/
	cd .tools && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

# A release that breaks something is to be met here first, so nothing is pinned. Remove .newest/ to meet newer ones.
.newest/done: pyproject.toml
	$(PYTHON) -m venv --clear .newest
	.newest/bin/python -m pip install -q --disable-pip-version-check -e '.[test,documents]'
	@touch $@
