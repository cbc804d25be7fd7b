internal import Composing
import HTTPTypes
import Hummingbird

/// Pictures of limited posts, for whoever has their name; those of public posts are in the tree.
///
///     GET /uploads/images/FILE
struct LimitedPhotoController: Sendable {
    private let photos: LimitedPhotos
    private let files: StaticTree

    init(photos: LimitedPhotos) {
        self.photos = photos
        files = StaticTree(root: photos.folder, table: AddressTable())
    }

    var endpoints: RouteCollection<PodRequestContext> {
        RouteCollection(context: PodRequestContext.self)
            .get("uploads/images/:file", use: show)
            .head("uploads/images/:file", use: show)
    }

    @Sendable private func show(
        request: Request, context: PodRequestContext
    ) async throws -> Response {
        guard let name = context.parameters.get("file"), let match = try match(name) else {
            throw HTTPError(.notFound)
        }
        let known = files.table.description(of: match.name, at: match.name)
        // Readers' browsers alone may keep it, and ask again: it may be deleted.
        let description = FileDescription(
            type: known.type, cacheControl: "private, no-cache",
            securityPolicy: known.securityPolicy, isCompressed: false, isShared: false)
        var response = try await FileResponse(
            match: match, description: description, eventLoop: context.eventLoop
        ).response(to: request)
        response.headers.setIfMissing("X-Robots-Tag", "noindex")
        // Its address is the key to it: what a browser asks for next is not told.
        response.headers.setIfMissing("Referrer-Policy", "no-referrer")
        return response
    }

    private func match(_ name: String) throws -> StaticTree.Match? {
        guard let path = try photos.path(ofFile: name), let file = try files.open(path) else {
            return nil
        }
        return StaticTree.Match(name: path, file: file, twin: nil)
    }
}
