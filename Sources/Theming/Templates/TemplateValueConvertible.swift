/// A type whose values can be put into a record as they are.
package protocol TemplateValueConvertible {
    var templateValue: TemplateValue { get }
}

extension String: TemplateValueConvertible {
    package var templateValue: TemplateValue { .text(self) }
}

extension Bool: TemplateValueConvertible {
    package var templateValue: TemplateValue { .flag(self) }
}

extension Int: TemplateValueConvertible {
    package var templateValue: TemplateValue { .text(String(self)) }
}

extension Array: TemplateValueConvertible where Element: TemplateValueConvertible {
    package var templateValue: TemplateValue { .list(map(\.templateValue)) }
}

extension TemplateRecord: TemplateValueConvertible {
    package var templateValue: TemplateValue { .record(self) }
}

extension TemplateValue: TemplateValueConvertible {
    package var templateValue: TemplateValue { self }
}
