/*
 * Traffic for the datapath benchmark: TCP, numbered datagrams, raw frames, round trips. Every command ends by itself and prints
 * one JSON object on one line.
 *
 * cc -O2 -o traffic traffic.c
 *   traffic tcp-sink PORT                             takes one connection until it closes
 *   traffic tcp-source ADDRESS PORT SECONDS
 *   traffic datagram-sink PORT SECONDS                until half a second after the source's last word, SECONDS at most
 *   traffic datagram-source ADDRESS PORT FRAME_BYTES SECONDS RATE      RATE a second, evenly spaced; 0: as many as can be
 *   traffic frames DEVICE SOURCE_MAC TARGET_MAC FRAME_BYTES SECONDS    around the device's queue, as many as can be
 *   traffic echo PORT SECONDS
 *   traffic round-trips ADDRESS PORT COUNT            one datagram under way at a time
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { BATCH = 64, DATAGRAM_MAX = 2048, CHUNK = 128 * 1024, UDP_HEADERS = 42, BUFFER = 8 << 20, NUMBERS = 1 << 26 };
static const uint64_t LAST_WORD = UINT64_MAX;

static struct mmsghdr messages[BATCH];
static struct iovec vectors[BATCH];
static unsigned char octets[BATCH][DATAGRAM_MAX];

static void fail(const char *what)
{
    fprintf(stderr, "traffic: %s: %s\n", what, strerror(errno));
    exit(1);
}

static uint64_t now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static uint64_t after_s(double seconds)
{
    return now_ns() + (uint64_t)(seconds * 1e9);
}

static struct sockaddr_in internet(const char *address, const char *port)
{
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(port))};
    if (address && inet_pton(AF_INET, address, &a.sin_addr) != 1)
        fail(address);
    return a;
}

static int endpoint(int type, const char *address, const char *port, long wait_us)
{
    int fd = socket(AF_INET, type, 0), one = 1, bytes = BUFFER;
    struct sockaddr_in a = internet(address, port);
    struct timeval wait = {.tv_sec = wait_us / 1000000, .tv_usec = wait_us % 1000000};
    if (fd < 0)
        fail("socket");
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (type == SOCK_DGRAM) {
        setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &bytes, sizeof bytes);
        setsockopt(fd, SOL_SOCKET, SO_SNDBUFFORCE, &bytes, sizeof bytes);
    }
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
    if (address ? connect(fd, (void *)&a, sizeof a) : bind(fd, (void *)&a, sizeof a))
        fail(address ? "connect" : "bind");
    return fd;
}

static void prepare(size_t bytes)
{
    for (int i = 0; i < BATCH; i++) {
        vectors[i] = (struct iovec){octets[i], bytes};
        messages[i].msg_hdr.msg_iov = &vectors[i];
        messages[i].msg_hdr.msg_iovlen = 1;
    }
}

static int tcp_sink(char **argument)
{
    static char chunk[CHUNK];
    int listener = endpoint(SOCK_STREAM, 0, argument[0], 15000000), fd;
    uint64_t bytes = 0, first = 0, last = 0;
    ssize_t got;
    if (listen(listener, 1) || (fd = accept(listener, 0, 0)) < 0)
        fail("accept");
    while ((got = recv(fd, chunk, sizeof chunk, 0)) > 0) {
        last = now_ns();
        if (!first)
            first = last;
        else
            bytes += (uint64_t)got;
    }
    printf("{\"bytes\":%lu,\"gbps\":%.3f}\n", bytes, last > first ? (double)bytes * 8 / (double)(last - first) : 0);
    return 0;
}

static int tcp_source(char **argument)
{
    static char chunk[CHUNK];
    int fd = endpoint(SOCK_STREAM, argument[0], argument[1], 15000000);
    uint64_t end = after_s(atof(argument[2]));
    struct tcp_info info;
    socklen_t bytes = sizeof info;
    while (now_ns() < end)
        if (send(fd, chunk, sizeof chunk, MSG_NOSIGNAL) < 0)
            fail("send");
    if (getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &bytes))
        fail("TCP_INFO");
    printf("{\"retransmitted\":%u}\n", info.tcpi_total_retrans);
    return 0;
}

static int datagram_source(char **argument)
{
    int fd = endpoint(SOCK_DGRAM, argument[0], argument[1], 1000000), batch = atoi(argument[4]) ? 1 : BATCH;
    size_t bytes = (size_t)atoi(argument[2]) - UDP_HEADERS;
    double rate = atof(argument[4]);
    uint64_t number = 0, begun = now_ns(), end = after_s(atof(argument[3]));
    prepare(bytes);
    prctl(PR_SET_TIMERSLACK, 1);
    while (now_ns() < end) {
        if (rate > 0) {
            uint64_t due = begun + (uint64_t)((double)number * 1e9 / rate);
            struct timespec at = {.tv_sec = (time_t)(due / 1000000000u), .tv_nsec = (long)(due % 1000000000u)};
            clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &at, 0);
        }
        for (int i = 0; i < batch; i++)
            memcpy(octets[i], &(uint64_t){number + (uint64_t)i}, 8);
        int sent = sendmmsg(fd, messages, (unsigned)batch, 0);
        number += sent > 0 ? (uint64_t)sent : rate > 0 ? 1 : 0;
    }
    double seconds = (double)(now_ns() - begun) / 1e9;
    memcpy(octets[0], &LAST_WORD, 8);
    memcpy(octets[0] + 8, &number, 8);
    for (int i = 0; i < 5; i++) {
        usleep(40000);
        send(fd, octets[0], bytes, 0);
    }
    printf("{\"sent\":%lu,\"per_second\":%.0f}\n", number, (double)number / seconds);
    return 0;
}

static int datagram_sink(char **argument)
{
    static unsigned char seen[NUMBERS / 8];
    int fd = endpoint(SOCK_DGRAM, 0, argument[0], 20000);
    uint64_t end = after_s(atof(argument[1])), first = 0, last = 0, taken = 0, twice = 0, late = 0, next = 0, sent = 0, gap = 0;
    prepare(DATAGRAM_MAX);
    while (now_ns() < end) {
        int got = recvmmsg(fd, messages, BATCH, MSG_WAITFORONE, 0);
        uint64_t now = now_ns();
        for (int i = 0; i < got; i++) {
            uint64_t number;
            memcpy(&number, octets[i], 8);
            if (number == LAST_WORD) {
                if (!sent)
                    end = now + 500000000u;
                memcpy(&sent, octets[i] + 8, 8);
                continue;
            }
            unsigned char bit = (unsigned char)(1u << (number & 7)), *byte = &seen[number % NUMBERS >> 3];
            if (*byte & bit) {
                twice++;
                continue;
            }
            *byte |= bit;
            late += number < next;
            next = number < next ? next : number + 1;
            if (taken && now - last > gap)
                gap = now - last;
            first = taken ? first : now;
            last = now;
            taken++;
        }
    }
    printf("{\"taken\":%lu,\"sent\":%lu,\"lost\":%ld,\"twice\":%lu,\"late\":%lu,\"last\":%ld,\"per_second\":%.0f,\"longest_gap_ms\":%.3f}\n", taken,
           sent, (long)(sent - taken), twice, late, (long)next - 1, last > first ? (double)taken * 1e9 / (double)(last - first) : 0, (double)gap / 1e6);
    return 0;
}

static void mac(const char *text, unsigned char *to)
{
    if (sscanf(text, "%hhx:%hhx:%hhx:%hhx:%hhx:%hhx", to, to + 1, to + 2, to + 3, to + 4, to + 5) != 6)
        fail(text);
}

static int frames(char **argument)
{
    int fd = socket(AF_PACKET, SOCK_RAW, 0), one = 1, buffer = BUFFER;
    struct sockaddr_ll to = {.sll_family = AF_PACKET, .sll_ifindex = (int)if_nametoindex(argument[0])};
    size_t bytes = (size_t)atoi(argument[3]);
    if (fd < 0 || !to.sll_ifindex || bind(fd, (void *)&to, sizeof to))
        fail(argument[0]);
    setsockopt(fd, SOL_PACKET, PACKET_QDISC_BYPASS, &one, sizeof one);
    setsockopt(fd, SOL_SOCKET, SO_SNDBUFFORCE, &buffer, sizeof buffer);
    prepare(bytes);
    for (int i = 0; i < BATCH; i++) {
        mac(argument[2], octets[i]);
        mac(argument[1], octets[i] + 6);
        octets[i][12] = 0x88;
        octets[i][13] = 0xb5; /* a local experiment's Ethernet type: no stack answers */
    }
    uint64_t sent = 0, begun = now_ns(), end = after_s(atof(argument[4])), now;
    while ((now = now_ns()) < end) {
        int got = sendmmsg(fd, messages, BATCH, 0);
        sent += got > 0 ? (uint64_t)got : 0;
    }
    printf("{\"sent\":%lu,\"per_second\":%.0f}\n", sent, (double)sent * 1e9 / (double)(now - begun));
    return 0;
}

static int echo(char **argument)
{
    int fd = endpoint(SOCK_DGRAM, 0, argument[0], 50000);
    uint64_t end = after_s(atof(argument[1])), answered = 0;
    while (now_ns() < end) {
        struct sockaddr_in from;
        socklen_t bytes = sizeof from;
        ssize_t got = recvfrom(fd, octets[0], DATAGRAM_MAX, 0, (void *)&from, &bytes);
        if (got > 0 && sendto(fd, octets[0], (size_t)got, 0, (void *)&from, bytes) > 0)
            answered++;
    }
    printf("{\"answered\":%lu}\n", answered);
    return 0;
}

static int ascending(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

static int round_trips(char **argument)
{
    int fd = endpoint(SOCK_DGRAM, argument[0], argument[1], 200000), wanted = atoi(argument[2]), done = 0, unanswered = 0;
    uint32_t *took_ns = calloc((size_t)wanted, sizeof *took_ns);
    uint64_t end = after_s(30);
    for (uint64_t number = 0; done < wanted && now_ns() < end; number++) {
        uint64_t begun = now_ns(), back;
        ssize_t got = -1;
        memcpy(octets[0], &number, 8);
        if (send(fd, octets[0], 22, 0) > 0)
            do {
                got = recv(fd, octets[1], DATAGRAM_MAX, 0);
                memcpy(&back, octets[1], 8);
            } while (got > 0 && back != number);
        if (got <= 0)
            unanswered++;
        else if (number >= 200) /* the first find the caches cold */
            took_ns[done++] = (uint32_t)(now_ns() - begun);
    }
    if (!done)
        fail("no answer");
    qsort(took_ns, (size_t)done, sizeof *took_ns, ascending);
    printf("{\"round_trips\":%d,\"unanswered\":%d,\"p50_us\":%.1f,\"p99_us\":%.1f,\"p999_us\":%.1f}\n", done, unanswered,
           took_ns[done / 2] / 1e3, took_ns[(long)done * 99 / 100] / 1e3, took_ns[(long)done * 999 / 1000] / 1e3);
    return 0;
}

int main(int count, char **words)
{
    static const struct {
        const char *name;
        int arguments;
        int (*run)(char **);
    } commands[] = {{"tcp-sink", 1, tcp_sink}, {"tcp-source", 3, tcp_source}, {"datagram-sink", 2, datagram_sink},
                    {"datagram-source", 5, datagram_source}, {"frames", 5, frames}, {"echo", 2, echo},
                    {"round-trips", 3, round_trips}};
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (count > 1 && !strcmp(words[1], commands[i].name) && count - 2 == commands[i].arguments)
            return commands[i].run(words + 2);
    fprintf(stderr, "traffic: bad usage; the comment at the top of traffic.c has the commands\n");
    return 2;
}
