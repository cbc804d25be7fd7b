/// The reason why a submission is not read as a form of this pod.
enum FormError: Error, Equatable {
    /// A body that is not a form in the encoding of URLs.
    case malformed
    case tooManyFields(limit: Int)
    case tooLong(limit: Int)
    /// A request that no page of this pod sent.
    case foreign
}
