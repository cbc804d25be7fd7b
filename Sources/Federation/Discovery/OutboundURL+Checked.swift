internal import Transport

extension OutboundURL {
    /// Parses a URL, and refuses one that must not be requested.
    static func checked(_ text: String) throws(TransportError) -> OutboundURL {
        do {
            return try OutboundURL(text)
        } catch {
            throw .refusedURL(error)
        }
    }
}
