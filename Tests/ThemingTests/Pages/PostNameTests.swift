import Testing

@testable import Theming

/// Names of posts, of those without a text too.
struct PostNameTests {
    @Test(arguments: [
        ("Tides", "Which?", true, "Tides"), ("", "Which?", true, "Which?"),
        (" \u{A0}\n", "Which?", false, "Which?"), ("", nil, true, "Photo"),
        ("", nil, false, "Post"),
    ])
    func aPostWithoutWordsIsCalledByItsQuestionOrPhoto(
        name: String, question: String?, hasPhotos: Bool, expected: String
    ) throws {
        let words = try SiteFrame.sample(theme: "default").words

        #expect(
            PostName(name, question: question, hasPhotos: hasPhotos).text(in: words) == expected)
    }
}
