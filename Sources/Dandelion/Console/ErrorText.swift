import Foundation

/// Errors as a person reads them: what happened, why, and what to do now.
enum ErrorText {
    /// One text a problem; lines after the first are set below it.
    static func texts(for error: any Error) -> [String] {
        if let configuration = error as? ConfigurationError {
            return configuration.descriptions
        }
        // Foundation's errors describe themselves for debuggers, those of the pod for people.
        guard type(of: error) == NSError.self || error is CocoaError || error is POSIXError else {
            return [indented("\(error)")]
        }
        let cause = error as NSError
        if let path = cause.userInfo[NSFilePathErrorKey] as? String {
            return ["\(path): \(cause.localizedDescription)"]
        }
        return [cause.localizedDescription]
    }

    private static func indented(_ text: String) -> String {
        text.split(separator: "\n").joined(separator: "\n       ")
    }
}
