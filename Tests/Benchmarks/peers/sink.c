// Many pods that take every message: each has an address of its own, 127.1.A.B, and answers every POST with 202.
//
//     cc -O2 sink.c -o sink -lssl -lcrypto
//     ./sink PORT PODS SILENT ROUND_TRIP PROTOCOL AUTHORITY.pem
//
// ROUND_TRIP is in milliseconds, PROTOCOL "h2" (HTTP/2 by TLS, as most pods have it), "http/1.1" (by TLS) or "plain".
// The last SILENT of the pods take connections and never say a word. The round trip is simulated: the connection
// begins one later than it does, and whatever is received is looked at one later. With TLS 1.3 a pod thus answers the
// first request of a connection after three round trips and each further one after one, as over a real line.
//
// It makes its certificates itself, one a pod, and writes that of their authority to the file named. Then it prints
// "ready", and for each message a line: the monotonic time of the answer, the pod's address, the path (with HTTP/2 a
// name for the request) and the number of the connection.

#include "http2.h"
#include "records.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

typedef struct {
    int socket, pod, number, is_closed, waiting, is_started;
    SSL *session;
    BIO *incoming, *outgoing;
    char *request;
    size_t size, room;
    char address[INET_ADDRSTRLEN];
} Connection;

// What happened a round trip ago: bytes came, or the connection itself (no bytes, not at the end).
typedef struct Arrival {
    double due;
    Connection *connection;
    unsigned char *bytes;
    size_t size;
    int is_end;
    struct Arrival *next;
} Arrival;

static Arrival *oldest, *newest;
static SSL_CTX *tls;
static X509 **certificates;
static EVP_PKEY *pod_key;
static int epoll, pods, silent, connection_count;
static double round_trip;

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec + time.tv_nsec / 1e9;
}

// MARK: - Certificates

static X509 *certificate(int number, const char *name, const char *extension, int kind, EVP_PKEY *key, X509 *issuer,
                         EVP_PKEY *signing_key) {
    X509 *made = X509_new();
    X509_set_version(made, 2);
    ASN1_INTEGER_set(X509_get_serialNumber(made), number);
    X509_gmtime_adj(X509_getm_notBefore(made), -86400);
    X509_gmtime_adj(X509_getm_notAfter(made), 86400);
    X509_set_pubkey(made, key);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(made), "CN", MBSTRING_ASC, (const unsigned char *)name, -1, -1, 0);
    X509_set_issuer_name(made, X509_get_subject_name(issuer ? issuer : made));
    X509_EXTENSION *added = X509V3_EXT_conf_nid(NULL, NULL, kind, extension);
    if (!added || !X509_add_ext(made, added, -1) || !X509_sign(made, signing_key, EVP_sha256()))
        fail("cannot make a certificate");
    X509_EXTENSION_free(added);
    return made;
}

static int choose_protocol(SSL *session, const unsigned char **chosen, unsigned char *size, const unsigned char *offered,
                           unsigned int offered_size, void *unused) {
    (void)session, (void)unused;
    static const unsigned char known[] = "\x02h2";
    return SSL_select_next_proto((unsigned char **)chosen, size, known, 3, offered, offered_size) == OPENSSL_NPN_NEGOTIATED
               ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK;
}

static void make_certificates(const char *path, int offers_http2) {
    EVP_PKEY *authority_key = EVP_EC_gen("P-256");
    X509 *authority = certificate(
        1, "Benchmark", "critical,CA:TRUE", NID_basic_constraints, authority_key, NULL, authority_key);
    FILE *file = fopen(path, "w");
    if (!file || !PEM_write_X509(file, authority) || fclose(file)) fail("cannot write the authority's certificate");
    pod_key = EVP_EC_gen("P-256");
    certificates = calloc(pods, sizeof(X509 *));
    for (int pod = 0; pod < pods; pod++) {
        char name[32];
        snprintf(name, sizeof name, "IP:127.1.%d.%d", pod / 250, pod % 250 + 1);
        certificates[pod] = certificate(pod + 2, name + 3, name, NID_subject_alt_name, pod_key, authority, authority_key);
    }
    tls = SSL_CTX_new(TLS_server_method());
    SSL_CTX_set_min_proto_version(tls, TLS1_2_VERSION);
    if (offers_http2) SSL_CTX_set_alpn_select_cb(tls, choose_protocol, NULL);
}

// MARK: - Connections

static void close_connection(Connection *connection) {
    if (!connection->is_closed) {
        close(connection->socket);
        connection->is_closed = 1;
    }
    if (connection->waiting) return;
    if (connection->session) SSL_free(connection->session);
    free(connection->request);
    free(connection);
}

static void delay(Connection *connection, const void *bytes, size_t size, int is_end) {
    Arrival *arrival = calloc(1, sizeof(Arrival));
    arrival->due = now() + round_trip;
    arrival->connection = connection;
    arrival->size = size;
    arrival->is_end = is_end;
    if (size) arrival->bytes = memcpy(malloc(size), bytes, size);
    if (newest) newest->next = arrival;
    else oldest = arrival;
    newest = arrival;
    connection->waiting++;
}

static void take(int listener) {
    for (;;) {
        int socket = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
        if (socket < 0) return;
        struct sockaddr_in here;
        socklen_t size = sizeof here;
        getsockname(socket, (struct sockaddr *)&here, &size);
        Connection *connection = calloc(1, sizeof(Connection));
        uint32_t address = ntohl(here.sin_addr.s_addr);
        connection->pod = (address >> 8 & 255) * 250 + (address & 255) - 1;
        connection->number = connection_count++;
        connection->socket = socket;
        inet_ntop(AF_INET, &here.sin_addr, connection->address, sizeof connection->address);
        if (connection->pod < 0 || connection->pod >= pods - silent) continue;  // Open, and never heard.
        int yes = 1;
        setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        if (tls) {
            connection->session = SSL_new(tls);
            SSL_use_certificate(connection->session, certificates[connection->pod]);
            SSL_use_PrivateKey(connection->session, pod_key);
            connection->incoming = BIO_new(BIO_s_mem());
            connection->outgoing = BIO_new(BIO_s_mem());
            SSL_set_bio(connection->session, connection->incoming, connection->outgoing);
            SSL_set_accept_state(connection->session);
        }
        delay(connection, NULL, 0, 0);
    }
}

static void flush_session(Connection *connection) {
    char *bytes;
    long size = BIO_get_mem_data(connection->outgoing, &bytes);
    if (size > 0 && send(connection->socket, bytes, size, MSG_NOSIGNAL) != size) fail("a pod does not read");
    (void)BIO_reset(connection->outgoing);
}

// Answers every request that is here whole.
static void answer(Connection *connection) {
    for (;;) {
        char *end = connection->size ? memmem(connection->request, connection->size, "\r\n\r\n", 4) : NULL;
        if (!end) return;
        *end = 0;
        char *length = strcasestr(connection->request, "\r\nContent-Length:");
        size_t whole = end + 4 - connection->request + (length ? strtoul(length + 17, NULL, 10) : 0);
        if (connection->size < whole) {
            *end = '\r';
            return;
        }
        int is_message = !strncmp(connection->request, "POST ", 5);
        const char *said = is_message ? "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n"
                                      : "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";
        if (tls) SSL_write(connection->session, said, (int)strlen(said));
        else if (send(connection->socket, said, strlen(said), MSG_NOSIGNAL) < 0) return;
        if (is_message) {
            char *path = connection->request + 5;
            path[strcspn(path, " ")] = 0;
            printf("%.6f %s %s %d\n", now(), connection->address, path, connection->number);
        }
        memmove(connection->request, connection->request + whole, connection->size - whole);
        connection->size -= whole;
    }
}

static int speaks_http2(const Connection *connection) {
    const unsigned char *protocol;
    unsigned int size = 0;
    if (tls) SSL_get0_alpn_selected(connection->session, &protocol, &size);
    return size == 2;
}

static void answer_frames(Connection *connection) {
    unsigned char said[64];
    size_t place = 0, size;
    if (!connection->is_started) {
        if (connection->size < PREFACE) return;
        place = PREFACE;
        connection->is_started = 1;
        SSL_write(connection->session, said, (int)write_frame(said, SETTINGS, 0, 0, NULL, 0));
    }
    Frame frame;
    while ((size = read_frame((unsigned char *)connection->request + place, connection->size - place, &frame))) {
        int is_message;
        size_t reply_size = reply(&frame, said, &is_message);
        if (reply_size) SSL_write(connection->session, said, (int)reply_size);
        if (is_message)
            printf("%.6f %s %d:%u %d\n", now(), connection->address, connection->number, frame.stream, connection->number);
        place += size;
    }
    memmove(connection->request, connection->request + place, connection->size - place);
    connection->size -= place;
}

static void hear(Connection *connection, const void *bytes, size_t size) {
    if (connection->size + size + 1 > connection->room) {
        connection->room = 2 * connection->room + size + 4096;
        connection->request = realloc(connection->request, connection->room);
    }
    memcpy(connection->request + connection->size, bytes, size);
    connection->size += size;
    connection->request[connection->size] = 0;
    if (speaks_http2(connection)) answer_frames(connection);
    else answer(connection);
}

static void decrypt(Connection *connection, const Arrival *arrival) {
    BIO_write(connection->incoming, arrival->bytes, (int)arrival->size);
    char plain[16384];
    int count;
    while ((count = SSL_read(connection->session, plain, sizeof plain)) > 0) hear(connection, plain, count);
    flush_session(connection);
}

static void happen(Arrival *arrival) {
    Connection *connection = arrival->connection;
    connection->waiting--;
    if (arrival->is_end || connection->is_closed) {
        close_connection(connection);
    } else if (!arrival->size) {
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = connection};
        epoll_ctl(epoll, EPOLL_CTL_ADD, connection->socket, &event);
    } else if (tls) {
        decrypt(connection, arrival);
    } else {
        hear(connection, arrival->bytes, arrival->size);
    }
    free(arrival->bytes);
    free(arrival);
}

static void pull(Connection *connection) {
    unsigned char bytes[16384];
    ssize_t count = recv(connection->socket, bytes, sizeof bytes, 0);
    if (count < 0 && errno == EAGAIN) return;
    if (count <= 0) epoll_ctl(epoll, EPOLL_CTL_DEL, connection->socket, NULL);
    delay(connection, bytes, count > 0 ? count : 0, count <= 0);
}

static int listener(int port) {
    int made = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), yes = 1;
    setsockopt(made, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    if (bind(made, (struct sockaddr *)&address, sizeof address) || listen(made, 4096)) fail("cannot listen");
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = NULL};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, made, &event)) fail("epoll");
    return made;
}

int main(int count, char **arguments) {
    if (count != 7) fail("sink PORT PODS SILENT ROUND_TRIP PROTOCOL AUTHORITY.pem");
    struct rlimit files = {65536, 65536};
    setrlimit(RLIMIT_NOFILE, &files);
    pods = atoi(arguments[2]);
    silent = atoi(arguments[3]);
    round_trip = atof(arguments[4]) / 1000;
    if (strcmp(arguments[5], "plain")) make_certificates(arguments[6], !strcmp(arguments[5], "h2"));
    epoll = epoll_create1(0);
    int open = listener(atoi(arguments[1]));
    printf("ready\n");
    fflush(stdout);
    struct epoll_event events[256];
    for (;;) {
        int wait = -1;
        if (oldest) {
            double left = oldest->due - now();
            wait = left > 0 ? (int)(left * 1000) + 1 : 0;
        }
        int ready = epoll_wait(epoll, events, 256, wait);
        for (int i = 0; i < ready; i++) {
            if (events[i].data.ptr) pull(events[i].data.ptr);
            else take(open);
        }
        while (oldest && oldest->due <= now()) {
            Arrival *arrival = oldest;
            oldest = arrival->next;
            if (!oldest) newest = NULL;
            happen(arrival);
        }
        fflush(stdout);
    }
}
