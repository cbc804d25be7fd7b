#include <zlib.h>

// deflateInit2 is a macro around deflateInit2_, which wants the version and the size of the struct.
// windowBits 31 asks for a gzip header and trailer.
static inline int dandelion_gzip_init(z_stream *stream, int level) {
    return deflateInit2(stream, level, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY);
}
