public import Foundation
internal import Markdown
internal import Store

/// A text to be rendered in a process of its own, `dandelion render-text`.
///
/// Its input is one line of JSON, the context, and below it the Markdown; its output is JSON, what
/// came of the text.
public struct TextTask: Sendable, Equatable {
    let text: String
    let context: TextContext

    init(text: String, context: TextContext) {
        self.text = text
        self.context = context
    }

    var input: [UInt8] {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = .withoutEscapingSlashes
            return Array(try encoder.encode(context)) + [0x0A] + Array(text.utf8)
        }
    }

    /// Reads what ``input`` wrote.
    public init(reading input: Data) throws {
        let head = input.prefix { $0 != 0x0A }
        context = try JSONDecoder().decode(TextContext.self, from: head)
        text = String(decoding: input.dropFirst(head.count + 1), as: UTF8.self)
    }

    /// Renders the text, here and now.
    public func output() throws -> Data { try JSONEncoder().encode(rendered()) }

    func rendered() -> RenderedText { MarkdownRenderer().render(text, in: context.markdown) }

    /// Reads what ``output()`` wrote.
    static func rendered(from output: [UInt8]) throws -> RenderedText {
        try JSONDecoder().decode(RenderedText.self, from: Data(output))
    }
}
