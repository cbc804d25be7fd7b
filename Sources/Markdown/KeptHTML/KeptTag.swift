/// A tag of one of the elements that a text may have.
struct KeptTag: Equatable {
    enum Name: String, CaseIterable {
        case kbd, sub, sup, mark, abbr, details, summary, figure, figcaption

        /// Whether it stands where blocks do.
        var isBlock: Bool {
            switch self {
            case .kbd, .sub, .sup, .mark, .abbr: false
            case .details, .summary, .figure, .figcaption: true
            }
        }
    }

    let name: Name
    let isClosing: Bool
    /// The title of an `abbr`.
    var title: [UInt8]?
    /// Whether a `details` is open.
    var isOpen = false
}
