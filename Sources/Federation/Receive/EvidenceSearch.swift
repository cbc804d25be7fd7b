internal import Composing
internal import Cryptography
internal import Diaspora
internal import Store

/// Looks up what a message's judgement needs.
struct EvidenceSearch {
    let database: ReadTransaction
    let keys: KeyRing

    func evidence(for requirements: Requirements) throws -> Evidence {
        var evidence = Evidence()
        for id in requirements.keys {
            guard let person = try database.person(id) else { continue }
            evidence.keys[id] = try keys.publicKey(of: person, in: database)
        }
        evidence.related = try requirements.related.flatMap(related)
        if let guid = requirements.guid, let kind = requirements.guidKind {
            evidence.holder = try holder(of: guid, kind)
        }
        return evidence
    }

    private func holder(of guid: GUID, _ kind: GUIDKind) throws -> GUIDHolder? {
        guard let owner = try database.owner(of: guid, kind),
            let author = try database.person(id: owner.authorID)
        else { return nil }
        return GUIDHolder(author: author.diasporaID, entityName: owner.entityName)
    }

    func related(_ reference: RelatedReference) throws -> RelatedEntity? {
        switch reference {
        case .parent(.post, let guid, _), .ownPost(let guid), .root(let guid, _):
            try database.post(guid).flatMap(entity)
        case .parent(.comment, let guid, _): try database.comment(guid).flatMap(entity)
        case .parent(.poll, let guid, _):
            try database.poll(guid).flatMap { try database.post(id: $0.postID) }.flatMap(entity)
        case .parent(.event, _, _): nil
        case .target(let type, let guid): try target(type, guid)
        }
    }

    private func target(_ type: String, _ guid: GUID) throws -> RelatedEntity? {
        switch type {
        case "Post", "StatusMessage", "Reshare": try database.post(guid).flatMap(entity)
        case "Comment": try database.comment(guid).flatMap(entity)
        case "Like":
            try database.liking(guid).flatMap { try answer(by: $0.authorID, postID: $0.postID) }
        case "PollParticipation":
            try database.vote(guid).flatMap { vote in
                try database.poll(id: vote.pollID).flatMap {
                    try answer(by: vote.authorID, postID: $0.postID)
                }
            }
        case "Photo":
            try database.remotePhoto(guid).flatMap { try database.person(id: $0.authorID) }.map {
                RelatedEntity(author: $0.diasporaID, isLocal: $0.isHere)
            }
        default: nil
        }
    }

    private func entity(_ post: Post) throws -> RelatedEntity? {
        try database.person(id: post.authorID).map {
            RelatedEntity(author: $0.diasporaID, isLocal: $0.isHere, isPublic: post.isPublic)
        }
    }

    private func entity(_ comment: Comment) throws -> RelatedEntity? {
        try answer(by: comment.authorID, postID: comment.postID)
    }

    private func answer(by authorID: Int64, postID: Int64) throws -> RelatedEntity? {
        guard let author = try database.person(id: authorID),
            let post = try database.post(id: postID),
            let root = try database.person(id: post.authorID)
        else { return nil }
        return RelatedEntity(
            author: author.diasporaID, isLocal: author.isHere, isPublic: post.isPublic,
            rootAuthor: root.diasporaID, isRootLocal: root.isHere)
    }
}
