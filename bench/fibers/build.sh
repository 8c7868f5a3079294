#!/bin/sh
# Compiles the fiber programs from C, each with both implementations of fibers:
#
#     build.sh OUT
#
# writes OUT/NAME-switching.wasm and OUT/NAME-asyncify.wasm. Zig's C compiler is fetched
# from PyPI and Binaryen from npm and both are kept in OUT, unless ZIG is the command for
# the one and BINARYEN the folder with the programs of the other.
set -eu
out=$1
mkdir -p "$out"
out=$(cd "$out" && pwd)
cd "$(dirname "$0")"

if [ -z "${ZIG:-}" ]; then
    if [ ! -x "$out/venv/bin/python-zig" ]; then
        python3 -m venv "$out/venv"
        "$out/venv/bin/pip" install --quiet ziglang
    fi
    ZIG=$out/venv/bin/python-zig
fi
if [ -z "${BINARYEN:-}" ]; then
    if [ ! -x "$out/npm/node_modules/.bin/wasm-opt" ]; then
        npm install --silent --no-audit --no-fund --prefix "$out/npm" binaryen
    fi
    BINARYEN=$out/npm/node_modules/.bin
fi

# What every program is compiled with, whatever its fibers are.
compile() {
    $ZIG cc -target wasm32-wasi -O2 -Wall -Wextra -nostdlib -Wl,--no-entry -Wl,--strip-all "$@"
}

# Nobody but the program calls the functions of fiber.wat, once they are one module.
cat >"$out/exports.json" <<'END'
[{ "name": "outside", "root": true, "reaches": ["run"] }, { "name": "run", "export": "run" }]
END
for program in generator tree sieve state skynet connections scheduler; do
    compile -o "$out/program.wasm" "$program.c" fiber.c
    "$BINARYEN/wasm-merge" --all-features "$out/program.wasm" program fiber.wat switching \
        -o "$out/merged.wasm"
    "$BINARYEN/wasm-metadce" --all-features "$out/merged.wasm" \
        --graph-file "$out/exports.json" -o "$out/reduced.wasm" >"$out/unused.txt"
    # -O3 and the limit let it inline fiber_resume, which C's compiler has not seen whole.
    # (What Asyncify has changed does not become quicker by that.)
    "$BINARYEN/wasm-opt" --all-features -O3 --flexible-inline-max-function-size=100 \
        "$out/reduced.wasm" \
        -o "$out/$program-switching.wasm"
    compile -DFIBER_ASYNCIFY -o "$out/program.wasm" "$program.c" fiber.c
    "$BINARYEN/wasm-opt" --all-features --asyncify -O2 "$out/program.wasm" \
        -o "$out/$program-asyncify.wasm"
done
rm "$out/program.wasm" "$out/merged.wasm" "$out/reduced.wasm" "$out/exports.json" "$out/unused.txt"
