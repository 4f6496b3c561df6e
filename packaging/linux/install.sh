#!/bin/sh
# Put this version beside older ones in the user's own folder; needs no administrator.
#   ./install.sh             install, or go to this version
#   ./install.sh --previous  go back to the version before
#   ./install.sh --remove    take the program away; the centre's data stays
# Layout: <top>/<version>/, and the links <top>/current and <top>/previous. Older ones are pruned.
set -eu
home=${XDG_DATA_HOME:-$HOME/.local/share}
top=$HOME/.local/opt/mediadesk
name=kz.mediadesk.MediaDesk
entry=$home/applications/$name.desktop
kinds=$home/mime/packages/$name.xml

case "${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}" in
    kk*) language=kk ;; ru*) language=ru ;; *) language=en ;;
esac
say() { # Kazakh, Russian, English
    case $language in kk) echo "$1" ;; ru) echo "$2" ;; *) echo "$3" ;; esac
}

link() { # name target: in one step, so that there is never none
    ln -s "$2" "$top/.$1.part"
    mv -fT "$top/.$1.part" "$top/$1"
}

use() { # version
    old=$(readlink "$top/current" 2>/dev/null || true)
    if [ -n "$old" ] && [ "$old" != "$1" ]; then link previous "$old"; fi
    link current "$1"
}

tell_desktop() {
    if command -v update-mime-database >/dev/null; then
        update-mime-database "$home/mime" >/dev/null 2>&1 || true
    fi
    if command -v update-desktop-database >/dev/null; then
        update-desktop-database "$home/applications" >/dev/null 2>&1 || true
    fi
}

case "${1:-}" in
    --remove)
        rm -rf "$top" "$entry" "$kinds" "$HOME/.local/bin/mediadesk"
        rm -f "$home"/icons/hicolor/*/apps/$name.png "$home"/icons/hicolor/*/mimetypes/$name.file.png
        tell_desktop
        say "MediaDesk алынды. Орталық деректері орнында қалды." \
            "MediaDesk убран. Данные центра не тронуты." \
            "MediaDesk was removed. The data of the centre was not touched."
        exit 0 ;;
    --previous)
        old=$(readlink "$top/previous" 2>/dev/null || true)
        if [ -z "$old" ] || [ ! -d "$top/$old" ]; then
            say "Алдыңғы нұсқа жоқ." "Предыдущей версии нет." "There is no previous version." >&2
            exit 1
        fi
        use "$old"
        say "MediaDesk $old іске қосылды." "Теперь работает MediaDesk $old." "MediaDesk $old is in use."
        exit 0 ;;
    "") ;;
    *) echo "usage: install.sh [--previous | --remove]" >&2; exit 2 ;;
esac

here=$(cd "$(dirname "$0")" && pwd)
version=$(cat "$here/version")
mkdir -p "$top" "$HOME/.local/bin" "$(dirname "$entry")" "$(dirname "$kinds")"
# Whole and proven, or not at all: an interrupted copy keeps another name and is cleared away next time.
rm -rf "$top"/*.partial "$top"/.*.part
cp -R "$here/program" "$top/$version.partial"
if ! QT_QPA_PLATFORM=offscreen "$top/$version.partial/mediadesk" self-test >"$top/self-test.txt" 2>&1; then
    rm -rf "$top/$version.partial"
    say "Орнатылмады: бағдарлама мұнда жұмыс істемейді. Себебі: $top/self-test.txt" \
        "Не установлено: программа здесь не работает. Причина: $top/self-test.txt" \
        "Not installed: the program does not work here. The reason: $top/self-test.txt" >&2
    exit 1
fi
rm -f "$top/self-test.txt"
rm -rf "${top:?}/$version"
mv "$top/$version.partial" "$top/$version"
use "$version"
previous=$(readlink "$top/previous" 2>/dev/null || true)
for old in "$top"/[0-9]*/; do
    old=$(basename "$old")
    if [ "$old" != "$version" ] && [ "$old" != "$previous" ]; then rm -rf "${top:?}/$old"; fi
done
ln -sfn "$top/current/mediadesk" "$HOME/.local/bin/mediadesk"
sed "s,^Exec=mediadesk,Exec=\"$top/current/mediadesk\"," "$here/$name.desktop" >"$entry"
cp "$here/$name.xml" "$kinds"
for picture in "$top/current/_internal/icons"/*.png; do
    size=$(basename "$picture" .png)
    for kind in apps/$name mimetypes/$name.file; do
        target=$home/icons/hicolor/${size}x$size/$kind.png
        mkdir -p "$(dirname "$target")"
        cp "$picture" "$target"
    done
done
tell_desktop
say "MediaDesk $version орнатылды. Мәзірден ашыңыз немесе: $HOME/.local/bin/mediadesk" \
    "MediaDesk $version установлен. Откройте из меню или так: $HOME/.local/bin/mediadesk" \
    "MediaDesk $version is installed. Start it from the menu or as $HOME/.local/bin/mediadesk"
