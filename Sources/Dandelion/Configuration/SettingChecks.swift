internal import Foundation
internal import Logging
internal import Markdown
internal import Transport

/// The checks of a value beyond its kind.
struct SettingChecks: Sendable {
    /// Says why there is no interface in a language, or `nil` if there is one.
    let languageProblem: @Sendable (String) -> String?

    func podURL(_ text: String) throws(SettingComplaint) -> PodURL { try PodURL(text) }

    func listenAddress(_ text: String) throws(SettingComplaint) -> ListenAddress {
        try ListenAddress(text)
    }

    func logLevel(_ name: String) throws(SettingComplaint) -> Logger.Level {
        if let level = Logger.Level(rawValue: name.lowercased()) { return level }
        let names = Logger.Level.allCases.map(\.rawValue).joined(separator: ", ")
        throw SettingComplaint("\"\(name)\" is no level", remedy: "write one of \(names)")
    }

    func network(_ text: String) throws(SettingComplaint) {
        guard AddressRange(text) != nil else {
            throw SettingComplaint(
                "\"\(text)\" is no address and no network",
                remedy: "write an address like 127.0.0.1, or a network like 10.0.0.0/8")
        }
    }

    func language(_ tag: String) throws(SettingComplaint) {
        if let problem = languageProblem(tag) { throw SettingComplaint(problem) }
    }

    func typography(_ tag: String) throws(SettingComplaint) {
        guard Typography(language: tag) == nil else { return }
        throw SettingComplaint(
            "the quotation marks of \"\(tag)\" are not known",
            remedy: "write one of \(Typography.languages.joined(separator: ", ")); \"\" for none")
    }

    func timeZone(_ name: String) throws(SettingComplaint) -> TimeZone {
        if ["UTC", "GMT"].contains(name) { return .gmt }
        let known = TimeZone.knownTimeZoneIdentifiers
        // Abbreviations such as "CET" and offsets are understood too, but they know no summer time.
        if known.contains(name), let zone = TimeZone(identifier: name) { return zone }
        let nearest = NearestName(among: known).nearest(to: name)
        throw SettingComplaint(
            "there is no time zone \"\(name)\"",
            remedy: nearest.map { "did you mean \"\($0)\"?" }
                ?? "write a name from the IANA time zone database, like Europe/Berlin, or UTC")
    }

    func themeName(_ name: String) throws(SettingComplaint) {
        let isAllowed = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        guard (1...64).contains(name.utf8.count), isAllowed, !name.hasPrefix("-") else {
            throw SettingComplaint(
                "\"\(name)\" is not the name of a theme",
                remedy: "names are small letters, digits, - and _, and name a folder of themes/")
        }
    }

    /// Checks that a text is one line: no line breaks or other control characters, at most 1,000
    /// characters.
    func line(_ text: String) throws(SettingComplaint) {
        guard !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        else { throw SettingComplaint("this text must be one line, without control characters") }
        guard text.count <= 1_000 else {
            throw SettingComplaint("this text has \(text.count) characters, and 1000 are allowed")
        }
    }

    func name(_ text: String) throws(SettingComplaint) {
        try line(text)
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw SettingComplaint("this name is empty")
        }
    }

    /// Checks a text against diaspora*'s rule for user names.
    func userName(_ text: String) throws(SettingComplaint) {
        let isAllowed = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."),
                UInt8(ascii: "-"):
                true
            default: false
            }
        }
        guard (1...32).contains(text.utf8.count), isAllowed else {
            throw SettingComplaint(
                "\"\(text)\" is not the name of a user",
                remedy: "names have at most 32 letters, digits, dots, - and _, and no @")
        }
    }

    func mailAddress(_ text: String) throws(SettingComplaint) {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        let isPlain = !text.contains { $0.isWhitespace || "<>,;:\"()".contains($0) }
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), isPlain, text.count <= 254 else {
            throw SettingComplaint(
                "\"\(text)\" is not a mail address", remedy: "write one like podmin@pod.example")
        }
        try line(text)
    }

    func webAddress(_ text: String) throws(SettingComplaint) {
        try line(text)
        let isWeb = text.hasPrefix("https://") || text.hasPrefix("http://")
        guard isWeb, !text.contains(where: { $0.isWhitespace || "<>\"".contains($0) }) else {
            throw SettingComplaint(
                "\"\(text)\" is not a web address",
                remedy: "write one that begins with https:// or http://")
        }
    }
}
