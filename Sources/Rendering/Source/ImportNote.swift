/// Something that an import changed or could not keep as it was.
public struct ImportNote: Equatable, Sendable {
    /// Line of the source file, counted from 1.
    public let line: Int
    public let message: String

    public init(line: Int, message: String) {
        self.line = line
        self.message = message
    }
}

extension [ImportNote] {
    /// The same messages together, each with its lines, in the order of their first lines.
    public func grouped() -> [(message: String, lines: [Int])] {
        var lines: [String: [Int]] = [:]
        var messages: [String] = []
        for note in self {
            if lines[note.message] == nil { messages.append(note.message) }
            lines[note.message, default: []].append(note.line)
        }
        return messages.map { (message: $0, lines: lines[$0] ?? []) }
    }
}
