internal import Composing
internal import Foundation
internal import Glibc
internal import Imaging

/// A picture that a text of `site/` shows from the folder it lies in.
struct SitePictureReference: Sendable {
    /// The destination as written in the text.
    let destination: String
    /// A value that differs if the picture was written again, added or removed: its size, and its
    /// time to the nanosecond.
    let stamp: String
    private let place: Place
    /// The text, for messages.
    private let path: String
    private let line: Int?

    private enum Place: Sendable {
        case file(URL)
        case nowhere(PhotoProblem)
    }

    /// - Parameters:
    ///   - source: The whole text of the file, in which lines are counted.
    ///   - path: The file of the text, for messages.
    ///   - folder: The folder of the text's file; nil for a text inside the program.
    init(_ destination: String, in source: String, path: String, folder: URL?) {
        self.destination = destination
        self.path = path
        line = SourceLineFinder(body: source, firstLine: 1).line(of: destination)
        guard let folder else {
            place = .nowhere(.insideProgram)
            stamp = "-"
            return
        }
        guard let file = TextPictures.file(destination, in: folder) else {
            place = .nowhere(.outsideFolder)
            stamp = "-"
            return
        }
        place = .file(file)
        stamp = Self.stamp(of: file)
    }

    /// Returns the file of the picture, if its metadata shows no obstacle to reading it.
    ///
    /// - Throws: ``SiteError/picture(path:line:destination:problem:)``.
    func file() throws -> URL {
        switch place {
        case .nowhere(let problem): throw failure(problem)
        case .file(let file):
            guard let status = Self.status(of: file) else { throw failure(.notFound) }
            // Not read, as it may be a pipe that nobody writes to.
            guard status.st_mode & S_IFMT == S_IFREG else { throw failure(.notAFile) }
            guard access(file.path, R_OK) == 0 else { throw failure(.notReadable) }
            return file
        }
    }

    /// Reads the picture as it was when the text was.
    ///
    /// - Throws: ``SiteError/picture(path:line:destination:problem:)``.
    func bytes(maximumBytes: Int) throws -> [UInt8] {
        let file = try file()
        let size = Self.status(of: file).map { Int($0.st_size) } ?? 0
        guard size <= maximumBytes else {
            throw failure(
                .unusable(
                    reason: "\(ImagingError.tooManyBytes(found: size, limit: maximumBytes))"))
        }
        guard let data = try? Data(contentsOf: file) else { throw failure(.cannotBeRead) }
        // Pages that show other bytes than the build began with would be the old ones for the next.
        guard Self.stamp(of: file) == stamp else {
            throw failure(.changed)
        }
        return Array(data)
    }

    func failure(_ problem: PhotoProblem) -> SiteError {
        .picture(path: path, line: line, destination: destination, problem: problem)
    }

    private static func stamp(of file: URL) -> String {
        guard let status = status(of: file) else { return "-" }
        return "\(status.st_size) \(status.st_mtim.tv_sec) \(status.st_mtim.tv_nsec)"
    }

    /// Reads the file's metadata, links followed.
    private static func status(of file: URL) -> stat? {
        var status = stat()
        return stat(file.path, &status) == 0 ? status : nil
    }
}
