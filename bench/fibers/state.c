/* A mutable cell as an effect: a loop counts down from n, and each of its accesses goes to
 * the handler and back. */
#include "fiber.h"

/* What is yielded: this, or the value to put. */
enum { GET = -1 };

static int64_t get(void) {
    return fiber_yield(GET);
}

static void put(int64_t value) {
    fiber_yield(value);
}

/* How many steps it took. */
static int64_t count_down(int64_t unused) {
    (void)unused;
    int64_t steps = 0;
    for (int64_t state = get(); state != 0; state = get()) {
        put(state - 1);
        steps++;
    }
    return steps;
}

int64_t run(int64_t state) {
    fiber *counter = fiber_create(count_down);
    int64_t request = fiber_resume(counter, 0);
    while (!fiber_finished(counter)) {
        if (request == GET) {
            request = fiber_resume(counter, state);
        } else {
            state = request;
            request = fiber_resume(counter, 0);
        }
    }
    fiber_destroy(counter);
    /* The steps, less what is left, which is nothing. */
    return request - state;
}
