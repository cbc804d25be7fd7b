/// `/archive`: the months that hold posts, newest first.
public struct ArchivePage: Sendable {
    public var months: [(year: Int, month: Int, count: Int)]

    public init(months: [(year: Int, month: Int, count: Int)]) {
        self.months = months
    }

    public func render(in site: SiteFrame) throws(ThemeError) -> [UInt8] {
        var frame = PageFrame(kind: .archive, heading: site.words.text(.archive))
        frame.canonical = "/archive"
        var years: [ThemeValues] = []
        var index = 0
        while index < months.count {
            let year = months[index].year
            var rows: [ThemeValues] = []
            while index < months.count, months[index].year == year {
                let month = months[index]
                rows.append([
                    "url": MonthPage.url(year: month.year, month: month.month),
                    "label": site.dates.month(year: month.year, month: month.month),
                    "iso": site.dates.isoMonth(year: month.year, month: month.month),
                    "count": site.words.number(month.count),
                ])
                index += 1
            }
            years.append(["year": String(year), "months": rows])
        }
        return try site.render(frame, ["years": years])
    }
}
