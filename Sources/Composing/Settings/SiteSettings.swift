internal import Diaspora
public import Foundation

/// The podmin's configuration of the site.
public struct SiteSettings: Sendable, Equatable {
    /// The pod's absolute URL, ending in `/`.
    public var url: String
    public var podName: String
    /// The name of the theme.
    public var theme: String
    /// The language tag of the interface, such as `en`.
    public var language: String
    /// The language whose quotation marks and dashes texts of this pod are shown with; nil for those that were
    /// written.
    public var typography: String?
    /// The time zone of shown dates and of the lists of months.
    public var timeZone: TimeZone
    public var podminEmail: String
    /// The name of the user who speaks for the pod (`admins.account`).
    public var adminAccount: String?
    /// The URL at which the program's source is offered.
    public var sourceURL: String
    public var hasTerms: Bool
    /// Whether NodeInfo and `/statistics` announce that registration is open.
    public var isOpen: Bool
    public var description: String
    /// The folders searched for themes, in order of precedence; those inside the program come last.
    public var themeFolders: [URL]
    /// The folders searched for the files of `site/`, texts and static files, in order of
    /// precedence.
    public var siteFolders: [URL]
    /// Folders among them that must be there before any page is rendered.
    public var requiredFolders: [RequiredFolder] = []
    /// Whether statistics and NodeInfo show the number of posts.
    public var publishesPostCount: Bool
    /// Whether statistics and NodeInfo show the number of users.
    public var publishesUserCount: Bool

    public init(
        url: String, podName: String, theme: String, language: String, timeZone: TimeZone,
        podminEmail: String, sourceURL: String, hasTerms: Bool, isOpen: Bool, description: String,
        themeFolders: [URL] = [], siteFolders: [URL] = [], publishesPostCount: Bool,
        publishesUserCount: Bool
    ) {
        self.url = url
        self.podName = podName
        self.theme = theme
        self.language = language
        self.timeZone = timeZone
        self.podminEmail = podminEmail
        self.sourceURL = sourceURL
        self.hasTerms = hasTerms
        self.isOpen = isOpen
        self.description = description
        self.themeFolders = themeFolders
        self.siteFolders = siteFolders
        self.publishesPostCount = publishesPostCount
        self.publishesUserCount = publishesUserCount
    }

    /// The host, and the port if it is not the default one: the right side of diaspora* IDs.
    public var authority: String {
        guard let authority = PodAddress(url: url)?.authority else { return "localhost" }
        return authority.hasPrefix("www.") ? String(authority.dropFirst(4)) : authority
    }
}
