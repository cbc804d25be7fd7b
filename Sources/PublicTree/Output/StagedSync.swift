internal import Dispatch
internal import Glibc
internal import Synchronization

/// The sync of staged files in the background while others are still being written, so that little
/// is left to sync at the end.
///
/// Of more files than a few, everything is synced at once in the end, and those that come after so many
/// wait for that from the start. Writers whose files are put in place together share one.
public final class StagedSync: Sendable {
    private struct State {
        var fileCount = 0
        var isOneByOne = true
        var failure: TreeError?
    }

    private static let fewFiles = 200
    /// A disk that is asked by several flushes its cache once for all of them.
    private static let width = 8

    // A serial queue has a thread of its own, however many of them wait for the disk.
    private let queues = (0..<StagedSync.width).map { _ in DispatchQueue(label: "sync") }
    private let group = DispatchGroup()
    private let state: Mutex<State>

    /// - Parameter isOneByOne: Whether each file is synced by itself; else many files are expected, which
    ///   are synced at once in the end.
    public init(isOneByOne: Bool = true) {
        state = Mutex(State(isOneByOne: isOneByOne))
    }

    /// Begins to sync a file that is written and will not change.
    func add(_ file: consuming FileDescriptorOwner, path: String) {
        let turn = state.withLock { state -> Int? in
            state.fileCount += 1
            return state.isOneByOne && state.fileCount <= Self.fewFiles ? state.fileCount : nil
        }
        guard let turn else { return }
        let number = file.release()
        queues[turn % queues.count].async(group: group) { [self] in
            defer { close(number) }
            guard fdatasync(number) != 0 else { return }
            let error = TreeError.last(path: path)
            state.withLock { $0.failure = $0.failure ?? error }
        }
    }

    /// Returns when every file that was added is on disk.
    ///
    /// `sync` returns when everything is (Linux).
    ///
    /// - Throws: The first error of any of them.
    func finish() throws(TreeError) {
        group.wait()
        let ended = state.withLock { state in
            defer { state = State(isOneByOne: state.fileCount <= Self.fewFiles) }
            return state
        }
        if let failure = ended.failure { throw failure }
        let isDone = ended.isOneByOne && ended.fileCount <= Self.fewFiles
        if !isDone, ended.fileCount > 0 { sync() }
    }
}
