internal import Composing
internal import Diaspora
internal import Store
internal import Theming

extension PublicPerson {
    /// Converts the person to the hCard that other pods read.
    func hCard(guid: GUID, _ identity: PublicIdentity, site: SiteFrame) -> HCard {
        HCard(
            guid: guid, nickname: username, firstName: identity.firstName,
            lastName: identity.lastName, isSearchable: identity.isSearchable,
            publicKey: identity.publicKey,
            photos: PersonPhotos(
                large: site.absolute(picture("thumb_large_")),
                medium: site.absolute(picture("thumb_medium_")),
                small: site.absolute(picture("thumb_small_"))))
    }

    /// - Parameter version: The prefix of the file's name; a picture without it is shown whole.
    private func picture(_ version: String) -> String {
        guard let photo else { return SitePath.defaultAvatar }
        let name = photo.versions.first { $0.name == version }?.name ?? ""
        return SitePath.photo(name + photo.fileName)
    }
}
