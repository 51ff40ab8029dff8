# The site as one image: `docker build -t ame .`; the variables are those of docs/operations.md.
# The Debian of this base is the one that the tests run on.
FROM python:3.11-slim-bookworm AS build
WORKDIR /app
COPY requirements.lock ./
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.lock
COPY . .
RUN /venv/bin/python manage.py compile_catalogues \
    && /venv/bin/python manage.py collectstatic --noinput -v 0

FROM python:3.11-slim-bookworm
# For the PDF; installing them also fills fontconfig's cache, which a read-only container cannot.
# Debian keeps no old versions to pin.
# hadolint ignore=DL3008
RUN apt-get update && apt-get install -y --no-install-recommends \
        fonts-noto-core libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 \
    && rm -rf /var/lib/apt/lists/*
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
ENV AME_ENV=production BIND=0.0.0.0:8000 PYTHONDONTWRITEBYTECODE=1
USER 65534:65534
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["/venv/bin/python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/healthz')"]
CMD ["/venv/bin/gunicorn", "-c", "python:ame_site.gunicorn", "ame_site.wsgi"]
