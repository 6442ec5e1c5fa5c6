# The portal for production. Parts come from the lock files, with their hashes; nothing in it runs as root.

FROM node:22-bookworm-slim AS assets
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund

FROM python:3.12-slim-bookworm AS parts
COPY requirements.txt ./
RUN python -m venv /opt/npvr \
    && /opt/npvr/bin/pip install --no-cache-dir --require-hashes --requirement requirements.txt

FROM python:3.12-slim-bookworm
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin npvr \
    && install --directory --owner npvr --mode 0750 /var/lib/npvr
ENV PATH=/opt/npvr/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    NPVR_VAR=/var/lib/npvr \
    XDG_CACHE_HOME=/tmp
WORKDIR /app
COPY --from=parts /opt/npvr /opt/npvr
COPY --from=assets /app/node_modules ./node_modules
COPY . .
# The static files need settings, not a database; the values live only in this step.
RUN python -m compileall -q -x node_modules /app \
    && SECRET_KEY=alleen-tijdens-het-bouwen DATABASE_URL=postgresql:///npvr python manage.py collectstatic --noinput
USER npvr
VOLUME /var/lib/npvr
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s CMD ["python", "deploy/healthcheck.py"]
# The access log has the path without what follows the question mark, and no Referer: neither is for keeping.
# WEB_CONCURRENCY sets the number of processes; behind a buffering proxy, because slow visitors would hold the threads.
CMD ["gunicorn", "npvr.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--threads", "4", \
     "--timeout", "60", "--graceful-timeout", "30", "--worker-tmp-dir", "/dev/shm", "--no-control-socket", \
     "--access-logfile", "-", "--access-logformat", "%(h)s %(t)s \"%(m)s %(U)s\" %(s)s %(B)s %(M)sms"]
