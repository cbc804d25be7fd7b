public import Foundation
internal import GRDB

extension WriteTransaction {
    /// Fills the lists of months anew, unless every post is in the right one.
    ///
    /// - Parameter month: The key of the list that a post of that moment belongs to, `YYYY-MM`.
    /// - Returns: Whether a list changed.
    public func refillMonths(_ month: (Date) -> String) throws -> Bool {
        let posts = try database.rows(
            sql: "SELECT id, createdAt FROM publicPost ORDER BY createdAt, guid")
        var wanted: [String: [Int64]] = [:]
        while let post = try posts.next() {
            wanted[month(Date(seconds: post[1])), default: []].append(post[0])
        }
        guard try wanted != months() else { return false }
        try removeLists(.month)
        for (key, postIDs) in wanted.sorted(by: { $0.key < $1.key }) {
            let listID = try listID(.month(key))
            for (index, postID) in postIDs.enumerated() {
                try database.run(
                    sql: "INSERT INTO listing (listID, rank, postID) VALUES (?, ?, ?)",
                    arguments: [listID, index + 1, postID])
            }
        }
        return true
    }

    /// Returns the posts of every month, in the order of their ranks.
    private func months() throws -> [String: [Int64]] {
        let rows = try database.rows(
            sql: """
                SELECT list.key, listing.postID
                FROM listing JOIN list ON list.id = listing.listID
                WHERE list.kind = ? ORDER BY listing.listID, listing.rank
                """,
            arguments: [ListName.Kind.month.rawValue])
        var months: [String: [Int64]] = [:]
        while let row = try rows.next() {
            try months[row.value(0), default: []].append(row.value(1))
        }
        return months
    }
}
