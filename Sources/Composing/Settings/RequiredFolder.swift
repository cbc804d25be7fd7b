public import Foundation

/// A folder that a setting names, without which pages would be rendered with another theme or other texts.
public struct RequiredFolder: Sendable, Equatable {
    /// The name of the setting, for messages.
    public let setting: String
    public let url: URL

    public init(setting: String, url: URL) {
        self.setting = setting
        self.url = url
    }
}
