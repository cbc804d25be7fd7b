/// The part of an input that an error is about, for a form that marks it.
public enum ErrorField: String, Sendable, CaseIterable, Codable {
    // A post, a draft, an answer.
    case text, photos, alt, poll, slug, location, date, aspects, post, draft, comment, answer
    // People and conversations.
    case person, aspect, conversation, subject, participants
    // An account and its profile.
    case user, username, email, password
    case firstName = "first_name"
    case lastName = "last_name"
    case bio, tags
    // Files.
    case archive, path, setting
}
