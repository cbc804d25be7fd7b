public import DomainErrors

/// The reason why somebody is not signed in.
public enum SignInError: DomainError {
    /// An unknown user name or another password: nobody learns which.
    case wrongCredentials
    /// An attempt beyond the limit.
    ///
    /// - Parameter minutes: The time until the next one.
    case tooOften(minutes: Int)
    /// More checks of passwords in flight than are allowed.
    case busy
}

extension SignInError {
    public enum Code: String, ErrorCode {
        case wrongCredentials = "wrong_credentials"
        case tooOften = "sign_in_too_often"
        case busy = "sign_in_busy"
    }

    public var details: ErrorDetails<Code> {
        switch self {
        case .wrongCredentials: ErrorDetails(.wrongCredentials, .password)
        case .tooOften(let minutes): ErrorDetails(.tooOften, nil, ["minutes": .number(minutes)])
        case .busy: ErrorDetails(.busy)
        }
    }
}
