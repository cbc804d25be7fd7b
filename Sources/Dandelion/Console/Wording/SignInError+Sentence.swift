import Composing

extension SignInError: WordedError {
    var sentence: String {
        switch self {
        case .wrongCredentials: "the user name or the password is wrong"
        case .tooOften(let minutes): "too many attempts to sign in; try again in \(minutes) min"
        case .busy: "too many people are signing in right now; try again in a few seconds"
        }
    }
}
