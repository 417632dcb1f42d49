// What the hardware allows: the time that an amount of work takes at best.
//   what=fma   width=512|256|128 threads= amount=FLOPS   independent fused multiply-adds, in registers
//   what=read  threads= amount=BYTES                     a buffer of so many bytes, read again and again, in equal parts:
//                                                        from the caches where it fits them
// gcc -O3 -pthread peak.c -o peak
#include "worker.h"
#include <immintrin.h>
#include <pthread.h>

enum { MOST_THREADS = 256, MOST_SAMPLES = 1 << 16 };

typedef struct {
    pthread_t thread;
    float *buffer;
    double samples[MOST_SAMPLES]; // seconds per FLOP or byte
    timing timing;
} lane;

static double amount, end;
static int threads;
static long part; // floats of a thread's buffer
static lane lanes[MOST_THREADS];
static double (*work)(lane *self); // returns how many FLOPs or bytes it did
static volatile float sink;

#define FMA(name, isa, type, set, multiply_add, chains, lanes)                                                         \
    __attribute__((target(isa))) static double name(lane *self) {                                                      \
        type sums[chains], x = set(0.999999f), y = set(1e-7f);                                                         \
        for (int i = 0; i < chains; i++)                                                                               \
            sums[i] = set(i * 0.1f);                                                                                   \
        for (long round = 0; round < 20000; round++)                                                                   \
            _Pragma("GCC unroll 16") for (int i = 0; i < chains; i++) sums[i] = multiply_add(sums[i], x, y);           \
        for (int i = 0; i < chains; i++)                                                                               \
            sink = ((float *)&sums[i])[0];                                                                             \
        return 20000.0 * chains * lanes * 2;                                                                           \
    }

FMA(fma512, "avx512f", __m512, _mm512_set1_ps, _mm512_fmadd_ps, 16, 16)
FMA(fma256, "avx2,fma", __m256, _mm256_set1_ps, _mm256_fmadd_ps, 12, 8)
FMA(fma128, "avx2,fma", __m128, _mm_set1_ps, _mm_fmadd_ps, 12, 4)

#define READ(name, isa, type, zero, load, add, lanes)                                                                  \
    __attribute__((target(isa))) static double name(lane *self) {                                                      \
        type sums[8];                                                                                                  \
        for (int i = 0; i < 8; i++)                                                                                    \
            sums[i] = zero();                                                                                          \
        long passes = (1 << 16) / part + 1;                                                                            \
        for (long pass = 0; pass < passes; pass++)                                                                     \
            for (long at = 0; at < part; at += 8 * lanes)                                                              \
                _Pragma("GCC unroll 8") for (int i = 0; i < 8; i++) sums[i] =                                          \
                    add(sums[i], load(self->buffer + at + i * lanes));                                                 \
        for (int i = 0; i < 8; i++)                                                                                    \
            sink = ((float *)&sums[i])[0];                                                                             \
        return 4.0 * part * passes;                                                                                    \
    }

READ(read512, "avx512f", __m512, _mm512_setzero_ps, _mm512_load_ps, _mm512_add_ps, 16)
READ(read256, "avx2", __m256, _mm256_setzero_ps, _mm256_load_ps, _mm256_add_ps, 8)

static void *run(void *argument) {
    lane *self = argument;
    long count = 0;
    do {
        double start = now();
        double done = work(self);
        self->samples[count++] = (now() - start) / done;
    } while (now() < end && count < MOST_SAMPLES);
    self->timing = timing_of(self->samples, count);
    return NULL;
}

static timing measure(double seconds) {
    double atBest = 0, atMedian = 0; // work per second, of all threads
    timing total = {0};
    end = now() + seconds;
    for (int i = 0; i < threads; i++)
        pthread_create(&lanes[i].thread, NULL, run, &lanes[i]);
    for (int i = 0; i < threads; i++) {
        pthread_join(lanes[i].thread, NULL);
        atBest += 1 / lanes[i].timing.min;
        atMedian += 1 / lanes[i].timing.median;
        total.count += lanes[i].timing.count;
    }
    total.min = amount / atBest;
    total.median = amount / atMedian;
    return total;
}

static void result(FILE *file) {}

static void read_buffers(void) {
    work = __builtin_cpu_supports("avx512f") ? read512 : read256;
    part = ((long)(amount / threads / 4) + 127) / 128 * 128;
    for (int i = 0; i < threads; i++) {
        lanes[i].buffer = aligned_alloc(2 << 20, (part * 4 + (2 << 20) - 1) / (2 << 20) * (2 << 20));
        memset(lanes[i].buffer, 0, part * 4);
    }
}

int main(int argc, char **argv) {
    amount = atof(option(argc, argv, "amount"));
    threads = atoi(option(argc, argv, "threads"));
    if (threads < 1 || threads > MOST_THREADS || !(amount > 0))
        fail("threads or amount is out of range");
    if (!strcmp(option(argc, argv, "what"), "read")) {
        read_buffers();
    } else {
        int width = atoi(option(argc, argv, "width"));
        work = width == 512 ? fma512 : width == 256 ? fma256 : fma128;
        if (width == 512 ? !__builtin_cpu_supports("avx512f") : !__builtin_cpu_supports("fma"))
            fail("the processor has no vectors of that width with multiply-add");
    }
    serve(measure, result);
}
