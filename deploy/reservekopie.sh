#!/bin/sh
# A back-up of the database and of the seals, every night. In the container: for ever; with an argument, such as from a
# systemd timer, once. Reads the PG… variables of libpq.
#
# A back-up counts when pg_restore can read it: until then it has another name. Those older than NPVR_KOPIE_DAGEN go,
# but never the last ones. Copy the folder to another machine: this one may burn.
set -eu
umask 077
map=${NPVR_KOPIE_MAP:-/kopie}
zegels=${NPVR_VAR:-/var/lib/npvr}/zegels.txt
dagen=${NPVR_KOPIE_DAGEN:-30}
uur=${NPVR_KOPIE_UUR:-3}

kopieer() {
    nu=$(date +%Y-%m-%dT%H%M%S)
    rm -f "$map"/.bezig-*
    pg_dump --format custom --file "$map/.bezig-$nu" &&
        pg_restore --list "$map/.bezig-$nu" >/dev/null &&
        { [ ! -f "$zegels" ] || cp "$zegels" "$map/zegels-$nu.txt"; } &&
        mv "$map/.bezig-$nu" "$map/npvr-$nu.dump" || return 1
    # shellcheck disable=SC2012
    if [ "$(ls "$map"/npvr-*.dump | wc -l)" -gt 7 ]; then
        find "$map" -maxdepth 1 \( -name 'npvr-*.dump' -o -name 'zegels-*.txt' \) -mtime "+$dagen" -delete
    fi
    echo "reservekopie $map/npvr-$nu.dump"
}

if [ $# -gt 0 ]; then
    kopieer
    exit
fi
trap 'exit 0' TERM INT
while true; do
    # seconds until the hour; awk, because a shell reads 08 as octal
    sleep "$(date '+%H %M %S' | awk -v uur="$uur" '{ s = ((uur - $1) * 60 - $2) * 60 - $3; print (s > 0 ? s : s + 86400) }')" &
    wait $!
    kopieer || echo "reservekopie mislukt; morgen weer, of nu met: docker compose exec kopie /bin/sh /reservekopie.sh nu" >&2
done
