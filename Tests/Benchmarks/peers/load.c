// POSTs every record of a file to one path, over connections that are kept, each one request at a time.
//
//     cc -O2 load.c -o load; ./load PORT PATH CONNECTIONS FILE
//
// A request answered by 429 or 503 is sent again a tenth of a second later, as other pods do hours later.
// Prints the monotonic times of the first byte sent and of the last answer, the answers by status class and how often
// the pod said to come later.

#include "records.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

typedef struct {
    int socket;
    size_t record;       // what is on the way
    char *request;       // head and body
    size_t size, sent;
    char answer[8192];
    size_t received;
    double resume;       // when to send again; 0 if it is not put off
} Connection;

static Records records;
static size_t next_record, done, put_off, by_class[6];
static const char *path;
static int epoll;
static double first = 0;

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

static void watch(Connection *connection, uint32_t events, int operation) {
    struct epoll_event event = {.events = events, .data.ptr = connection};
    if (epoll_ctl(epoll, operation, connection->socket, &event)) fail("epoll");
}

static void push(Connection *connection) {
    if (!first) first = now();
    while (connection->sent < connection->size) {
        ssize_t count = send(connection->socket, connection->request + connection->sent,
            connection->size - connection->sent, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (count < 0 && errno == EAGAIN) {
            watch(connection, EPOLLIN | EPOLLOUT, EPOLL_CTL_MOD);
            return;
        }
        if (count <= 0) fail("the pod closed a connection");
        connection->sent += count;
    }
    watch(connection, EPOLLIN, EPOLL_CTL_MOD);
}

// Sends the next record, or none if all are on their way.
static void take_next(Connection *connection) {
    connection->received = 0;
    if (next_record == records.count) {
        connection->size = connection->sent = 0;
        return;
    }
    connection->record = next_record++;
    Record *body = &records.items[connection->record];
    connection->request = realloc(connection->request, body->size + 512);
    int head = snprintf(connection->request, 512,
        "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: bench\r\nContent-Type: application/magic-envelope+xml\r\n"
        "Content-Length: %u\r\n\r\n", path, body->size);
    memcpy(connection->request + head, body->bytes, body->size);
    connection->size = head + body->size;
    connection->sent = 0;
    push(connection);
}

static void pull(Connection *connection) {
    ssize_t count = recv(connection->socket, connection->answer + connection->received,
        sizeof connection->answer - 1 - connection->received, MSG_DONTWAIT);
    if (count < 0 && errno == EAGAIN) return;
    if (count <= 0) fail("the pod closed a connection");
    connection->received += count;
    connection->answer[connection->received] = 0;
    char *end = strstr(connection->answer, "\r\n\r\n");
    if (!end) return;
    char *length = strcasestr(connection->answer, "\r\nContent-Length:");
    size_t body = length && length < end ? strtoul(length + 17, NULL, 10) : 0;
    if (connection->received < end + 4 - connection->answer + body) return;
    int status = atoi(connection->answer + 9);
    if (status == 429 || status == 503) {
        put_off++;
        connection->resume = now() + 0.1;
        return;
    }
    by_class[status / 100 % 6]++;
    done++;
    take_next(connection);
}

static void send_again(Connection *connection) {
    connection->resume = 0;
    connection->received = connection->sent = 0;
    push(connection);
}

static void join(Connection *connection, int port) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int yes = 1;
    connection->socket = socket(AF_INET, SOCK_STREAM, 0);
    if (connect(connection->socket, (struct sockaddr *)&address, sizeof address)) fail("cannot connect");
    setsockopt(connection->socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    watch(connection, EPOLLIN, EPOLL_CTL_ADD);
}

int main(int count, char **arguments) {
    if (count != 5) fail("load PORT PATH CONNECTIONS FILE");
    path = arguments[2];
    size_t connection_count = strtoul(arguments[3], NULL, 10);
    FILE *file = fopen(arguments[4], "rb");
    if (!file) fail("cannot read the records");
    records = read_records(file);
    epoll = epoll_create1(0);
    Connection *connections = calloc(connection_count, sizeof(Connection));
    for (size_t i = 0; i < connection_count; i++) join(&connections[i], atoi(arguments[1]));
    for (size_t i = 0; i < connection_count; i++) take_next(&connections[i]);
    struct epoll_event events[256];
    while (done < records.count) {
        int ready = epoll_wait(epoll, events, 256, 20);
        for (int i = 0; i < ready; i++) {
            Connection *connection = events[i].data.ptr;
            if (events[i].events & EPOLLOUT) push(connection);
            if (events[i].events & ~EPOLLOUT) pull(connection);
        }
        for (size_t i = 0; i < connection_count && put_off; i++)
            if (connections[i].resume && connections[i].resume <= now()) send_again(&connections[i]);
    }
    printf("%.6f %.6f %zu %zu %zu %zu\n", first, now(), by_class[2], by_class[4], by_class[5], put_off);
    return 0;
}
