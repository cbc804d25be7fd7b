import Foundation
import TestSupport

@testable import Composing

extension SiteSettings {
    /// Settings with the project's own themes and texts.
    static func sample(url: String, podName: String) -> SiteSettings {
        SiteSettings(
            url: url, podName: podName, theme: "default", language: "en", timeZone: .gmt,
            podminEmail: "", sourceURL: "", hasTerms: true, isOpen: true, description: "",
            themeFolders: [Repository.root.appending(path: "themes")],
            siteFolders: [Repository.root.appending(path: "site")], publishesPostCount: false,
            publishesUserCount: false)
    }
}
