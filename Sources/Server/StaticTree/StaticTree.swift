import Foundation
import SystemPackage

/// The folder of public files, opened so that nothing outside it can ever be reached.
///
/// Every component is opened relative to the one before and never through a symbolic link, so
/// that neither a planted link nor a renamed folder leads out.
struct StaticTree: Sendable {
    let root: URL
    let table: AddressTable
    private let rootPath: String

    init(root: URL, table: AddressTable) {
        self.root = root
        self.table = table
        rootPath = root.path
    }

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
        guard let first = names.first.map(Self.folderName) else { return nil }
        // A file, the page of that name and their twins stand in one folder, which is opened once.
        let folder = try openFolder(first)
        defer { close(folder) }
        for name in names {
            let own = Self.folderName(name)
            let other = own == first ? nil : try openFolder(own)
            defer { close(other) }
            let match = try match(name, in: own == first ? folder : other, codings: codings)
            if let match { return match }
        }
        return nil
    }

    /// Opens the file of exactly that path from the root, or nil if there is none.
    func open(_ name: String) throws(StaticTreeError) -> TreeFile? {
        let folder = try openFolder(Self.folderName(name))
        defer { close(folder) }
        return try open(name, in: folder)
    }

    private func match(
        _ name: String, in folder: FileDescriptor?, codings: [ContentCoding]
    ) throws(StaticTreeError) -> Match? {
        guard let file = try open(name, in: folder) else { return nil }
        for coding in codings {
            guard let twin = try open(name + coding.suffix, in: folder) else { continue }
            return Match(name: name, file: file, twin: Twin(coding: coding, file: twin))
        }
        return Match(name: name, file: file, twin: nil)
    }

    /// Opens the file that the last part of a path names, in its folder.
    private func open(
        _ name: String, in folder: FileDescriptor?
    ) throws(StaticTreeError) -> TreeFile? {
        guard let slash = name.utf8.lastIndex(of: UInt8(ascii: "/")) else { return nil }
        let last = String(Substring(name.utf8[slash...].dropFirst()))
        // A pipe or a device would block or act when opened plainly.
        guard !last.isEmpty,
            let file = try descriptor(
                folder?.rawValue, last, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
        else { return nil }
        return TreeFile(owning: file)
    }

    /// Opens a folder of the tree, for its path only.
    private func openFolder(_ name: Substring) throws(StaticTreeError) -> FileDescriptor? {
        var folder = try descriptor(AT_FDCWD, rootPath, O_RDONLY | O_DIRECTORY)
        for component in name.utf8.split(separator: UInt8(ascii: "/")) {
            guard let above = folder else { return nil }
            defer { close(above) }
            folder = try descriptor(
                above.rawValue, String(Substring(component)), O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
        }
        return folder
    }

    private static func folderName(_ name: String) -> Substring {
        name[..<(name.utf8.lastIndex(of: UInt8(ascii: "/")) ?? name.startIndex)]
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
