internal import Dispatch
internal import Glibc

/// Closes files that were just replaced, on other threads.
///
/// The system frees a file's blocks when its last holder closes it; where the disk is told of each
/// (ext4 with `discard`), that waits for the disk. While the old file is held open, renaming over it does
/// not wait.
final class ReplacedFiles {
    private static let width = 8

    // A serial queue has a thread of its own, however many of them wait for the disk.
    private let queues = (0..<ReplacedFiles.width).map { _ in DispatchQueue(label: "replaced") }
    private var turn = 0

    /// Runs what replaces files, and closes the old ones afterwards.
    ///
    /// One that cannot be opened is freed by what replaces it.
    func hold(
        _ names: [String], in folder: Int32, while replace: () throws -> Void
    ) rethrows {
        let held = names.map { openat(folder, $0, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC) }
            .filter { $0 >= 0 }
        defer { for number in held { close(number) } }
        try replace()
    }

    private func close(_ number: Int32) {
        turn += 1
        queues[turn % queues.count].async { Glibc.close(number) }
    }
}
