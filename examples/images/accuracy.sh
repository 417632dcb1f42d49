#!/usr/bin/env bash
# Trains an example with several seeds, by turns with PyTorch where that is asked for, and prints the accuracy on test images
# and the time of each run, and the medians.
# usage: accuracy.sh NETWORK DATA SEEDS [--pytorch] [option of train]…, as in: accuracy.sh lenet artifacts/package/data 5
set -eu -o pipefail
here=$(cd "$(dirname "$0")" && pwd)
network=$1 data=$(cd "$2" && pwd) seeds=$3
shift 3
contenders=(netlang)
[ "${1-}" != --pytorch ] || { contenders+=(pytorch) && shift; }
results=$(mktemp -d)
trap 'rm -r "$results"' EXIT

netlang() { dotnet run -c Release --no-build --project "$here/../../src/NetLang.Cli" -- train "$here/$network.net" --data "$data" "$@"; }
pytorch() { "$here/pytorch.py" "$network" "$data" "$@"; }
median() { sort -g | awk '{ x[NR] = $1 } END { print (x[int((NR + 1) / 2)] + x[int((NR + 2) / 2)]) / 2 }'; }

for seed in $(seq "$seeds"); do
    for contender in "${contenders[@]}"; do
        SECONDS=0
        "$contender" "$@" --seed "$seed" |
            awk '{ for (i = 1; i < NF; i++) if ($i == "accuracy") last = $(i + 1) } END { print last }' >"$results/last"
        echo "$contender, seed $seed: accuracy $(cat "$results/last"), $SECONDS s with loading"
        cat "$results/last" >>"$results/$contender"
        echo "$SECONDS" >>"$results/$contender.seconds"
    done
done
for contender in "${contenders[@]}"; do
    echo "$contender, median: accuracy $(median <"$results/$contender"), $(median <"$results/$contender.seconds") s"
done
