// Counts what a thread holds, by standing before glibc's allocator: what Swift, libxml2 and cmark-gfm take
// passes here alike, and another test's thread changes nothing.

#include "AllocationMeter.h"

#if defined(__GLIBC__) || __has_include(<gnu/libc-version.h>)
#define _GNU_SOURCE
#include <errno.h>
#include <malloc.h>
#include <stddef.h>
#endif

#if defined(__GLIBC__) && !__has_feature(address_sanitizer) && !__has_feature(thread_sanitizer)

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);
extern void __libc_free(void *);

static __thread long held, peak, taken;

static void take(void *block) {
    if (!block) return;
    taken++;
    held += (long)malloc_usable_size(block);
    if (held > peak) peak = held;
}

static void give(void *block) {
    if (block) held -= (long)malloc_usable_size(block);
}

void *malloc(size_t size) {
    void *block = __libc_malloc(size);
    take(block);
    return block;
}

void *calloc(size_t count, size_t size) {
    void *block = __libc_calloc(count, size);
    take(block);
    return block;
}

void *realloc(void *old, size_t size) {
    long before = old ? (long)malloc_usable_size(old) : 0;
    void *block = __libc_realloc(old, size);
    if (block || size == 0) held -= before;
    take(block);
    return block;
}

void *memalign(size_t alignment, size_t size) {
    void *block = __libc_memalign(alignment, size);
    take(block);
    return block;
}

void *aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }

int posix_memalign(void **block, size_t alignment, size_t size) {
    void *made = memalign(alignment, size);
    if (!made) return ENOMEM;
    *block = made;
    return 0;
}

void free(void *block) {
    give(block);
    __libc_free(block);
}

void allocation_meter_begin(void) { held = peak = taken = 0; }

long allocation_meter_peak(void) { return peak; }

long allocation_meter_taken(void) { return taken; }

void allocation_meter_keep_pages(void) {
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 256 << 20);
}

#else

void allocation_meter_begin(void) {}

long allocation_meter_peak(void) { return -1; }

long allocation_meter_taken(void) { return -1; }

void allocation_meter_keep_pages(void) {}

#endif
