// libcurl sets its options through variadic functions, which Swift cannot call: one inline wrapper
// for each type of argument.
#include <curl/curl.h>

static inline CURLcode dandelion_curl_set_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}
static inline CURLcode dandelion_curl_set_pointer(CURL *handle, CURLoption option, void *value) {
    return curl_easy_setopt(handle, option, value);
}
static inline CURLcode dandelion_curl_set_string(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}
