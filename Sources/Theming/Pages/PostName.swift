/// A post's name in titles and lists.
///
/// The name depends on the post's content alone, as pages of other posts show it too.
public struct PostName: Sendable {
    private let name: String
    private let question: String?
    private let hasPhotos: Bool

    /// - Parameters:
    ///   - name: The name that the text gives, blank if it gives none.
    ///   - question: The question of the post's poll.
    public init(_ name: String, question: String?, hasPhotos: Bool) {
        self.name = name
        self.question = question
        self.hasPhotos = hasPhotos
    }

    /// Whether a name shows nothing.
    public static func isBlank(_ name: String) -> Bool {
        name.unicodeScalars.allSatisfy(\.properties.isWhitespace)
    }

    /// Returns the name of the text, or the question, or a word for what there is.
    public func text(in words: Words) -> String {
        guard Self.isBlank(name) else { return name }
        return question ?? words.text(hasPhotos ? .photoWithoutText : .postWithoutText)
    }
}
