/* The Mandelbrot set on 64 by 64 points, at most 200 steps a point. */
#include "kernel.h"

static int escape(double real, double imaginary) {
    double x = 0, y = 0;
    for (int step = 0; step < 200; step++) {
        double xx = x * x, yy = y * y;
        if (xx + yy > 4)
            return step;
        y = 2 * x * y + imaginary;
        x = xx - yy + real;
    }
    return 200;
}

int64_t run(int64_t iterations) {
    int64_t sum = 0;
    for (int64_t i = 0; i < iterations; i++)
        for (int row = 0; row < 64; row++)
            for (int column = 0; column < 64; column++)
                sum += escape(-2.0 + column * (3.0 / 64) + (double)(i & 7) * 1e-3,
                              -1.5 + row * (3.0 / 64));
    return sum;
}
