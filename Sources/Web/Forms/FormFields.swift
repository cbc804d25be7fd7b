internal import Escaping

/// The fields of a form as a browser sends it, `application/x-www-form-urlencoded`.
///
/// Spec: WHATWG URL, "application/x-www-form-urlencoded parsing". Lines end in LF, whatever the browser sent; a name may
/// come several times. Bytes that are not UTF-8, broken percent signs and too many fields are refused, and nothing is
/// guessed.
struct FormFields: Sendable, Equatable {
    static let maximumFields = 500
    static let maximumNameBytes = 100

    private(set) var all: [Field] = []

    struct Field: Sendable, Equatable {
        let name: String
        let value: String
    }

    init() {}

    /// - Throws: ``FormError``.
    init(_ text: String) throws(FormError) {
        guard !text.isEmpty else { return }
        let parts = text.utf8.split(
            separator: UInt8(ascii: "&"), maxSplits: Self.maximumFields,
            omittingEmptySubsequences: false)
        guard parts.count <= Self.maximumFields else {
            throw .tooManyFields(limit: Self.maximumFields)
        }
        for part in parts where !part.isEmpty {
            let pair = part.split(
                separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard pair[0].count <= Self.maximumNameBytes else { throw .malformed }
            all.append(
                Field(
                    name: try Self.decoded(pair[0]),
                    value: pair.count > 1 ? try Self.decoded(pair[1]) : ""))
        }
    }

    /// The first value of a name.
    subscript(name: String) -> String? { all.first { $0.name == name }?.value }

    /// Lists the values of a name.
    func values(_ name: String) -> [String] { all.filter { $0.name == name }.map(\.value) }

    /// Returns the fields whose names are none of these.
    func without(_ names: Set<String>) -> FormFields {
        var rest = FormFields()
        rest.all = all.filter { !names.contains($0.name) }
        return rest
    }

    /// Decodes a name or a value: pluses are spaces, and CR LF and CR become LF.
    private static func decoded(
        _ text: Substring.UTF8View.SubSequence
    ) throws(FormError) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var rest = text
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(Hexadecimal.value),
                    let low = rest.popFirst().flatMap(Hexadecimal.value)
                else { throw .malformed }
                bytes.append(high << 4 | low)
            default: bytes.append(byte)
            }
        }
        guard let decoded = String(validating: withLineFeeds(bytes), as: UTF8.self) else {
            throw .malformed
        }
        return decoded
    }

    private static func withLineFeeds(_ bytes: [UInt8]) -> [UInt8] {
        let (carriageReturn, lineFeed) = (UInt8(ascii: "\r"), UInt8(ascii: "\n"))
        guard bytes.contains(carriageReturn) else { return bytes }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        for (index, byte) in bytes.enumerated() {
            if byte == lineFeed, index > 0, bytes[index - 1] == carriageReturn { continue }
            output.append(byte == carriageReturn ? lineFeed : byte)
        }
        return output
    }
}
