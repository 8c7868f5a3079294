#include "fiber.h"

#include <stddef.h>

/* What a fiber has in linear memory, all told: whatever has its address taken is on a
 * stack that C keeps there, and with Asyncify its suspended frames are there, too. An odd
 * number of cache lines, so that the fibers do not all fall into the same few sets. */
enum { FIBER_SIZE = 17 * 64, PAGE = 65536 };

struct fiber {
    fiber_function function;
    /* The stack pointer to go on with. */
    char *stack_pointer;
    /* The next one that is free, while it is free itself. */
    fiber *next_free;
    bool finished;
#ifdef FIBER_ASYNCIFY
    bool begun, yielding;
    /* Which fiber resumed this one, or null. */
    fiber *resumer;
    /* What is handed over. */
    int64_t value;
    /* What Asyncify asks for: where the next frame is written, and the end. */
    struct { char *next, *end; } frames;
#else
    /* Its place in the table of continuations. */
    uint32_t place;
#endif
};

static fiber *free_fibers;

__asm__(".globaltype __stack_pointer, i32\n");

static inline char *get_stack_pointer(void) {
    char *pointer;
    __asm__ volatile("global.get __stack_pointer\n"
                     "local.set %0"
                     : "=r"(pointer));
    return pointer;
}

static inline void set_stack_pointer(char *pointer) {
    __asm__ volatile("local.get %0\n"
                     "global.set __stack_pointer"
                     :
                     : "r"(pointer)
                     : "memory");
}

/* Memory for one more fiber; as there is no allocator, nothing else takes any. */
static char *more_memory(void) {
    extern char __heap_base;
    static char *unused;
    if (unused == NULL) {
        unused = (char *)(((uintptr_t)&__heap_base + 63) & ~(uintptr_t)63);
    }
    char *memory = unused;
    unused += FIBER_SIZE;
    size_t size = __builtin_wasm_memory_size(0) * PAGE;
    if ((uintptr_t)unused > size && __builtin_wasm_memory_grow(0, 16) == (size_t)-1) {
        __builtin_trap();
    }
    return memory;
}

static fiber *take_free(void) {
    fiber *fiber = free_fibers;
    if (fiber != NULL) {
        free_fibers = fiber->next_free;
        return fiber;
    }
    return NULL;
}

bool fiber_finished(const fiber *fiber) {
    return fiber->finished;
}

#ifdef FIBER_ASYNCIFY

#define ASYNCIFY(name) __attribute__((import_module("asyncify"), import_name(name)))
ASYNCIFY("start_unwind") void asyncify_start_unwind(void *frames);
ASYNCIFY("stop_unwind") void asyncify_stop_unwind(void);
ASYNCIFY("start_rewind") void asyncify_start_rewind(void *frames);
ASYNCIFY("stop_rewind") void asyncify_stop_rewind(void);

static fiber *running;

fiber *fiber_create(fiber_function function) {
    fiber *fiber = take_free();
    if (fiber == NULL) {
        fiber = (struct fiber *)more_memory();
    }
    char *end = (char *)fiber + FIBER_SIZE;
    fiber->function = function;
    /* The frames grow towards C's stack. */
    fiber->stack_pointer = end;
    fiber->frames.next = (char *)(fiber + 1);
    fiber->frames.end = end;
    fiber->finished = fiber->begun = fiber->yielding = false;
    return fiber;
}

/* Asyncify wants the functions that begin and end unwinding for themselves. */
__attribute__((noinline)) int64_t fiber_resume(fiber *fiber, int64_t value) {
    char *stack_pointer = get_stack_pointer();
    fiber->resumer = running;
    running = fiber;
    set_stack_pointer(fiber->stack_pointer);
    if (fiber->begun) {
        fiber->value = value;
        asyncify_start_rewind(&fiber->frames);
    } else {
        fiber->begun = true;
    }
    value = fiber->function(value);
    if (fiber->yielding) {
        asyncify_stop_unwind();
        value = fiber->value;
        fiber->stack_pointer = get_stack_pointer();
    } else {
        fiber->finished = true;
    }
    running = fiber->resumer;
    set_stack_pointer(stack_pointer);
    return value;
}

__attribute__((noinline)) int64_t fiber_yield(int64_t value) {
    fiber *fiber = running;
    if (fiber->yielding) {
        asyncify_stop_rewind();
        fiber->yielding = false;
        return fiber->value;
    }
    fiber->yielding = true;
    fiber->value = value;
    asyncify_start_unwind(&fiber->frames);
    return 0;
}

void fiber_destroy(fiber *fiber) {
    fiber->next_free = free_fibers;
    free_fibers = fiber;
}

#else

/* What fiber.wat does. */
#define SWITCHING(name) __attribute__((import_module("switching"), import_name(name)))
SWITCHING("create") void switching_create(uint32_t place);
SWITCHING("resume") int64_t switching_resume(uint32_t place, int64_t value);
SWITCHING("yield") int64_t switching_yield(int64_t value);
SWITCHING("destroy") void switching_destroy(uint32_t place);

/* The one that was resumed last: what a continuation that begins is for. */
static fiber *resumed;

fiber *fiber_create(fiber_function function) {
    static uint32_t places;
    fiber *fiber = take_free();
    if (fiber == NULL) {
        fiber = (struct fiber *)more_memory();
        fiber->place = places++;
    }
    fiber->function = function;
    fiber->stack_pointer = (char *)fiber + FIBER_SIZE;
    fiber->finished = false;
    switching_create(fiber->place);
    return fiber;
}

/* What every continuation runs. */
__attribute__((export_name("fiber_main"))) int64_t fiber_main(int64_t value) {
    fiber *fiber = resumed;
    value = fiber->function(value);
    fiber->finished = true;
    return value;
}

int64_t fiber_resume(fiber *fiber, int64_t value) {
    char *stack_pointer = get_stack_pointer();
    resumed = fiber;
    set_stack_pointer(fiber->stack_pointer);
    value = switching_resume(fiber->place, value);
    fiber->stack_pointer = get_stack_pointer();
    set_stack_pointer(stack_pointer);
    return value;
}

int64_t fiber_yield(int64_t value) {
    return switching_yield(value);
}

void fiber_destroy(fiber *fiber) {
    if (!fiber->finished) {
        switching_destroy(fiber->place);
    }
    fiber->next_free = free_fibers;
    free_fibers = fiber;
}

#endif
