internal import Composing
internal import DomainErrors
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Theming

/// The checks that every submitted form passes: origin, size, token, session. Attack 52.
///
/// The origin is asked before the body is read, the session after it. Whoever is not signed in any more, or sends an old
/// token, gets the typed text back, to send it with one more press.
struct FormGate: Sendable {
    /// Bytes of a body that is read.
    let maximumBytes: Int

    /// The fields that are the gate's own.
    private static let ownFields: Set<String> = [
        FormToken.field, "sign_in_username", "sign_in_password",
    ]

    /// A form that may take effect.
    struct Submission {
        let visit: Visit
        let author: Author
        let fields: FormFields
    }

    /// Answers a form.
    ///
    /// - Parameter action: Does what the form asks for.
    func answer(
        _ visit: Visit, _ action: (Submission) async throws -> Response
    ) async throws -> Response {
        try await reading(visit) { fields in
            let visit = try visit.checkingSession()
            let isValid = try visit.isValid(fields[FormToken.field])
            if let signedIn = visit.signedIn, isValid {
                return try await action(
                    Submission(visit: visit, author: signedIn.author, fields: fields))
            }
            guard visit.signedIn == nil, isValid, let name = fields["sign_in_username"],
                let password = fields["sign_in_password"]
            else { return try FormAgain(visit: visit, fields: fields).response() }
            return try await signIn(visit, name, password, fields, action)
        }
    }

    /// Reads the fields of a form whose page is this pod's, and refuses any other.
    func reading(
        _ visit: Visit, _ body: (FormFields) async throws -> Response
    ) async throws -> Response {
        let fields: FormFields
        do {
            fields = try await read(visit)
        } catch let error as FormError {
            return try Self.refusal(error, visit)
        }
        return try await body(fields)
    }

    /// Signs in with the fields of a form that was shown once more, and goes on with it.
    private func signIn(
        _ visit: Visit, _ name: String, _ password: String, _ fields: FormFields,
        _ action: (Submission) async throws -> Response
    ) async throws -> Response {
        let again = FormAgain(visit: visit, fields: fields)
        let visitNow: Visit
        do {
            visitNow = try await visit.signingIn(name, password: password)
        } catch let error as SignInError {
            return try again.response(FormProblem(error, visit.frame.words, on: ["password"]))
        } catch let error as ComposeError {
            return try again.response(FormProblem(error, visit.frame.words, on: []))
        }
        guard let signedIn = visitNow.signedIn else { return try again.response() }
        return try await action(
            Submission(
                visit: visitNow, author: signedIn.author, fields: fields.without(Self.ownFields)))
    }

    private func read(_ visit: Visit) async throws -> FormFields {
        guard RequestOrigin(url: visit.frame.settings.url).isOwn(visit.request) else {
            throw FormError.foreign
        }
        let type = visit.request.headers[.contentType] ?? ""
        guard type.lowercased().hasPrefix("application/x-www-form-urlencoded") else {
            throw FormError.malformed
        }
        do {
            let body = try await visit.request.body.collect(upTo: maximumBytes)
            guard let text = String(validating: body.readableBytesView, as: UTF8.self) else {
                throw FormError.malformed
            }
            return try FormFields(text)
        } catch is NIOTooManyBytesError {
            throw FormError.tooLong(limit: maximumBytes)
        }
    }

    private static func refusal(_ error: FormError, _ visit: Visit) throws -> Response {
        let words = visit.frame.words
        let (status, reason): (HTTPResponse.Status, String) =
            switch error {
            case .foreign: (.forbidden, words.text(.appRefusedForeign))
            case .malformed, .tooManyFields: (.badRequest, words.text(.appRefusedMalformed))
            case .tooLong(let limit):
                (
                    .contentTooLarge,
                    words.text(.appRefusedTooLong, ["limit": words.number(limit)])
                )
            }
        return try visit.refused(reason, status: status)
    }
}
