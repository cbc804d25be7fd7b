internal import Composing
internal import Diaspora
internal import Store
internal import Theming

extension PublicAnswerer {
    /// The name that pages show: nothing in it can reorder or hide the text beside it.
    var displayName: String {
        SafeName.shown(fullName: fullName, username: username, isClosed: isClosed)
    }

    /// Returns the author of an answer as pages show them.
    ///
    /// Their page is on this pod, or on their own under the address that the protocol defines;
    /// people who closed their account or answer by mail have none.
    ///
    /// - Parameter local: The same person, if they have a page here.
    func values(local: PublicPerson?) -> CommenterValues {
        if let local {
            return CommenterValues(
                name: displayName, diasporaID: diasporaID, url: SitePath.person(local.username),
                avatar: local.photo?.avatar)
        }
        let isElsewhere = kind == .remote && !isClosed
        var values = CommenterValues(
            name: displayName, diasporaID: diasporaID,
            url: isElsewhere ? "https://" + authority + SitePath.personByGUID(guid) : nil)
        values.likeness = DiasporaID(diasporaID)?.likeness
        return values
    }
}
