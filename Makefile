# `make run` serves the site on this machine; `make test` runs everything. `make help` lists the rest.
VENV ?= .venv
PYTHON ?= python3
BIND ?= 127.0.0.1:8000
VNU_VERSION := 26.9.27
BIN := $(VENV)/bin
FOR_PDF := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core
APT := $(if $(filter 0,$(shell id -u)),,sudo )apt-get

.PHONY: help setup fonts run test lint messages catalogues tools benchmark clean

help: ## list the commands
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/'

$(BIN)/python:
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { $(APT) update -q && $(APT) install -y -q python3-venv; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(BIN)/python pyproject.toml
	$(BIN)/pip install -q --disable-pip-version-check -e .
	touch $@

$(VENV)/.tested: $(VENV)/.installed
	$(BIN)/pip install -q --disable-pip-version-check -e '.[test,lint]'
	touch $@

$(VENV)/.benchmarked: $(VENV)/.installed
	$(BIN)/pip install -q --disable-pip-version-check -e '.[benchmark]'
	touch $@

catalogues: $(VENV)/.installed ## compile the translations
	$(BIN)/python manage.py compile_catalogues

setup: catalogues fonts ## install, build and load what the site needs
	$(BIN)/python manage.py migrate -v 0
	$(BIN)/python manage.py load_reference
	$(BIN)/python manage.py collectstatic --noinput -v 0

fonts:
	@dpkg -s $(FOR_PDF) >/dev/null 2>&1 || { $(APT) update -q && $(APT) install -y -q --no-install-recommends $(FOR_PDF); }

run: setup ## serve the site
	@echo "The site is at http://$(BIND)/ (Ctrl-C stops it)"
	BIND=$(BIND) $(BIN)/gunicorn -c python:ame_site.gunicorn ame_site.wsgi

tools: ## install the browser and the HTML checker that the tests use
	@command -v chromium >/dev/null && command -v chromedriver >/dev/null || { $(APT) update -q && $(APT) install -y -q --no-install-recommends chromium chromium-driver; }
	@command -v java >/dev/null || { $(APT) update -q && $(APT) install -y -q --no-install-recommends default-jre-headless; }
	@command -v npm >/dev/null || { $(APT) update -q && $(APT) install -y -q --no-install-recommends npm; }
	@test -f .tools/vnu-$(VNU_VERSION) || { npm install --silent --no-audit --no-fund --prefix .tools vnu-jar@$(VNU_VERSION) && touch .tools/vnu-$(VNU_VERSION); }

test: tools fonts $(VENV)/.tested catalogues ## run every test
	$(BIN)/python -m pytest -n 2 --dist loadfile

lint: $(VENV)/.tested ## check style, types and templates
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/python manage.py makemigrations --check --dry-run
	AME_ENV=production SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(60))') ALLOWED_HOSTS=example.org HSTS_SUBDOMAINS=yes $(BIN)/python manage.py check --deploy --fail-level WARNING

messages: $(VENV)/.installed ## collect the texts to translate (needs gettext)
	$(BIN)/python manage.py makemessages --all --no-location --no-obsolete -i .venv -i tests -i benchmarks

benchmark: tools $(VENV)/.benchmarked catalogues ## measure the server, and the journey on a slow network
	$(BIN)/python benchmarks/pages.py
	$(BIN)/python benchmarks/slow_network.py

clean: ## remove what the commands above made
	rm -rf $(VENV) .tools staticfiles ame.sqlite3 locale/*/LC_MESSAGES/*.mo
