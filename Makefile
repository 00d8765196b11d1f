# Two commands set everything up on a Debian machine that has python3, make and git:
#   make        installs what is missing and serves the course at http://127.0.0.1:8866/
#   make test   installs what is missing and runs every test, browser ones too
# Packages come from PyPI, Debian and npm only; uv.lock and package-lock.json pin them.

VENV := .venv
BIN := $(VENV)/bin
VIEW := src/readyroom/widgets/view
UV_VERSION := uv==0.13.9
APT := $(shell [ "$$(id -u)" = 0 ] || echo sudo) apt-get

export UV_PYTHON := $(CURDIR)/$(BIN)/python
export UV_PROJECT_ENVIRONMENT := $(CURDIR)/$(VENV)
export UV_PYTHON_DOWNLOADS := never
export npm_config_update_notifier := false
unexport PYTHONDONTWRITEBYTECODE VIRTUAL_ENV PYTHONPATH

.DEFAULT_GOAL := serve
.DELETE_ON_ERROR:
.PHONY: serve check test lint tidy assets screenshots bench clean help

serve: $(VENV)/.run  ## serve the course (the default)
	$(BIN)/readyroom serve

check: $(VENV)/.run  ## show every fault in the content, with file and line
	$(BIN)/readyroom course check

test: $(VENV)/.dev $(VIEW)/node_modules/.ready | chromium  ## run every test
	$(BIN)/python -m pytest tests
	$(BIN)/python -m pytest --nbval $(wildcard course/*/*.ipynb)

lint: $(VENV)/.dev  ## check style, types and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

tidy: $(VENV)/.dev  ## mend style, and strip what notebooks must not hold
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/python -m tests.tidy_notebooks course tests/courses

assets: $(VENV)/.dev $(VIEW)/node_modules/.ready  ## build the page's scripts and styles
	cd $(VIEW) && PATH="$(CURDIR)/$(BIN):$$PATH" npm run build

screenshots: $(VENV)/.dev | chromium  ## photograph every page, into var/screenshots
	$(BIN)/python -m tests.screenshots var/screenshots

bench: $(VENV)/.dev | chromium  ## measure, side by side in one run
	$(BIN)/python -m benchmarks

clean:  ## remove what was installed; the data folder var/ stays
	rm -rf $(VENV) $(VIEW)/node_modules

help:  ## show these lines
	@sed -n 's/^\([a-z]*\):.*  ## /make \1\t/p' Makefile | expand -t 14

$(BIN)/uv:
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "readyroom needs Python 3.11 or newer; python3 is $$(python3 --version)." >&2; exit 1; }
	python3 -c 'import ensurepip' 2>/dev/null || { $(APT) update && $(APT) install -y python3-venv; }
	python3 -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check '$(UV_VERSION)'

$(VENV)/.run: $(BIN)/uv pyproject.toml uv.lock
	$(BIN)/uv sync --frozen --inexact --no-dev --compile-bytecode --quiet
	@touch $@

$(VENV)/.dev: $(BIN)/uv pyproject.toml uv.lock
	$(BIN)/uv sync --frozen --inexact --compile-bytecode --quiet
	@touch $@ $(VENV)/.run

$(VIEW)/node_modules/.ready: $(VIEW)/package-lock.json $(VIEW)/package.json | $(VENV)/.dev
	cd $(VIEW) && PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --no-audit --no-fund --ignore-scripts
	@touch $@

# Playwright's driver needs libatomic, which a small Debian lacks; asking for its version starts it.
.PHONY: chromium
chromium: $(VENV)/.dev
	@{ command -v chromium && $(BIN)/python -m playwright --version; } >/dev/null 2>&1 || \
	  { $(APT) update && \
	    $(APT) install -y --no-install-recommends chromium fonts-liberation libatomic1; }
