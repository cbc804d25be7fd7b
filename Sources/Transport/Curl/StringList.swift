import CCurl

/// Owns a list of strings as libcurl takes them.
struct StringList: ~Copyable {
    let pointer: UnsafeMutablePointer<curl_slist>?

    init(_ strings: [String]) throws(TransportError) {
        var list: UnsafeMutablePointer<curl_slist>?
        for string in strings {
            guard let longer = curl_slist_append(list, string) else {
                curl_slist_free_all(list)
                throw .libraryFailure(reason: "curl_slist_append")
            }
            list = longer
        }
        pointer = list
    }

    deinit { curl_slist_free_all(pointer) }
}
