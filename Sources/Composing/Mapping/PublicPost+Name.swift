public import Store
public import Theming

extension PublicPost {
    /// Returns the post's name for titles and lists; for a post without text, the question of its
    /// poll or a fixed word.
    public func name(in words: Words) -> String {
        PostName(rendering.name, question: poll?.question, hasPhotos: !photos.isEmpty)
            .text(in: words)
    }
}
