@testable import Theming

extension TemplateValue {
    /// The values of a list.
    var members: [TemplateValue] {
        if case .list(let members) = self { members } else { [] }
    }
}
