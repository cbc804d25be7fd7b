internal import CivilTime
public import Foundation

/// The tombstone of an entry that is gone: `at:deleted-entry`. Spec: RFC 6721, 3.
public struct AtomDeletedEntry: Sendable, Hashable {
    /// The `atom:id` of the entry that is gone.
    public var reference: String
    public var when: Date
    public var comment: String?

    static let namespace = "http://purl.org/atompub/tombstones/1.0"

    public init(_ reference: String, when: Date, comment: String? = nil) {
        self.reference = reference
        self.when = when
        self.comment = comment
    }

    func write(to xml: inout XMLBytes) {
        xml.markup("<at:deleted-entry")
        xml.attribute("xmlns:at", Self.namespace)
        xml.attribute("ref", reference)
        xml.attribute("when", RFC3339.text(when))
        guard let comment else { return xml.markup("/>\n") }
        xml.markup(">\n")
        xml.element("at:comment", comment)
        xml.markup("</at:deleted-entry>\n")
    }
}
