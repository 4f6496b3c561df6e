#!/bin/sh
# Put this version beside older ones in the user's own folder; needs no administrator.
#   ./install.sh             install, or go to this version
#   ./install.sh --previous  go back to the version before
#   ./install.sh --remove    take the program away; the centre's data stays
set -eu
home=${XDG_DATA_HOME:-$HOME/.local/share}
top=$HOME/.local/opt/mediadesk
entry=$home/applications/kz.mediadesk.MediaDesk.desktop
icon=$home/icons/hicolor/256x256/apps/kz.mediadesk.MediaDesk.png

use() { # version
    old=$(readlink "$top/current" 2>/dev/null || true)
    if [ -n "$old" ] && [ "$old" != "$1" ]; then ln -sfn "$old" "$top/previous"; fi
    ln -sfn "$1" "$top/current"
}

case "${1:-}" in
    --remove)
        rm -rf "$top" "$entry" "$icon" "$HOME/.local/bin/mediadesk"
        echo "MediaDesk was removed. The data of the centre was not touched."
        exit 0 ;;
    --previous)
        old=$(readlink "$top/previous" 2>/dev/null || true)
        [ -n "$old" ] && [ -d "$top/$old" ] || { echo "There is no previous version." >&2; exit 1; }
        use "$old"
        echo "MediaDesk $old is in use."
        exit 0 ;;
    "") ;;
    *) echo "usage: install.sh [--previous | --remove]" >&2; exit 2 ;;
esac

here=$(cd "$(dirname "$0")" && pwd)
version=$(cat "$here/version")
mkdir -p "$top" "$HOME/.local/bin" "$(dirname "$entry")" "$(dirname "$icon")"
# Whole or not at all: an interrupted copy keeps another name, and the next one clears it away.
rm -rf "$top/$version.partial"
cp -R "$here/program" "$top/$version.partial"
rm -rf "${top:?}/$version"
mv "$top/$version.partial" "$top/$version"
"$top/$version/mediadesk" self-test >/dev/null || { echo "MediaDesk does not work here: $top/$version/mediadesk self-test says why." >&2; exit 1; }
use "$version"
for old in "$top"/*/; do
    old=$(basename "$old")
    case "$old" in
        current | previous | "$version" | "$(readlink "$top/previous" 2>/dev/null || echo none)") ;;
        *) rm -rf "${top:?}/$old" ;;
    esac
done
ln -sfn "$top/current/mediadesk" "$HOME/.local/bin/mediadesk"
sed "s,^Exec=.*,Exec=\"$top/current/mediadesk\"," "$here/kz.mediadesk.MediaDesk.desktop" >"$entry"
cp "$top/current/_internal/icons/256.png" "$icon"
echo "MediaDesk $version is installed. Start it from the menu or as $HOME/.local/bin/mediadesk"
