/* n connections, of which ten thousand are open at a time: each is a fiber that waits once
 * for an answer. */
#include "fiber.h"

#include <stddef.h>

enum { OPEN = 10000 };

static fiber *open_connections[OPEN];

static int64_t connect(int64_t request) {
    return fiber_yield(0) ^ request;
}

/* Begins a connection, which waits in its place. */
static void accept(int place, int64_t request) {
    open_connections[place] = fiber_create(connect);
    fiber_resume(open_connections[place], request);
}

/* Gives the one that waits its answer, with which it ends. */
static int64_t answer(int place, int64_t value) {
    fiber *waiting = open_connections[place];
    if (waiting == NULL) {
        return 0;
    }
    open_connections[place] = NULL;
    value = fiber_resume(waiting, value);
    fiber_destroy(waiting);
    return value;
}

int64_t run(int64_t n) {
    int64_t sum = 0;
    int place = 0;
    for (int64_t i = 0; i < n; i++) {
        sum += answer(place, i);
        accept(place, i);
        place = place + 1 == OPEN ? 0 : place + 1;
    }
    for (place = 0; place < OPEN; place++) {
        sum += answer(place, n);
    }
    return sum;
}
