import CCurl

/// Owns one easy handle of libcurl, used for one transfer after another.
///
/// A reset keeps its TLS sessions, which is why it remembers the origin it last served.
final class EasyHandle {
    let pointer: UnsafeMutableRawPointer
    var lastOrigin = ""
    private let message: UnsafeMutablePointer<CChar>

    init() throws(TransportError) {
        guard let pointer = curl_easy_init() else {
            throw .libraryFailure(reason: "curl_easy_init")
        }
        self.pointer = pointer
        message = .allocate(capacity: Int(CURL_ERROR_SIZE))
        message.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
    }

    deinit {
        curl_easy_cleanup(pointer)
        message.deallocate()
    }

    /// Forgets all options.
    func reset() throws(TransportError) {
        curl_easy_reset(pointer)
        message.pointee = 0
        try dandelion_curl_set_pointer(pointer, CURLOPT_ERRORBUFFER, message).checkOk()
    }

    func set(_ option: CURLoption, _ value: Int) throws(TransportError) {
        try dandelion_curl_set_long(pointer, option, value).checkOk()
    }

    func set(_ option: CURLoption, _ value: Bool) throws(TransportError) {
        try dandelion_curl_set_long(pointer, option, value ? 1 : 0).checkOk()
    }

    /// Sets a string, of which libcurl keeps a copy.
    func set(_ option: CURLoption, _ value: String?) throws(TransportError) {
        try dandelion_curl_set_string(pointer, option, value).checkOk()
    }

    func set(_ option: CURLoption, size: Int) throws(TransportError) {
        try dandelion_curl_set_offset(pointer, option, curl_off_t(size)).checkOk()
    }

    /// Sets memory that libcurl does not copy: it must live until the transfer has ended.
    func set(_ option: CURLoption, borrowed: UnsafeRawPointer?) throws(TransportError) {
        try dandelion_curl_set_pointer(pointer, option, borrowed).checkOk()
    }

    var responseStatus: Int {
        var status = 0
        _ = dandelion_curl_get_long(pointer, CURLINFO_RESPONSE_CODE, &status)
        return status
    }

    /// Time since the transfer began.
    var elapsed: Duration {
        var microseconds: curl_off_t = 0
        _ = dandelion_curl_get_offset(pointer, CURLINFO_TOTAL_TIME_T, &microseconds)
        return .microseconds(Int64(microseconds))
    }

    /// Describes the failure of the last transfer in the words of libcurl.
    func reason(for code: CURLcode) -> String {
        String(cString: message.pointee == 0 ? curl_easy_strerror(code) : UnsafePointer(message))
    }
}
