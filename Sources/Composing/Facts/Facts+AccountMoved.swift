internal import Diaspora
public import Store

extension Facts {
    /// Moves a person to another ID: all relations of people here to the old one become relations
    /// to the new one (protocol, 2.18).
    ///
    /// - Parameter envelope: The signed message that says so, which a pod that is asked for the old one answers with.
    public func move(_ old: Person, to new: Person, envelope: [UInt8]? = nil) throws {
        try noteAnswers(ofBoth: old.id, new.id)
        try transaction.setMoved(personID: old.id, to: new.diasporaID, at: now)
        if old.isHere, let envelope {
            try transaction.setMigrationEnvelope(envelope, personID: old.id)
        }
        if let user = try database.user(personID: old.id), user.closedAt == nil {
            try move(postsOf: old, to: new)
            // Who mentions the old one mentions the new one from now on.
            try renderMentions(of: old.id, isNoted: true)
            try end(user)
            try noteAbsence(of: user)
        }
        try transaction.movePerson(id: old.id, to: new.id)
        // All that the old one said is the new one's now.
        switch origin {
        case .here: try transaction.showName(of: new, at: now)
        case .elsewhere: try transaction.showNameInTime(of: new, at: now)
        }
    }
}
