internal import Composing
internal import Synchronization

/// The frame of the signed-in pages for the settings of now, made anew when these have changed.
final class AppFrames: Sendable {
    private struct Known {
        let settings: SiteSettings
        let outcome: Result<AppFrame, any Error>
        let time: ContinuousClock.Instant
    }

    /// The time for which a theme that cannot be read is not looked at again.
    private static let pause = Duration.seconds(1)

    private let settings: @Sendable () throws -> SiteSettings
    private let known = Mutex<Known?>(nil)

    init(settings: @escaping @Sendable () throws -> SiteSettings) {
        self.settings = settings
    }

    /// Returns the frame; requests that come while it is made wait for it.
    func current() throws -> AppFrame {
        let settings = try settings()
        return try known.withLock { known in
            if let known, known.settings == settings, !Self.isStale(known) {
                return try known.outcome.get()
            }
            let outcome = Result { try AppFrame(settings: settings) }
            known = Known(settings: settings, outcome: outcome, time: .now)
            return try outcome.get()
        }
    }

    private static func isStale(_ known: Known) -> Bool {
        guard case .failure = known.outcome else { return false }
        return known.time.duration(to: .now) > pause
    }
}
