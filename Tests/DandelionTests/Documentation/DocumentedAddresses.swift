import Foundation
import TestSupport

/// The tables of docs/addresses.md: paths in the first column, capitals standing for what varies.
struct DocumentedAddresses {
    let text: String
    let rows: [Row]

    struct Row {
        /// As it is written: `/posts/GUID`.
        let pattern: String
        let line: String

        /// Of two rows that match, the one that says more of the path is meant.
        var precision: Int { pattern.filter { !$0.isUppercase }.count }

        func matches(_ address: String) -> Bool {
            let wanted = pattern.split(separator: "/", omittingEmptySubsequences: false)
            let found = address.split(separator: "/", omittingEmptySubsequences: false)
            guard wanted.last?.contains("…") == true || wanted.count == found.count else {
                return false
            }
            return zip(wanted, found).allSatisfy { Self.fits(String($1), String($0)) }
        }

        /// Capitals stand for one character or more, `…` for anything.
        private static func fits(_ found: String, _ pattern: String) -> Bool {
            let parts = pattern.replacing(#/[A-Z]{1,}/#, with: "\u{0}").replacing(
                "…", with: "\u{1}")
            var rest = found[...]
            var isOpen = false
            for part in parts {
                if part == "\u{0}" || part == "\u{1}" {
                    if part == "\u{0}", rest.isEmpty { return false }
                    isOpen = true
                } else if isOpen {
                    guard let place = rest.firstIndex(of: part) else { return false }
                    rest = rest[rest.index(after: place)...]
                    isOpen = false
                } else {
                    guard rest.first == part else { return false }
                    rest = rest.dropFirst()
                }
            }
            return isOpen || rest.isEmpty
        }
    }

    init() throws {
        text = try String(
            contentsOf: Repository.root.appending(path: "docs/addresses.md"), encoding: .utf8)
        rows = text.split(separator: "\n").filter { $0.hasPrefix("| `/") }.flatMap { line in
            line.split(separator: "|")[0].matches(of: #/`(/[^`]*)`/#).map {
                Row(pattern: String($0.output.1), line: String(line))
            }
        }
    }

    func row(forFile file: String) -> Row? {
        let address = Self.address(of: file)
        return rows.filter { $0.matches(address) }.max { $0.precision < $1.precision }
    }

    func hasRow(forFile file: String) -> Bool { row(forFile: file) != nil }

    /// The address at which a file of the tree is found.
    private static func address(of file: String) -> String {
        let path = file.hasPrefix("/") ? file : "/" + file
        if path == "/index.html" { return "/" }
        let pages = ["/404.html", "/503.html"]
        return path.hasSuffix(".html") && !pages.contains(path) ? String(path.dropLast(5)) : path
    }
}
