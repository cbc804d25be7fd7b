internal import Diaspora
internal import Hummingbird
internal import Server

extension PodRequestContext {
    /// Returns the GUID in the address.
    ///
    /// - Throws: `HTTPError` 404 if there is none.
    func guid() throws -> GUID {
        guard let guid = parameters.get("guid").flatMap({ GUID($0) }) else {
            throw HTTPError(.notFound)
        }
        return guid
    }
}
