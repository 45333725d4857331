/*
 * What plain C does on the same ring, to hold the Java figures against: same layout, same batch, same signalling rule, payload
 * copied in and out. Prints one line for each payload and thread count.
 *
 * cc -O2 -o ring-yardstick ring-yardstick.c -lpthread && ./ring-yardstick [seconds]
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { HEADER = 4096, BATCH = 32, DESCRIPTOR = 16, TRAILER = 8, IN_BAND = 6 };

struct control {
    _Atomic uint32_t write_index, read_index, mask, pending;
};

static struct control *control;
static unsigned char *data, *source, *sink;
static uint32_t data_bytes, payload_bytes;
static atomic_int stop;

static double seconds_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static uint32_t wrap(uint64_t index)
{
    return (uint32_t)(index >= data_bytes ? index - data_bytes : index);
}

static void copy_in(uint32_t at, const void *from, uint32_t bytes)
{
    uint32_t first = bytes < data_bytes - at ? bytes : data_bytes - at;
    memcpy(data + at, from, first);
    memcpy(data, (const unsigned char *)from + first, bytes - first);
}

static void copy_out(uint32_t at, void *to, uint32_t bytes)
{
    uint32_t first = bytes < data_bytes - at ? bytes : data_bytes - at;
    memcpy(to, data + at, first);
    memcpy((unsigned char *)to + first, data, bytes - first);
}

/* Producer's own state, in no cache line of the consumer's. */
static _Alignas(128) struct {
    uint32_t write, read, published;
    uint64_t id, signals;
} p;

static int offer(void)
{
    uint32_t padded = (payload_bytes + 7) & ~7u, total = DESCRIPTOR + padded + TRAILER;
    uint32_t used = p.write >= p.read ? p.write - p.read : p.write + data_bytes - p.read;
    if (data_bytes - used <= total) {
        p.read = atomic_load_explicit(&control->read_index, memory_order_acquire);
        used = p.write >= p.read ? p.write - p.read : p.write + data_bytes - p.read;
        if (data_bytes - used <= total)
            return 0;
    }
    uint64_t first = IN_BAND | 2u << 16 | (uint64_t)((DESCRIPTOR + padded) / 8) << 32, trailer = (uint64_t)p.write << 32;
    uint32_t at = p.write;
    memcpy(data + at, &first, 8);
    at = wrap((uint64_t)at + 8);
    memcpy(data + at, &p.id, 8);
    at = wrap((uint64_t)at + 8);
    copy_in(at, source, payload_bytes);
    at = wrap((uint64_t)at + padded);
    memcpy(data + at, &trailer, 8);
    p.write = wrap((uint64_t)at + 8);
    p.id++;
    return 1;
}

static void publish(void)
{
    uint32_t before = p.published;
    if (p.write == before)
        return;
    p.published = p.write;
    atomic_store_explicit(&control->write_index, p.write, memory_order_release);
    atomic_thread_fence(memory_order_seq_cst);
    if (!atomic_load_explicit(&control->mask, memory_order_acquire)
            && atomic_load_explicit(&control->read_index, memory_order_acquire) == before)
        p.signals++;
}

/* Consumer's own state. */
static _Alignas(128) struct {
    uint32_t read, write, published;
    uint64_t id, signals;
} c;

static int take(void)
{
    if (c.read == c.write) {
        c.write = atomic_load_explicit(&control->write_index, memory_order_acquire);
        if (c.read == c.write)
            return 0;
    }
    uint64_t first, id;
    memcpy(&first, data + c.read, 8);
    memcpy(&id, data + wrap((uint64_t)c.read + 8), 8);
    uint32_t body = (uint32_t)(first >> 32 & 0xffff) * 8 - DESCRIPTOR;
    copy_out(wrap((uint64_t)c.read + DESCRIPTOR), sink, body);
    c.read = wrap((uint64_t)c.read + DESCRIPTOR + body + TRAILER);
    if (id != c.id++)
        abort();
    return 1;
}

static void advance(void)
{
    if (c.read == c.published)
        return;
    c.published = c.read;
    atomic_store_explicit(&control->read_index, c.read, memory_order_release);
    atomic_thread_fence(memory_order_seq_cst);
    if (atomic_load_explicit(&control->pending, memory_order_acquire))
        c.signals++;
}

static void *produce(void *unused)
{
    while (!atomic_load_explicit(&stop, memory_order_relaxed)) {
        for (int i = 0; i < BATCH; i++)
            while (!offer()) {
                publish();
                if (atomic_load_explicit(&stop, memory_order_relaxed))
                    return unused;
            }
        publish();
    }
    return unused;
}

static uint64_t one_thread(double until)
{
    uint64_t messages = 0;
    while (seconds_now() < until)
        for (int round = 0; round < 64; round++) {
            for (int i = 0; i < BATCH; i++)
                offer();
            publish();
            for (int i = 0; i < BATCH; i++)
                messages += (uint64_t)take();
            advance();
        }
    return messages;
}

static uint64_t two_threads(double until)
{
    pthread_t producer;
    uint64_t messages = 0;
    atomic_store(&stop, 0);
    pthread_create(&producer, NULL, produce, NULL);
    while (seconds_now() < until)
        for (int round = 0; round < 64; round++) {
            for (int i = 0; i < BATCH && take(); i++)
                messages++;
            advance();
        }
    atomic_store(&stop, 1);
    pthread_join(producer, NULL);
    return messages;
}

int main(int count, char **arguments)
{
    static const uint32_t payloads[] = {64, 1500, 65536};
    double seconds = count > 1 ? atof(arguments[1]) : 3;
    source = calloc(1, 65536);
    sink = calloc(1, 1 << 20);
    printf("%-12s %8s %12s %10s\n", "C", "payload", "messages/us", "GB/s");
    for (int threads = 1; threads <= 2; threads++)
        for (int i = 0; i < 3; i++) {
            payload_bytes = payloads[i];
            data_bytes = payload_bytes > 4096 ? 4u << 20 : 128u << 10;
            unsigned char *memory = aligned_alloc(HEADER, HEADER + data_bytes);
            memset(memory, 0, HEADER + data_bytes);
            control = (struct control *)memory;
            data = memory + HEADER;
            p.write = p.read = p.published = c.read = c.write = c.published = 0;
            p.id = c.id = 0;
            double from = seconds_now();
            uint64_t messages = threads == 1 ? one_thread(from + seconds) : two_threads(from + seconds);
            double rate = (double)messages / (seconds_now() - from);
            printf("%-12s %8u %12.2f %10.2f\n", threads == 1 ? "oneThread" : "twoThreads", payload_bytes, rate / 1e6,
                    rate * payload_bytes / 1e9);
            free(memory);
        }
    return 0;
}
