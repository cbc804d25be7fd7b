internal import Diaspora
internal import Store

extension MessageClaim {
    /// Tells of a message whose sender is nobody's word but its own.
    init(_ message: IncomingMessage) {
        self.init(
            sender: message.sender.description, author: message.entity.author.description,
            kind: message.entity.name)
    }

    /// Tells of a message whose sender signed it.
    init(_ message: VerifiedMessage) {
        self.init(
            sender: message.sender.description, author: message.entity.author.description,
            kind: message.entity.name, standing: .verified)
    }

    /// Tells of an envelope as much as can be read, whatever is wrong with what is in it.
    init(_ envelope: MagicEnvelope) {
        let glance = PayloadGlance(envelope.payload)
        self.init(
            sender: envelope.sender.description, author: glance.author?.description,
            kind: glance.kind)
    }
}
