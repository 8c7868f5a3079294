/* The sum of the numbers below n, each of which a generator yields. */
#include "fiber.h"

static int64_t numbers(int64_t n) {
    for (int64_t i = 0; i < n; i++) {
        fiber_yield(i);
    }
    return 0;
}

int64_t run(int64_t n) {
    int64_t sum = 0;
    fiber *generator = fiber_create(numbers);
    int64_t number = fiber_resume(generator, n);
    while (!fiber_finished(generator)) {
        sum += number;
        number = fiber_resume(generator, 0);
    }
    fiber_destroy(generator);
    return sum;
}
