/* Recursive Fibonacci numbers: fib(27) makes 635,621 calls. */
#include "kernel.h"

__attribute__((noinline)) static int32_t fib(int32_t n) {
    return n < 2 ? n : fib(n - 1) + fib(n - 2);
}

int64_t run(int64_t iterations) {
    int64_t sum = 0;
    for (int64_t i = 0; i < iterations; i++) {
        volatile int32_t n = 27;
        sum += fib(n);
    }
    return sum;
}
