internal import Mustache

/// What a template can name: texts, flags, lists, and values of their own.
///
/// A type of its own rather than a dictionary: the library asks every value for several protocols at
/// every step, which a generic type answers slowly.
struct ThemeValues: MustacheParent {
    private var values: [String: Any] = [:]

    subscript(name: String) -> Any? {
        get { values[name] }
        set { values[name] = newValue.map(Self.boxed) }
    }

    func child(named name: String) -> Any? { values[name] }

    private static func boxed(_ value: Any) -> Any {
        if let text = value as? String { Text(renderText: text) } else { value }
    }

    /// A text that says at once what it is, and that it has no values of its own.
    private struct Text: MustacheCustomRenderable, MustacheParent {
        let renderText: String
        var isNull: Bool { false }

        func child(named: String) -> Any? { nil }
    }
}

extension ThemeValues: ExpressibleByDictionaryLiteral {
    init(dictionaryLiteral elements: (String, Any)...) {
        values.reserveCapacity(elements.count)
        for (name, value) in elements { values[name] = Self.boxed(value) }
    }

    init(_ texts: [String: String]) {
        values = texts.mapValues { Text(renderText: $0) }
    }
}
