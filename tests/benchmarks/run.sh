#!/usr/bin/env bash
# Measures NetLang against its peers: see README.md.
# usage: run.sh [filter] [--rounds N] [--markdown FILE] [--json FILE] [--smoke] [--list]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
folder=$root/artifacts/benchmarks

publish() { # publish PROJECT NAME: as one would ship it
    dotnet publish "$1" -c Release --nologo -v q --use-current-runtime --self-contained false \
        -p:PublishReadyToRun=true -o "$folder/published/$2"
    ln -sfn "$folder/published/$2" "$folder/$2"
}

{
    "$here/peers/install.sh" "$folder/peers"
    dotnet build "$here/NetLang.Benchmarks.csproj" -c Release --nologo -v q
    case " $* " in
    *" --smoke "* | *" --list "*) # publishing takes minutes
        ln -sfn "$root/src/NetLang.Cli/bin/Release/net10.0" "$folder/netlangc"
        ln -sfn "$here/app/bin/Release/net10.0" "$folder/app"
        ;;
    *)
        publish "$root/src/NetLang.Cli" netlangc
        publish "$here/app" app
        ;;
    esac
} >&2
exec "$here/bin/Release/net10.0/NetLang.Benchmarks" "$@"
