/// A type whose values can be put into a record as they are.
protocol TemplateValueConvertible {
    var templateValue: TemplateValue { get }
}

extension String: TemplateValueConvertible {
    var templateValue: TemplateValue { .text(self) }
}

extension Bool: TemplateValueConvertible {
    var templateValue: TemplateValue { .flag(self) }
}

extension Int: TemplateValueConvertible {
    var templateValue: TemplateValue { .text(String(self)) }
}

extension Array: TemplateValueConvertible where Element: TemplateValueConvertible {
    var templateValue: TemplateValue { .list(map(\.templateValue)) }
}

extension TemplateRecord: TemplateValueConvertible {
    var templateValue: TemplateValue { .record(self) }
}

extension TemplateValue: TemplateValueConvertible {
    var templateValue: TemplateValue { self }
}
