extension [TemplateNode] {
    /// Whether a part may name the value that the section around them is about: by `{{.}}`, or in
    /// another template.
    var nameTheirValue: Bool {
        contains { node in
            switch node.content {
            case .text: false
            case .variable(let path, _): path.isEmpty
            case .section(let path, _, let body): path.isEmpty || body.nameTheirValue
            case .partial, .parent, .block: true
            }
        }
    }
}
