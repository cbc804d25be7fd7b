/// A way in which a twin of a file is compressed, RFC 9110 section 8.4.1.
enum ContentCoding: String, Sendable, CaseIterable {
    case brotli = "br"
    case gzip

    var suffix: String { self == .brotli ? ".br" : ".gz" }

    /// Lists the codings that an `Accept-Encoding` header accepts, the preferred one first.
    ///
    /// RFC 9110 section 12.5.3: a weight of zero forbids, `*` stands for those not named.
    /// Brotli wins among equals, being smaller; plain bytes win over both only by a higher weight.
    static func accepted(by header: String?) -> [ContentCoding] {
        guard let header else { return [] }
        var weights: [String: Int] = [:]
        for item in header.split(separator: ",") {
            let parts = item.split(separator: ";").map { trimmed($0).lowercased() }
            guard let name = parts.first, !name.isEmpty else { continue }
            weights[name == "x-gzip" ? "gzip" : name] = weight(parts.dropFirst())
        }
        let plain = weights["identity"] ?? 0
        let wanted = allCases.map {
            (coding: $0, weight: weights[$0.rawValue] ?? weights["*"] ?? 0)
        }
        .filter { $0.weight > 0 && $0.weight >= plain }
        return wanted.enumerated()
            .sorted { ($1.element.weight, $0.offset) < ($0.element.weight, $1.offset) }
            .map(\.element.coding)
    }

    /// Parses a weight, in thousandths: 1,000 if the parameter is missing, 0 if it is not a number.
    private static func weight(_ parameters: ArraySlice<String>) -> Int {
        guard let parameter = parameters.first(where: { $0.hasPrefix("q=") }) else { return 1000 }
        guard let value = Double(parameter.dropFirst(2)), (0...1).contains(value) else { return 0 }
        return Int(value * 1000)
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop { $0 == " " || $0 == "\t" }
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return text
    }
}
