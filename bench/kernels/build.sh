#!/bin/sh
# Compiles the kernels to WebAssembly with Zig's C compiler (`pip install ziglang`).
# The results are committed, so that the benchmark needs no such compiler:
# run this after changing a kernel. ZIG is the command to use.
set -eu
cd "$(dirname "$0")"
for kernel in matmul sha256 nbody sort trees mandelbrot; do
    ${ZIG:-python3 -m ziglang} cc -target wasm32-freestanding -mcpu=generic -O2 -ffp-contract=off \
        -nostdlib -Wl,--no-entry -Wl,--strip-all -o "$kernel.wasm" "$kernel.c"
    chmod 644 "$kernel.wasm"
done
