/* A tree of fibers, n levels of ten children each. The leaves are numbered, and every node
 * yields the sum of the leaves below it; it ends when its parent has those of all its
 * children. Six levels are 1,111,111 fibers. */
#include "fiber.h"

enum { CHILDREN = 10, MOST_LEVELS = 16 };

/* The children of the one node of each level that is at work. */
static fiber *children[MOST_LEVELS][CHILDREN];

/* The node's number and the levels below it, in one value. */
static int64_t node(int64_t value) {
    int64_t number = value / MOST_LEVELS;
    int64_t levels = value % MOST_LEVELS;
    if (levels == 0) {
        fiber_yield(number);
        return 0;
    }
    levels--;
    int64_t sum = 0;
    for (int child = 0; child < CHILDREN; child++) {
        fiber *made = children[levels][child] = fiber_create(node);
        sum += fiber_resume(made, (number * CHILDREN + child) * MOST_LEVELS + levels);
    }
    for (int child = CHILDREN - 1; child >= 0; child--) {
        fiber_resume(children[levels][child], 0);
        fiber_destroy(children[levels][child]);
    }
    fiber_yield(sum);
    return 0;
}

int64_t run(int64_t levels) {
    if (levels >= MOST_LEVELS) {
        __builtin_trap();
    }
    fiber *root = fiber_create(node);
    int64_t sum = fiber_resume(root, levels);
    fiber_resume(root, 0);
    fiber_destroy(root);
    return sum;
}
