public import Foundation

/// `/archive/YYYY/MM`: every post of a month, oldest day first.
public struct MonthPage: Sendable {
    public typealias Entry = (url: String, name: String, author: String, isTitled: Bool, date: Date)

    public var year: Int
    public var month: Int
    /// The entries, oldest first.
    public var entries: [Entry]
    public var previous: (year: Int, month: Int)?
    public var next: (year: Int, month: Int)?

    public init(
        year: Int, month: Int, entries: [Entry], previous: (year: Int, month: Int)?,
        next: (year: Int, month: Int)?
    ) {
        self.year = year
        self.month = month
        self.entries = entries
        self.previous = previous
        self.next = next
    }

    public static func url(year: Int, month: Int) -> String {
        let year = String(year)
        let zeros = String(repeating: "0", count: max(0, 4 - year.count))
        return "/archive/\(zeros)\(year)/\(month < 10 ? "0" : "")\(month)"
    }

    public func render(in site: SiteFrame) throws(ThemeError) -> [UInt8] {
        let label = site.dates.month(year: year, month: month)
        var frame = PageFrame(kind: .month, heading: label)
        frame.canonical = Self.url(year: year, month: month)
        frame.description = site.words.text(
            .monthDescription, ["month": label, "pod": site.name])
        frame.newerURL = next.map { Self.url(year: $0.year, month: $0.month) }
        frame.olderURL = previous.map { Self.url(year: $0.year, month: $0.month) }

        var own: ThemeValues = [
            "month": ["label": label, "iso": site.dates.isoMonth(year: year, month: month)]
                as ThemeValues,
            "days": days(in: site),
        ]
        if let previous { own["previous"] = values(previous, in: site) }
        if let next { own["next"] = values(next, in: site) }
        own["hasNeighbours"] = previous != nil || next != nil
        return try site.render(frame, own)
    }

    private func values(_ other: (year: Int, month: Int), in site: SiteFrame) -> ThemeValues {
        [
            "url": Self.url(year: other.year, month: other.month),
            "name": site.dates.month(year: other.year, month: other.month),
        ]
    }

    private func days(in site: SiteFrame) -> [ThemeValues] {
        var days: [(label: String, iso: String, posts: [ThemeValues])] = []
        for entry in entries {
            let iso = site.dates.isoDay(entry.date)
            if days.last?.iso != iso {
                days.append((site.dates.day(entry.date), iso, []))
            }
            var post: ThemeValues = [
                "url": entry.url, "name": entry.name,
                "author": ["name": entry.author] as ThemeValues, "isTitled": entry.isTitled,
            ]
            if let time = site.dates.timeOfDay(entry.date) { post["time"] = time }
            days[days.count - 1].posts.append(post)
        }
        return days.map { ["label": $0.label, "iso": $0.iso, "posts": $0.posts] }
    }
}
