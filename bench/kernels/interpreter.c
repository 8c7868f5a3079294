/* The bytecode interpreter of rows/interpreter.wat, for the native reference:
 * the same handlers, the same program. The compiler makes the last calls jumps
 * (check with objdump if another compiler than GCC at -O2 is used). */
#include "kernel.h"
#include <string.h>

#define STATE uint32_t pc, int64_t acc, int64_t x, int64_t y, int64_t count
typedef int64_t handler(STATE);

static uint8_t memory[65536];
static handler *const handlers[10];

static inline int16_t operand(uint32_t pc) {
    int16_t value;
    memcpy(&value, memory + pc + 2, 2);
    return value;
}

#define NEXT(acc, x, y) return handlers[memory[pc + 4]](pc + 4, acc, x, y, count)

static int64_t halt(STATE) { return acc; }
static int64_t add_immediate(STATE) { NEXT(acc + operand(pc), x, y); }
static int64_t rotate_immediate(STATE) {
    int by = operand(pc) & 63;
    NEXT((int64_t)((uint64_t)acc << by | (uint64_t)acc >> (-by & 63)), x, y);
}
static int64_t add_x(STATE) { NEXT(acc + x, x, y); }
static int64_t xor_y(STATE) { NEXT(acc ^ y, x, y); }
static int64_t swap_x(STATE) { NEXT(x, acc, y); }
static int64_t swap_y(STATE) { NEXT(y, x, acc); }
static int64_t load(STATE) {
    int64_t value;
    memcpy(&value, memory + (uint16_t)operand(pc), 8);
    NEXT(value, x, y);
}
static int64_t store(STATE) {
    memcpy(memory + (uint16_t)operand(pc), &acc, 8);
    NEXT(acc, x, y);
}
static int64_t loop(STATE) {
    count--;
    pc += count == 0 ? 4 : operand(pc);
    return handlers[memory[pc]](pc, acc, x, y, count);
}

static handler *const handlers[10] = {
    halt, add_immediate, rotate_immediate, add_x, xor_y, swap_x, swap_y, load, store, loop,
};

int64_t run(int64_t iterations) {
    static const struct {
        uint8_t opcode, zero;
        int16_t operand;
    } program[] = {
        {1, 0, 7}, {2, 0, 5}, {4, 0, 0},    {5, 0, 0}, {3, 0, 0},   {8, 0, 1024},
        {6, 0, 0}, {7, 0, 1024}, {1, 0, 3}, {9, 0, -36}, {0, 0, 0},
    };
    memcpy(memory, program, sizeof program);
    return iterations <= 0 ? 0 : handlers[memory[0]](0, 1, 2, 3, iterations);
}
