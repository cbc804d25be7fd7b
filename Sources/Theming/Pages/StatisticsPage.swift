/// `/statistics`.
public struct StatisticsPage: Sendable {
    public var facts: [(label: String, value: String)]

    public init(facts: [(label: String, value: String)]) {
        self.facts = facts
    }

    public func render(in site: SiteFrame) throws(ThemeError) -> [UInt8] {
        var frame = PageFrame(kind: .statistics, heading: site.words.text(.statistics))
        frame.canonical = "/statistics"
        return try site.render(
            frame, ["facts": facts.map { ["label": $0.label, "value": $0.value] as ThemeValues }])
    }
}
