import CCurl

/// Owns one multi handle of libcurl, with its connections and its cache of names.
final class MultiHandle: @unchecked Sendable {
    // Sendable, because other threads than the one of ``TransferLoop`` call `wake` alone, which libcurl allows
    // from any thread while the handle lives: ``TransferMailbox`` does so until the loop has closed it, and the
    // loop closes the handle after that.
    private let pointer: UnsafeMutableRawPointer
    private var isClosed = false

    /// - Parameters:
    ///   - maximumConnections: Connections open at the same time, idle ones among them.
    ///   - maximumHostConnections: The same, to one host.
    init(maximumConnections: Int, maximumHostConnections: Int) throws(TransportError) {
        // The first call of libcurl, which loads it: says so if it is not there.
        try curl_global_init(Int(CURL_GLOBAL_DEFAULT)).checkOk()
        guard let pointer = curl_multi_init() else {
            throw .libraryFailure(reason: "curl_multi_init")
        }
        self.pointer = pointer
        try set(CURLMOPT_PIPELINING, Int(CURLPIPE_MULTIPLEX))
        try set(CURLMOPT_MAX_TOTAL_CONNECTIONS, maximumConnections)
        try set(CURLMOPT_MAX_HOST_CONNECTIONS, maximumHostConnections)
        // As many may stay open between transfers: the default shrinks with the transfers.
        try set(CURLMOPT_MAXCONNECTS, maximumConnections)
    }

    deinit { close() }

    /// Closes the connections; nothing else is called afterwards.
    func close() {
        guard !isClosed else { return }
        isClosed = true
        // It fails only for a bad handle.
        _ = curl_multi_cleanup(pointer)
    }

    /// Ends a wait of the loop, or its next one.
    func wake() {
        // It fails only for a bad handle or a full pipe, and a full pipe wakes too.
        _ = curl_multi_wakeup(pointer)
    }

    func add(_ easy: EasyHandle) throws(TransportError) {
        try curl_multi_add_handle(pointer, easy.pointer).checkOk()
    }

    func remove(_ easy: EasyHandle) {
        // It fails only for handles that were not added.
        _ = curl_multi_remove_handle(pointer, easy.pointer)
    }

    /// Reads and writes what can be without waiting.
    func perform() {
        var running: Int32 = 0
        // Failures of transfers come as messages; those of the call are lack of memory.
        _ = curl_multi_perform(pointer, &running)
    }

    /// Waits until a connection can go on, a timer of libcurl is over, or `wake` is called.
    func wait(atMost limit: Duration) {
        _ = curl_multi_poll(pointer, nil, 0, Int32(clamping: limit.milliseconds), nil)
    }

    /// Returns the next transfer that has ended, or nil.
    func nextEnded() -> (easy: UnsafeMutableRawPointer, code: CURLcode)? {
        var left: Int32 = 0
        while let message = curl_multi_info_read(pointer, &left)?.pointee {
            if message.msg == CURLMSG_DONE { return (message.easy_handle, message.data.result) }
        }
        return nil
    }

    private func set(_ option: CURLMoption, _ value: Int) throws(TransportError) {
        try dandelion_curl_multi_set_long(pointer, option, value).checkOk()
    }
}
