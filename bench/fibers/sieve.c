/* The sum of the first n primes. Each prime found becomes a stage, a fiber that says of
 * every number handed to it whether the prime divides it; a number that passes all stages
 * is the next prime. */
#include "fiber.h"

enum { MOST = 10000 };

static int64_t divides(int64_t first) {
    uint32_t prime = (uint32_t)first;
    uint32_t number = (uint32_t)fiber_yield(0);
    for (;;) {
        number = (uint32_t)fiber_yield(number % prime == 0);
    }
}

int64_t run(int64_t n) {
    static fiber *stages[MOST];
    int64_t sum = 0;
    int found = 0;
    if (n > MOST) {
        __builtin_trap();
    }
    for (int64_t number = 2; found < n; number++) {
        int stage = 0;
        while (stage < found && !fiber_resume(stages[stage], number)) {
            stage++;
        }
        if (stage == found) {
            stages[found] = fiber_create(divides);
            fiber_resume(stages[found], number);
            found++;
            sum += number;
        }
    }
    while (found > 0) {
        fiber_destroy(stages[--found]);
    }
    return sum;
}
