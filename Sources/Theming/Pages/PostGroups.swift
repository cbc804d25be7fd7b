/// The cards of a list, newest first, under the months they were written in.
public struct PostGroups: Sendable {
    public struct Group: Sendable {
        let year: Int
        let month: Int
        var cards: [String]
    }

    public private(set) var groups: [Group] = []

    public init() {}

    /// Adds the next older card.
    public mutating func append(_ card: String, year: Int, month: Int) {
        if let last = groups.last, last.year == year, last.month == month {
            groups[groups.count - 1].cards.append(card)
        } else {
            groups.append(Group(year: year, month: month, cards: [card]))
        }
    }

    func values(in site: SiteFrame) -> [ThemeValues] {
        groups.map { group in
            [
                "label": site.dates.month(year: group.year, month: group.month),
                "iso": site.dates.isoMonth(year: group.year, month: group.month),
                "cards": group.cards.joined(),
            ]
        }
    }
}
