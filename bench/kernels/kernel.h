/* What every kernel has in common: one entry point, `run`, which does the work
 * `iterations` times and returns a checksum of the results. The kernels use no
 * library, so that the same source is compiled for WebAssembly (`build.sh`) and
 * natively (`native.c`), and the checksums of all engines must agree. */
#ifndef KERNEL_H
#define KERNEL_H

#include <stdint.h>

#ifdef __wasm__
#define EXPORT __attribute__((export_name("run")))
#else
#define EXPORT
#endif

EXPORT int64_t run(int64_t iterations);

/* A pseudo-random sequence (xorshift), the same everywhere. */
static inline uint32_t next_random(uint32_t *state) {
    uint32_t x = *state;
    x ^= x << 13;
    x ^= x >> 17;
    x ^= x << 5;
    return *state = x;
}

#endif
