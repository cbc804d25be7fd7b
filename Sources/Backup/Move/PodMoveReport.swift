/// The numbers of changes that a new address of the pod makes.
public struct PodMoveReport: Sendable, Equatable {
    /// The number of people of this pod, each with a new ID.
    public var people = 0
    /// The number of texts that link to the pod or mention its people.
    public var texts = 0
    /// The number of links, pictures and mentions in them.
    public var places = 0
    /// The number of unsent messages to other pods that contained the old address.
    public var messages = 0
}
