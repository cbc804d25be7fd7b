public import Diaspora
public import Theming

extension DiasporaID {
    /// The likeness to warn of, if the ID can be mistaken for another. Attack 26.
    public var likeness: CommenterValues.Likeness? {
        guard isSuspicious else { return nil }
        return lookAlike.map { .of($0.description) } ?? .mixed
    }
}
