import Diaspora

extension DiasporaID {
    /// A warning about an ID that may be mistaken for another one; nil for all others. Attack 26.
    var warning: String? {
        if let lookAlike { return "looks like \(lookAlike), but is another ID" }
        return isSuspicious ? "mixes letters of different alphabets" : nil
    }
}
