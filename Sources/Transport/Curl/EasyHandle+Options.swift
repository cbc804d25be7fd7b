import CCurl

extension EasyHandle {
    /// Sets every option of a transfer, after a reset.
    ///
    /// Of libcurl's comforts none is left on: no redirects, proxies, cookies, `.netrc`,
    /// alternative services or other protocols.
    func prepare(
        _ transfer: RunningTransfer, settings: TransportSettings, headers: borrowing StringList,
        pins: borrowing StringList
    ) throws(TransportError) {
        try reset()
        try set(CURLOPT_URL, transfer.order.url.description)
        try set(CURLOPT_PROTOCOLS_STR, settings.allowsPlainHTTP ? "http,https" : "https")
        try set(CURLOPT_FOLLOWLOCATION, false)
        try set(CURLOPT_PATH_AS_IS, true)
        try set(CURLOPT_DISALLOW_USERNAME_IN_URL, true)
        // An empty name means none, whatever the environment says.
        try set(CURLOPT_PROXY, "")
        try set(CURLOPT_NETRC, Int(CURL_NETRC_IGNORED.rawValue))
        try set(CURLOPT_NOSIGNAL, true)
        // Seconds after which an unused connection is not used again; the other side decides sooner.
        try set(CURLOPT_MAXAGE_CONN, 600)
        // A look-up that lasts longer than the deadline is left to its thread. Without this
        // option libcurl waits for it, and all transfers with it (curl issue 4852).
        try set(CURLOPT_QUICK_EXIT, true)
        try set(CURLOPT_RESOLVE, borrowed: pins.pointer)
        try setTLS(settings, isEncrypted: transfer.order.url.scheme == .https)
        try setRequest(transfer.order, settings: settings, headers: headers)
        try setLimits(transfer.order, settings: settings)
        try setCallbacks(transfer)
    }

    private func setTLS(
        _ settings: TransportSettings, isEncrypted: Bool
    ) throws(TransportError) {
        try set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        try set(CURLOPT_SSL_VERIFYPEER, 1)
        try set(CURLOPT_SSL_VERIFYHOST, 2)
        if let file = settings.certificateAuthorities {
            try set(CURLOPT_CAINFO, file)
            // Else the system's folder of authorities is trusted besides.
            try set(CURLOPT_CAPATH, nil as String?)
        }
        try set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
        // Rather wait until a handshake has told whether one connection carries many requests
        // than open another one. Without TLS only the first answer would tell.
        try set(CURLOPT_PIPEWAIT, isEncrypted)
    }

    private func setRequest(
        _ order: TransferOrder, settings: TransportSettings, headers: borrowing StringList
    ) throws(TransportError) {
        switch order.method {
        case .get:
            try set(CURLOPT_HTTPGET, true)
        case .head:
            try set(CURLOPT_NOBODY, true)
        case .post:
            try set(CURLOPT_POST, true)
            try set(CURLOPT_POSTFIELDSIZE_LARGE, size: order.body.count)
            try set(CURLOPT_POSTFIELDS, borrowed: order.body.start)
        }
        try set(CURLOPT_USERAGENT, settings.userAgent)
        try set(CURLOPT_ACCEPT_ENCODING, "gzip, deflate, br")
        try set(CURLOPT_HTTPHEADER, borrowed: headers.pointer)
    }

    private func setLimits(
        _ order: TransferOrder, settings: TransportSettings
    ) throws(TransportError) {
        // Zero would mean no limit.
        try set(CURLOPT_TIMEOUT_MS, max(1, Int(order.deadline.milliseconds)))
        try set(CURLOPT_CONNECTTIMEOUT_MS, max(1, Int(settings.connectTimeout.milliseconds)))
        if order.method != .head {
            // What announces to be too long need not be read; what lies is counted.
            try set(CURLOPT_MAXFILESIZE_LARGE, size: max(1, order.maximumBytes))
        }
    }

    private func setCallbacks(_ transfer: RunningTransfer) throws(TransportError) {
        let context = UnsafeRawPointer(Unmanaged.passUnretained(transfer).toOpaque())
        try set(CURLOPT_WRITEDATA, borrowed: context)
        try set(CURLOPT_HEADERDATA, borrowed: context)
        try set(CURLOPT_OPENSOCKETDATA, borrowed: context)
        try set(CURLOPT_PREREQDATA, borrowed: context)
        try dandelion_curl_set_write(pointer, CURLOPT_WRITEFUNCTION) {
            bytes, size, count, context in
            let piece = UnsafeRawBufferPointer(start: bytes, count: size * count)
            return RunningTransfer.at(context)?.receive(body: piece) == true ? piece.count : 0
        }.checkOk()
        try dandelion_curl_set_write(pointer, CURLOPT_HEADERFUNCTION) {
            bytes, size, count, context in
            let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
            return RunningTransfer.at(context)?.receive(headerLine: line) == true ? line.count : 0
        }.checkOk()
        try dandelion_curl_set_opensocket(pointer) { context, _, target in
            guard let target else { return CURL_SOCKET_BAD }
            return RunningTransfer.at(context)?.openSocket(target) ?? CURL_SOCKET_BAD
        }.checkOk()
        try dandelion_curl_set_prerequest(pointer) { context, address, _, _, _ in
            guard let address else { return CURL_PREREQFUNC_ABORT }
            let permits = RunningTransfer.at(context)?.permitsRequest(to: String(cString: address))
            return permits == true ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
        }.checkOk()
    }
}

extension RunningTransfer {
    fileprivate static func at(_ context: UnsafeMutableRawPointer?) -> RunningTransfer? {
        context.map { Unmanaged<RunningTransfer>.fromOpaque($0).takeUnretainedValue() }
    }
}
