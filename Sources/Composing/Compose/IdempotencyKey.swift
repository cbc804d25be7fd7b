internal import Cryptography
internal import Escaping

/// The key of a form as it was shown, with what was asked for by it: a second submission of both has no further effect.
///
/// Another text in the same form, as after “Back”, is another key.
public struct IdempotencyKey: Sendable, Equatable {
    /// Bytes of the key of a form; it is written in hexadecimal digits.
    public static let formBytes = 16

    /// A digest in hexadecimal digits.
    let text: String

    /// - Parameters:
    ///   - form: The key that a form brought along; nil, or no key, makes none.
    ///   - content: What is asked for, part by part.
    public init?(form: String?, content: [String]) {
        guard let form, Hexadecimal.decode(form)?.count == Self.formBytes else { return nil }
        // The lengths keep the parts apart.
        let parts = content.map { "\($0.utf8.count):\($0)" }
        text = SHA256Digest(of: form + parts.joined()).hexadecimal
    }
}
