#!/usr/bin/env bash
# Gets the peers: Debian's PyTorch and OpenBLAS, ONNX Runtime from npm, and the workers in C. What cannot be had is said
# and left out; the benchmark then reports it as missing.
# usage: install.sh FOLDER (for what is built and what npm installs)
set -u
here=$(cd "$(dirname "$0")" && pwd)
folder=$1
mkdir -p "$folder"

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

compiled() { # compiled PROGRAM FLAG…
    local program=$1
    shift
    [ "$folder/$program" -nt "$here/$program.c" ] && [ "$folder/$program" -nt "$here/worker.h" ] && return
    gcc "$here/$program.c" -o "$folder/$program" "$@"
}

try "PyTorch, OpenBLAS or gcc" debian_packages
try "ONNX Runtime" onnx_runtime
try "OpenBLAS worker" compiled openblas_worker -O2 -ldl
try "FMA peak" compiled peak -O3 -pthread
