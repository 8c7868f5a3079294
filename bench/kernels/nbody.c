/* Five bodies under their own gravity, 1000 steps: floating point with square
 * roots and divisions. */
#include "kernel.h"

struct body {
    double x, y, z, vx, vy, vz, mass;
};

enum { BODIES = 5 };

static struct body bodies[BODIES];

static void advance(double step) {
    for (int i = 0; i < BODIES; i++) {
        struct body *a = &bodies[i];
        for (int j = i + 1; j < BODIES; j++) {
            struct body *b = &bodies[j];
            double dx = a->x - b->x, dy = a->y - b->y, dz = a->z - b->z;
            double square = dx * dx + dy * dy + dz * dz + 0.01;
            double magnitude = step / (square * __builtin_sqrt(square));
            a->vx -= dx * b->mass * magnitude;
            a->vy -= dy * b->mass * magnitude;
            a->vz -= dz * b->mass * magnitude;
            b->vx += dx * a->mass * magnitude;
            b->vy += dy * a->mass * magnitude;
            b->vz += dz * a->mass * magnitude;
        }
    }
    for (int i = 0; i < BODIES; i++) {
        struct body *a = &bodies[i];
        a->x += step * a->vx;
        a->y += step * a->vy;
        a->z += step * a->vz;
    }
}

int64_t run(int64_t iterations) {
    for (int i = 0; i < BODIES; i++) {
        struct body *a = &bodies[i];
        a->x = i * 3 - 5, a->y = i * i - 4, a->z = 2 - i;
        a->vx = 0.1 * i, a->vy = 0.3 - 0.1 * i, a->vz = 0.05 * (i % 3);
        a->mass = 1.0 / (1 + i);
    }
    for (int64_t i = 0; i < iterations; i++)
        for (int step = 0; step < 1000; step++)
            advance(0.001);
    double sum = 0;
    for (int i = 0; i < BODIES; i++)
        sum += bodies[i].x + bodies[i].y + bodies[i].z;
    return (int64_t)(sum * 1e6);
}
