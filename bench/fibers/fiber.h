/* Fibers for C: functions that can be left in the middle and gone on with later.
 *
 * There are two implementations. With -DFIBER_ASYNCIFY, a fiber that yields unwinds its
 * frames into a buffer, and rewinds them when it is resumed, by code that Binaryen's
 * Asyncify adds to every function that may yield. Without, a fiber is a continuation of
 * WebAssembly's stack switching (fiber.wat). Programs cannot tell one from the other. */
#ifndef FIBER_H
#define FIBER_H

#include <stdbool.h>
#include <stdint.h>

typedef struct fiber fiber;

/* What a fiber runs: gets the value of the first resume; what it returns is the result
 * of the last. */
typedef int64_t (*fiber_function)(int64_t value);

/* Makes a fiber, which begins with the first resume. */
fiber *fiber_create(fiber_function function);

/* Hands the fiber a value and runs it until it yields or returns; the result is what it
 * yields or returns. The fiber has not finished, and does not run. */
int64_t fiber_resume(fiber *fiber, int64_t value);

/* Suspends the fiber that runs; the result is the value that it is resumed with. */
int64_t fiber_yield(int64_t value);

/* Whether the fiber has returned. */
bool fiber_finished(const fiber *fiber);

/* Frees a fiber that does not run, finished or not. */
void fiber_destroy(fiber *fiber);

/* The entry of each program: how large its work is to be, and what comes out. */
__attribute__((export_name("run"))) int64_t run(int64_t n);

#endif
