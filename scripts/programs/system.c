/* What a C program asks of the system: arguments, environment, standard input,
 * files and directories, the clock, an exit status. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static void fail(const char *what) {
    printf("%s: %s\n", what, strerror(errno));
    exit(1);
}

static int by_name(const struct dirent **a, const struct dirent **b) {
    return strcmp((*a)->d_name, (*b)->d_name);
}

int main(int argc, char **argv) {
    for (int i = 1; i < argc; i++)
        printf("argument %d: %s\n", i, argv[i]);
    printf("GREETING=%s\n", getenv("GREETING") ? getenv("GREETING") : "(none)");
    printf("HOME=%s\n", getenv("HOME") ? getenv("HOME") : "(none)");

    char line[100];
    int lines = 0;
    while (fgets(line, sizeof line, stdin))
        lines++;
    printf("%d lines of input\n", lines);

    if (mkdir("/data/sub", 0777))
        fail("mkdir");
    FILE *file = fopen("/data/sub/first", "w+");
    if (!file)
        fail("fopen");
    for (int i = 0; i < 1000; i++)
        fprintf(file, "line %d\n", i);
    if (fseek(file, 6190, SEEK_SET))
        fail("fseek");
    if (!fgets(line, sizeof line, file))
        fail("fgets");
    printf("at 6190: %s", line);
    fclose(file);
    if (rename("/data/sub/first", "/data/sub/second"))
        fail("rename");
    struct stat status;
    if (stat("/data/sub/second", &status))
        fail("stat");
    printf("size %lld\n", (long long)status.st_size);
    struct dirent **names;
    int count = scandir("/data/sub", &names, 0, by_name);
    if (count < 0)
        fail("scandir");
    for (int i = 0; i < count; i++)
        if (names[i]->d_name[0] != '.')
            printf("found %s\n", names[i]->d_name);
    if (unlink("/data/sub/second") || rmdir("/data/sub"))
        fail("unlink");
    if (fopen("/etc/passwd", "r") || fopen("/data/../../etc/passwd", "r")) {
        printf("a file that was not granted is open\n");
        return 1;
    }

    struct timespec before, after;
    clock_gettime(CLOCK_MONOTONIC, &before);
    usleep(20000);
    clock_gettime(CLOCK_MONOTONIC, &after);
    long milliseconds = (after.tv_sec - before.tv_sec) * 1000 + (after.tv_nsec - before.tv_nsec) / 1000000;
    printf("slept %s\n", milliseconds >= 19 && milliseconds < 2000 ? "about 20 ms" : "wrongly");
    printf("the year is %s\n", time(NULL) > 1700000000 ? "plausible" : "wrong");
    return 42;
}
