/* Multiplies two 64 by 64 matrices of doubles. */
#include "kernel.h"

enum { SIZE = 64 };

static double a[SIZE][SIZE], b[SIZE][SIZE], c[SIZE][SIZE];

static void multiply(void) {
    for (int i = 0; i < SIZE; i++)
        for (int j = 0; j < SIZE; j++) {
            double sum = 0;
            for (int k = 0; k < SIZE; k++)
                sum += a[i][k] * b[k][j];
            c[i][j] = sum;
        }
}

int64_t run(int64_t iterations) {
    for (int i = 0; i < SIZE; i++)
        for (int j = 0; j < SIZE; j++) {
            a[i][j] = (i * 7 + j) % 11;
            b[i][j] = (i + j * 5) % 13;
        }
    int64_t checksum = 0;
    for (int64_t i = 0; i < iterations; i++) {
        a[i % SIZE][0] += 1;
        multiply();
        checksum += (int64_t)c[i % SIZE][(i * 3) % SIZE];
    }
    return checksum;
}
