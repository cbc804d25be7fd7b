/// A mistake in a template, in words for its author.
package struct TemplateError: Error, Equatable, CustomStringConvertible {
    package enum Problem: Equatable {
        case unclosedTag(String)
        case invalidTag(String)
        case openSection(name: String)
        case wrongEnd(found: String, open: String, line: Int)
        case endOfNothing(String)
        case notABlock(parent: String)
        case unknownTemplate(String)
        case unknownValue(String)
        case endlessPartials([String])
        case tooDeep(limit: Int)
        case tooLarge
    }

    /// The template's path, for messages.
    var path = ""
    /// The line, counted from 1.
    let line: Int
    let problem: Problem

    package var description: String { "\(path):\(line): \(problem)" }
}

extension TemplateError.Problem: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unclosedTag(let tag): "this tag is never closed: \(tag)"
        case .invalidTag(let tag):
            "\(tag) is no tag of a theme: a name has letters, digits, \"-\", \"_\" and \"?\", and dots between"
                + " names"
        case .openSection(let name): "\(name) is opened here and never closed"
        case .wrongEnd(let found, let open, let line):
            "\(found) stands where \(open) of line \(line) has to be closed first"
        case .endOfNothing(let tag): "\(tag) closes what was never opened"
        case .notABlock(let parent):
            "between {{<\(parent)}} and {{/\(parent)}} only blocks may stand: {{$name}}…{{/name}}"
        case .unknownTemplate(let name): "there is no template \"\(name)\""
        case .unknownValue(let name): "there is no \"\(name)\""
        case .endlessPartials(let names):
            "templates contain one another without end: \(names.reversed().joined(separator: " in "))"
        case .tooDeep(let limit): "more than \(limit) levels within one another"
        case .tooLarge: "a page gets too large: the templates on it repeat one another"
        }
    }
}
