/*
 * How the host speaks to the guest under QEMU: every TCP connection gets a shell of its own, or one to a Unix socket.
 *
 * cc -O2 -static -o relay relay.c
 *   relay PORT            a shell that reads its script from the connection and prints into it
 *   relay PORT SOCKET     a connection to that socket; closed at once while nobody listens there
 */
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static void fail(const char *what)
{
    perror(what);
    exit(1);
}

static int listen_on(const char *port)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), one = 1;
    struct sockaddr_in here = {.sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(port))};
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    if (fd < 0 || bind(fd, (void *)&here, sizeof here) || listen(fd, 64))
        fail(port);
    return fd;
}

static void shell(int fd)
{
    for (int end = 0; end < 3; end++)
        dup2(fd, end);
    close(fd);
    execl("/bin/sh", "sh", (char *)0);
    fail("/bin/sh");
}

static void to_socket(int fd, const char *path)
{
    static char octets[1 << 16];
    struct sockaddr_un there = {.sun_family = AF_UNIX};
    struct pollfd ends[2] = {{.fd = fd, .events = POLLIN}, {.fd = socket(AF_UNIX, SOCK_STREAM, 0), .events = POLLIN}};
    strncpy(there.sun_path, path, sizeof there.sun_path - 1);
    if (connect(ends[1].fd, (void *)&there, sizeof there))
        exit(1);
    for (;;) {
        poll(ends, 2, -1);
        for (int from = 0; from < 2; from++) {
            ssize_t got = ends[from].revents ? read(ends[from].fd, octets, sizeof octets) : -1;
            if (ends[from].revents && got <= 0)
                exit(0);
            for (ssize_t done = 0, put; done < got; done += put)
                if ((put = write(ends[!from].fd, octets + done, (size_t)(got - done))) < 0)
                    exit(0);
        }
    }
}

int main(int count, char **words)
{
    if (count < 2 || count > 3) {
        fprintf(stderr, "usage: relay PORT [SOCKET]\n");
        return 2;
    }
    int listener = listen_on(words[1]), fd;
    signal(SIGCHLD, SIG_IGN);
    while ((fd = accept(listener, 0, 0)) >= 0)
        if (fork() == 0) {
            signal(SIGCHLD, SIG_DFL);
            if (count == 3)
                to_socket(fd, words[2]);
            shell(fd);
        } else
            close(fd);
    fail("accept");
}
