import Foundation

/// A PEM text: a label and the bytes between its two lines.
///
/// Spec: RFC 7468.
struct PEMDocument: Equatable {
    var label: String
    var bytes: [UInt8]

    init(label: String, bytes: [UInt8]) {
        self.label = label
        self.bytes = bytes
    }

    /// Reads a text that is one PEM document and nothing else but white space around it.
    ///
    /// - Returns: `nil` for anything else, and for documents with headers, which are encrypted.
    init?(parsing text: String) {
        guard text.utf8.count <= Self.maximumLength else { return nil }
        let lines = text.split(whereSeparator: \.isNewline)
            .map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty }
        guard let first = lines.first, let last = lines.last, lines.count >= 3,
            first.hasPrefix("-----BEGIN "), first.hasSuffix("-----"), first.count > 16
        else { return nil }
        let label = String(first.dropFirst(11).dropLast(5))
        guard last == "-----END \(label)-----",
            let bytes = Data(base64Encoded: lines.dropFirst().dropLast().joined())
        else { return nil }
        self.init(label: label, bytes: Array(bytes))
    }

    /// Lines of 64 characters, each ended by a newline.
    var text: String {
        var text = "-----BEGIN \(label)-----\n"
        var rest = Data(bytes).base64EncodedString()[...]
        while !rest.isEmpty {
            text += rest.prefix(64) + "\n"
            rest = rest.dropFirst(64)
        }
        return text + "-----END \(label)-----\n"
    }

    /// The longest public key that the protocol's documents allow, in bytes.
    private static let maximumLength = 65_535
}
