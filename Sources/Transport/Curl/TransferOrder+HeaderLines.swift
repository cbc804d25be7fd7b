extension TransferOrder {
    /// The head's own fields as libcurl takes them: a name with a colon alone leaves a field out,
    /// one with a semicolon writes it empty.
    var headerLines: [String] {
        var lines = headers.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" }
        if method == .post {
            // No waiting for a "100 Continue", and no type that the caller did not give.
            lines.append("Expect:")
            if !headers.contains(where: { $0.isNamed("Content-Type") }) {
                lines.append("Content-Type:")
            }
        }
        return lines
    }
}

extension TransportSettings {
    /// Lists the pinned addresses of a URL's host, in the notation of `CURLOPT_RESOLVE`.
    func pins(for url: OutboundURL) -> [String] {
        guard case .name(let name) = url.host, let addresses = pinnedAddresses[name],
            !addresses.isEmpty
        else { return [] }
        let list = addresses.map { OutboundHost.address($0).description }.joined(separator: ",")
        return ["+\(name):\(url.port):\(list)"]
    }
}
