/// Values that are the same whenever a template is rendered: they are put into it when it is compiled.
package struct TemplateConstants: Sendable {
    let values: TemplateRecord
    /// Roots whose unknown names are mistakes, unless only a section asks for them.
    let strictRoots: Set<String>

    package init(_ values: TemplateRecord = [:], strictRoots: Set<String> = []) {
        self.values = values
        self.strictRoots = strictRoots
    }

    /// Whether every name below this root has to be known.
    func isStrict(_ path: [TemplateName]) -> Bool {
        path.first.map { strictRoots.contains($0.text) } ?? false
    }

    /// A value of a dotted name below one of the roots.
    enum Value {
        case known(TemplateValue)
        /// A missing value below a root whose values are all known.
        case absent
        /// A value that is unknown before rendering.
        case variable
    }

    /// Looks up a dotted name.
    func value(_ path: [TemplateName]) -> Value {
        guard path.count > 1, var value = values.value(path[0]) else { return .variable }
        for name in path.dropFirst() {
            guard case .record(let record) = value, let next = record.value(name) else {
                return .absent
            }
            value = next
        }
        return .known(value)
    }

    /// Whether a section can be kept or left out for good; `nil` if that depends on other values.
    func isShown(_ path: [TemplateName], isInverted: Bool, _ body: [TemplateNode]) -> Bool? {
        switch value(path) {
        case .absent: isInverted
        case .known(let value) where !value.isShown: isInverted
        case .known where isInverted: false
        case .known(.flag): true
        // The body is about the value, which has to be at hand if it is named.
        case .known(let value): value.isText && !body.nameTheirValue ? true : nil
        case .variable: nil
        }
    }
}
