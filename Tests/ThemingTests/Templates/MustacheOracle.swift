import Mustache

@testable import Theming

/// The same templates and values, as swift-mustache renders them.
struct MustacheOracle {
    private let library: MustacheLibrary

    init(_ texts: [String: String]) throws {
        var library = MustacheLibrary()
        for (name, text) in texts { try library.register(text, named: name) }
        self.library = library
    }

    func render(_ name: String, _ values: TemplateRecord) -> String? {
        render(name, Self.converted(.record(values)))
    }

    /// - Parameter values: Those that ``converted(_:)`` gives.
    func render(_ name: String, _ values: Any) -> String? {
        library.render(values, withTemplate: name)
    }

    static func converted(_ value: TemplateValue) -> Any {
        switch value {
        case .text(let text): Text(renderText: text)
        case .flag(let isTrue): isTrue
        // An empty list would hide the values around it from an inverted section.
        case .list(let values) where values.isEmpty: Text(renderText: "")
        case .list(let values): List(members: values.map(converted))
        case .record(let record): Record(members: record.values.mapValues(converted))
        }
    }

    private struct Text: MustacheCustomRenderable, MustacheParent {
        let renderText: String
        var isNull: Bool { renderText.isEmpty }

        func child(named: String) -> Any? { nil }
    }

    private struct List: MustacheSequence, MustacheCustomRenderable {
        let members: [Any]
        var renderText: String { "" }
        var isNull: Bool { false }

        func makeIterator() -> IndexingIterator<[Any]> { members.makeIterator() }
    }

    private struct Record: MustacheParent, MustacheCustomRenderable {
        let members: [String: Any]
        var renderText: String { "" }
        var isNull: Bool { false }

        func child(named name: String) -> Any? { members[name] }
    }
}

extension TemplateRecord {
    /// The values by name.
    var values: [String: TemplateValue] {
        names.reduce(into: [:]) { values, name in values[name] = value(TemplateName(name)) }
    }
}
