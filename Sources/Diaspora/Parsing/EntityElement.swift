import Foundation
import Markup

/// The XML element of one entity, whose properties are asked for by name.
///
/// A known property that stands there twice is refused when it is asked for; what nobody asks for
/// is unknown and ignored.
/// Spec: diaspora* federation protocol, "XML Serialization".
struct EntityElement {
    let name: String
    /// The elements below it, in their order.
    let elements: [XMLElement]

    init(_ element: XMLElement) throws(EntityError) {
        name = element.name
        elements = element.elements
        guard elements.count <= EntityLimits.elements else {
            throw .tooManyElements(name, maximum: EntityLimits.elements)
        }
    }

    /// Returns the name of a property in errors: `entity.property`.
    func path(_ property: String) -> String { name + "." + property }

    func element(_ property: String) throws(EntityError) -> XMLElement? {
        var found: XMLElement?
        for element in elements where element.name == property && element.namespace == nil {
            guard found == nil else { throw .repeated(path(property)) }
            found = element
        }
        return found
    }

    // MARK: - Texts

    /// Returns a required property, which may be empty.
    func text(_ property: String, maximum: Int) throws(EntityError) -> String {
        guard let element = try element(property) else { throw .missing(path(property)) }
        let text = element.text
        try check(text, maximum: maximum, property)
        return text
    }

    func nonEmptyText(_ property: String, maximum: Int) throws(EntityError) -> String {
        let text = try text(property, maximum: maximum)
        guard !text.isEmpty else { throw .empty(path(property)) }
        return text
    }

    /// Returns an optional property; an empty one counts as missing.
    func optionalText(_ property: String, maximum: Int) throws(EntityError) -> String? {
        guard let text = try element(property)?.text, !text.isEmpty else { return nil }
        try check(text, maximum: maximum, property)
        return text
    }

    /// Returns a person's name, in which a semicolon is an error.
    func name(_ property: String, maximum: Int) throws(EntityError) -> String? {
        let text = try optionalText(property, maximum: maximum)
        guard text?.utf8.contains(UInt8(ascii: ";")) != true else {
            throw .invalidValue(path(property))
        }
        return text
    }

    private func check(
        _ text: String, maximum: Int, _ property: String
    ) throws(EntityError) {
        guard text.utf8.count <= maximum || text.unicodeScalars.count <= maximum else {
            throw .tooLong(path(property), maximum: maximum)
        }
    }

    // MARK: - Values

    func diasporaID(_ property: String) throws(EntityError) -> DiasporaID {
        guard let text = try element(property)?.text else { throw .missing(path(property)) }
        guard let id = DiasporaID(exactly: text) else { throw .invalidDiasporaID(path(property)) }
        return id
    }

    func optionalDiasporaID(_ property: String) throws(EntityError) -> DiasporaID? {
        guard let text = try element(property)?.text, !text.isEmpty else { return nil }
        guard let id = DiasporaID(exactly: text) else { throw .invalidDiasporaID(path(property)) }
        return id
    }

    func guid(_ property: String) throws(EntityError) -> GUID {
        guard let text = try element(property)?.text else { throw .missing(path(property)) }
        guard let guid = GUID(text) else { throw .invalidGUID(path(property)) }
        return guid
    }

    func optionalGUID(_ property: String) throws(EntityError) -> GUID? {
        guard let text = try element(property)?.text, !text.isEmpty else { return nil }
        guard let guid = GUID(text) else { throw .invalidGUID(path(property)) }
        return guid
    }

    /// Returns a boolean, or the default if it is missing; an empty one is an error.
    func boolean(_ property: String, default value: Bool) throws(EntityError) -> Bool {
        try optionalBoolean(property) ?? value
    }

    func optionalBoolean(_ property: String) throws(EntityError) -> Bool? {
        guard let text = try element(property)?.text else { return nil }
        guard let value = Bool(wire: text) else { throw .invalidBoolean(path(property)) }
        return value
    }

    /// Returns a time; an unreadable one counts as missing.
    func timestamp(_ property: String) throws(EntityError) -> Date? {
        try element(property).flatMap { Timestamp.read($0.text) }
    }

    /// Returns a number; an unreadable one counts as missing.
    func integer(_ property: String) throws(EntityError) -> Int? {
        guard let text = try element(property)?.text, !text.isEmpty,
            text.utf8.allSatisfy(\.isASCIIDigit)
        else { return nil }
        guard let number = Int32(text) else { throw .invalidNumber(path(property)) }
        return Int(number)
    }

    func optionalAddress(
        _ property: String, needingHost: Bool = false
    ) throws(EntityError) -> String? {
        guard let text = try optionalText(property, maximum: EntityLimits.address) else {
            return nil
        }
        guard PropertyURL.isValid(text, needingHost: needingHost) else {
            throw .invalidURL(path(property))
        }
        return text
    }

    // MARK: - Nested entities

    /// Returns a nested entity; an element without children counts as missing.
    func nested(_ property: String) throws(EntityError) -> EntityElement? {
        guard let element = try element(property), !element.children.isEmpty else { return nil }
        return try EntityElement(element)
    }

    func list(_ property: String, maximum: Int) throws(EntityError) -> [EntityElement] {
        var found: [EntityElement] = []
        for element in elements where element.name == property && element.namespace == nil {
            guard found.count < maximum else { throw .tooMany(path(property), maximum: maximum) }
            found.append(try EntityElement(element))
        }
        return found
    }
}
