import HTTPTypes
import Hummingbird
import Logging

/// The ID under which one request stands in the log, on the page of an error, and in the log of a web server in front.
///
/// It is a counter behind random digits, made by Hummingbird; nothing is written out before somebody asks. A web server
/// in front may have one of its own, whose word is taken if it is trusted; nobody else's is. Attack 73.
struct RequestIDs: Sendable {
    let client: ClientAddress

    /// Lengths of an ID of a web server in front: nginx has 32, Caddy 36, Apache 27.
    private static let lengths = 16...64

    static let header = "X-Request-Id"
    private static let metadataKey = "request"
    private static let ownMetadataKey = "hb.request.id"

    /// Returns the ID of a request: that of a trusted proxy, or one of its own.
    func id(of request: Request, _ context: PodRequestContext) -> String {
        given(to: request, context) ?? context.logger[metadataKey: Self.ownMetadataKey]
            .map { "\($0)" } ?? ""
    }

    /// Makes a logger each of whose lines has the ID of a request.
    func logger(for request: Request, _ context: PodRequestContext) -> Logger {
        var logger = context.logger
        logger[metadataKey: Self.metadataKey] = "\(id(of: request, context))"
        logger[metadataKey: Self.ownMetadataKey] = nil
        return logger
    }

    private func given(to request: Request, _ context: PodRequestContext) -> String? {
        guard let name = HTTPField.Name(Self.header), let text = request.headers[name],
            Self.isID(text), client.trusts(context.remoteAddress?.ipAddress ?? "")
        else { return nil }
        return text
    }

    /// Returns whether a text is an ID as web servers make them: letters, digits and the other
    /// characters of the base64 alphabets.
    static func isID(_ text: String) -> Bool {
        lengths.contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
                    UInt8(ascii: "@"):
                    true
                default: false
                }
            }
    }
}
