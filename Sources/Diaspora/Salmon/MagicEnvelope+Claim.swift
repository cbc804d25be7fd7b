internal import Cryptography

extension MagicEnvelope {
    /// Bytes at the end of a body in which the name of its key is looked for: a signature of 8,192 bits has
    /// 1,368 of them.
    private static let claimBytes = 4_096

    /// Reads who an envelope claims to be from, without reading the envelope: from the last `key_id` near
    /// its end, where every pod writes it.
    ///
    /// - Returns: nil if it does not stand there, whoever else the envelope may name.
    public static func claimedSender(in body: [UInt8]) -> DiasporaID? {
        let end = body.suffix(claimBytes)
        let mark = Array("key_id=".utf8)
        guard end.count > mark.count else { return nil }
        var start = end.endIndex - mark.count
        while !end[start...].starts(with: mark) {
            guard start > end.startIndex else { return nil }
            start -= 1
        }
        let value = end[(start + mark.count)...]
        guard let quote = value.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
        else { return nil }
        let name = value.dropFirst().prefix { $0 != quote }
        guard name.count <= 512,
            let bytes = Base64URL.decode(String(decoding: name, as: UTF8.self)),
            let text = String(validating: bytes, as: UTF8.self)
        else { return nil }
        return DiasporaID(exactly: text)
    }
}
