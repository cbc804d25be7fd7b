public import DomainErrors

extension ImportReport {
    /// Entries of one kind.
    public struct Group: Sendable, Equatable {
        /// The severity of the entries.
        public enum Weight: String, Sendable { case error, warning, skipped, scheduled, remark }

        public let weight: Weight
        /// The kind of the entries, in words.
        public let title: String
        /// The entries, one line each.
        public let lines: [String]

        /// Returns the title, the count, and the first entries as text.
        ///
        /// - Parameter limit: Entries shown; `nil` shows all.
        public func text(limit: Int?) -> String {
            let shown = lines.prefix(limit ?? lines.count)
            var text = "\(weight.rawValue): \(title): \(lines.count)"
            for line in shown { text += "\n  " + line }
            let rest = lines.count - shown.count
            return rest > 0 ? text + "\n  and \(rest) more" : text
        }
    }

    /// Groups the entries that need attention by kind.
    public func groups(_ wording: ErrorWording) -> [Group] {
        let byKind = Dictionary(grouping: warnings, by: \.kind)
        var groups = [group(.scheduled, "posts still to come", scheduled.map(\.description))]
        groups += ImportWarning.Kind.allCases.compactMap { kind in
            byKind[kind].map { group(.warning, kind.title, $0.map { $0.text(wording) }) }
        }
        groups += [
            Group(
                weight: .warning,
                title: "differ from what was imported; left alone without --update",
                lines: differing),
            group(.skipped, "files that hold no post", skipped.map(\.description)),
            group(.error, "files that did not come in", problems.map { $0.text(wording) }),
        ]
        return groups.filter { !$0.lines.isEmpty }
    }

    /// Returns the whole report as text, for a file.
    public func whole(_ wording: ErrorWording) -> String {
        let all =
            groups(wording)
            + [group(.remark, "nobody was to see these", remarks.map { $0.text(wording) })]
        return
            (["\(summary)\n"] + all.filter { !$0.lines.isEmpty }.map { $0.text(limit: nil) + "\n" })
            .joined(separator: "\n")
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

    private func group(_ weight: Group.Weight, _ title: String, _ lines: [String]) -> Group {
        Group(weight: weight, title: title, lines: lines)
    }
}
