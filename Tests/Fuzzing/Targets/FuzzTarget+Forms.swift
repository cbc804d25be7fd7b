import Escaping

@testable import Web

extension FuzzTarget {
    /// The body of a form, and the cookies beside it.
    static let form = FuzzTarget(name: "form") { bytes in
        let text = String(decoding: bytes, as: UTF8.self)
        let cookies = RequestCookies([text])
        _ = cookies["dandelion-session"]
        if let token = try? FormToken(secret: "secret") {
            require(!token.matches(text), "nobody guesses a token")
        }
        guard let fields = try? FormFields(text) else { return }
        require(fields.all.count <= FormFields.maximumFields, "fields are bounded")
        let written = fields.all.map { field in
            PercentEncoding.queryValue.encoded(field.name) + "="
                + PercentEncoding.queryValue.encoded(field.value)
        }
        // A name grows by its percent signs.
        guard let again = try? FormFields(written.joined(separator: "&")) else { return }
        require(again == fields, "what was read is written and read alike")
    }
}
