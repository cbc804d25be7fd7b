/// A value of front matter, whatever notation it was written in.
public indirect enum FrontMatterValue: Equatable, Sendable {
    case none
    case boolean(Bool)
    /// A number or a moment, as it was written: `2024-05-12` may be a title.
    case literal(String)
    case text(String)
    case list([FrontMatterValue])
    case table([FrontMatterEntry])

    /// The value as a line of text, if it is a single one.
    public var text: String? {
        switch self {
        case .text(let text), .literal(let text): text
        case .boolean(let flag): flag ? "true" : "false"
        case .none, .list, .table: nil
        }
    }

    /// The kind of value, for error messages.
    var kind: String {
        switch self {
        case .none: "nothing"
        case .boolean: "true or false"
        case .literal: "a number or a date"
        case .text: "text"
        case .list: "a list"
        case .table: "a table"
        }
    }
}

/// A key of front matter, its value, and its line.
public struct FrontMatterEntry: Equatable, Sendable {
    public let key: String
    public let value: FrontMatterValue
    /// Line in the file, counted from 1.
    public let line: Int

    public init(key: String, value: FrontMatterValue, line: Int) {
        self.key = key
        self.value = value
        self.line = line
    }
}
