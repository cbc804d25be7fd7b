internal import Cryptography
internal import Markup

extension MagicEnvelope {
    /// Reads an envelope and checks all of it but its signature.
    ///
    /// The prefix must be `me`, since the reference looks for it; the namespace's address is not
    /// checked there, nor here. Attack 12.
    public init(parsing body: [UInt8]) throws(MagicEnvelopeError) {
        let root: XMLElement
        do {
            root = try XMLReader(maximumBytes: EntityLimits.envelopeBytes).read(body)
        } catch {
            throw .unreadable(error)
        }
        guard root.name == "env", root.namespace != nil else {
            throw .notAnEnvelope(root: root.name)
        }
        let parts = root.elements.filter { $0.prefix == "me" }

        let data = try Self.content("data", of: parts)
        let signature = try Self.content("sig", of: parts)
        guard data.element.attributes["type"] == Self.type else {
            throw .unsupportedType(data.element.attributes["type"])
        }
        let encoding = try Self.part("encoding", of: parts)?.text
        guard encoding == Self.encoding else { throw .unsupportedEncoding(encoding) }
        let algorithm = try Self.part("alg", of: parts)?.text
        guard algorithm == Self.algorithm else { throw .unsupportedAlgorithm(algorithm) }

        guard let keyID = signature.element.attributes["key_id"], !keyID.isEmpty else {
            throw .missingKeyID
        }
        guard let name = Base64URL.decode(keyID),
            let text = String(validating: name, as: UTF8.self),
            let sender = DiasporaID(exactly: text)
        else { throw .invalidSender }
        self.init(
            sender: sender, payload: try Self.decoded(data, "me:data"),
            signature: try Self.decoded(signature, "me:sig"))
    }

    private typealias Content = (element: XMLElement, text: String)

    private static func part(
        _ name: String, of parts: [XMLElement]
    ) throws(MagicEnvelopeError) -> XMLElement? {
        var found: XMLElement?
        for part in parts where part.name == name {
            guard found == nil else { throw .repeated("me:" + name) }
            found = part
        }
        return found
    }

    private static func content(
        _ name: String, of parts: [XMLElement]
    ) throws(MagicEnvelopeError) -> Content {
        guard let element = try part(name, of: parts) else { throw .missing("me:" + name) }
        let text = element.text
        guard !text.isEmpty else { throw .empty("me:" + name) }
        return (element, text)
    }

    private static func decoded(
        _ content: Content, _ name: String
    ) throws(MagicEnvelopeError) -> [UInt8] {
        guard let bytes = Base64URL.decode(content.text) else { throw .invalidBase64(name) }
        return bytes
    }
}
