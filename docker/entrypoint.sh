#!/bin/sh
# A secret of compose keeps the owner and mode that its file has on the host: root copies it, the image's user goes on with the copy.
set -eu
user=1000 # `node`
if [ "$(id -u)" -eq 0 ]; then
  if [ -n "${KEK_FILE:-}" ]; then
    copy="${KEY_FOLDER:-/run/bersinar}/kek"
    install -D -m 0400 -o "$user" -g "$user" "$KEK_FILE" "$copy"
    export KEK_FILE="$copy"
  fi
  exec setpriv --reuid="$user" --regid="$user" --clear-groups "$0" "$@"
fi
exec node --enable-source-maps "$@"
