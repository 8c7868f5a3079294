/* Fifty million tail calls between two functions and through a table: without
 * tail calls in the engine the stack would overflow. */
#include <stdio.h>
#include <stdlib.h>

typedef unsigned step(unsigned left, unsigned sum);

static step add, twist;
static step *volatile const steps[2] = {add, twist};

static unsigned add(unsigned left, unsigned sum) {
    if (left == 0)
        return sum;
    __attribute__((musttail)) return steps[sum & 1](left - 1, sum + left);
}

static unsigned twist(unsigned left, unsigned sum) {
    if (left == 0)
        return sum;
    __attribute__((musttail)) return add(left - 1, sum ^ (left << 3));
}

int main(int argc, char **argv) {
    printf("%u\n", add(argc > 1 ? atoi(argv[1]) : 50000000, 1));
}
