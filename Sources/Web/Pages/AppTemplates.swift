internal import Theming

/// The templates of the signed-in pages, which come inside the program: no theme can forget the token of a form.
enum AppTemplates {
    /// The names of pages; the other templates are parts of these.
    enum Page: String, CaseIterable {
        case signIn = "sign-in"
        case stream, post, composer, again, refused, confirmation, person, people, contacts
        case tag, conversations, conversation
        case edit, settings, password, sessions, closing, profile
        case newConversation = "new-conversation"
        case peopleList = "people-list"
    }

    static let sources: [TemplateSource] = [
        source("layout", PackageResources.layout_mustache),
        source("sign-in", PackageResources.sign_in_mustache),
        source("stream", PackageResources.stream_mustache),
        source("post", PackageResources.post_mustache),
        source("composer", PackageResources.composer_mustache),
        source("again", PackageResources.again_mustache),
        source("refused", PackageResources.refused_mustache),
        source("confirmation", PackageResources.confirmation_mustache),
        source("people-list", PackageResources.people_list_mustache),
        source("person", PackageResources.person_mustache),
        source("people", PackageResources.people_mustache),
        source("contacts", PackageResources.contacts_mustache),
        source("tag", PackageResources.tag_mustache),
        source("conversations", PackageResources.conversations_mustache),
        source("conversation", PackageResources.conversation_mustache),
        source("new-conversation", PackageResources.new_conversation_mustache),
        source("settings", PackageResources.settings_mustache),
        source("password", PackageResources.password_mustache),
        source("sessions", PackageResources.sessions_mustache),
        source("closing", PackageResources.closing_mustache),
        source("profile", PackageResources.profile_mustache),
        source("edit", PackageResources.edit_mustache),
        source("preview", PackageResources.preview_mustache),
        source("posts", PackageResources.posts_mustache),
        source("content", PackageResources.content_mustache),
        source("photos", PackageResources.photos_mustache),
        source("poll", PackageResources.poll_mustache),
        source("card", PackageResources.card_mustache),
        source("audience", PackageResources.audience_mustache),
        source("form-error", PackageResources.form_error_mustache),
        source("author", PackageResources.author_mustache),
        source("text", PackageResources.text_mustache),
    ]

    private static func source(_ name: String, _ bytes: [UInt8]) -> TemplateSource {
        TemplateSource(
            name: name, path: "Sources/Web/Templates/\(name).mustache",
            text: String(decoding: bytes, as: UTF8.self))
    }
}
