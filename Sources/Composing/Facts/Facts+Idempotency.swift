internal import Diaspora
internal import Store

extension Facts {
    /// Records what a form asks for, unless it was submitted before.
    ///
    /// - Parameter key: nil for what no form asked for.
    /// - Returns: The GUID that the body returns, now or when the form was submitted first.
    func recordOnce(
        _ key: IdempotencyKey?, of author: Author, _ body: () throws -> GUID
    ) throws -> GUID {
        guard let key else { return try body() }
        let userID = author.user.id
        if let earlier = try database.guid(ofForm: key.text, userID: userID) { return earlier }
        let guid = try body()
        try transaction.insertSentForm(key: key.text, userID: userID, guid: guid, at: now)
        return guid
    }
}
