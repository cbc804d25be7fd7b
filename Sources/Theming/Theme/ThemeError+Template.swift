extension ThemeError {
    /// Converts a template error to a theme error, in the terms that theme authors know.
    init(_ error: TemplateError) {
        let reason =
            switch error.problem {
            case .unknownValue(let name) where name.hasPrefix("assets."):
                "there is no asset \"\(name.dropFirst(7))\" in the theme or those it extends; "
                    + "assets/style.css is called assets.style_css"
            case .unknownTemplate(let name):
                "there is no template \"\(name)\" in the theme or those it extends"
            default: error.problem.description
            }
        self = .template(path: error.path, line: error.line, reason: reason)
    }
}
