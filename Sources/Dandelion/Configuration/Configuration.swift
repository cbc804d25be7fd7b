internal import Foundation
internal import Logging

/// The settings of a pod: the contents of `dandelion.toml`, with defaults for missing keys.
///
/// `SettingTable` names the key of each value; `config/dandelion.example.toml` explains them.
struct Configuration: Sendable, Equatable {
    var environment = Environment()
    var server = Server()
    var federation = Federation()
    var settings = Settings()
    var privacy = Privacy()
    var admins = Admins()

    struct Environment: Sendable, Equatable {
        var url = PodURL.local
        /// The path as written; ``ConfigurationFile`` knows the folder that it is relative to.
        var certificateAuthorities: String?
        var assets = Assets()
        var logging = Logging()
        /// The path as written, like ``certificateAuthorities``.
        var themes: String?
        /// The path as written, like ``certificateAuthorities``.
        var site: String?
    }

    struct Assets: Sendable, Equatable {
        var serve = true
    }

    struct Logging: Sendable, Equatable {
        var level = Logger.Level.info
        /// Whether `serve` logs a line a request.
        var requests = true
    }

    struct Server: Sendable, Equatable {
        var listen = ListenAddress.local
        /// Addresses whose X-Forwarded-For is believed.
        var trustedProxies = ["127.0.0.1", "::1"]
    }

    struct Federation: Sendable, Equatable {
        /// Messages that may wait to be verified.
        var inboxLimit: Int? = 10_000
        /// Percent of them that one address may hold.
        var inboxShare: Int? = 10
        /// Rows that people of one pod whom nobody here added may leave.
        var strangerRows: Int? = 100_000
        /// The same in MiB.
        var strangerMegabytes: Int? = 500
        var allowPrivateNetworks = false
        var allowPlainHTTP = false
    }

    struct Settings: Sendable, Equatable {
        var podName = "Dandelion"
        var theme = "default"
        /// A BCP 47 tag in which there are ``Words``.
        var language = "en"
        /// A BCP 47 tag of which the marks are known: ``Typography``.
        var typography: String? = "en"
        var timeZone = TimeZone.gmt
        var enableRegistrations = false
        var usernameBlacklist = [
            "admin", "administrator", "hostmaster", "info", "postmaster", "root", "ssladmin",
            "ssladministrator", "sslwebmaster", "sysadmin", "webmaster", "support", "contact",
        ]
        var sourceURL: String?
        var terms = Terms()
        var defaultMetas = DefaultMetas()

        /// Whether this version has a page on which strangers make an account.
        private static let hasSignUp = false

        /// Whether strangers can make an account, as the pod tells the world.
        var isOpen: Bool { Self.hasSignUp && enableRegistrations }
    }

    struct Terms: Sendable, Equatable {
        var enable = false
        var jurisdiction: String?
        /// The minimum age in years.
        var minimumAge: Int?
    }

    struct DefaultMetas: Sendable, Equatable {
        var title: String?
        var description: String?
    }

    struct Privacy: Sendable, Equatable {
        var statistics = Statistics()
    }

    struct Statistics: Sendable, Equatable {
        var userCounts = false
        var postCounts = false
        var commentCounts = false
    }

    struct Admins: Sendable, Equatable {
        /// The name of a user of this pod.
        var account: String?
        var podminEmail: String?
    }
}
