/*
 * The plain C yardstick for the datapath benchmark: one thread that forwards between a TAP, which it makes, and a netdev through a
 * packet socket (TPACKET_V2 in, sendmmsg out), both with virtio-net headers, so that large segments pass whole. Sleeps in poll()
 * when there is nothing to do. Runs until SIGTERM.
 *
 * cc -O2 -o forwarder forwarder.c && forwarder TAP NETDEV
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <linux/if_tun.h>
#include <linux/virtio_net.h>
#include <net/if.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

enum { BURST = 64, SLOTS = 256, SLOT_BYTES = 1 << 17, VNET = sizeof(struct virtio_net_hdr), BUFFER = 16 << 20 };

static int tap, wire;
static unsigned char *ring, *read_buffers;
static unsigned next_slot;
static struct mmsghdr messages[BURST];
static struct iovec vectors[BURST];

static void require(int fine, const char *what)
{
    if (!fine) {
        perror(what);
        exit(1);
    }
}

static void open_tap(const char *name)
{
    struct ifreq request = {.ifr_flags = IFF_TAP | IFF_NO_PI | IFF_VNET_HDR};
    strncpy(request.ifr_name, name, IFNAMSIZ - 1);
    require((tap = open("/dev/net/tun", O_RDWR | O_NONBLOCK)) >= 0, "/dev/net/tun");
    require(!ioctl(tap, TUNSETIFF, &request), "TUNSETIFF");
    require(!ioctl(tap, TUNSETOFFLOAD, TUN_F_CSUM | TUN_F_TSO4 | TUN_F_TSO6), "TUNSETOFFLOAD");
    read_buffers = calloc(BURST, SLOT_BYTES);
}

static void open_wire(const char *name)
{
    int one = 1, version = TPACKET_V2, bytes = BUFFER;
    struct tpacket_req shape = {SLOT_BYTES, SLOTS, SLOT_BYTES, SLOTS};
    struct sockaddr_ll device = {.sll_family = AF_PACKET, .sll_protocol = htons(ETH_P_ALL),
                                 .sll_ifindex = (int)if_nametoindex(name)};
    require((wire = socket(AF_PACKET, SOCK_RAW, 0)) >= 0, "AF_PACKET");
    require(!setsockopt(wire, SOL_PACKET, 23 /* PACKET_IGNORE_OUTGOING */, &one, sizeof one), "PACKET_IGNORE_OUTGOING");
    require(!setsockopt(wire, SOL_PACKET, PACKET_VNET_HDR, &one, sizeof one), "PACKET_VNET_HDR");
    require(!setsockopt(wire, SOL_PACKET, PACKET_VERSION, &version, sizeof version), "PACKET_VERSION");
    setsockopt(wire, SOL_SOCKET, SO_SNDBUFFORCE, &bytes, sizeof bytes);
    require(!setsockopt(wire, SOL_PACKET, PACKET_RX_RING, &shape, sizeof shape), "PACKET_RX_RING");
    ring = mmap(0, (size_t)SLOTS * SLOT_BYTES, PROT_READ | PROT_WRITE, MAP_SHARED, wire, 0);
    require(ring != MAP_FAILED, "mmap");
    require(!bind(wire, (void *)&device, sizeof device), name);
    fcntl(wire, F_SETFL, O_NONBLOCK);
}

static int out(void)
{
    int frames = 0, sent = 0;
    for (; frames < BURST; frames++) {
        unsigned char *buffer = read_buffers + (size_t)frames * SLOT_BYTES;
        ssize_t got = read(tap, buffer, SLOT_BYTES);
        if (got <= 0)
            break;
        vectors[frames] = (struct iovec){buffer, (size_t)got};
    }
    while (sent < frames) {
        int now = sendmmsg(wire, messages + sent, (unsigned)(frames - sent), 0);
        sent += now > 0 ? now : 1; /* what the kernel refuses is lost */
    }
    return frames;
}

static int in(void)
{
    int frames = 0;
    for (; frames < BURST; frames++) {
        struct tpacket2_hdr *slot = (void *)(ring + (size_t)(next_slot % SLOTS) * SLOT_BYTES);
        if (!(__atomic_load_n(&slot->tp_status, __ATOMIC_ACQUIRE) & TP_STATUS_USER))
            break;
        if (write(tap, (unsigned char *)slot + slot->tp_mac - VNET, slot->tp_snaplen + VNET) < 0 && errno == EBADFD)
            exit(1);
        __atomic_store_n(&slot->tp_status, TP_STATUS_KERNEL, __ATOMIC_RELEASE);
        next_slot++;
    }
    return frames;
}

int main(int count, char **words)
{
    if (count != 3) {
        fprintf(stderr, "usage: forwarder TAP NETDEV\n");
        return 2;
    }
    open_tap(words[1]);
    open_wire(words[2]);
    for (int i = 0; i < BURST; i++)
        messages[i].msg_hdr = (struct msghdr){.msg_iov = &vectors[i], .msg_iovlen = 1};
    for (;;) {
        int worked = out();
        worked += in();
        struct pollfd ends[2] = {{tap, POLLIN, 0}, {wire, POLLIN, 0}};
        if (!worked)
            poll(ends, 2, -1);
    }
}
