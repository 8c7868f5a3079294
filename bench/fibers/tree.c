/* The sum of the leaves of a binary tree of n levels. One fiber walks through the tree by
 * recursion, and yields at each leaf, below n frames. */
#include "fiber.h"

/* The node that has so many levels below it, and that number in its own. */
static void walk(int64_t levels, int64_t number) {
    if (levels == 0) {
        fiber_yield(number);
        return;
    }
    walk(levels - 1, 2 * number);
    walk(levels - 1, 2 * number + 1);
}

static int64_t walk_tree(int64_t levels) {
    walk(levels, 0);
    return 0;
}

int64_t run(int64_t levels) {
    int64_t sum = 0;
    fiber *walker = fiber_create(walk_tree);
    int64_t leaf = fiber_resume(walker, levels);
    while (!fiber_finished(walker)) {
        sum += leaf;
        leaf = fiber_resume(walker, 0);
    }
    fiber_destroy(walker);
    return sum;
}
