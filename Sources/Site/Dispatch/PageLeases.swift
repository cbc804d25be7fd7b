internal import Composing
internal import PublicTree
internal import Store
internal import Synchronization
internal import SystemPackage

/// The pages that a process is about to render, recorded in a file that the next process reads if
/// this one is killed.
///
/// The holder of the tree's lock writes the file with one call and never syncs it, as it has to
/// outlive only the process. The next process renders each page that was leased at the end one by
/// one; a page that was rendered alone is then known to be the one at fault.
///
/// ## Format
///
///     leased 0000000000 0000002513\n      state, number of the page that is rendered alone, bytes below
///     post 0123456789abcdef\n             keys of pages
final class PageLeases: Sendable {
    private enum State: String {
        case clean = "clean "
        case leased = "leased"
        case alone = "alone "
    }

    private struct Note {
        var leased: [Int: [String]] = [:]
        /// Pages that a process had leased when it ended, and that were not rendered alone since.
        var suspects: [String] = []
    }

    private static let headerBytes = 29
    private static let maximumBytes = 64 << 20

    /// The pages that the last holder of the lock was rendering when it ended; empty after an
    /// orderly end.
    let found: [String]
    /// The page among them that was alone when it ended.
    let foundAlone: String?
    private let path: String
    private let file: FileDescriptor
    private let trials: Mutex<PageTrials>
    private let note = Mutex(Note())

    /// - Parameter path: Opened by the holder of the tree's lock.
    init(path: String) throws {
        self.path = path
        file = try Self.checked(path) {
            try FileDescriptor.open(
                FilePath(path), .readWrite, options: [.create, .closeOnExec],
                permissions: .ownerReadWrite)
        }
        trials = Mutex(PageTrials())
        do {
            (found, foundAlone) = try Self.read(file)
        } catch {
            try? file.close()  // What cannot be read is said.
            throw error
        }
    }

    deinit {
        try? file.close()  // Nothing depends on it: what was written is written.
    }

    /// Whether the last process ended in order; what is unknown did.
    static func isSettled(path: String) -> Bool {
        guard let file = try? FileDescriptor.open(FilePath(path), .readOnly) else { return true }
        defer { try? file.close() }  // It was only read.
        return (try? read(file))?.pages.isEmpty ?? true
    }

    // MARK: - Before

    /// Begins to record: the pages leased by the ended process and those tried before become
    /// suspects, except pages that are set aside.
    func begin(_ trials: PageTrials) throws {
        self.trials.withLock { $0 = trials }
        let open = (found + trials.tried).filter { !trials.isHeld($0) }
        try note.withLock { note in
            note.suspects = Array(Set(open)).sorted()
            if !note.suspects.isEmpty { try writeLeased(note) }
        }
    }

    /// Updates the pages that are set aside: a podmin may have released one.
    func update(_ trials: [PageTrial]) {
        self.trials.withLock { $0 = PageTrials(trials, alone: nil) }
    }

    func isHeld(_ page: String) -> Bool { trials.withLock { $0.isHeld(page) } }

    /// Whether processes ended at the page before.
    func isTried(_ page: String) -> Bool { trials.withLock { $0.tried.contains(page) } }

    /// The pages that are to be rendered alone.
    var suspects: Set<String> { note.withLock { Set($0.suspects) } }

    /// The pages at which processes ended before, and that are not set aside.
    var tried: Set<String> { trials.withLock(\.tried) }

    var hasHeld: Bool { trials.withLock(\.hasHeld) }

    /// Whether any page is not to be rendered as all others are.
    var hasTrouble: Bool { hasHeld || note.withLock { !$0.suspects.isEmpty } }

    func hasSuspect(among pages: [SitePage]) -> Bool {
        let suspects = suspects
        return !suspects.isEmpty && pages.contains { suspects.contains("\($0)") }
    }

    // MARK: - While rendering

    /// Records the pages that one of several threads is about to render.
    func lease(_ pages: [SitePage], worker: Int = 0) throws {
        try note.withLock { note in
            note.leased[worker] = pages.map(\.description)
            try writeLeased(note)
        }
    }

    /// Releases all leased pages, as they are rendered.
    func giveBack() throws {
        try note.withLock { note in
            note.leased = [:]
            try writeLeased(note)
        }
    }

    /// Renders pages one after the other, each noted as alone. No other thread may render meanwhile.
    func alone(_ pages: [SitePage], _ render: (SitePage) throws -> Void) throws {
        guard !pages.isEmpty else { return }
        let keys = pages.map(\.description)
        let done = Set(keys)
        let rest = note.withLock { note in note.suspects.filter { !done.contains($0) } }
        for (index, page) in pages.enumerated() {
            if index == 0 {
                try write(.alone, keys + rest)
            } else {
                try write(Self.digits(index), at: Self.offsetOfIndex)
            }
            try render(page)
        }
        try note.withLock { note in
            note.suspects = rest
            try writeLeased(note)
        }
    }

    // MARK: - After

    /// Records an orderly end.
    ///
    /// - Parameter isDone: Whether all was rendered; else what was to be rendered alone still is.
    func end(isDone: Bool) throws {
        try note.withLock { note in
            note.leased = [:]
            if isDone { note.suspects = [] }
            guard note.suspects.isEmpty else { return try writeLeased(note) }
            try write(.clean, [])
        }
    }

    // MARK: - The file

    private func writeLeased(_ note: Note) throws {
        let leased = note.leased.sorted { $0.key < $1.key }.flatMap(\.value)
        try write(.leased, leased + note.suspects)
    }

    private func write(_ state: State, _ keys: [String]) throws {
        let body = keys.joined(separator: "\n")
        try write(
            "\(state.rawValue) \(Self.digits(0)) \(Self.digits(body.utf8.count))\n" + body, at: 0)
    }

    private func write(_ text: String, at offset: Int64) throws {
        _ = try Self.checked(path) {
            try file.writeAll(toAbsoluteOffset: offset, Array(text.utf8))
        }
    }

    /// Converts an error of the file to one of the tree, which has the same disk and the same
    /// owner.
    private static func checked<Value>(_ path: String, _ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch Errno.noSpace, Errno.diskQuotaExceeded {
            throw TreeError.diskFull(path: path)
        } catch Errno.permissionDenied, Errno.readOnlyFileSystem {
            throw TreeError.notWritable(path: path)
        }
    }

    private static let offsetOfIndex: Int64 = 7

    private static func digits(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 10 - digits.count)) + digits
    }

    private static func header(
        _ file: FileDescriptor
    ) throws -> (state: State, index: Int, bytes: Int)? {
        let text = String(decoding: try read(file, headerBytes, at: 0), as: UTF8.self)
        let numbers = text.dropFirst(7).dropLast().split(separator: " ").compactMap { Int($0) }
        guard text.utf8.count == headerBytes, numbers.count == 2,
            let state = State(rawValue: String(text.prefix(6)))
        else { return nil }
        return (state, numbers[0], numbers[1])
    }

    /// Reads the record of the last process; an unreadable one was never finished, and then nothing
    /// had been rendered.
    private static func read(_ file: FileDescriptor) throws -> (pages: [String], alone: String?) {
        guard let header = try header(file), (1...maximumBytes).contains(header.bytes) else {
            return ([], nil)
        }
        let body = try read(file, header.bytes, at: Int64(headerBytes))
        let keys = String(decoding: body, as: UTF8.self).split(separator: "\n").map(String.init)
        switch header.state {
        case .clean: return ([], nil)
        case .leased: return (keys, nil)
        case .alone:
            guard keys.indices.contains(header.index) else { return (keys, nil) }
            return (Array(keys[header.index...]), keys[header.index])
        }
    }

    private static func read(
        _ file: FileDescriptor, _ count: Int, at offset: Int64
    ) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var length = 0
        while length < count {
            let step = try bytes.withUnsafeMutableBytes { buffer in
                try file.read(
                    fromAbsoluteOffset: offset + Int64(length),
                    into: UnsafeMutableRawBufferPointer(rebasing: buffer[length...]))
            }
            if step == 0 { break }
            length += step
        }
        return Array(bytes.prefix(length))
    }
}
