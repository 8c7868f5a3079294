/* Builds and walks binary trees of depth 12 in linear memory: allocation,
 * pointers, recursion. */
#include "kernel.h"

struct node {
    struct node *left, *right;
};

static struct node nodes[1 << 13];
static int used;

static struct node *build(int depth) {
    struct node *node = &nodes[used++];
    node->left = depth > 0 ? build(depth - 1) : 0;
    node->right = depth > 0 ? build(depth - 1) : 0;
    return node;
}

static int count(const struct node *node) {
    return node->left ? 1 + count(node->left) + count(node->right) : 1;
}

int64_t run(int64_t iterations) {
    int64_t sum = 0;
    for (int64_t i = 0; i < iterations; i++) {
        used = 0;
        sum += count(build(12 - (i & 1)));
    }
    return sum;
}
