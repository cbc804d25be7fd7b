internal import Diaspora

extension DiasporaID {
    /// The port that the ID names; nil for the usual one.
    var port: UInt16? {
        guard let colon = authority.lastIndex(of: ":"), !authority.hasSuffix("]") else {
            return nil
        }
        return UInt16(authority[authority.index(after: colon)...])
    }
}
