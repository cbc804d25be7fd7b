import Foundation
import Logging
import Testing

@testable import Dandelion

struct ConfigurationReaderTests {
    @Test func nothingAtAllIsAPodOnLocalhost() throws {
        let configuration = try read("")

        #expect(configuration == Configuration())
        #expect(configuration.environment.url.description == "http://localhost:3000/")
        #expect(configuration.server.listen.description == "127.0.0.1:3000")
    }

    @Test(arguments: ["", "settings.enable_registrations = true"])
    func thePodSaysThatItIsClosedWhileNobodyCanSignUp(text: String) throws {
        #expect(try !read(text).settings.isOpen)
    }

    @Test func registrationIsClosedByDefault() throws {
        #expect(try !read("").settings.enableRegistrations)
    }

    @Test func valuesComeFromTablesAndDottedKeys() throws {
        let configuration = try read(
            """
            environment = { url = "https://Pod.Example:443", assets.serve = false }
            server."listen" = "[::1]:8080"
            [settings]
            pod_name = "Wiese"
            time_zone = "Europe/Berlin"
            username_blacklist = ["root"]
            terms.enable = true
            [settings . 'default_metas']
            title = 'Blumen'
            """)

        #expect(configuration.environment.url.description == "https://pod.example/")
        #expect(configuration.environment.assets.serve == false)
        #expect(configuration.server.listen == ListenAddress(host: "::1", port: 8_080))
        #expect(configuration.settings.podName == "Wiese")
        #expect(configuration.settings.timeZone.identifier == "Europe/Berlin")
        #expect(configuration.settings.usernameBlacklist == ["root"])
        #expect(configuration.settings.terms.enable)
        #expect(configuration.settings.defaultMetas.title == "Blumen")
    }

    @Test func theLevelOfTheLogComesFromTheFileAndFromEitherVariable() throws {
        let text = "environment.logging.level = \"warning\""
        let long = "DANDELION_ENVIRONMENT_LOGGING_LEVEL"

        #expect(try read(text).environment.logging.level == .warning)
        #expect(try read(text, ["LOG_LEVEL": "DEBUG"]).environment.logging.level == .debug)
        #expect(try read(text, ["LOG_LEVEL": ""]).environment.logging.level == .warning)
        #expect(
            try read(text, ["LOG_LEVEL": "loud", long: "error"]).environment.logging.level == .error
        )
        #expect(try read("").environment.logging.requests)
    }

    @Test func aLevelThatThereIsNotIsRefusedUnderTheNameThatItWasGiven() {
        isRefused(
            "environment.logging.level = \"loud\"",
            """
            config/dandelion.toml:1: "environment.logging.level": "loud" is no level
                   write one of trace, debug, info, notice, warning, error, critical
            """)
        #expect {
            try read("", ["LOG_LEVEL": "loud"])
        } throws: { error in
            "\(error)".contains("LOG_LEVEL: \"loud\" is no level")
        }
    }

    @Test func anUnknownKeyIsNamedWithItsLineAndTheNearestRightOne() {
        let text = String(repeating: "\n", count: 12) + "[settings]\nenable_registration = false\n"

        isRefused(
            text,
            """
            config/dandelion.toml:14: unknown key "settings.enable_registration"
                   did you mean "settings.enable_registrations"?
            """)
    }

    @Test func allProblemsAreReportedAtOnceInTheOrderOfLines() {
        isRefused(
            """
            # a comment with = and [brackets]
            [environment]
            url = "pod.example"
            redis = ""
            [settings]
            pod_name = 5
            enable_registrations = "false"
            theme = "../secret"
            [settings.terms]
            minimum_age = "old"
            """,
            """
            config/dandelion.toml:3: "environment.url": "pod.example" is not a web address
                   write one like https://pod.example
            config/dandelion.toml:4: unknown key "environment.redis"
                   config/dandelion.example.toml explains every key there is
            config/dandelion.toml:6: "settings.pod_name" expected a string, found a whole number
                   write pod_name = "5", in quotes
            config/dandelion.toml:7: "settings.enable_registrations" expected true or false, found a string
                   write enable_registrations = false, without quotes
            config/dandelion.toml:8: "settings.theme": "../secret" is not the name of a theme
                   names are small letters, digits, - and _, and name a folder of themes/
            config/dandelion.toml:10: "settings.terms.minimum_age" expected a whole number, found a string
            """)
    }

    @Test(arguments: [
        ("pod_name = \"x\"", "pod_name", "settings.pod_name"),
        (
            "[configuration.settings.terms]\nenable = true", "configuration.settings.terms.enable",
            "settings.terms.enable"
        ),
        ("[setting]\nlanguage = \"en\"", "setting.language", "settings.language"),
        ("[Settings]\nTheme = \"en\"", "Settings.Theme", "settings.theme"),
        ("[settings]\npodname = \"en\"", "settings.podname", "settings.pod_name"),
    ])
    func theNearestKeyIsFoundInOtherTablesToo(text: String, key: String, nearest: String) {
        let line = text.split(separator: "\n").count
        isRefused(
            text,
            """
            config/dandelion.toml:\(line): unknown key "\(key)"
                   did you mean "\(nearest)"?
            """)
    }

    @Test func aQuotedKeyWithADotIsNotTheKeyOfATable() {
        isRefused(
            "\"settings.pod_name\" = \"x\"",
            """
            config/dandelion.toml:1: unknown key "'settings.pod_name'"
                   did you mean "settings.pod_name"?
            """)
    }

    @Test func aKeyThatWouldMoveTheCursorIsPrintedWithoutDoingSo() {
        isRefused(
            "\"\\u001b[2Ja\" = 1",
            """
            config/dandelion.toml:1: unknown key "'[2Ja'"
                   config/dandelion.example.toml explains every key there is
            """)
    }

    @Test func aValueThatWouldMoveTheCursorIsPrintedWithoutDoingSo() {
        isRefused(
            "settings.theme = \"\\u001b[2J\\n\"",
            """
            config/dandelion.toml:1: "settings.theme": "[2J" is not the name of a theme
                   names are small letters, digits, - and _, and name a folder of themes/
            """)
    }

    @Test func aKeyOfThousandsOfPartsIsJustAnUnknownOne() throws {
        let key = Array(repeating: "a", count: 5_000).joined(separator: ".")
        let error = #expect(throws: ConfigurationError.self) { try read("\n\(key) = 1") }

        let description = try #require(error?.description)
        #expect(description.hasPrefix("config/dandelion.toml:2: unknown key \"a.a.a.a.a.a.a.a\"\n"))
    }

    @Test func aTableThatIsNoTableIsNamed() {
        isRefused(
            "[settings]\nterms = true",
            "config/dandelion.toml:2: \"settings.terms\" expected a table, found true")
    }

    @Test func arraysOfTablesAreWrongTypesOrUnknownKeys() {
        isRefused(
            "[[settings]]\npod_name = \"x\"",
            "config/dandelion.toml:1: \"settings\" expected a table, found a list of other things")
    }

    @Test func aSyntaxErrorHasItsLine() throws {
        let error = #expect(throws: ConfigurationError.self) {
            try read("[settings]\n\npod_name =\n")
        }

        let description = try #require(error?.description)
        #expect(description.hasPrefix("config/dandelion.toml:3: this is not TOML: "))
    }

    @Test func aNULEndsNothingUnseen() {
        isRefused(
            "[settings]\n\0\nbroken",
            "config/dandelion.toml:2: this line holds a NUL character")
    }

    @Test func aKeyWrittenTwiceIsASyntaxError() throws {
        let error = #expect(throws: ConfigurationError.self) {
            try read("[settings]\ntheme = \"a\"\ntheme = \"b\"\n")
        }
        #expect(try #require(error?.description).hasPrefix("config/dandelion.toml:3: "))
    }

    // MARK: - Environment

    @Test func variablesOverrideTheFile() throws {
        let configuration = try read(
            "[settings]\npod_name = \"File\"\ntheme = \"default\"",
            [
                "DANDELION_SETTINGS_POD_NAME": "Variable",
                "DANDELION_ENVIRONMENT_ASSETS_SERVE": "false",
                "DANDELION_SETTINGS_TERMS_MINIMUM_AGE": "16",
                "DANDELION_SETTINGS_USERNAME_BLACKLIST": "root, admin ,", "PATH": "/bin",
                "DANDELION_SETTINGS_THEME": "", "DANDELION_TEST_ROUNDS": "20",
            ])

        #expect(configuration.settings.podName == "Variable")
        #expect(configuration.settings.theme == "default")
        #expect(!configuration.environment.assets.serve)
        #expect(configuration.settings.terms.minimumAge == 16)
        #expect(configuration.settings.usernameBlacklist == ["root", "admin"])
    }

    @Test func problemsOfTheEnvironmentFollowThoseOfTheFile() {
        isRefused(
            "nothing = 1",
            """
            config/dandelion.toml:1: unknown key "nothing"
                   config/dandelion.example.toml explains every key there is
            environment: unknown variable "DANDELION_COLOUR"
                   config/dandelion.example.toml explains every one there is
            environment: DANDELION_PRIVACY_STATISTICS_USER_COUNTS: expected true or false
            environment: unknown variable "DANDELION_SETTINGS_PODNAME"
                   did you mean "DANDELION_SETTINGS_POD_NAME"?
            """,
            variables: [
                "DANDELION_SETTINGS_PODNAME": "x",
                "DANDELION_PRIVACY_STATISTICS_USER_COUNTS": "yes",
                "DANDELION_COLOUR": "x",
            ])
    }

    @Test func noTwoSettingsShareAVariable() {
        #expect(Set(SettingTable.all.map(\.variable)).count == SettingTable.all.count)
    }

    // MARK: - Values

    @Test(arguments: [
        ("settings.time_zone", "\"Europe/Berln\"", "there is no time zone \"Europe/Berln\""),
        ("settings.time_zone", "\"CEST\"", "there is no time zone \"CEST\""),
        ("settings.time_zone", "\"../../etc/passwd\"", "there is no time zone"),
        ("settings.language", "\"tlh\"", "no tlh here"),
        ("settings.pod_name", "\" \"", "this name is empty"),
        ("settings.pod_name", "\"a\\nb\"", "this text must be one line"),
        ("settings.default_metas.title", "\"a\\u001bb\"", "this text must be one line"),
        ("settings.theme", "\"\"", "\"\" is not the name of a theme"),
        ("settings.terms.minimum_age", "-1", "-1 is not a number from 0 to 120"),
        ("settings.source_url", "\"javascript:alert(1)\"", "is not a web address"),
        ("settings.username_blacklist", "[\"ok\", \"a b\"]", "\"a b\" is not the name of a user"),
        ("admins.account", "\"alice@pod.example\"", "is not the name of a user"),
        ("admins.podmin_email", "\"a@b@c\"", "is not a mail address"),
        ("admins.podmin_email", "\"a@b\\r\\nBcc: x@y\"", "is not a mail address"),
        ("server.listen", "\"unix:tmp/socket\"", "is not an address and a port"),
        ("server.listen", "\"127.0.0.1\"", "names no port"),
        ("server.listen", "\"127.0.0.1:65536\"", "a number from 1 to 65535"),
        ("server.listen", "\":3000\"", "names no host"),
        ("server.trusted_proxies", "[\"%%%\"]", "is no address and no network"),
        (
            "server.trusted_proxies", "[\"127.0.0.1\", \"localhost\"]",
            "is no address and no network"
        ),
        ("server.trusted_proxies", "[\"10.1.0.0/8\"]", "is no address and no network"),
        ("environment.url", "\"ftp://pod.example\"", "neither https:// nor http://"),
        ("environment.url", "\"https://pod.example/blog\"", "has a path"),
        ("environment.url", "\"https://pod.example?x\"", "has a path"),
        ("environment.url", "\"https://me:you@pod.example\"", "a user name or a password"),
        ("environment.url", "\"https://\"", "names no host"),
        ("environment.url", "\"https://bücher.example\"", "not ASCII"),
        ("environment.url", "\"https://pod..example\"", "a host that cannot be"),
        ("environment.url", "\"https://pod.example:0\"", "a number from 1 to 65535"),
        ("environment.url", "\"https://pod.example:+80\"", "a number from 1 to 65535"),
        ("environment.url", "\"https://[::1\"", "lacks the bracket"),
    ])
    func aValueThatCannotBeIsRefused(path: String, value: String, message: String) throws {
        let error = #expect(throws: ConfigurationError.self) { try read("\(path) = \(value)") }

        let description = try #require(error?.description)
        #expect(description.hasPrefix("config/dandelion.toml:1: \"\(path)\": "))
        #expect(description.contains(message), "\(description)")
    }

    @Test func aMisspeltTimeZoneIsGuessed() {
        isRefused(
            "settings.time_zone = \"Europe/Berln\"",
            """
            config/dandelion.toml:1: "settings.time_zone": there is no time zone "Europe/Berln"
                   did you mean "Europe/Berlin"?
            """)
    }

    @Test(arguments: [
        ("https://pod.example", "https://pod.example/"),
        ("HTTPS://WWW.Pod.Example:443/", "https://www.pod.example/"),
        ("http://pod.example:80", "http://pod.example/"),
        ("https://pod.example:8443", "https://pod.example:8443/"),
        ("http://[::1]:3000", "http://[::1]:3000/"),
        ("https://xn--bcher-kva.example", "https://xn--bcher-kva.example/"),
    ])
    func addressesOfPodsHaveOneForm(written: String, url: String) throws {
        let address = try PodURL(written)

        #expect(address.description == url)
        #expect(try PodURL(address.description) == address)
    }

    private func read(_ text: String, _ variables: [String: String] = [:]) throws -> Configuration {
        let checks = SettingChecks { $0.hasPrefix("en") ? nil : "no \($0) here" }
        var reader = ConfigurationReader(file: "config/dandelion.toml", checks: checks)
        return try reader.read(text, variables: variables)
    }

    private func isRefused(
        _ text: String, _ description: String, variables: [String: String] = [:],
        sourceLocation location: SourceLocation = #_sourceLocation
    ) {
        let error = #expect(throws: ConfigurationError.self, sourceLocation: location) {
            try read(text, variables)
        }
        #expect(error?.description == description, sourceLocation: location)
    }
}
