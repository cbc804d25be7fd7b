public import Foundation
public import Store

/// The pictures of limited posts, which are in no tree.
///
/// Readers on other pods have no account here: what lets them in is the name, 128 random bits that only
/// the post tells.
public struct LimitedPhotos: Sendable {
    private let database: PodDatabase
    /// The pod's folder, to which the paths of files are relative.
    public let folder: URL

    public init(database: PodDatabase, folder: PodFolder) {
        self.database = database
        self.folder = folder.url
    }

    /// Returns the path of a version of a picture, relative to the pod's folder; `nil` if no
    /// limited post has such a picture.
    public func path(ofFile name: String) throws -> String? {
        // The longest prefix that fits: none of them begins another, but the empty one.
        guard
            let prefix = PhotoFiles.prefixes.filter(name.hasPrefix).max(by: { $0.count < $1.count })
        else { return nil }
        let isThere = try database.read { database in
            guard let photo = try database.photo(fileName: String(name.dropFirst(prefix.count))),
                let post = try photo.postID.flatMap({ try database.post(id: $0) })
            else { return false }
            return !post.isPublic
        }
        return isThere ? PhotoFiles.path + name : nil
    }
}
