// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let lifecycle = Target.Dependency.product(
    name: "ServiceLifecycle", package: "swift-service-lifecycle")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let argumentParser = Target.Dependency.product(
    name: "ArgumentParser", package: "swift-argument-parser")

/// A Swift module of `Sources/`, with the settings that every one of them shares.
func module(
    _ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []
) -> Target {
    .target(
        name: name, dependencies: dependencies + [logging, system], resources: resources,
        swiftSettings: strict)
}

/// The tests of one module, in `Tests/NAMETests`.
func tests(
    _ name: String, _ dependencies: [Target.Dependency] = [], hasFixtures: Bool = false
) -> Target {
    .testTarget(
        name: "\(name)Tests",
        dependencies: [.target(name: name), "TestSupport"] + dependencies,
        resources: hasFixtures ? [.copy("Fixtures")] : [],
        swiftSettings: strict)
}

/// A C library of the system: a module map and a shim, no Swift.
func library(_ name: String, pkgConfig: String, apt: String) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt])])
}

let package = Package(
    name: "dandelion",
    products: [.executable(name: "dandelion", targets: ["Dandelion"])],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.20.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.0.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-system", from: "1.5.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.80.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.4.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.8.0"),
    ],
    targets: [
        // Layer 0: the system's C libraries.
        library("COpenSSL", pkgConfig: "libcrypto", apt: "libssl-dev"),
        // Its headers alone: CCurlOnDemand loads the library.
        .systemLibrary(name: "CCurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        library("CCmarkGFM", pkgConfig: "libcmark-gfm", apt: "libcmark-gfm-extensions-dev"),
        library("CEtpan", pkgConfig: "libetpan", apt: "libetpan20"),
        library("CXML2", pkgConfig: "libxml-2.0", apt: "libxml2-dev"),
        library("CSQLite", pkgConfig: "sqlite3", apt: "libsqlite3-dev"),
        .systemLibrary(name: "CGlibc"),
        library("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev"),
        library("CDeflate", pkgConfig: "libdeflate", apt: "libdeflate-dev"),
        library("CBrotli", pkgConfig: "libbrotlienc", apt: "libbrotli-dev"),

        // The themes and texts that come inside the program.
        .target(name: "CStandardFiles"),

        // Layer 0 as well, in Swift: texts and bytes as they stand elsewhere, and the calendar.
        module("Escaping", []),
        module("CivilTime", []),

        // Layer 1: errors as codes with values.
        module("DomainErrors", ["Escaping"]),

        // Layer 1: outer worlds that know nothing of each other.
        module("Blocking", []),
        module("ChildProcess", []),
        module("Cryptography", ["COpenSSL", "Escaping"]),
        .target(name: "CCurlOnDemand", dependencies: ["CCurl"]),
        module("Transport", ["CCurl", "CCurlOnDemand", "CivilTime", "Escaping"]),
        module("Markup", ["CXML2", "Escaping"]),
        module("Imaging", ["ChildProcess", "Escaping"]),

        // Layer 2: texts, templates, the tree, mail, protocol, feeds.
        module(
            "Markdown",
            [
                "CivilTime", "Escaping", "Markup", "CCmarkGFM",
                .product(name: "Yams", package: "Yams"),
                .product(name: "TOMLKit", package: "TOMLKit"),
            ]),
        module(
            "Theming",
            [
                "CivilTime", "DomainErrors", "Escaping", "Markdown", "CStandardFiles",
                .product(name: "TOMLKit", package: "TOMLKit"),
            ],
            resources: [.embedInCode("Words/en.toml")]),
        module("PublicTree", ["Escaping", "CDeflate", "CBrotli"]),
        module("Mail", ["Markup", "CEtpan"]),
        module("Diaspora", ["CivilTime", "Cryptography", "Escaping", "Markup"]),
        module("Feeds", ["CivilTime", "Cryptography", "Escaping", "Markup"]),

        // Layer 3: rows.
        module("Store", ["Diaspora", "DomainErrors", "Escaping", "CSQLite", grdb]),

        // Layer 4: who works for a pod and when again; what happens in it; what waits to be delivered.
        module("Workers", ["Store", logging, system]),
        module("Outbox", ["Cryptography", "Diaspora", "Store", "Workers", lifecycle]),
        module(
            "Composing",
            [
                "Blocking", "ChildProcess", "CivilTime", "DomainErrors", "Escaping", "Cryptography",
                "Imaging", "Markdown", "Theming", "Diaspora", "Store", "Workers", lifecycle,
            ]),

        // Layer 5: rooms that know nothing of each other.
        module(
            "Site",
            [
                "Blocking", "DomainErrors", "Escaping", "Cryptography", "Imaging", "Markdown",
                "Theming", "PublicTree", "Diaspora", "Feeds", "Store", "Workers", "Composing",
                lifecycle,
            ]),
        module(
            "Federation",
            [
                "Blocking", "CivilTime", "DomainErrors", "Escaping", "Cryptography", "Transport",
                "Markdown", "Diaspora", "Store", "Workers", "Outbox", "Composing", lifecycle,
            ]),
        module(
            "Importing",
            [
                "Blocking", "DomainErrors", "Cryptography", "Imaging", "Markdown", "Theming",
                "Diaspora", "Store", "Composing",
            ]),
        module(
            "Backup",
            ["DomainErrors", "Cryptography", "Markdown", "Diaspora", "Store", "Composing"]),

        // Layer 6 to 8: the shell.
        module(
            "Server",
            [
                "Blocking", "CGlibc", "Escaping", "Cryptography", "Transport", "Theming",
                "Diaspora", "Store",
                "Composing", "Site", "Federation", hummingbird, lifecycle,
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
            ]),
        module(
            "Web",
            [
                "DomainErrors", "Escaping", "Cryptography", "Transport", "Markdown", "Theming",
                "Diaspora", "Store", "Composing", "Server", hummingbird,
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
            ],
            resources: [
                .embedInCode("Assets/app.css"),
                .embedInCode("Templates/again.mustache"),
                .embedInCode("Templates/audience.mustache"),
                .embedInCode("Templates/author.mustache"),
                .embedInCode("Templates/card.mustache"),
                .embedInCode("Templates/closing.mustache"),
                .embedInCode("Templates/composer.mustache"),
                .embedInCode("Templates/confirmation.mustache"),
                .embedInCode("Templates/contacts.mustache"),
                .embedInCode("Templates/content.mustache"),
                .embedInCode("Templates/conversation.mustache"),
                .embedInCode("Templates/conversations.mustache"),
                .embedInCode("Templates/edit.mustache"),
                .embedInCode("Templates/form-error.mustache"),
                .embedInCode("Templates/layout.mustache"),
                .embedInCode("Templates/new-conversation.mustache"),
                .embedInCode("Templates/password.mustache"),
                .embedInCode("Templates/people.mustache"),
                .embedInCode("Templates/people-list.mustache"),
                .embedInCode("Templates/person.mustache"),
                .embedInCode("Templates/photos.mustache"),
                .embedInCode("Templates/poll.mustache"),
                .embedInCode("Templates/post.mustache"),
                .embedInCode("Templates/posts.mustache"),
                .embedInCode("Templates/preview.mustache"),
                .embedInCode("Templates/profile.mustache"),
                .embedInCode("Templates/refused.mustache"),
                .embedInCode("Templates/sessions.mustache"),
                .embedInCode("Templates/settings.mustache"),
                .embedInCode("Templates/sign-in.mustache"),
                .embedInCode("Templates/stream.mustache"),
                .embedInCode("Templates/tag.mustache"),
                .embedInCode("Templates/text.mustache"),
            ]),
        .executableTarget(
            name: "Dandelion",
            dependencies: [
                "Cryptography", "Blocking", "DomainErrors", "Escaping", "Transport", "Markup",
                "Imaging", "Markdown", "Theming", "PublicTree", "Mail",
                "Diaspora", "Feeds", "Store", "Workers", "Outbox", "Composing", "Site",
                "Federation", "Importing", "Backup", "Server", "Web", argumentParser, lifecycle,
                .product(name: "UnixSignals", package: "swift-service-lifecycle"), logging, system,
                .product(name: "TOMLKit", package: "TOMLKit"),
            ],
            swiftSettings: strict),

        .target(name: "AllocationMeter", path: "Tests/AllocationMeter"),
        .target(
            name: "TestSupport", dependencies: ["AllocationMeter", logging, system],
            path: "Tests/TestSupport", swiftSettings: strict),
        tests("Escaping", hasFixtures: true),
        tests("CivilTime"),
        tests("ChildProcess"),
        tests("Blocking"),
        tests("Cryptography", hasFixtures: true),
        tests("Transport", hasFixtures: true),
        tests("Markup", hasFixtures: true),
        tests("Imaging", hasFixtures: true),
        tests("Markdown", hasFixtures: true),
        // The library that themes were written for renders random templates beside the engine.
        tests("Theming", ["Markdown", mustache], hasFixtures: true),
        tests("PublicTree", hasFixtures: true),
        tests("Diaspora", hasFixtures: true),
        tests("Feeds", hasFixtures: true),
        tests("Store", [grdb], hasFixtures: true),
        // A pod on disk, a network of others, and the people on them, for the tests of the rooms.
        .target(
            name: "PodFixtures",
            dependencies: [
                "TestSupport", "Composing", "Workers", "Outbox", "Site", "Federation", "Importing",
                grdb,
            ],
            path: "Tests/PodFixtures", resources: [.copy("Fixtures")], swiftSettings: strict),
        tests("Workers", ["PodFixtures", grdb]),
        tests("Outbox", ["PodFixtures", grdb]),
        tests("Composing", ["PodFixtures", grdb]),
        tests("Site", ["PodFixtures", grdb]),
        tests("Federation", ["PodFixtures", grdb], hasFixtures: true),
        tests("Importing", ["PodFixtures", grdb], hasFixtures: true),
        tests("Backup", ["PodFixtures", grdb]),
        tests(
            "Server",
            [
                "PodFixtures", "Blocking", "Cryptography",
                .product(name: "NIOEmbedded", package: "swift-nio"),
            ], hasFixtures: true),
        tests("Web", ["Composing", "Cryptography", "Escaping", "Theming"]),
        tests("Dandelion", hasFixtures: true),
    ]
)
