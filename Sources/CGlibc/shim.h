// Functions of glibc that Swift's own module leaves out, as they are no part of POSIX.

#pragma once

#include <sys/types.h>
#include <sys/uio.h>

extern ssize_t preadv2(int descriptor, const struct iovec *pieces, int count, off_t offset, int flags);

// Reads as pread(2) does, if the system has the bytes in memory; else fails with EAGAIN. Source: preadv2(2), RWF_NOWAIT.
static inline ssize_t pread_nowait(int descriptor, void *bytes, size_t count, off_t offset) {
    struct iovec piece = {bytes, count};
    return preadv2(descriptor, &piece, 1, offset, 0x8);
}
