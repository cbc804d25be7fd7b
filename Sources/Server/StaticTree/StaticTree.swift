import Foundation
import SystemPackage

/// The folder of public files, opened so that nothing outside it can ever be reached.
///
/// Every component is opened relative to the one before and never through a symbolic link, so
/// that neither a planted link nor a renamed folder leads out. Blocking: call it on a thread pool.
struct StaticTree: Sendable {
    let root: URL
    let table: AddressTable

    /// A file that answers a path.
    struct Match: Sendable {
        /// Path from the root of the tree, with a slash in front.
        let name: String
        let file: TreeFile
        /// The compressed twin to send instead.
        let twin: Twin?
    }

    struct Twin: Sendable {
        let coding: ContentCoding
        let file: TreeFile
    }

    /// Finds the file for a path, and the first twin of those wanted.
    ///
    /// - Throws: ``StaticTreeError/unreadable(_:)`` if the system cannot open files.
    func match(
        _ path: RequestPath, codings: [ContentCoding]
    ) throws(StaticTreeError) -> Match? {
        guard !table.hides(path.segments) else { return nil }
        let names = table.candidates(for: path.string)
        for name in names {
            guard let file = try open(name) else { continue }
            return Match(name: name, file: file, twin: try twin(of: name, codings: codings))
        }
        return nil
    }

    /// Opens the file of exactly that path from the root, or nil if there is none.
    func open(_ name: String) throws(StaticTreeError) -> TreeFile? {
        var folder = try descriptor(AT_FDCWD, root.path, O_RDONLY | O_DIRECTORY)
        defer { close(folder) }
        let components = name.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
        for component in components.dropLast() {
            let next = try descriptor(
                folder?.rawValue, component, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
            close(folder)
            folder = next
        }
        // A pipe or a device would block or act when opened plainly.
        guard let last = components.last,
            let file = try descriptor(
                folder?.rawValue, last, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
        else { return nil }
        return TreeFile(owning: file)
    }

    private func twin(
        of name: String, codings: [ContentCoding]
    ) throws(StaticTreeError) -> Twin? {
        for coding in codings {
            if let file = try open(name + coding.suffix) { return Twin(coding: coding, file: file) }
        }
        return nil
    }

    private func descriptor(
        _ folder: CInt?, _ name: String, _ flags: CInt
    ) throws(StaticTreeError) -> FileDescriptor? {
        guard let folder else { return nil }
        let opened = openat(folder, name, flags | O_CLOEXEC)
        if opened >= 0 { return FileDescriptor(rawValue: opened) }
        let reason = Errno(rawValue: errno)
        switch reason {
        case .noSuchFileOrDirectory, .notDirectory, .tooManySymbolicLinkLevels, .fileNameTooLong,
            .permissionDenied, .noSuchAddressOrDevice:
            return nil
        default:
            throw .unreadable(reason)
        }
    }

    private func close(_ folder: FileDescriptor?) {
        try? folder?.close()  // Opened for its path only: a failure loses nothing.
    }
}
