internal import Dispatch
internal import Synchronization

/// Loads theme and texts while the command that needs them still writes what it was given.
///
/// The loading ends before its owner does: a process that ends meanwhile would take the libraries away
/// under it.
public final class SitePreparation: Sendable {
    private final class Loaded: Sendable {
        let result = Mutex<Result<SiteContext, any Error>?>(nil)
    }

    private let loaded = Loaded()
    private let group = DispatchGroup()

    public init(settings: SiteSettings, folder: PodFolder) {
        DispatchQueue.global().async(group: group) { [loaded] in
            let result = Result { try SiteContext(settings: settings, folder: folder) }
            loaded.result.withLock { $0 = result }
        }
    }

    deinit { group.wait() }

    /// Waits for what was loaded; `nil` from the second time on, as it may have changed since.
    func take() throws -> SiteContext? {
        group.wait()
        return try loaded.result.withLock { result in
            defer { result = nil }
            return try result?.get()
        }
    }
}
