internal import Composing
internal import Foundation
internal import Hummingbird
internal import Markdown
internal import Server
internal import Store
internal import Theming

/// The posts with a tag that the reader may read, and following tags.
///
///     GET  /stream/tags/TAG
///     POST /stream/tags/TAG/follow        and unfollow
struct TagController: Sendable {
    let parts: AppParts

    var endpoints: RouteCollection<PodRequestContext> {
        RouteCollection(context: PodRequestContext.self)
            .get("stream/tags/:tag", use: show)
            .post("stream/tags/:tag/follow", use: follow)
            .post("stream/tags/:tag/unfollow", use: unfollow)
    }

    @Sendable private func show(
        request: Request, context: PodRequestContext
    ) throws -> Response {
        let visit = try Visit(request, context, parts)
        return try visit.asReader {
            let name = try Self.tag(context)
            let (row, followed) = try visit.read { (try $0.tagID(name), try $0.followedTags()) }
            var values: TemplateRecord = [
                "tag": [
                    "name": name, "address": AppPath.tag(name),
                    "isFollowed": followed.contains(name),
                ] as TemplateRecord
            ]
            if let row { values["stream"] = try StreamPage(visit, .tag(row)).values(visit) }
            return try visit.page(.tag, title: "#" + name, values)
        }
    }

    @Sendable private func follow(
        request: Request, context: PodRequestContext
    ) async throws -> Response {
        let name = try Self.tag(context)
        return try await ButtonGate(parts: parts).answer(request, context) { form in
            try form.visit.composer.followTag(name, of: form.author)
            return .tagFollowed
        }
    }

    @Sendable private func unfollow(
        request: Request, context: PodRequestContext
    ) async throws -> Response {
        let name = try Self.tag(context)
        return try await ButtonGate(parts: parts).answer(request, context) { form in
            try form.visit.composer.unfollowTag(name, of: form.author)
            return .tagUnfollowed
        }
    }

    private static func tag(_ context: PodRequestContext) throws -> String {
        let text = context.parameters.get("tag")?.removingPercentEncoding
        guard let tag = text.flatMap(Hashtags.normalised) else { throw HTTPError(.notFound) }
        return tag
    }
}
