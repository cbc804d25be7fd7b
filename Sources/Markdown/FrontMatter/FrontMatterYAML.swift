internal import Yams

/// A parser of YAML front matter. Aliases are followed, within a budget. Spec: YAML 1.2; attack 34.
struct FrontMatterYAML {
    private static let maximumAliases = 32
    private static let maximumValues = 10_000

    private let firstLine: Int
    private var values = 0

    static func entries(
        _ source: String, firstLine: Int
    ) throws(FrontMatterError) -> [FrontMatterEntry] {
        try refuseBombs(source, firstLine: firstLine)
        var reader = FrontMatterYAML(firstLine: firstLine)
        guard let root = try reader.compose(source) else { return [] }
        switch try reader.value(root, depth: 0) {
        case .table(let entries): return entries
        case .none: return []
        case let other:
            throw .syntax(
                line: firstLine, reason: "expected lines like “key: value”, not \(other.kind)")
        }
    }

    private init(firstLine: Int) {
        self.firstLine = firstLine
    }

    /// Refuses what the parser would take long or deep recursion for, before it sees it.
    private static func refuseBombs(
        _ source: String, firstLine: Int
    ) throws(FrontMatterError) {
        var aliases = 0
        for (index, line) in source.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
            .enumerated()
        {
            var previous = UInt8(ascii: " ")
            var depth = 0
            for byte in line {
                switch byte {
                case UInt8(ascii: "*") where " ,[{:-".utf8.contains(previous): aliases += 1
                case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
                case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
                case UInt8(ascii: " ")
                where previous == UInt8(ascii: "-") || previous == UInt8(ascii: "?"):
                    depth += 1
                default: break
                }
                previous = byte
            }
            if aliases > maximumAliases { throw .tooManyAliases(line: firstLine + index) }
            if depth > 4 * FrontMatter.maximumDepth { throw .tooDeep(line: firstLine + index) }
        }
    }

    private func compose(_ source: String) throws(FrontMatterError) -> Node? {
        do {
            // Tags are not looked at; the default rules would try seven regular expressions on each key.
            // The default encoding would be looked for in the environment every time.
            return try Yams.compose(yaml: source, .basic, .default, .utf8)
        } catch let error as YamlError {
            throw syntaxError(error)
        } catch {
            throw .syntax(line: firstLine, reason: "\(error)")
        }
    }

    private func syntaxError(_ error: YamlError) -> FrontMatterError {
        switch error {
        case .scanner(let context, let problem, let mark, _),
            .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let reason = context.map { "\(problem) (\($0.text))" } ?? problem
            return .syntax(line: firstLine + mark.line - 1, reason: reason)
        case .duplicatedKeysInMapping(let duplicates, let context):
            let keys = duplicates.sorted().joined(separator: ", ")
            return .syntax(
                line: firstLine + max(context.mark.line, 1) - 1, reason: "\(keys) is set twice")
        case .reader(let problem, _, _, _):
            return .syntax(line: firstLine, reason: problem)
        default:
            return .syntax(line: firstLine, reason: "the YAML cannot be read")
        }
    }

    private mutating func value(
        _ node: Node, depth: Int
    ) throws(FrontMatterError) -> FrontMatterValue {
        let line = firstLine + (node.mark?.line ?? 1) - 1
        values += 1
        guard values <= Self.maximumValues else { throw .tooManyAliases(line: line) }
        guard depth <= FrontMatter.maximumDepth else { throw .tooDeep(line: line) }
        switch node {
        case .scalar(let scalar):
            return Self.value(of: scalar)
        case .sequence(let sequence):
            var list: [FrontMatterValue] = []
            for item in sequence { list.append(try value(item, depth: depth + 1)) }
            return .list(list)
        case .mapping(let mapping):
            var entries: [FrontMatterEntry] = []
            for (key, item) in mapping {
                let keyLine = firstLine + (key.mark?.line ?? 1) - 1
                guard case .scalar(let name) = key else {
                    throw .syntax(line: keyLine, reason: "a key must be text")
                }
                entries.append(
                    FrontMatterEntry(
                        key: name.string, value: try value(item, depth: depth + 1), line: keyLine))
            }
            return .table(entries)
        case .alias:
            throw .syntax(line: line, reason: "an alias without an anchor")
        }
    }

    private static func value(of scalar: Node.Scalar) -> FrontMatterValue {
        guard scalar.style == .plain || scalar.style == .any else { return .text(scalar.string) }
        switch scalar.string {
        case "", "~", "null", "Null", "NULL": return .none
        case "true", "True", "TRUE": return .boolean(true)
        case "false", "False", "FALSE": return .boolean(false)
        case let text where text.first?.isNumber == true: return .literal(text)
        case let text: return .text(text)
        }
    }
}
