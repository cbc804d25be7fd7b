internal import Dispatch
internal import Synchronization

/// Loads theme and texts while the command that needs them still writes what it was given.
public final class SitePreparation: Sendable {
    private let result = Mutex<Result<SiteContext, any Error>?>(nil)
    private let group = DispatchGroup()

    public init(settings: SiteSettings, folder: PodFolder) {
        DispatchQueue.global().async(group: group) {
            let loaded = Result { try SiteContext(settings: settings, folder: folder) }
            self.result.withLock { $0 = loaded }
        }
    }

    /// Waits for what was loaded; `nil` from the second time on, as it may have changed since.
    func take() throws -> SiteContext? {
        group.wait()
        return try result.withLock { result in
            defer { result = nil }
            return try result?.get()
        }
    }
}
