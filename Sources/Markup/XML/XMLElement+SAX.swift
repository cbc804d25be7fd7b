internal import CXML2

extension XMLElement {
    /// Makes an element of what libxml2 reports of a start tag.
    ///
    /// - Parameters:
    ///   - namespaces: Prefix and address of each declaration.
    ///   - attributes: Of each the local name, prefix, address, start and end of the value.
    init(
        _ localName: UnsafePointer<xmlChar>?, _ prefix: UnsafePointer<xmlChar>?,
        _ address: UnsafePointer<xmlChar>?,
        namespaces: UnsafeBufferPointer<UnsafePointer<xmlChar>?>,
        attributes: UnsafeBufferPointer<UnsafePointer<xmlChar>?>
    ) {
        var values: [String: String] = [:]
        for index in stride(from: 0, to: namespaces.count, by: 2) {
            let name = Self.string(namespaces[index]).map { "xmlns:" + $0 } ?? "xmlns"
            values[name] = Self.string(namespaces[index + 1]) ?? ""
        }
        for index in stride(from: 0, to: attributes.count, by: 5) {
            let prefix = Self.string(attributes[index + 1]).map { $0 + ":" } ?? ""
            guard let name = Self.string(attributes[index]), let start = attributes[index + 3],
                let end = attributes[index + 4]
            else { continue }
            values[prefix + name] = String(
                decoding: UnsafeBufferPointer(start: start, count: end - start), as: UTF8.self)
        }
        let name = Self.string(localName) ?? ""
        // A prefix that nothing declares is part of the name.
        if let prefix = Self.string(prefix), address == nil {
            self.init(name: prefix + ":" + name, attributes: values)
        } else {
            self.init(
                name: name, prefix: Self.string(prefix), namespace: Self.string(address),
                attributes: values)
        }
    }

    /// Whether neither names nor values have more combining marks in a row than ``MarkRuns`` allows.
    var hasBoundedMarks: Bool {
        MarkRuns.areBounded(in: name) && MarkRuns.areBounded(in: prefix ?? "")
            && attributes.allSatisfy {
                MarkRuns.areBounded(in: $0.key) && MarkRuns.areBounded(in: $0.value)
            }
    }

    private static func string(_ pointer: UnsafePointer<xmlChar>?) -> String? {
        pointer.map { String(cString: $0) }
    }
}
