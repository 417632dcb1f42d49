// C[m, n] = A[m, k] B[k, n] by OpenBLAS: m= n= k= threads= a=FILE b=FILE (row-major f32) transposed= (1: b is B's transpose).
// gcc -O2 openblas_worker.c -o openblas_worker -ldl
#include "worker.h"
#include <dlfcn.h>

typedef void (*sgemm)(int order, int transA, int transB, int m, int n, int k, float alpha, const float *a, int lda,
                      const float *b, int ldb, float beta, float *c, int ldc);

enum { ROW_MAJOR = 101, NO_TRANS = 111, TRANS = 112, MOST_SAMPLES = 1 << 20 };

static sgemm multiply_matrices;
static int m, n, k, transposed;
static float *a, *b, *c;
static double samples[MOST_SAMPLES];

static float *matrix(long rows, long columns, const char *path) {
    size_t bytes = rows * columns * sizeof(float);
    float *values = aligned_alloc(64, (bytes + 63) / 64 * 64);
    if (path) {
        FILE *file = fopen(path, "rb");
        if (!file || fread(values, 1, bytes, file) != bytes)
            fail("an operand's file is too short");
        fclose(file);
    }
    return values;
}

static void multiply(void) {
    multiply_matrices(ROW_MAJOR, NO_TRANS, transposed ? TRANS : NO_TRANS, m, n, k, 1, a, k, b, transposed ? k : n, 0, c, n);
}

// As Workers/Timing.cs: a fifth of the time to get warm, then samples of as many calls as take 50 µs.
static timing measure(double seconds) {
    long calls = 0, count = 0;
    double start = now();
    do {
        multiply();
        calls++;
    } while (now() - start < seconds / 5);
    double call = (now() - start) / calls;
    long repetitions = call < 50e-6 ? (long)(50e-6 / call) + 1 : 1;
    double end = now() + seconds;
    do {
        start = now();
        for (long i = 0; i < repetitions; i++)
            multiply();
        samples[count++] = (now() - start) / repetitions;
    } while (now() < end && count < MOST_SAMPLES);
    return timing_of(samples, count);
}

static void result(FILE *file) {
    multiply();
    fwrite(c, sizeof(float), (size_t)m * n, file);
}

int main(int argc, char **argv) {
    void *library = dlopen("libopenblas.so.0", RTLD_NOW);
    if (!library)
        fail(dlerror());
    multiply_matrices = (sgemm)dlsym(library, "cblas_sgemm");
    ((void (*)(int))dlsym(library, "openblas_set_num_threads"))(atoi(option(argc, argv, "threads")));
    m = atoi(option(argc, argv, "m"));
    n = atoi(option(argc, argv, "n"));
    k = atoi(option(argc, argv, "k"));
    transposed = atoi(option(argc, argv, "transposed"));
    a = matrix(m, k, option(argc, argv, "a"));
    b = matrix(k, n, option(argc, argv, "b"));
    c = matrix(m, n, NULL);
    multiply();
    serve(measure, result);
}
