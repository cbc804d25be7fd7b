/// Values by name, in the order they were put in.
///
/// Records are small, and most names that are asked for are not in them: a mask of the names answers
/// that at once, and a walk over the hashes the rest.
package struct TemplateRecord: Sendable {
    private struct Entry {
        let name: TemplateName
        var value: TemplateValue
    }

    private var entries: [Entry] = []
    /// The bits of all names.
    private var mask: UInt64 = 0

    package init() {}

    package init(_ texts: [String: String]) {
        entries.reserveCapacity(texts.count)
        for (name, text) in texts { set(TemplateName(name), .text(text)) }
    }

    package subscript(name: String) -> (any TemplateValueConvertible)? {
        get { value(TemplateName(name)) }
        set { set(TemplateName(name), newValue?.templateValue) }
    }

    /// The names in the order of insertion.
    var names: [String] { entries.map(\.name.text) }

    /// Looks up a name.
    func value(_ name: TemplateName) -> TemplateValue? {
        guard mask & name.bit != 0 else { return nil }
        for entry in entries where entry.name.hash == name.hash && entry.name.text == name.text {
            return entry.value
        }
        return nil
    }

    private mutating func set(_ name: TemplateName, _ value: TemplateValue?) {
        let index = mask & name.bit == 0 ? nil : entries.firstIndex { $0.name == name }
        switch (index, value) {
        case (let index?, let value?): entries[index].value = value
        // The bit stays: another name may have the same.
        case (let index?, nil): entries.remove(at: index)
        case (nil, let value?):
            entries.append(Entry(name: name, value: value))
            mask |= name.bit
        case (nil, nil): break
        }
    }
}

extension TemplateRecord: ExpressibleByDictionaryLiteral {
    package init(dictionaryLiteral elements: (String, any TemplateValueConvertible)...) {
        entries.reserveCapacity(elements.count)
        for (name, value) in elements { set(TemplateName(name), value.templateValue) }
    }
}
