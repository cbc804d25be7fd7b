// Records on standard input, output and in files: a length of four bytes, least significant first, and so many bytes.

#ifndef RECORDS_H
#define RECORDS_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    unsigned char *bytes;
    uint32_t size;
} Record;

typedef struct {
    Record *items;
    size_t count, capacity;
} Records;

static inline void fail(const char *what) {
    fprintf(stderr, "error: %s\n", what);
    exit(1);
}

static inline int read_record(FILE *stream, Record *record) {
    unsigned char head[4];
    if (fread(head, 1, 4, stream) != 4) return 0;
    record->size = head[0] | head[1] << 8 | head[2] << 16 | (uint32_t)head[3] << 24;
    record->bytes = malloc(record->size + 1);
    if (!record->bytes || fread(record->bytes, 1, record->size, stream) != record->size) fail("a record ends early");
    record->bytes[record->size] = 0;
    return 1;
}

static inline Records read_records(FILE *stream) {
    Records all = {0};
    Record next;
    while (read_record(stream, &next)) {
        if (all.count == all.capacity) {
            all.capacity = 2 * all.capacity + 1024;
            all.items = realloc(all.items, all.capacity * sizeof(Record));
            if (!all.items) fail("out of memory");
        }
        all.items[all.count++] = next;
    }
    return all;
}

static inline void write_record(FILE *stream, const void *bytes, uint32_t size) {
    unsigned char head[4] = {size, size >> 8, size >> 16, size >> 24};
    if (fwrite(head, 1, 4, stream) != 4 || fwrite(bytes, 1, size, stream) != size) fail("cannot write");
}

#endif
