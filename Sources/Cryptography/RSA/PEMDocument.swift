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
        let lines = text.utf8.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
            .map(Self.trimmed).filter { !$0.isEmpty }
        guard lines.count >= 3, let first = String(lines[0]),
            let last = String(lines[lines.count - 1]),
            first.hasPrefix("-----BEGIN "), first.hasSuffix("-----"), first.utf8.count > 16
        else { return nil }
        let label = String(first.dropFirst(11).dropLast(5))
        guard last == "-----END \(label)-----",
            let bytes = Data(base64Encoded: Data(lines[1..<(lines.count - 1)].joined()))
        else { return nil }
        self.init(label: label, bytes: Array(bytes))
    }

    /// Returns a line without the spaces and tabs around it.
    private static func trimmed(_ line: Substring.UTF8View) -> Substring.UTF8View {
        let isBlank: (UInt8) -> Bool = { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        var line = line.drop(while: isBlank)
        while let last = line.last, isBlank(last) { line.removeLast() }
        return line
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
