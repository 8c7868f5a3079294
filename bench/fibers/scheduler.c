/* A thousand threads take turns, n turns in all, each when it has waited longest. The
 * result tells how many turns each thread had. */
#include "fiber.h"

#include <stddef.h>

enum { THREADS = 1000 };

static int64_t turns_left;

/* Threads are numbered from 1. */
static int64_t take_turns(int64_t number) {
    int64_t turns = 0;
    while (turns_left != 0) {
        turns_left--;
        turns++;
        fiber_yield(0);
    }
    return number * turns;
}

int64_t run(int64_t n) {
    static fiber *threads[THREADS];
    int64_t sum = 0;
    turns_left = n;
    for (int i = 0; i < THREADS; i++) {
        threads[i] = fiber_create(take_turns);
    }
    /* What a thread is handed but the first time, it ignores. */
    for (int running = THREADS; running > 0;) {
        for (int i = 0; i < THREADS; i++) {
            if (threads[i] != NULL) {
                int64_t result = fiber_resume(threads[i], i + 1);
                if (fiber_finished(threads[i])) {
                    sum += result;
                    fiber_destroy(threads[i]);
                    threads[i] = NULL;
                    running--;
                }
            }
        }
    }
    return sum;
}
