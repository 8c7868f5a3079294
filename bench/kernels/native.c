/* The native reference: runs one kernel, linked with it, and prints the
 * checksum and the processor time in nanoseconds.
 * Usage: KERNEL ITERATIONS */
#include "kernel.h"
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static int64_t processor_time(void) {
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return now.tv_sec * 1000000000LL + now.tv_nsec;
}

int main(int argc, char **argv) {
    if (argc != 2) {
        fprintf(stderr, "usage: %s ITERATIONS\n", argv[0]);
        return 2;
    }
    int64_t iterations = atoll(argv[1]);
    int64_t start = processor_time();
    int64_t checksum = run(iterations);
    int64_t end = processor_time();
    printf("%lld %lld\n", (long long)checksum, (long long)(end - start));
    return 0;
}
