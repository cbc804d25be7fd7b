public import Store
public import Theming

extension PublicPost {
    /// The post's name in titles and lists; of a post without text the question of its poll, or a word.
    public func name(in words: Words) -> String {
        PostName(rendering.name, question: poll?.question, hasPhotos: !photos.isEmpty)
            .text(in: words)
    }
}
