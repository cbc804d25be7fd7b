internal import Dispatch
internal import Foundation
internal import Synchronization

/// Loads theme and texts while the command that needs them still writes what it was given, and then
/// renders a page for nothing: what a process does for the first time takes several times as long.
///
/// The work ends before its owner does: it reads the database, whose log is moved into its file when the
/// last connection is closed.
public final class SitePreparation: Sendable {
    private final class State: Sendable {
        let context = Mutex<Result<SiteContext, any Error>?>(nil)
        let isTaken = Atomic(false)
    }

    private let state = State()
    private let loading = DispatchGroup()
    private let rehearsing = DispatchGroup()

    /// - Parameter onThread: Called first on the thread that does the work.
    public init(
        settings: SiteSettings, folder: PodFolder, onThread: @escaping @Sendable () -> Void = {}
    ) {
        loading.enter()
        DispatchQueue(label: "dandelion.preparation").async(group: rehearsing) { [state, loading] in
            onThread()
            let result = Result { try SiteContext(settings: settings, folder: folder) }
            state.context.withLock { $0 = result }
            loading.leave()
            // Where a process ended at a page, it might be this one.
            guard PageLeases.isClean(path: folder.pageLeases.path) else { return }
            // Who waits for the pages says what is wrong.
            if let context = try? result.get() { Self.rehearse(context, state) }
        }
    }

    deinit {
        state.isTaken.store(true, ordering: .relaxed)
        rehearsing.wait()
    }

    /// Waits for what was loaded; `nil` from the second time on, as it may have changed since.
    func take() throws -> SiteContext? {
        loading.wait()
        state.isTaken.store(true, ordering: .relaxed)
        return try state.context.withLock { result in
            defer { result = nil }
            return try result?.get()
        }
    }

    /// Opens a connection and renders the newest post with it, unless the real work begins before.
    /// Nothing of it is kept but the connection: others may still change the post.
    private static func rehearse(_ context: SiteContext, _ state: State) {
        guard !state.isTaken.load(ordering: .relaxed) else { return }
        // The real work says what is wrong.
        try? SiteRenderer(context: context.withEmptyCaches()).rehearse()
    }
}
