/// Makes the addresses in a post's HTML absolute, for feeds and mail, which are read elsewhere.
///
/// Reads well-formed HTML in one pass over its bytes and changes the values of `href`, `src`,
/// `poster` and `srcset` alone: `/path` and `//host` by the site's origin, `#anchor` and `?query` by
/// the page, other relative ones by the page's folder. Addresses with a scheme stay as they are.
public struct AbsoluteLinks: Sendable {
    private let scheme: [UInt8]
    private let origin: [UInt8]
    private let page: [UInt8]
    private let folder: [UInt8]

    /// - Parameters:
    ///   - site: The site's address: `https://pod.example/`.
    ///   - page: The path of the page on it that shows the HTML: `/posts/GUID`.
    public init(site: String, page: String) {
        var origin = Array(site.utf8)
        while origin.last == UInt8(ascii: "/") { origin.removeLast() }
        let path = Array(page.utf8)
        self.origin = origin
        scheme = Array(origin.prefix { $0 != UInt8(ascii: "/") })
        self.page = origin + path
        folder = origin + (path[...(path.lastIndex(of: UInt8(ascii: "/")) ?? -1)])
    }

    public func resolving(_ html: String) -> String {
        var html = html
        let bytes = html.withUTF8 { resolving($0) }
        guard let bytes else { return html }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Returns the HTML with absolute addresses; nil if all of them are absolute already.
    private func resolving(_ html: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        var scanner = HTMLAddressScanner(html)
        var output: [UInt8] = []
        var copied = 0
        while let address = scanner.next() {
            guard let base = base(for: html, address) else { continue }
            if copied == 0 { output.reserveCapacity(html.count + 1024) }
            output.append(
                contentsOf: UnsafeBufferPointer(rebasing: html[copied..<address.lowerBound]))
            output.append(contentsOf: base)
            copied = address.lowerBound
        }
        // An address never stands at the very start, so nothing copied means nothing to change.
        guard copied > 0 else { return nil }
        output.append(contentsOf: UnsafeBufferPointer(rebasing: html[copied...]))
        return output
    }

    /// Returns the prefix that makes an address absolute; nil if it is absolute already.
    private func base(for html: UnsafeBufferPointer<UInt8>, _ address: Range<Int>) -> [UInt8]? {
        guard let first = html[address].first else { return page }
        switch first {
        case UInt8(ascii: "/"):
            return address.count > 1 && html[address.lowerBound + 1] == UInt8(ascii: "/")
                ? scheme : origin
        case UInt8(ascii: "#"), UInt8(ascii: "?"): return page
        default: return hasScheme(html[address]) ? nil : folder
        }
    }

    /// Returns whether a colon comes before any character that ends a scheme. Spec: RFC 3986, 4.2.
    private func hasScheme(_ address: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        let end = address.first {
            $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?")
                || $0 == UInt8(ascii: "#")
        }
        return end == UInt8(ascii: ":")
    }
}
