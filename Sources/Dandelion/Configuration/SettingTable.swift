internal import Foundation
internal import Logging

/// Every key of `dandelion.toml`, in the order of `config/dandelion.example.toml`.
///
/// The table decides what is read, what is an unknown key, which environment variables there are,
/// and what the example must explain.
enum SettingTable {
    static let all: [Setting] =
        environment + server + federation + settings + privacy + admins

    static let byPath = Dictionary(uniqueKeysWithValues: all.map { ($0.path, $0) })

    /// The tables that hold keys: `settings`, `settings.terms` …
    static let sections = Set(all.flatMap(\.sections))

    private static let environment: [Setting] = [
        .value(
            "environment.url", \.environment.url,
            "The pod's public address, as readers and other pods reach it.",
            write: { "\($0)" }, read: SettingChecks.podURL),
        .optional(
            "environment.certificate_authorities", \.environment.certificateAuthorities,
            "A file of certificate authorities in PEM form, for connections to other pods.",
            check: SettingChecks.line),
        .optional(
            "environment.themes", \.environment.themes, "A folder of themes.",
            check: SettingChecks.line),
        .optional(
            "environment.site", \.environment.site,
            "A folder of the pod's own texts: front page, about, terms.",
            check: SettingChecks.line),
        .flag(
            "environment.assets.serve", \.environment.assets.serve,
            "Whether `dandelion serve` also serves the static files of the public tree."),
        .value(
            "environment.logging.level", \.environment.logging.level,
            "The lowest level that is logged.", write: { $0.rawValue }, read: SettingChecks.logLevel
        ),
        .flag(
            "environment.logging.requests", \.environment.logging.requests,
            "Whether `dandelion serve` logs a line for each request."),
    ]

    private static let server: [Setting] = [
        .value(
            "server.listen", \.server.listen,
            "The address and port on which `dandelion serve` accepts connections.",
            write: { "\($0)" },
            read: SettingChecks.listenAddress),
        .list(
            "server.trusted_proxies", \.server.trustedProxies,
            "Addresses of web servers in front, which are trusted to state a client's address.",
            check: SettingChecks.network),
    ]

    private static let federation: [Setting] = [
        .number(
            "federation.inbox_limit", \.federation.inboxLimit, in: 1...1_000_000,
            "The number of messages from other pods that may wait for their first try."),
        .number(
            "federation.inbox_share", \.federation.inboxShare, in: 1...100,
            "The share of the remaining places in the inbox that one address may take, in percent."),
        .number(
            "federation.stranger_rows", \.federation.strangerRows, in: 1...1_000_000_000,
            "The quota of rows for people of one pod whom nobody here added."),
        .number(
            "federation.stranger_megabytes", \.federation.strangerMegabytes, in: 1...1_000_000,
            "The quota of megabytes for the same people."),
        .flag(
            "federation.allow_private_networks", \.federation.allowPrivateNetworks,
            "Whether other pods may be on this machine or in private networks: for development only."
        ),
        .flag(
            "federation.allow_plain_http", \.federation.allowPlainHTTP,
            "Whether other pods are reached by http instead of https: for development only."),
    ]

    private static let settings: [Setting] = [
        .text(
            "settings.pod_name", \.settings.podName,
            "The pod's name, in the title of every page and feed.", check: SettingChecks.name),
        .text(
            "settings.theme", \.settings.theme, "The theme of the public pages.",
            check: SettingChecks.themeName),
        .text(
            "settings.language", \.settings.language,
            "The language of the interface and of its dates.", check: SettingChecks.language),
        .optional(
            "settings.typography", \.settings.typography,
            "The language whose quotation marks, apostrophes and dashes replace straight ones.",
            check: SettingChecks.typography),
        .value(
            "settings.time_zone", \.settings.timeZone,
            "The time zone of dates and of the months in the archive.",
            write: { $0 == .gmt ? "UTC" : $0.identifier },
            read: SettingChecks.timeZone),
        .flag(
            "settings.enable_registrations", \.settings.enableRegistrations,
            "Whether strangers may create an account on this pod."),
        .list(
            "settings.username_blacklist", \.settings.usernameBlacklist,
            "User names that nobody can take.", check: SettingChecks.userName),
        .optional(
            "settings.source_url", \.settings.sourceURL,
            "The address of the source code that this pod runs.", check: SettingChecks.webAddress
        ),
        .flag(
            "settings.terms.enable", \.settings.terms.enable,
            "Whether the pod has a terms page, linked from the foot of every page."),
        .optional(
            "settings.terms.jurisdiction", \.settings.terms.jurisdiction,
            "The country or state whose law the terms refer to.", check: SettingChecks.line),
        .number(
            "settings.terms.minimum_age", \.settings.terms.minimumAge, in: 0...120,
            "The minimum age of users in years; 0 for none."),
        .optional(
            "settings.default_metas.title", \.settings.defaultMetas.title,
            "The title of the front page, if it should differ from the pod's name.",
            check: SettingChecks.line),
        .optional(
            "settings.default_metas.description", \.settings.defaultMetas.description,
            "A sentence about the pod for search engines and link previews.",
            check: SettingChecks.line),
    ]

    private static let privacy: [Setting] = [
        .flag(
            "privacy.statistics.user_counts", \.privacy.statistics.userCounts,
            "Whether the number of users is public."),
        .flag(
            "privacy.statistics.post_counts", \.privacy.statistics.postCounts,
            "Whether the number of posts is public."),
        .flag(
            "privacy.statistics.comment_counts", \.privacy.statistics.commentCounts,
            "Whether the number of comments is public."),
    ]

    private static let admins: [Setting] = [
        .optional(
            "admins.account", \.admins.account,
            "The user who represents this pod.", check: SettingChecks.userName),
        .optional(
            "admins.podmin_email", \.admins.podminEmail,
            "The public email address for questions about the pod.",
            check: SettingChecks.mailAddress),
    ]
}
