import Cryptography
import Foundation

/// The parts of a magic envelope, cut out of its text: enough to check keys with real documents.
struct EnvelopeFixture {
    let subject: [UInt8]
    let signature: [UInt8]

    init?(_ xml: String) {
        guard let data = Self.element("me:data", in: xml), let payload = Base64URL.decode(data),
            let sig = Self.element("me:sig", in: xml), let signature = Base64URL.decode(sig)
        else { return nil }
        let parts = [
            payload, Array("application/xml".utf8), Array("base64url".utf8),
            Array("RSA-SHA256".utf8),
        ]
        subject = Array(parts.map { Base64URL.encode($0) }.joined(separator: ".").utf8)
        self.signature = signature
    }

    private static func element(_ name: String, in xml: String) -> Substring? {
        guard let opening = xml.range(of: "<\(name)"),
            let start = xml[opening.upperBound...].firstIndex(of: ">"),
            let end = xml.range(of: "</\(name)>", range: start..<xml.endIndex)
        else { return nil }
        return xml[xml.index(after: start)..<end.lowerBound]
    }
}
