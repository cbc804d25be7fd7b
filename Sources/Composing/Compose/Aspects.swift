internal import Store

extension Composer {
    public func addAspect(_ name: String, of author: Author) throws {
        let name = name.storable
        let limit = 20
        guard (1...limit).contains(name.unicodeScalars.count) else {
            throw ComposeError.aspectNameLength(limit: limit)
        }
        try database.write { transaction in
            let known = try transaction.reading.aspects(userID: author.user.id)
            if known.contains(where: { $0.name.lowercased() == name.lowercased() }) {
                throw ComposeError.aspectExists(name)
            }
            _ = try transaction.insertAspect(name: name, userID: author.user.id)
        }
    }

    /// Deletes an aspect; posts written for it stay with those who got them.
    public func deleteAspect(_ name: String, of author: Author) throws {
        try database.write { transaction in
            for id in try author.aspects([name], in: transaction.reading) {
                try transaction.deleteAspect(id: id)
            }
        }
    }
}
