extension ImportReport {
    /// Entries under one heading.
    public struct Group: Sendable, Equatable {
        public let heading: Heading
        /// The heading in words.
        let title: String
        /// The entries, one line each.
        public let lines: [String]

        /// Returns the title, the count, and the first entries as text.
        ///
        /// - Parameter limit: Entries shown; `nil` shows all.
        public func text(limit: Int?) -> String {
            let shown = lines.prefix(limit ?? lines.count)
            var text = "\(heading.weight.rawValue): \(title): \(lines.count)"
            for line in shown { text += "\n  " + line }
            let rest = lines.count - shown.count
            return rest > 0 ? text + "\n  and \(rest) more" : text
        }
    }

    /// Groups the entries that need attention by heading.
    public func groups(_ wording: ImportWording) -> [Group] {
        groups(Heading.allCases.filter { $0 != .remark }, wording)
    }

    /// Returns the whole report as text, for a file.
    public func whole(_ wording: ImportWording) -> String {
        let all = groups(Heading.allCases, wording)
        return (["\(summary)\n"] + all.map { $0.text(limit: nil) + "\n" }).joined(separator: "\n")
    }

    /// The numbers of imported posts and files, on one line.
    public var summary: String {
        var parts = ["\(imported) post\(imported == 1 ? "" : "s") imported"]
        if drafts > 0 { parts.append("\(drafts) draft\(drafts == 1 ? "" : "s")") }
        if !scheduled.isEmpty { parts.append("\(scheduled.count) scheduled") }
        if updated > 0 { parts.append("\(updated) updated") }
        if unchanged > 0 { parts.append("\(unchanged) unchanged") }
        if !skipped.isEmpty { parts.append("\(skipped.count) skipped") }
        if !problems.isEmpty { parts.append("\(problems.count) failed") }
        return parts.joined(separator: ", ")
    }

    private func groups(_ headings: [Heading], _ wording: ImportWording) -> [Group] {
        let byKind = Dictionary(grouping: warnings, by: \.kind)
        return headings.compactMap { heading in
            let lines =
                switch heading {
                case .scheduled: scheduled.map(\.description)
                case .warning(let kind): (byKind[kind] ?? []).map { $0.text(wording.error) }
                case .differing: differing
                case .skipped: skipped.map(\.description)
                case .problem: problems.map { $0.text(wording.error) }
                case .remark: remarks.map { $0.text(wording.error) }
                }
            guard !lines.isEmpty else { return nil }
            return Group(heading: heading, title: wording.heading(heading), lines: lines)
        }
    }
}
