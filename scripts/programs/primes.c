/* Compiled, linked and run by clang and wasm-ld that themselves run on the
 * engine under test. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int descending(const void *a, const void *b) {
    return *(const int *)b - *(const int *)a;
}

int main(int argc, char **argv) {
    int limit = argc > 1 ? atoi(argv[1]) : 100;
    char *composite = calloc(limit + 1, 1);
    int *primes = malloc(sizeof *primes * (limit + 1));
    int count = 0;
    for (int n = 2; n <= limit; n++) {
        if (composite[n])
            continue;
        primes[count++] = n;
        for (long long m = (long long)n * n; m <= limit; m += n)
            composite[m] = 1;
    }
    qsort(primes, count, sizeof *primes, descending);
    printf("%d primes up to %d, the last %d, %d, %d\n", count, limit, primes[0], primes[1], primes[2]);
    printf("expected about %.3f\n", limit / log(limit));
    free(primes);
    free(composite);
    return 7;
}
