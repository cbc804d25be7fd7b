import Composing
import Foundation
import Synchronization

/// The settings of a running pod, read anew once the file of its configuration has changed.
final class CurrentSettings: Sendable {
    private struct Known {
        let stamp: FileStamp?
        let settings: SiteSettings
    }

    private let options: PodOptions
    private let check: @Sendable (SiteSettings) throws -> Void
    private let known = Mutex<Known?>(nil)

    /// - Parameter check: Throws if the pod cannot work with such settings.
    init(options: PodOptions, check: @escaping @Sendable (SiteSettings) throws -> Void) {
        self.options = options
        self.check = check
    }

    /// Returns the current settings.
    ///
    /// - Throws: ``ConfigurationError``, and the errors of the check, until the file is mended.
    func now() throws -> SiteSettings {
        // Taken before the file is read: a change meanwhile is seen the next time.
        let stamp = FileStamp(try options.configurationFile())
        if let known = known.withLock({ $0 }), known.stamp == stamp { return known.settings }
        let settings = try PodApplication.read(options).settings
        try check(settings)
        known.withLock { $0 = Known(stamp: stamp, settings: settings) }
        return settings
    }
}
