#!/usr/bin/env bash
# Gets the peers: Debian's PyTorch and OpenBLAS, ONNX Runtime from npm and NuGet, and the workers in C. What cannot be
# had is said and left out; the benchmark then reports it as missing.
# usage: install.sh FOLDER (for what is built and what npm installs)
set -u
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mkdir -p "$1" && cd "$1" && pwd)

try() { # try WHAT COMMAND…
    local what=$1 log
    shift
    log=$("$@" 2>&1) || { echo "no $what: $(tail -n 1 <<<"$log")" >&2; }
}

debian_packages() {
    local missing=() package
    for package in gcc libc6-dev python3-torch libopenblas0-pthread; do
        dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] || { apt-get update && apt-get install -y --no-install-recommends "${missing[@]}"; }
}

onnx_runtime() { # its install script fetches code for GPUs, which is not needed
    cmp -s "$here/package.json" "$folder/package.json" && [ -d "$folder/node_modules/onnxruntime-node" ] && return
    cp "$here/package.json" "$folder/" &&
        npm install --prefix "$folder" --ignore-scripts --no-audit --no-fund --no-package-lock
}

onnx_runtime_in_dotnet() { # with the native library of npm's package
    ln -sfn "$(ls "$folder"/node_modules/onnxruntime-node/bin/*/linux/x64/libonnxruntime.so.1)" \
        "$folder/libonnxruntime.so" &&
        dotnet publish "$here/ort" -c Release --nologo -v q --use-current-runtime --self-contained false \
            -p:PublishReadyToRun=true -o "$folder/ort"
}

compiled() { # compiled PROGRAM FLAG…
    local program=$1
    shift
    [ "$folder/$program" -nt "$here/$program.c" ] && [ "$folder/$program" -nt "$here/worker.h" ] && return
    gcc "$here/$program.c" -o "$folder/$program" "$@"
}

# OpenBLAS chooses its kernels by the processor's model, and its slowest for one that is newer than itself: so each is
# tried, in rounds, of which the least time counts: a machine may be busy for one. What the processor cannot run ends
# without an answer.
fastest_kernels() {
    local core time best= zeros=$folder/zeros.f32
    head -c $((4 * 256 * 256)) /dev/zero >"$zeros"
    for _ in 1 2 3 4 5; do
        for core in "" Haswell Zen SkylakeX Cooperlake SapphireRapids; do
            # An empty variable is not the same as none.
            time=$(echo "measure 0.1" | env -u OPENBLAS_L2_SIZE -u OPENBLAS_CORETYPE ${core:+OPENBLAS_CORETYPE=$core} \
                "$folder/openblas_worker" m=256 k=256 n=256 a="$zeros" b="$zeros" threads=1 \
                transposed=0 2>/dev/null | sed -n 's/.*min=\([^ ]*\).*/\1/p')
            [ -z "$time" ] || best+="$time $core"$'\n'
        done
    done
    sort -g <<<"$best" | sed -n '/./{s/^[^ ]* //p;q}' >"$folder/openblas-kernels"
}

try "PyTorch, OpenBLAS or gcc" debian_packages
try "ONNX Runtime" onnx_runtime
try "ONNX Runtime in .NET" onnx_runtime_in_dotnet
try "OpenBLAS worker" compiled openblas_worker -O2 -ldl
try "OpenBLAS kernels" fastest_kernels
try "FMA peak" compiled peak -O3 -pthread
