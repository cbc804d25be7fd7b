internal import Composing
internal import Store
internal import Theming

extension PublicPerson {
    var displayName: String { fullName.isEmpty ? diasporaID : fullName }

    /// The person as pages show them.
    var values: PersonValues {
        PersonValues(
            name: displayName, diasporaID: diasporaID, url: SitePath.person(username),
            avatar: photo?.avatar
                ?? PictureValues(src: SitePath.defaultAvatar, width: 100, height: 100),
            isDefaultAvatar: photo == nil)
    }
}
