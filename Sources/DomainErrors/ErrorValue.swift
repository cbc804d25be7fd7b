/// A value of an error; each wording writes it as its readers do.
public enum ErrorValue: Sendable, Equatable {
    case text(String)
    case number(Int)
    case list([String])
    /// The cause, which is worded by itself.
    case error(ErrorRecord)
}

extension ErrorValue: Codable {
    /// Reads a string, a number, an array of strings, or an object with a code.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Int.self) {
            self = .number(number)
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let list = try? container.decode([String].self) {
            self = .list(list)
        } else {
            self = .error(try container.decode(ErrorRecord.self))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .number(let number): try container.encode(number)
        case .list(let list): try container.encode(list)
        case .error(let record): try container.encode(record)
        }
    }
}

extension ErrorValue: CustomStringConvertible {
    public var description: String {
        switch self {
        case .text(let text): text
        case .number(let number): String(number)
        case .list(let list): list.joined(separator: ", ")
        case .error(let record): record.description
        }
    }
}
