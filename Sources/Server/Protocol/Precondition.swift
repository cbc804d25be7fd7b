import HTTPTypes
import Transport

/// The outcome of a request's conditions. Spec: RFC 9110, 13.2.2.
enum Precondition: Sendable, Equatable {
    case met(ByteRange)
    case notModified
    case failed

    /// - Parameter tag: The file's strong entity tag, quotes included.
    /// - Parameter size: Bytes in the file.
    init(
        _ headers: HTTPFields, method: HTTPRequest.Method, tag: String, modified: HTTPDate,
        size: Int
    ) {
        if let wanted = headers[.ifMatch] {
            guard Self.names(tag, in: wanted, weakly: false) else {
                self = .failed
                return
            }
        } else if let since = headers[.ifUnmodifiedSince].flatMap({ HTTPDate($0) }),
            modified > since
        {
            self = .failed
            return
        }
        if let known = headers[.ifNoneMatch] {
            if Self.names(tag, in: known, weakly: true) {
                self = .notModified
                return
            }
        } else if let since = headers[.ifModifiedSince].flatMap({ HTTPDate($0) }), modified <= since
        {
            self = .notModified
            return
        }
        let isSame = headers[.ifRange].map { $0 == tag || HTTPDate($0) == modified } ?? true
        let range = method == .get && isSame ? headers[.range] : nil
        self = .met(ByteRange(range, size: size))
    }

    private static func names(_ tag: String, in list: String, weakly: Bool) -> Bool {
        list.split(separator: ",").contains { item in
            let known = item.drop { $0 == " " }.prefix { $0 != " " }
            return known == "*" || known == tag || weakly && known == "W/" + tag
        }
    }
}
