# Sourced by the scripts: finds a Python of at least 3.11 and hands over to script/_launch.
# The arguments are the name of the chore and what the user typed.
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"

launch() {
    local candidate
    for candidate in "$root/.venv/bin/python" "${PYTHON:-}" python3 python3.13 python3.12 python3.11 python3.14; do
        if [ -n "$candidate" ] && command -v "$candidate" >/dev/null 2>&1 &&
            "$candidate" -c 'import sys; raise SystemExit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            exec "$candidate" "$root/script/_launch" "$@"
        fi
    done
    echo "Python 3.11 of nieuwer is nodig en niet gevonden; op Debian of Ubuntu: apt-get install python3 python3-pip" >&2
    exit 1
}
