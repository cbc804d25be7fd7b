// libcurl brings some thirty libraries along, and loading them takes a third of the time after
// which a command begins to do what it was asked. So the functions of libcurl that Transport calls are
// defined here, and the first call of one of them loads the library (docs/decisions/0023).
//
// Hidden, so that libcurl itself goes on calling its own.
#pragma GCC visibility push(hidden)
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>
#pragma GCC visibility pop

#include <dlfcn.h>
#include <pthread.h>
#include <stdarg.h>
#include <stddef.h>

#define LIBRARY "libcurl.so.4"
#define FUNCTIONS(X)                                                                              \
    X(curl_global_init) X(curl_version_info) X(curl_slist_append) X(curl_slist_free_all)           \
    X(curl_easy_init) X(curl_easy_cleanup) X(curl_easy_reset) X(curl_easy_setopt)                  \
    X(curl_easy_getinfo) X(curl_easy_strerror) X(curl_multi_init) X(curl_multi_cleanup)            \
    X(curl_multi_add_handle) X(curl_multi_remove_handle) X(curl_multi_perform) X(curl_multi_poll)  \
    X(curl_multi_wakeup) X(curl_multi_info_read) X(curl_multi_setopt) X(curl_multi_strerror)

#define MEMBER(name) __typeof__(name) *name;
static struct {
    FUNCTIONS(MEMBER)
} library;
static int is_whole;

static void load(void) {
    void *handle = dlopen(LIBRARY, RTLD_LAZY | RTLD_LOCAL);
    if (!handle) return;
    is_whole = 1;
#define LOOK_UP(name)                                                                             \
    library.name = (__typeof__(name) *)dlsym(handle, #name);                                      \
    if (!library.name) is_whole = 0;
    FUNCTIONS(LOOK_UP)
}

/// Whether libcurl is there with all its functions.
static int is_loaded(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
    return is_whole;
}

static const char *const missing = LIBRARY " cannot be loaded";

// What makes something fails without the library, so that nothing else is called.

CURLcode curl_global_init(long flags) {
    return is_loaded() ? library.curl_global_init(flags) : CURLE_FAILED_INIT;
}

curl_version_info_data *curl_version_info(CURLversion version) {
    return is_loaded() ? library.curl_version_info(version) : NULL;
}

struct curl_slist *curl_slist_append(struct curl_slist *list, const char *string) {
    return is_loaded() ? library.curl_slist_append(list, string) : NULL;
}

void curl_slist_free_all(struct curl_slist *list) {
    if (is_loaded()) library.curl_slist_free_all(list);
}

CURL *curl_easy_init(void) { return is_loaded() ? library.curl_easy_init() : NULL; }

void curl_easy_cleanup(CURL *handle) {
    if (is_loaded()) library.curl_easy_cleanup(handle);
}

void curl_easy_reset(CURL *handle) {
    if (is_loaded()) library.curl_easy_reset(handle);
}

// libcurl takes the last argument as a long, a curl_off_t or a pointer; where Swift runs on Linux each
// is passed as eight bytes.
_Static_assert(sizeof(long) == sizeof(void *) && sizeof(curl_off_t) == sizeof(void *), "LP64");
#define LAST_ARGUMENT(before, value)                                                              \
    va_list arguments;                                                                            \
    va_start(arguments, before);                                                                  \
    void *value = va_arg(arguments, void *);                                                      \
    va_end(arguments);

CURLcode curl_easy_setopt(CURL *handle, CURLoption option, ...) {
    LAST_ARGUMENT(option, value)
    return is_loaded() ? library.curl_easy_setopt(handle, option, value) : CURLE_FAILED_INIT;
}

CURLcode curl_easy_getinfo(CURL *handle, CURLINFO info, ...) {
    LAST_ARGUMENT(info, value)
    return is_loaded() ? library.curl_easy_getinfo(handle, info, value) : CURLE_FAILED_INIT;
}

const char *curl_easy_strerror(CURLcode code) {
    return is_loaded() ? library.curl_easy_strerror(code) : missing;
}

CURLM *curl_multi_init(void) { return is_loaded() ? library.curl_multi_init() : NULL; }

CURLMcode curl_multi_cleanup(CURLM *handle) {
    return is_loaded() ? library.curl_multi_cleanup(handle) : CURLM_INTERNAL_ERROR;
}

CURLMcode curl_multi_add_handle(CURLM *handle, CURL *easy) {
    return is_loaded() ? library.curl_multi_add_handle(handle, easy) : CURLM_INTERNAL_ERROR;
}

CURLMcode curl_multi_remove_handle(CURLM *handle, CURL *easy) {
    return is_loaded() ? library.curl_multi_remove_handle(handle, easy) : CURLM_INTERNAL_ERROR;
}

CURLMcode curl_multi_perform(CURLM *handle, int *running) {
    return is_loaded() ? library.curl_multi_perform(handle, running) : CURLM_INTERNAL_ERROR;
}

CURLMcode curl_multi_poll(
    CURLM *handle, struct curl_waitfd extra[], unsigned int count, int milliseconds, int *ready) {
    return is_loaded() ? library.curl_multi_poll(handle, extra, count, milliseconds, ready)
                       : CURLM_INTERNAL_ERROR;
}

CURLMcode curl_multi_wakeup(CURLM *handle) {
    return is_loaded() ? library.curl_multi_wakeup(handle) : CURLM_INTERNAL_ERROR;
}

CURLMsg *curl_multi_info_read(CURLM *handle, int *left) {
    return is_loaded() ? library.curl_multi_info_read(handle, left) : NULL;
}

CURLMcode curl_multi_setopt(CURLM *handle, CURLMoption option, ...) {
    LAST_ARGUMENT(option, value)
    return is_loaded() ? library.curl_multi_setopt(handle, option, value) : CURLM_INTERNAL_ERROR;
}

const char *curl_multi_strerror(CURLMcode code) {
    return is_loaded() ? library.curl_multi_strerror(code) : missing;
}
