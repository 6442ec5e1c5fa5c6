"""How the portal is served: in the container and under systemd, always behind a proxy that buffers.

WEB_CONCURRENCY is the number of processes, NPVR_LUISTER where they listen.
"""

import os
from pathlib import Path

bind = os.environ.get("NPVR_LUISTER") or "127.0.0.1:8000"
worker_class = "gthread"
threads = 4
timeout = 60
graceful_timeout = 30
# Longer than the proxy keeps a connection that is not in use (Caddyfile: 30 s; nginx: 60 s). The other way around the
# proxy sends a request over a connection that is just being closed, and what somebody posted is gone.
keepalive = 75
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 (heartbeat files, in memory)
control_socket_disable = True
accesslog = "-"
# The path without what follows the question mark, and no Referer: neither is for keeping.
access_log_format = '%(h)s %(t)s "%(m)s %(U)s" %(s)s %(B)s %(M)sms'


def post_worker_init(_worker):
    """The dictionary is there before the first reader is."""
    from npvr import woordenboek

    woordenboek.nederlands()
