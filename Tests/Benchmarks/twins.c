// The least that twins cost: compresses every file over 1 KB that standard input names, with gzip 6 (libdeflate) and
// Brotli 5, on two threads, and does nothing else. Nothing is written; the files are read before the clock starts.
//
//     cc -O2 twins.c -o twins -ldeflate -lbrotlienc -lpthread; find public -type f | ./twins
//
// Prints the seconds, the files and their bytes.

#include <brotli/encode.h>
#include <libdeflate.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct {
    unsigned char *bytes;
    size_t size;
} File;

static File *files;
static size_t count, capacity, total, largest;
static atomic_size_t next;

static void *compress(void *unused) {
    size_t room = largest + largest / 2 + 1024;
    unsigned char *output = malloc(room);
    struct libdeflate_compressor *gzip = libdeflate_alloc_compressor(6);
    for (size_t i; (i = atomic_fetch_add(&next, 1)) < count;) {
        size_t size = room;
        if (!libdeflate_gzip_compress(gzip, files[i].bytes, files[i].size, output, room) ||
            !BrotliEncoderCompress(5, 22, BROTLI_MODE_TEXT, files[i].size, files[i].bytes, &size, output))
            exit(1);
    }
    libdeflate_free_compressor(gzip);
    free(output);
    return unused;
}

static void add(const char *path) {
    FILE *stream = fopen(path, "rb");
    if (!stream) return;
    fseek(stream, 0, SEEK_END);
    long size = ftell(stream);
    rewind(stream);
    if (size > 1024) {
        if (count == capacity) files = realloc(files, (capacity = 2 * capacity + 1024) * sizeof(File));
        files[count].bytes = malloc(size);
        files[count].size = fread(files[count].bytes, 1, size, stream);
        total += files[count].size;
        if (files[count].size > largest) largest = files[count].size;
        count++;
    }
    fclose(stream);
}

int main(void) {
    char path[4096];
    while (fgets(path, sizeof path, stdin)) {
        path[strcspn(path, "\n")] = 0;
        add(path);
    }
    struct timespec start, end;
    clock_gettime(CLOCK_MONOTONIC, &start);
    pthread_t threads[2];
    for (int i = 0; i < 2; i++) pthread_create(&threads[i], NULL, compress, NULL);
    for (int i = 0; i < 2; i++) pthread_join(threads[i], NULL);
    clock_gettime(CLOCK_MONOTONIC, &end);
    printf("%.3f %zu %zu\n", end.tv_sec - start.tv_sec + (end.tv_nsec - start.tv_nsec) / 1e9, count, total);
    return 0;
}
