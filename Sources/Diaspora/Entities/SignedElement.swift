internal import Escaping
internal import Markup

/// An element that the signature of a relayable covers.
public struct SignedElement: Equatable, Sendable {
    public let name: String
    /// The text as it stands in the XML.
    public let literal: String
    /// The text as it is signed: times in UTC with whole seconds, truths as `true` and `false`.
    public let canonical: String

    public init(name: String, literal: String, canonical: String) {
        self.name = name
        self.literal = literal
        self.canonical = canonical
    }
}

extension [SignedElement] {
    /// The text that authors sign.
    var canonicalText: String { map(\.canonical).joined(separator: ";") }

    /// The text that some authors sign, who do not bring values into their canonical form.
    var literalText: String { map(\.literal).joined(separator: ";") }

    /// The elements of a relayable that is written here, in declared order.
    init(declared fields: EntityFields) {
        self = fields.list.map { field in
            let text = (field.value.text ?? "").sanitizedForXML
            return SignedElement(name: field.name, literal: text, canonical: text)
        }
    }

    /// The elements of a received relayable, in the order of the XML and without signatures.
    ///
    /// Of unknown elements with the same name the first one is signed, as in the reference.
    ///
    /// - Parameter times: Names of properties that are signed as empty if they are no times.
    init(
        received element: EntityElement, understood fields: EntityFields, times: [String] = []
    ) {
        var seen: Set<String> = []
        self = []
        for child in element.elements
        where child.namespace == nil && !child.name.contains("signature")
            && seen.insert(child.name).inserted
        {
            let literal = child.text
            let understood = fields.list.first { $0.name == child.name }?.value.text
            let unread = times.contains(child.name) ? "" : literal
            append(
                SignedElement(
                    name: child.name, literal: literal, canonical: understood ?? unread))
        }
    }
}
