internal import Escaping
internal import Foundation
internal import Markdown

/// The rule for the old addresses that can go on as redirects: those that no page, file or route of
/// the pod has.
public struct OldAddressRule {
    let site: SiteFolder

    public init(site: SiteFolder) {
        self.site = site
    }

    static let maximumSegmentBytes = 200
    static let maximumBytes = 1_000

    /// Returns the reason why this pod cannot have a redirect at a path; `nil` if it can.
    public func objection(to path: String) -> String? {
        if let objection = Self.objection(to: path) { return objection }
        if site.answers(path) { return "the folder site/ has a page or a file there" }
        return site.blocks(String(Self.file(path).dropFirst()))
            ? "a file or a folder of site/static is in its way" : nil
    }

    /// Returns the reason why no pod can have a redirect at a path; `nil` if one can.
    public static func objection(to path: String) -> String? {
        let segments = path.split(separator: "/").map(String.init)
        guard let first = segments.first, let last = segments.last else {
            return "it is the pod's own home page"
        }
        guard path.utf8.count <= maximumBytes,
            segments.allSatisfy({ $0.utf8.count <= maximumSegmentBytes })
        else { return "it is too long" }
        guard segments.allSatisfy(isSafe) else {
            return "it has a segment that cannot be a file's name"
        }
        if (path.hasSuffix("/") ? segments : segments.dropLast()).contains(where: isFileName) {
            return "a file cannot be a folder as well"
        }
        if ReservedNames.endings.dropFirst().contains(where: { last.hasSuffix($0) }) {
            return "feeds and other files of the pod end like that"
        }
        let name = withoutEnding(last)
        if segments.count == 1, ReservedNames.pages.contains(name) || isText(name) {
            return "the pod has a page of its own there"
        }
        if ReservedNames.firstSegments.contains(first), isTaken(first, Array(segments.dropFirst()))
        {
            return "addresses below /\(first)/ belong to the pod"
        }
        return nil
    }

    /// Returns the path of the file that a redirect is written to; two redirects of one file would
    /// overwrite each other.
    public static func file(_ path: String) -> String {
        if path.hasSuffix("/") { return path + "index.html" }
        return path.hasSuffix(".html") ? path : path + ".html"
    }

    /// Returns the part that addresses of the same page have in common; nil for what is no path.
    public static func key(_ address: String) -> String? {
        guard let path = OldAddress.normalised(address) else { return nil }
        return path.hasSuffix(".html") ? String(path.dropLast(5)) : path
    }

    /// Decodes the percent escapes of a path, as file names have none; a malformed path stays as it
    /// is.
    public static func decoded(_ path: String) -> String { path.removingPercentEncoding ?? path }

    /// Whether the pod may have a file of that name beside the folder; twins of pages are among them.
    private static func isFileName(_ segment: String) -> Bool {
        ReservedNames.endings.contains(where: segment.hasSuffix)
            || ReservedNames.pages.contains(segment) && segment.contains(".")
    }

    private static func isSafe(_ segment: String) -> Bool {
        !segment.hasPrefix(".")
            && segment.unicodeScalars.allSatisfy {
                $0.value >= 0x20 && $0.value != 0x7F && !"\\/".unicodeScalars.contains($0)
                    && $0.properties.generalCategory != .control
                    && $0.properties.generalCategory != .format
            }
    }

    private static func isText(_ name: String) -> Bool { ["about", "terms"].contains(name) }

    /// Whether the pod itself may have something there, now or later. `/posts/hello/` is Hugo's: the
    /// pod's own posts end in twelve digits or are 32.
    private static func isTaken(_ first: String, _ rest: [String]) -> Bool {
        switch first {
        case "posts":
            guard let name = rest.first.map(withoutEnding) else { return false }
            return endsLikeGUID(name)
        case "archive":
            return rest.allSatisfy { withoutEnding($0).allSatisfy(\.isNumber) } && rest.count < 3
        case "page":
            return rest.first.map { withoutEnding($0).allSatisfy(\.isNumber) } ?? false
        default: return true
        }
    }

    private static func endsLikeGUID(_ name: String) -> Bool {
        let digits = name.split(separator: "-").last ?? ""
        return [12, 32].contains(digits.utf8.count)
            && digits.utf8.allSatisfy(Hexadecimal.isLowerCaseDigit)
    }

    private static func withoutEnding(_ name: String) -> String {
        name.hasSuffix(".html") ? String(name.dropLast(5)) : name
    }
}
