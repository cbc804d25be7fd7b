internal import Diaspora
internal import GRDB

/// A photo of a post as a page for somebody who is signed in shows it.
public enum ReadablePhoto: Sendable, Equatable {
    /// A photo of this pod.
    case here(ShownPhoto)
    /// A photo that stands on its author's pod, whose size is not always known.
    case elsewhere(url: String, width: Int?, height: Int?, alt: String)
}

extension ReaderTransaction {
    /// Lists the photos of a post, up to a number, in their order.
    func photos(postID: Int64, limit: Int) throws -> [ReadablePhoto] {
        let here = try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT id, fileName, width, height, alt FROM readablePhoto
                    WHERE postID = ? ORDER BY position, id LIMIT ?
                    """),
            arguments: [postID, limit])
        let elsewhere = try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT path, name, width, height, alt FROM readableRemotePhoto
                    WHERE postID = ? ORDER BY position, id LIMIT ?
                    """),
            arguments: [postID, limit])
        let photos = try here.map { ReadablePhoto.here(try photo($0)) }
        return try photos
            + elsewhere.compactMap { row in
                let url = PictureAddress.url(folder: try row.value(0), name: try row.value(1))
                guard let url else { return nil }
                return .elsewhere(
                    url: url, width: try row.value(2) as Int?,
                    height: try row.value(3) as Int?, alt: try row.value(4))
            }
    }

    private func photo(_ row: Row) throws -> ShownPhoto {
        let versions = try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT name, width, height FROM readablePhotoVersion
                    WHERE photoID = ? ORDER BY width, name
                    """),
            arguments: [try row.value(0) as Int64])
        return try ShownPhoto(
            fileName: row.value(1), width: row.value(2), height: row.value(3), alt: row.value(4),
            versions: versions.map {
                try ShownPhoto.Version(
                    name: $0.value(0), width: $0.value(1), height: $0.value(2))
            })
    }
}
