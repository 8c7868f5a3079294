/* Fills an array of 4096 numbers and sorts it with quicksort: loads, stores,
 * unpredictable branches, recursion. */
#include "kernel.h"

enum { COUNT = 4096 };

static uint32_t numbers[COUNT];

static void sort(uint32_t *low, uint32_t *high) {
    while (high - low > 12) {
        uint32_t pivot = low[(high - low) / 2];
        uint32_t *left = low, *right = high - 1;
        for (;;) {
            while (*left < pivot)
                left++;
            while (*right > pivot)
                right--;
            if (left >= right)
                break;
            uint32_t kept = *left;
            *left++ = *right;
            *right-- = kept;
        }
        if (left - low < high - left) {
            sort(low, left);
            low = left;
        } else {
            sort(left, high);
            high = left;
        }
    }
    for (uint32_t *at = low + 1; at < high; at++) {
        uint32_t number = *at, *to = at;
        for (; to > low && to[-1] > number; to--)
            *to = to[-1];
        *to = number;
    }
}

int64_t run(int64_t iterations) {
    uint32_t random = 1;
    int64_t checksum = 0;
    for (int64_t i = 0; i < iterations; i++) {
        for (int at = 0; at < COUNT; at++)
            numbers[at] = next_random(&random);
        sort(numbers, numbers + COUNT);
        for (int at = 1; at < COUNT; at++)
            if (numbers[at - 1] > numbers[at])
                return -1;
        checksum += numbers[i % COUNT];
    }
    return checksum;
}
