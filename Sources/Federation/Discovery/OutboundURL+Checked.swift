internal import Transport

extension OutboundURL {
    /// An address, or why it is not asked.
    static func checked(_ text: String) throws(TransportError) -> OutboundURL {
        do {
            return try OutboundURL(text)
        } catch {
            throw .refusedURL(error)
        }
    }
}
