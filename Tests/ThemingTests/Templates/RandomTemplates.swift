import TestSupport

@testable import Theming

/// Templates and values of random syntax, the same for the same seed: `page` with partials, parents
/// and blocks.
struct RandomTemplates {
    private(set) var texts: [String: String] = [:]
    private(set) var values: TemplateRecord = [:]

    private var random: SeededGenerator
    private let lineEnd: String

    private static let names = ["a", "b", "c", "long-name_1", "e"]
    private static let words = [
        "x", " ", "<p>", "é", "日本", "&", "{", "}", "\"", "  ", "text with spaces", "'",
    ]
    private static let blocks = ["main", "head", "kind", "foot"]
    /// Whether what is written fills a block: it has no blocks of its own, as one that holds itself has
    /// no end.
    private var isFilling = false

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
        lineEnd = Bool.random(using: &random) ? "\n" : "\r\n"
        // Each names only those after it, so that there is an end.
        let order = ["page", "one", "two", "layout", "frame"]
        for (index, name) in order.enumerated() {
            var text = lines(depth: 3, calls: Array(order[(index + 1)...]))
            // The library takes a tag for alone on a last line only without white space after it.
            if chance(4) { text.removeLast(text.reversed().prefix { $0.isWhitespace }.count) }
            texts[name] = text
        }
        values = record(depth: 3)
    }

    // MARK: - Values

    private mutating func record(depth: Int) -> TemplateRecord {
        var record: TemplateRecord = [:]
        for name in Self.names where !chance(3) { record[name] = value(depth: depth - 1) }
        return record
    }

    private mutating func value(depth: Int) -> TemplateValue {
        switch Int.random(in: 0..<(depth > 0 ? 6 : 3), using: &random) {
        case 0: .text("")
        case 1: .text("t\(pick(Self.words))\(pick(Self.words))")
        case 2: .flag(Bool.random(using: &random))
        case 3:
            .list((0..<Int.random(in: 0...3, using: &random)).map { _ in value(depth: depth - 1) })
        default: .record(record(depth: depth))
        }
    }

    // MARK: - Text

    private mutating func lines(depth: Int, calls: [String]) -> String {
        (0..<Int.random(in: 0...4, using: &random)).map { _ in
            line(depth: depth, calls: calls)
        }.joined()
    }

    private mutating func line(depth: Int, calls: [String]) -> String {
        let end = (chance(4) ? " " : "") + lineEnd
        switch Int.random(in: 0..<(depth > 0 ? 9 : 3), using: &random) {
        case 0: return space() + "{{! any \(pick(Self.words)) }}" + end
        case 3, 4:
            let (mark, name) = (pick(["#", "^", "#"]), name())
            return space() + "{{\(mark)\(name)}}" + end + lines(depth: depth - 1, calls: calls)
                + space() + "{{/\(name)}}" + end
        case 5: return calls.isEmpty ? end : "{{>\(pick(calls))}}" + end
        case 6 where !isFilling:
            let name = pick(Self.blocks)
            return "{{$\(name)}}" + end + lines(depth: depth - 1, calls: calls) + "{{/\(name)}}"
                + end
        case 7 where !calls.isEmpty:
            return parent(pick(calls), depth: depth, calls: calls, end: end)
        default: return space() + inline(depth: depth, calls: calls) + lineEnd
        }
    }

    private mutating func parent(
        _ name: String, depth: Int, calls: [String], end: String
    ) -> String {
        let wasFilling = isFilling
        isFilling = true
        defer { isFilling = wasFilling }
        if chance(3) {
            return "{{<\(name)}}{{$main}}" + inline(depth: 1, calls: calls)
                + "{{/main}}{{/\(name)}}x"
                + lineEnd
        }
        var text = "{{<\(name)}}" + end
        for block in Self.blocks.shuffled(using: &random) where !chance(3) {
            text += "{{$\(block)}}"
            if chance(3) {
                text += inline(depth: 1, calls: calls) + "{{/\(block)}}" + end
            } else {
                text += end + lines(depth: depth - 1, calls: calls) + "{{/\(block)}}" + end
            }
        }
        return text + "{{/\(name)}}" + end
    }

    private mutating func inline(depth: Int, calls: [String]) -> String {
        "w"
            + (0..<Int.random(in: 0...4, using: &random)).map { _ in
                piece(depth: depth, calls: calls)
            }.joined() + "."
    }

    private mutating func piece(depth: Int, calls: [String]) -> String {
        switch Int.random(in: 0..<(depth > 0 ? 9 : 5), using: &random) {
        case 0: return "{{\(name())}}"
        case 1: return "{{ \(name()) }}"
        case 2: return "{{{\(name())}}}"
        case 3: return "{{&\(name())}}"
        case 5, 6:
            let name = name()
            return "{{\(pick(["#", "^"]))\(name)}}" + inline(depth: depth - 1, calls: calls)
                + "{{/\(name)}}"
        case 7: return calls.isEmpty ? "" : "{{>\(pick(calls))}}"
        case 8 where !isFilling:
            let block = pick(Self.blocks)
            return "{{$\(block)}}" + inline(depth: depth - 1, calls: calls) + "{{/\(block)}}"
        default: return pick(Self.words).replacing("{", with: "{ ")
        }
    }

    private mutating func name() -> String {
        switch Int.random(in: 0..<6, using: &random) {
        case 0: "."
        case 1: pick(Self.names) + "." + pick(Self.names)
        default: pick(Self.names)
        }
    }

    private mutating func space() -> String { pick(["", "", "", "  ", "\t", "    "]) }

    private mutating func chance(_ one: Int) -> Bool {
        Int.random(in: 0..<one, using: &random) == 0
    }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: elements.indices, using: &random)]
    }
}
