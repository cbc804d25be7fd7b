#pragma once

#include <stddef.h>

/// A file that comes inside the program.
struct standard_file {
    /// From the root of the sources, such as `themes/default/theme.toml`; ends with a zero.
    const char *path;
    const unsigned char *bytes;
    size_t count;
};

/// All of them, in the order of their paths.
const struct standard_file *standard_files(size_t *count);
