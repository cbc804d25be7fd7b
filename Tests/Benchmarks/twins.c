// The least that twins cost: compresses every file over 1 KB that standard input names, with gzip 6 (libdeflate) and
// Brotli 5, on two threads, and does nothing else. The files are read before the clock starts. Nothing is written,
// unless a folder is named: then each file and its two twins go there, not synced, a thousand files a folder.
//
//     cc -O2 twins.c -o twins -ldeflate -lbrotlienc -lpthread; find public -type f | ./twins [FOLDER]
//
// Prints the seconds, the files and their bytes.

#include <brotli/encode.h>
#include <fcntl.h>
#include <libdeflate.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

typedef struct {
    unsigned char *bytes;
    size_t size;
} File;

static File *files;
static size_t count, capacity, total, largest;
static atomic_size_t next;
static const char *folder;

static void save(size_t index, const char *suffix, const unsigned char *bytes, size_t size) {
    if (!folder) return;
    char path[4096];
    snprintf(path, sizeof path, "%s/%zu/%zu.html%s", folder, index / 1000, index, suffix);
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL, 0644);
    if (file < 0 || write(file, bytes, size) != (ssize_t)size || close(file)) exit(1);
}

static void *compress(void *unused) {
    size_t room = largest + largest / 2 + 1024;
    unsigned char *output = malloc(room);
    struct libdeflate_compressor *gzip = libdeflate_alloc_compressor(6);
    for (size_t i; (i = atomic_fetch_add(&next, 1)) < count;) {
        save(i, "", files[i].bytes, files[i].size);
        size_t size = libdeflate_gzip_compress(gzip, files[i].bytes, files[i].size, output, room);
        if (!size) exit(1);
        save(i, ".gz", output, size);
        size = room;
        if (!BrotliEncoderCompress(5, 22, BROTLI_MODE_TEXT, files[i].size, files[i].bytes, &size, output)) exit(1);
        save(i, ".br", output, size);
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

int main(int argc, char **argv) {
    char path[4096];
    folder = argc > 1 ? argv[1] : NULL;
    while (fgets(path, sizeof path, stdin)) {
        path[strcspn(path, "\n")] = 0;
        add(path);
    }
    for (size_t i = 0; folder && i <= count / 1000; i++) {
        snprintf(path, sizeof path, "%s/%zu", folder, i);
        if (mkdir(path, 0755)) return 1;
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
