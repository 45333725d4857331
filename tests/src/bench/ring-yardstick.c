/*
 * What plain C does on the same ring, to hold the Java figures against: same layout, same batch, same signalling rule, payload
 * copied in and out. It believes what it reads, which Java does not. A library, so that the same harness drives both.
 *
 * cc -O2 -shared -fPIC -o libring-yardstick.so ring-yardstick.c
 */
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { HEADER = 4096, BATCH = 32, DESCRIPTOR = 16, TRAILER = 8, IN_BAND = 6 };
enum { SMALL_DATA = 128 << 10, LARGE_DATA = 4 << 20 };

struct control {
    _Atomic uint32_t write_index, read_index, mask, pending;
};

struct producer {
    uint32_t write, read, published;
    uint64_t id, signals;
};

struct consumer {
    uint32_t read, write, published;
    uint64_t id, signals;
};

struct ring {
    struct control *control;
    unsigned char *data, *source, *sink;
    uint32_t data_bytes, payload_bytes;
    /* Each end's own state, in no cache line of the other's. */
    _Alignas(128) struct producer p;
    _Alignas(128) struct consumer c;
};

static uint32_t wrap(const struct ring *r, uint64_t index)
{
    return (uint32_t)(index >= r->data_bytes ? index - r->data_bytes : index);
}

static void copy_in(struct ring *r, uint32_t at, const void *from, uint32_t bytes)
{
    uint32_t first = r->data_bytes - at;
    if (bytes <= first) {
        memcpy(r->data + at, from, bytes);
    } else {
        memcpy(r->data + at, from, first);
        memcpy(r->data, (const unsigned char *)from + first, bytes - first);
    }
}

static void copy_out(const struct ring *r, uint32_t at, void *to, uint32_t bytes)
{
    uint32_t first = r->data_bytes - at;
    if (bytes <= first) {
        memcpy(to, r->data + at, bytes);
    } else {
        memcpy(to, r->data + at, first);
        memcpy((unsigned char *)to + first, r->data, bytes - first);
    }
}

static uint32_t used(const struct ring *r, uint32_t read, uint32_t write)
{
    return write >= read ? write - read : write + r->data_bytes - read;
}

static int offer(struct ring *r, struct producer *p)
{
    uint32_t padded = (r->payload_bytes + 7) & ~7u, total = DESCRIPTOR + padded + TRAILER;
    if (r->data_bytes - used(r, p->read, p->write) <= total) {
        p->read = atomic_load_explicit(&r->control->read_index, memory_order_acquire);
        if (r->data_bytes - used(r, p->read, p->write) <= total)
            return 0;
    }
    uint64_t first = IN_BAND | 2u << 16 | (uint64_t)((DESCRIPTOR + padded) / 8) << 32, trailer = (uint64_t)p->write << 32;
    uint32_t at = p->write;
    memcpy(r->data + at, &first, 8);
    at = wrap(r, (uint64_t)at + 8);
    memcpy(r->data + at, &p->id, 8);
    at = wrap(r, (uint64_t)at + 8);
    copy_in(r, at, r->source, r->payload_bytes);
    at = wrap(r, (uint64_t)at + padded);
    memcpy(r->data + at, &trailer, 8);
    p->write = wrap(r, (uint64_t)at + 8);
    p->id++;
    return 1;
}

static void publish(struct ring *r, struct producer *p)
{
    uint32_t before = p->published;
    if (p->write == before)
        return;
    p->published = p->write;
    atomic_store_explicit(&r->control->write_index, p->write, memory_order_release);
    atomic_thread_fence(memory_order_seq_cst);
    if (!atomic_load_explicit(&r->control->mask, memory_order_acquire)
            && atomic_load_explicit(&r->control->read_index, memory_order_acquire) == before)
        p->signals++;
}

static int take(struct ring *r, struct consumer *c)
{
    if (c->read == c->write) {
        c->write = atomic_load_explicit(&r->control->write_index, memory_order_acquire);
        if (c->read == c->write)
            return 0;
    }
    uint64_t first, id;
    memcpy(&first, r->data + c->read, 8);
    memcpy(&id, r->data + wrap(r, (uint64_t)c->read + 8), 8);
    uint32_t body = (uint32_t)(first >> 32 & 0xffff) * 8 - DESCRIPTOR;
    copy_out(r, wrap(r, (uint64_t)c->read + DESCRIPTOR), r->sink, body);
    c->read = wrap(r, (uint64_t)c->read + DESCRIPTOR + body + TRAILER);
    if (id != c->id++)
        abort();
    return 1;
}

static void advance(struct ring *r, struct consumer *c)
{
    if (c->read == c->published)
        return;
    c->published = c->read;
    atomic_store_explicit(&r->control->read_index, c->read, memory_order_release);
    atomic_thread_fence(memory_order_seq_cst);
    if (atomic_load_explicit(&r->control->pending, memory_order_acquire))
        c->signals++;
}

static void pause_a_little(void)
{
#if defined(__x86_64__)
    __builtin_ia32_pause();
#endif
}

/* One thread writes and reads so many batches. */
void ring_one_thread(struct ring *r, int batches)
{
    for (int batch = 0; batch < batches; batch++) {
        for (int i = 0; i < BATCH; i++)
            offer(r, &r->p);
        publish(r, &r->p);
        for (int i = 0; i < BATCH; i++)
            take(r, &r->c);
        advance(r, &r->c);
    }
}

/* Writes one batch; returns how much of it when it has looked for room so many times in vain. */
static int produce_batch(struct ring *r, int looks)
{
    for (int i = 0; i < BATCH; i++)
        while (!offer(r, &r->p)) {
            publish(r, &r->p);
            if (looks-- == 0)
                return i;
            pause_a_little();
        }
    publish(r, &r->p);
    return BATCH;
}

static int consume_batch(struct ring *r, int looks)
{
    for (int i = 0; i < BATCH; i++)
        while (!take(r, &r->c)) {
            advance(r, &r->c);
            if (looks-- == 0)
                return i;
            pause_a_little();
        }
    advance(r, &r->c);
    return BATCH;
}

/* Writes batches until so many packets are written or it has waited in vain; returns how many packets. */
int ring_produce(struct ring *r, int packets, int looks)
{
    int done = 0, last = BATCH;
    while (done < packets && last == BATCH)
        done += last = produce_batch(r, looks);
    return done;
}

int ring_consume(struct ring *r, int packets, int looks)
{
    int done = 0, last = BATCH;
    while (done < packets && last == BATCH)
        done += last = consume_batch(r, looks);
    return done;
}

static void *pages(size_t bytes)
{
    void *memory = aligned_alloc(HEADER, (bytes + HEADER - 1) / HEADER * HEADER);
    if (!memory)
        abort();
    return memset(memory, 0x5a, bytes);
}

struct ring *ring_open(int payload_bytes)
{
    struct ring *r = pages(sizeof *r);
    memset(r, 0, sizeof *r);
    r->payload_bytes = (uint32_t)payload_bytes;
    r->data_bytes = payload_bytes > HEADER ? LARGE_DATA : SMALL_DATA;
    r->control = pages(HEADER + r->data_bytes);
    memset(r->control, 0, HEADER + r->data_bytes);
    r->data = (unsigned char *)r->control + HEADER;
    r->source = pages(r->payload_bytes);
    r->sink = pages(r->payload_bytes + 8);
    return r;
}

void ring_close(struct ring *r)
{
    free(r->control);
    free(r->source);
    free(r->sink);
    free(r);
}
