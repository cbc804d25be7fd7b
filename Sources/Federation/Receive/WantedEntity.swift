internal import Diaspora

/// What a message belongs to and is not here, and who may have it.
struct WantedEntity: Hashable, Sendable {
    let reference: RelatedReference
    /// Whose pod sent the message: who passes something on has what it belongs to.
    let sender: DiasporaID

    /// The people whose pods are asked, in their order, and by which path.
    var places: (people: [DiasporaID], path: String)? {
        reference.fetch.map { place in
            (place.from == sender ? [sender] : [place.from, sender], place.path)
        }
    }
}
