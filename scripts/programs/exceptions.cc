// Exceptions of C++: what they run on their way, who catches them, and what stays
// alive. Every line printed is checked; the argument is the number of throws in the
// last part.
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <new>
#include <stdexcept>
#include <string>
#include <typeinfo>
#include <variant>
#include <vector>

static std::string trace;
static int alive = 0;

// Tells when it goes, and how many exceptions are under way then.
struct Guard {
    char name;
    explicit Guard(char name) : name(name) { alive++; }
    Guard(const Guard &) = delete;
    ~Guard() {
        alive--;
        trace += name;
        if (int under_way = std::uncaught_exceptions())
            trace += static_cast<char>('0' + under_way);
    }
};

static std::string take_trace() {
    std::string taken;
    taken.swap(trace);
    return taken;
}

struct Animal {
    int legs;
    explicit Animal(int legs) : legs(legs) {}
    virtual ~Animal() = default;
    virtual const char *name() const { return "animal"; }
};
struct Tail {
    double length = 0.5;
    virtual ~Tail() = default;
};
struct Cat : Animal, Tail {
    Cat() : Animal(4) {}
    const char *name() const override { return "cat"; }
};
struct Spider : Animal {
    Spider() : Animal(8) {}
    const char *name() const override { return "spider"; }
};
struct Both : virtual Animal {
    Both() : Animal(2) {}
    const char *name() const override { return "both"; }
};

[[noreturn, gnu::noinline]] static void throw_one(int kind) {
    switch (kind) {
    case 0: throw 42;
    case 1: throw 2.5;
    case 2: throw "text";
    case 3: throw std::string("a string");
    case 4: throw Cat();
    case 5: throw Spider();
    case 6: throw std::out_of_range("range");
    case 7: throw std::vector<int>{1, 2, 3};
    case 8: throw Both();
    case 9: throw static_cast<int64_t>(1) << 40;
    case 10: throw new Cat();
    case 11: throw nullptr;
    default: throw 'c';
    }
}

static std::string catch_one(int kind) {
    Guard guard('g');
    char line[80];
    try {
        Guard guard('t');
        throw_one(kind);
    } catch (int value) {
        snprintf(line, sizeof line, "int %d", value);
    } catch (double value) {
        snprintf(line, sizeof line, "double %g", value);
    } catch (const char *text) {
        snprintf(line, sizeof line, "text %s", text ? text : "(null)");
    } catch (const std::string &text) {
        snprintf(line, sizeof line, "string %s", text.c_str());
    } catch (Tail &tail) {
        Animal &animal = dynamic_cast<Animal &>(tail);
        snprintf(line, sizeof line, "tail %g of a %s", tail.length, animal.name());
    } catch (const Animal &animal) {
        snprintf(line, sizeof line, "%s with %d legs", animal.name(), animal.legs);
    } catch (const std::logic_error &error) {
        snprintf(line, sizeof line, "logic error %s", error.what());
    } catch (const Tail *tail) {
        snprintf(line, sizeof line, "pointer to a tail %g", tail->length);
        delete tail;
    } catch (int64_t value) {
        snprintf(line, sizeof line, "long %lld", static_cast<long long>(value));
    } catch (char value) {
        snprintf(line, sizeof line, "char %c", value);
    } catch (...) {
        snprintf(line, sizeof line, "anything");
    }
    return line;
}

// Two hundred frames of two kinds, each with something to destroy.
[[gnu::noinline]] static int descend(int depth, const std::function<void(int)> &at_end) {
    Guard guard('d');
    std::unique_ptr<int> held(new int(depth));
    if (depth == 0)
        at_end(depth);
    else if (depth % 2)
        return descend(depth - 1, at_end) + *held;
    else {
        std::function<void(int)> next = [&](int) { descend(depth - 1, at_end); };
        next(depth);
    }
    return *held;
}

// Rethrown at every level, changed on the way.
[[gnu::noinline]] static void annotate(int depth) {
    if (depth == 0)
        throw std::string("0");
    try {
        Guard guard('a');
        annotate(depth - 1);
    } catch (std::string &path) {
        path += ' ' + std::to_string(depth);
        throw;
    }
}

// Constructors that fail half way destroy what is made already, and only that.
struct Part {
    Guard guard;
    Part(char name, bool fails) : guard(name) {
        if (fails)
            throw std::runtime_error(std::string("part ") + name);
    }
};
struct Whole {
    Part first, second, third;
    explicit Whole(int fails)
        try : first('1', fails == 1), second('2', fails == 2), third('3', fails == 3) {
        trace += 'W';
    } catch (const std::runtime_error &) {
        trace += 'x';
    }
    ~Whole() { trace += 'w'; }
};

struct Element {
    static inline int made = 0, fails_at = -1;
    Element() {
        if (made == fails_at)
            throw made;
        made++;
    }
    ~Element() { made--; }
};

// An exception that comes and goes while another one is under way.
struct Careful {
    ~Careful() {
        try {
            Guard guard('i');
            throw 1;
        } catch (int) {
            trace += 'c';
        }
    }
};

static int returns_through(int way) {
    int result = 0;
    for (int round = 0; round < 3; round++) {
        try {
            Guard guard('r');
            if (way == 0)
                continue;
            if (way == 1)
                break;
            if (way == 2)
                return 100 + round;
            throw way;
        } catch (int thrown) {
            Guard guard('h');
            result += thrown;
            if (way == 4)
                break;
            if (way == 5)
                return 500;
        }
    }
    return result;
}

static void nested() {
    try {
        try {
            throw std::invalid_argument("inner");
        } catch (...) {
            std::throw_with_nested(std::runtime_error("outer"));
        }
    } catch (const std::exception &outer) {
        printf("nested: %s", outer.what());
        try {
            std::rethrow_if_nested(outer);
        } catch (const std::exception &inner) {
            printf(" because of %s\n", inner.what());
        }
    }
}

static int compare(const void *left, const void *right) {
    int a = *static_cast<const int *>(left), b = *static_cast<const int *>(right);
    if (a == 13 || b == 13)
        throw std::string("unlucky");
    return a - b;
}

// Exceptions where they are the ordinary way out, as in a recursive parser.
struct Parser {
    const char *at;
    long expression() {
        long value = term();
        while (*at == '+' || *at == '-')
            value = *at++ == '+' ? value + term() : value - term();
        return value;
    }
    long term() {
        long value = factor();
        while (*at == '*' || *at == '/') {
            if (*at++ == '*')
                value *= factor();
            else if (long divisor = factor())
                value /= divisor;
            else
                throw std::domain_error("division by zero");
        }
        return value;
    }
    long factor() {
        if (*at == '(') {
            at++;
            long value = expression();
            if (*at != ')')
                throw std::runtime_error(std::string("no ) before ") + at);
            at++;
            return value;
        }
        if (*at < '0' || *at > '9')
            throw std::runtime_error(std::string("no number at ") + (*at ? at : "the end"));
        return strtol(at, const_cast<char **>(&at), 10);
    }
};

[[gnu::noinline]] static unsigned many_frames(unsigned depth, unsigned value) {
    if (depth == 0) {
        if (value % 3 == 0)
            throw value;
        if (value % 3 == 1)
            throw Cat();
        return value;
    }
    return many_frames(depth - 1, value) + 1;
}

static uint64_t many(unsigned throws) {
    uint64_t sum = 0;
    for (unsigned i = 0; i < throws; i++) {
        try {
            sum += many_frames(i % 16, i);
        } catch (unsigned value) {
            sum += value * uint64_t(2);
        } catch (const Animal &animal) {
            sum += static_cast<unsigned>(animal.legs);
        }
    }
    return sum;
}

int main(int argc, char **argv) {
    for (int kind = 0; kind <= 12; kind++) {
        std::string line = catch_one(kind);
        printf("%d: %s [%s]\n", kind, line.c_str(), take_trace().c_str());
    }

    for (int depth : {1, 10, 100, 200}) {
        std::string caught;
        try {
            descend(depth, [](int) { throw std::runtime_error("deep"); });
        } catch (const std::exception &error) {
            caught = error.what();
        }
        bool each_once = take_trace().size() == static_cast<size_t>(depth + 1) * 2;
        printf("%s %d: %d alive, %s\n", caught.c_str(), depth, alive, each_once ? "right" : "wrong");
    }
    printf("without: %d\n", descend(10, [](int) {}));
    take_trace();

    try {
        annotate(12);
    } catch (const std::string &path) {
        printf("path %s [%s]\n", path.c_str(), take_trace().c_str());
    }

    for (int fails = 0; fails <= 3; fails++) {
        std::string what = "made";
        try {
            Whole whole(fails);
        } catch (const std::exception &error) {
            what = error.what();
        }
        printf("whole %d: %s [%s]\n", fails, what.c_str(), take_trace().c_str());
    }
    Element::fails_at = 5;
    try {
        std::unique_ptr<Element[]> elements(new Element[10]);
    } catch (int made) {
        printf("element %d failed, %d remain\n", made, Element::made);
    }

    try {
        Careful careful;
        Guard guard('o');
        throw 2.5;
    } catch (double value) {
        printf("careful %g [%s]\n", value, take_trace().c_str());
    }

    for (int way = 0; way <= 5; way++) {
        int result = returns_through(way);
        printf("way %d: %d [%s]\n", way, result, take_trace().c_str());
    }

    nested();

    std::exception_ptr kept;
    {
        std::vector<std::exception_ptr> thrown;
        for (int kind = 3; kind <= 6; kind++) {
            try {
                throw_one(kind);
            } catch (...) {
                thrown.push_back(std::current_exception());
            }
        }
        kept = thrown[2];
        thrown.push_back(std::make_exception_ptr(std::length_error("made")));
        for (const std::exception_ptr &one : thrown) {
            try {
                std::rethrow_exception(one);
            } catch (const std::string &text) {
                printf("kept %s\n", text.c_str());
            } catch (const Animal &animal) {
                printf("kept %s\n", animal.name());
            } catch (const std::exception &error) {
                printf("kept %s\n", error.what());
            }
        }
    }
    for (int times = 0; times < 2; times++) {
        try {
            std::rethrow_exception(kept);
        } catch (const Spider &spider) {
            printf("still %s\n", spider.name());
        }
    }

    int numbers[] = {5, 3, 13, 8, 1};
    try {
        qsort(numbers, 5, sizeof *numbers, compare);
    } catch (const std::string &text) {
        printf("through qsort: %s\n", text.c_str());
    }

    for (const char *text : {"1+2*(3-4)/1", "7/(3-3)", "(1+2", "2*", "((((((8))))))*9"}) {
        try {
            Parser parser{text};
            printf("%s = %ld\n", text, parser.expression());
        } catch (const std::logic_error &error) {
            printf("%s: logic: %s\n", text, error.what());
        } catch (const std::runtime_error &error) {
            printf("%s: run time: %s\n", text, error.what());
        }
    }

    try {
        std::map<std::string, int> map{{"one", 1}};
        (void)map.at("two");
    } catch (const std::out_of_range &) {
        printf("out of range\n");
    }
    try {
        std::vector<char> vector;
        vector.reserve(static_cast<size_t>(-1));
    } catch (const std::length_error &) {
        printf("too long\n");
    }
    try {
        volatile size_t size = SIZE_MAX - 64;
        ::operator delete(::operator new(size));
        printf("plenty of memory\n");
    } catch (const std::bad_alloc &) {
        printf("no memory\n");
    }
    try {
        Tail tail;
        Tail *volatile pointer = &tail;
        (void)dynamic_cast<Cat &>(*pointer);
    } catch (const std::bad_cast &) {
        printf("no cat\n");
    }
    try {
        std::variant<int, double> number = 1;
        (void)std::get<double>(number);
    } catch (const std::bad_variant_access &) {
        printf("no double\n");
    }
    try {
        std::function<void()> empty;
        empty();
    } catch (const std::bad_function_call &) {
        printf("no function\n");
    }

    unsigned throws = argc > 1 ? static_cast<unsigned>(atoi(argv[1])) : 100000;
    auto start = std::chrono::steady_clock::now();
    uint64_t sum = many(throws);
    std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
    fprintf(stderr, "%u calls, two thirds of which throw: %.3f s\n", throws, took.count());
    printf("many: %llu\n", static_cast<unsigned long long>(sum));
    printf("%d alive, %d under way\n", alive, std::uncaught_exceptions());

    if (argc > 2) {
        std::set_terminate([] {
            printf("terminated\n");
            fflush(stdout);
            _Exit(3);
        });
        auto promise = []() noexcept { throw_one(0); };
        promise();
    }
}
