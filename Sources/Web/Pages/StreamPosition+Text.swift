internal import Store

/// A place in a list as addresses have it: `KEY.ROW`.
extension StreamPosition {
    /// The part of an address's query that has the place after which a page begins.
    static let field = "after"

    init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ".", maxSplits: 1).compactMap { Int64($0) }
        guard parts.count == 2 else { return nil }
        self.init(key: parts[0], row: parts[1])
    }

    var text: String { "\(key).\(row)" }
}
