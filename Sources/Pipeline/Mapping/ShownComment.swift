internal import Rendering

/// The HTML of a comment where many stand: on lists and in feeds.
struct ShownComment: Sendable {
    let html: String
    /// Whether it is the beginning of one that has a page of its own.
    let isCut: Bool

    /// Cuts what is too long.
    init(whole: String) {
        let beginning = MarkupCut.cut(whole)
        html = beginning ?? whole
        isCut = beginning != nil
    }
}
