// What workers in C have in common: options (name=value arguments), timing, and the line protocol of ../README.md.
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct {
    double median, min; // seconds
    long count;         // samples
} timing;

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + 1e-9 * t.tv_nsec;
}

static void fail(const char *message) {
    fprintf(stderr, "%s\n", message);
    exit(1);
}

static const char *option(int argc, char **argv, const char *name) {
    size_t length = strlen(name);
    for (int i = 1; i < argc; i++)
        if (!strncmp(argv[i], name, length) && argv[i][length] == '=')
            return argv[i] + length + 1;
    fprintf(stderr, "%s=… is missing\n", name);
    exit(1);
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static timing timing_of(double *samples, long count) {
    qsort(samples, count, sizeof(double), ascending);
    return (timing){.median = samples[count / 2], .min = samples[0], .count = count};
}

static void serve(timing (*measure)(double seconds), void (*result)(FILE *file)) {
    char line[4096];
    puts("ready");
    fflush(stdout);
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = 0;
        if (!strncmp(line, "measure ", 8)) {
            timing t = measure(atof(line + 8));
            printf("median=%.9e min=%.9e count=%ld\n", t.median, t.min, t.count);
        } else if (!strncmp(line, "result ", 7)) {
            FILE *file = fopen(line + 7, "wb");
            if (!file)
                fail("the result's file cannot be written");
            result(file);
            fclose(file);
            puts("written");
        } else {
            fail("unknown command");
        }
        fflush(stdout);
    }
}
