internal import Dispatch
internal import Glibc

/// Lets go of files whose names others have taken, on threads of its own.
///
/// The system frees a file's blocks when nobody has it open any more, and where it tells the disk of
/// each (ext4 with `discard`), whoever let go of it last waits. As long as it is held, taking its name
/// costs its successor nothing.
final class ReplacedFiles {
    private static let width = 8

    // A serial queue has a thread of its own, however many of them wait for the disk.
    private let queues = (0..<ReplacedFiles.width).map { _ in DispatchQueue(label: "replaced") }
    private var turn = 0

    /// Runs what takes the names of files, and then lets go of the files that had them.
    ///
    /// One that cannot be held is freed by what takes its name.
    func letGo(
        of names: [String], in folder: Int32, whenReplacedBy replace: () throws -> Void
    ) rethrows {
        let held = names.map { openat(folder, $0, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC) }
            .filter { $0 >= 0 }
        defer { for number in held { letGo(of: number) } }
        try replace()
    }

    private func letGo(of number: Int32) {
        turn += 1
        queues[turn % queues.count].async { close(number) }
    }
}
