internal import Cryptography

/// The rule for who may send an entity.
///
/// Spec: diaspora* federation protocol, "Validations" of the receiving algorithm.
struct SenderRule {
    let message: VerifiedMessage
    let evidence: Evidence

    private var sender: DiasporaID { message.sender }
    private var invalidSender: AuthorizationError { .invalidSender(sender) }

    func check() throws(AuthorizationError) {
        switch message.entity {
        case .comment(let entity): try check(entity)
        case .like(let entity): try check(entity)
        case .pollParticipation(let entity): try check(entity)
        case .eventParticipation(let entity): try check(entity)
        case .retraction(let retraction): try check(retraction)
        case .participation: try checkParticipation()
        case .reshare(let reshare): try check(reshare)
        case .accountMigration(let migration): try check(migration)
        default: try checkAuthor()
        }
    }

    /// Checks the default rule, that the sender is the author.
    private func checkAuthor() throws(AuthorizationError) {
        guard sender == message.entity.author else { throw invalidSender }
    }

    /// Checks a relayable's sender: authors send to the root's author, who sends to all others.
    /// Attack 16.
    private func check(_ relayable: some Relayable) throws(AuthorizationError) {
        let parent = try related()
        let author = relayable.author
        guard sender == parent.rootAuthor || (sender == author && parent.isRootLocal) else {
            throw invalidSender
        }
        // The author of the root has signed the envelope.
        guard author != parent.rootAuthor else { return }
        guard relayable.authorSignature != nil else { throw .missingAuthorSignature }
        let key = try key(of: author)
        guard try isSigned({ () throws(CryptographyError) in try relayable.isSigned(by: key) })
        else { throw .invalidAuthorSignature }
    }

    /// Checks that the sender is the target's author, or for a relayable the author of its post.
    /// Attack 17.
    private func check(_ retraction: Entities.Retraction) throws(AuthorizationError) {
        let target = try related()
        switch retraction.targetType {
        case "Comment", "Like", "PollParticipation":
            guard sender == target.author || sender == target.rootAuthor else {
                throw invalidSender
            }
        default:
            guard sender == target.author else { throw invalidSender }
        }
    }

    private func checkParticipation() throws(AuthorizationError) {
        try checkAuthor()
        guard evidence.related?.isLocal == true else { throw .parentNotLocal }
    }

    private func check(_ reshare: Entities.Reshare) throws(AuthorizationError) {
        try checkAuthor()
        guard let root = reshare.root else { return }
        let post = try related()
        guard post.author == root.author else { throw .wrongRootAuthor }
        guard post.isPublic else { throw .rootNotPublic }
    }

    /// Checks that both identities have agreed. Attack 24.
    private func check(_ migration: Entities.AccountMigration) throws(AuthorizationError) {
        try checkAuthor()
        guard migration.signature != nil else { throw .missingCounterSignature }
        let key = try key(of: migration.counterSigner)
        guard try isSigned({ () throws(CryptographyError) in try migration.isSigned(by: key) })
        else { throw .invalidCounterSignature }
    }

    private func related() throws(AuthorizationError) -> RelatedEntity {
        if let related = evidence.related { return related }
        guard let reference = RelatedReference(of: message.entity) else { throw invalidSender }
        throw .missingRelated(reference)
    }

    private func key(of id: DiasporaID) throws(AuthorizationError) -> RSAPublicKey {
        if id == sender { return message.senderKey }
        guard let key = evidence.keys[id] else { throw .missingKey(id) }
        return key
    }

    private func isSigned(
        _ verify: () throws(CryptographyError) -> Bool
    ) throws(AuthorizationError) -> Bool {
        do {
            return try verify()
        } catch {
            throw .cryptography(error)
        }
    }
}
