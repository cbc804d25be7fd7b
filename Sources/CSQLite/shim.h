#include <sqlite3.h>

/// sqlite3_config(SQLITE_CONFIG_MEMSTATUS, ...), which is variadic and so cannot be called from Swift.
static inline int csqlite_config_memstatus(int isEnabled) {
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, isEnabled);
}
