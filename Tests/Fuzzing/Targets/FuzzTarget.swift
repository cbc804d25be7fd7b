/// What one run of the fuzzer feeds: a reader or renderer of strangers' bytes, with what must hold of it.
///
/// A target ends the process if something does not hold; what it refuses is no matter.
struct FuzzTarget: Sendable {
    let name: String
    let feed: @Sendable ([UInt8]) -> Void

    static let all = [
        xml, html, htmlImport, envelope, encrypted, entity, webFinger, hCard, nodeInfo, stream,
        markdown, names, keys, form,
    ]

    static func require(_ holds: Bool, _ rule: StaticString) {
        if !holds { fatalError("\(rule)") }
    }
}
