import Foundation

/// A password for an account: typed twice, or one line of standard input.
struct NewPassword {
    let isFromStandardInput: Bool
    let console: Console

    /// Asks for a password, or reads it from standard input.
    ///
    /// - Returns: `nil` if neither is possible.
    func text(for username: String) throws -> String? {
        if isFromStandardInput {
            guard let line = readLine(strippingNewline: true), !line.isEmpty else {
                throw PodError.failed("no password on standard input")
            }
            return line
        }
        guard let first = console.password("Password for \(username): ") else { return nil }
        guard console.password("The same again: ") == first else {
            throw PodError.failed("the two passwords differ; nothing was changed")
        }
        return first
    }
}
