/// The values around a place of a template, the innermost last.
struct TemplateStack {
    private var values: [TemplateValue]

    init(_ values: [TemplateValue]) { self.values = values }

    mutating func push(_ value: TemplateValue) { values.append(value) }

    mutating func pop() { values.removeLast() }

    /// Finds a value: the first name in the innermost record that has it, the others below that.
    ///
    /// - Parameter names: The names that paths refer to.
    func value(at path: TemplatePath, among names: [TemplateName]) -> TemplateValue? {
        guard path.count > 0 else { return values.last }
        guard var value = innermostValue(names[path.start]) else { return nil }
        for index in path.start + 1..<path.start + path.count {
            guard case .record(let record) = value, let next = record.value(names[index]) else {
                return nil
            }
            value = next
        }
        return value
    }

    private func innermostValue(_ name: TemplateName) -> TemplateValue? {
        for index in values.indices.reversed() {
            if case .record(let record) = values[index], let value = record.value(name) {
                return value
            }
        }
        return nil
    }
}
