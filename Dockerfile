# The service's image: one image for the web, worker, beat and migrate processes.
# BASE lets a build without a registry use a local Debian bookworm image with Python 3.11.
ARG BASE=python:3.11-slim-bookworm

FROM ${BASE} AS packages
WORKDIR /app
COPY dev/uv.txt ./
RUN python3 -m venv /uv && /uv/bin/pip install --no-cache-dir --no-deps --require-hashes -r uv.txt
COPY pyproject.toml uv.lock ./
RUN UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1 \
    /uv/bin/uv sync --frozen --no-dev --no-cache --python "$(command -v python3)"

# With the emulator besides, which the service itself never needs.
FROM packages AS demo-packages
RUN UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy \
    /uv/bin/uv sync --frozen --no-default-groups --group demo --no-cache --python "$(command -v python3)"

FROM ${BASE} AS service
RUN apt-get update \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \
    libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
 && rm -rf /var/lib/apt/lists/* \
 && groupadd --gid 10001 artifact \
 && useradd --uid 10001 --gid artifact --no-create-home --home-dir /nonexistent artifact \
 && install -d -o artifact -g artifact -m 0750 /var/lib/artifact/evidence
WORKDIR /app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    FONTCONFIG_FILE=/app/static/fonts/fonts.conf \
    XDG_CACHE_HOME=/tmp \
    STATIC_ROOT=/app/staticfiles \
    EVIDENCE_ROOT=/var/lib/artifact/evidence
COPY --from=packages /app/.venv .venv
COPY manage.py pyproject.toml LICENSE ./
COPY static static
COPY templates templates
COPY compliance compliance
COPY artifact artifact
# Only to let the settings load: nothing of it stays in the image.
RUN SECRET_KEY=collecting-static-files-needs-no-secret \
    python manage.py collectstatic --noinput --verbosity 0
USER 10001:10001
VOLUME /var/lib/artifact/evidence
EXPOSE 8000
# Asks as the proxy would, so that neither the host test nor the redirect to https answers.
HEALTHCHECK --interval=15s --timeout=6s --start-period=30s --retries=4 CMD ["python", "-c", "\
import os, urllib.request as r; \
host = os.environ['ALLOWED_HOSTS'].split(',')[0]; \
r.urlopen(r.Request('http://127.0.0.1:8000/healthz', \
headers={'Host': host, 'X-Forwarded-Proto': 'https'}), timeout=5)"]
# Logged without query strings, which hold signatures and tokens; with the id of an SDK's call.
CMD ["gunicorn", "artifact.wsgi", "--bind=0.0.0.0:8000", "--workers=2", "--threads=4", \
     "--worker-tmp-dir=/dev/shm", "--no-control-socket", "--limit-request-line=8190", \
     "--access-logfile=-", \
     "--access-logformat=%(h)s %(t)s %(m)s %(U)s %(s)s %(b)s %(M)sms %({amz-sdk-invocation-id}i)s"]

# The service plus an emulated AWS and the program that fills it; for the demo profile only.
FROM service AS demo
COPY --from=demo-packages /app/.venv .venv
COPY demo demo

FROM service
