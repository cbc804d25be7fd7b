import DomainErrors

@testable import Importing

extension ImportWording {
    /// Headings by the names of their cases, as words are for the surfaces.
    static var codes: ImportWording {
        ImportWording(error: \.description) { heading in
            if case .warning(let kind) = heading { "\(kind)" } else { "\(heading)" }
        }
    }
}
