#include <sqlite3.h>

/// sqlite3_config(SQLITE_CONFIG_MEMSTATUS, ...): Swift cannot call a variadic function.
static inline int csqlite_config_memstatus(int isEnabled) {
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, isEnabled);
}
