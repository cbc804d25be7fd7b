/// The numbers of changes that a new address of the pod makes.
public struct PodMoveReport: Sendable, Equatable {
    /// People of this pod, each with another ID.
    public var people = 0
    /// Texts that lead to the pod or name its people.
    public var texts = 0
    /// Links, pictures and mentions in them.
    public var places = 0
    /// Messages to other pods that had not left, and named the old address.
    public var messages = 0
}
