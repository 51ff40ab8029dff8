# The site as one image: `docker build -t ame .`; the variables are those of docs/operations.md.
FROM python:3.11-slim AS build
WORKDIR /app
COPY pyproject.toml README.md LICENSE ./
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --disable-pip-version-check .
COPY . .
RUN /venv/bin/python manage.py compile_catalogues \
    && /venv/bin/python manage.py collectstatic --noinput -v 0

FROM python:3.11-slim
# For the PDF; installing them also fills fontconfig's cache, which a read-only container cannot.
RUN apt-get update && apt-get install -y --no-install-recommends \
        fonts-noto-core libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 \
    && rm -rf /var/lib/apt/lists/*
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
ENV AME_ENV=production BIND=0.0.0.0:8000 PYTHONDONTWRITEBYTECODE=1
USER 65534:65534
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=3s CMD ["/venv/bin/python", "-c", "import os, urllib.request as u; u.urlopen(u.Request('http://127.0.0.1:8000/healthz', headers={'Host': os.environ['ALLOWED_HOSTS'].split(',')[0]}))"]
CMD ["/venv/bin/gunicorn", "-c", "python:ame_site.gunicorn", "ame_site.wsgi"]
