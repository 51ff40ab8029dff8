# `make run` serves the site on this machine; `make test` runs everything. `make help` lists the rest.
VENV ?= .venv
PYTHON ?= python3
BIND ?= 127.0.0.1:8000
VNU_VERSION := 26.9.27
UV_VERSION := 0.13.9
PIP_AUDIT_VERSION := 2.10.1
BIN := $(VENV)/bin
FOR_PDF := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core
APT := $(if $(filter 0,$(shell id -u)),,sudo )apt-get

.PHONY: help setup fonts run test faults lint lock audit messages catalogues tools benchmark clean

help: ## list the commands
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/'

$(BIN)/python:
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { $(APT) update -q && $(APT) install -y -q python3-venv; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(BIN)/python pyproject.toml requirements.lock
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install -q --disable-pip-version-check --no-deps -e .
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

tools: ## install the browser, the HTML checker and the servers that the tests use
	@command -v nginx >/dev/null && ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || { $(APT) update -q && $(APT) install -y -q --no-install-recommends nginx postgresql; }
	@command -v strace >/dev/null || { $(APT) update -q && $(APT) install -y -q --no-install-recommends strace; }
	@command -v openssl >/dev/null || { $(APT) update -q && $(APT) install -y -q --no-install-recommends openssl; }
	@command -v chromium-headless-shell >/dev/null || { $(APT) update -q && $(APT) install -y -q --no-install-recommends chromium-headless-shell; } || command -v chromium >/dev/null
	@command -v java >/dev/null || { $(APT) update -q && $(APT) install -y -q --no-install-recommends default-jre-headless; }
	@command -v npm >/dev/null || { $(APT) update -q && $(APT) install -y -q --no-install-recommends npm; }
	@test -f .tools/vnu-$(VNU_VERSION) || { npm install --silent --no-audit --no-fund --prefix .tools vnu-jar@$(VNU_VERSION) && touch .tools/vnu-$(VNU_VERSION); }

# The personas say nothing of a database: their outcomes come from content that is read once.
NO_MATTER_OF_THE_DATABASE := personas desk hand_over
test: tools fonts $(VENV)/.tested catalogues ## run every test, and those that use the database on PostgreSQL too
	$(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder
	$(BIN)/python -m tests.servers $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder -m django_db $(NO_MATTER_OF_THE_DATABASE:%=--ignore tests/eligibility/test_%.py)

faults: tools fonts $(VENV)/.tested catalogues ## break the servers in every way that we know, and print what visitors saw
	$(BIN)/python -m pytest -m fault --hostile 10000

lint: $(VENV)/.tested ## check style, types and templates
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/hadolint Dockerfile
	$(BIN)/yamllint --strict compose.yaml deploy
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.compose-spec compose.yaml
	$(BIN)/kubernetes-validate --strict --quiet deploy/kubernetes/*.yaml
	$(BIN)/python manage.py makemigrations --check --dry-run
	AME_ENV=production SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(60))') ALLOWED_HOSTS=example.org HSTS_SUBDOMAINS=yes $(BIN)/python manage.py check --deploy --fail-level WARNING

lock: $(BIN)/python ## pin every package of the site with its hashes, after a change of pyproject.toml
	$(PYTHON) -m venv .tools/uv && .tools/uv/bin/pip install -q --disable-pip-version-check uv==$(UV_VERSION)
	.tools/uv/bin/uv pip compile -q pyproject.toml --universal --python-version 3.11 --generate-hashes --no-header -o requirements.lock

audit: $(VENV)/.installed ## look for known vulnerabilities; fails where the database of them is out of reach
	$(PYTHON) -m venv .tools/audit && .tools/audit/bin/pip install -q --disable-pip-version-check pip-audit==$(PIP_AUDIT_VERSION)
	.tools/audit/bin/pip-audit --strict --require-hashes --disable-pip -r requirements.lock

messages: $(VENV)/.installed ## collect the texts to translate (needs gettext)
	$(BIN)/python manage.py makemessages --all --no-location --no-obsolete -i .venv -i tests -i benchmarks

benchmark: tools $(VENV)/.benchmarked catalogues ## measure the server, and the journey on a slow network
	$(BIN)/python benchmarks/pages.py
	$(BIN)/python benchmarks/slow_network.py

clean: ## remove what the commands above made
	rm -rf $(VENV) .tools staticfiles ame.sqlite3 locale/*/LC_MESSAGES/*.mo
