internal import Composing
internal import Diaspora
internal import Hummingbird
internal import Server
internal import Store
internal import Theming

/// Deleting a post or a comment: a page that says what that undoes and what not, and its button.
///
///     GET, POST /stream/posts/GUID/delete
///     GET, POST /stream/comments/GUID/delete
struct DeletionController: Sendable {
    let parts: AppParts

    var endpoints: RouteCollection<PodRequestContext> {
        RouteCollection(context: PodRequestContext.self)
            .get("stream/posts/:guid/delete", use: askAboutPost)
            .post("stream/posts/:guid/delete", use: deletePost)
            .get("stream/comments/:guid/delete", use: askAboutComment)
            .post("stream/comments/:guid/delete", use: deleteComment)
    }

    @Sendable private func askAboutPost(
        request: Request, context: PodRequestContext
    ) throws -> Response {
        let visit = try Visit(request, context, parts)
        return try visit.asReader {
            let guid = try context.guid()
            guard let post = try visit.read({ try $0.post(guid: guid.string) }),
                post.author.id == visit.readerID
            else { throw HTTPError(.notFound) }
            let key: WordsKey =
                if post.root != nil {
                    .appDeleteReshare
                } else if post.isPublic {
                    .appDeletePublic
                } else {
                    .appDeleteLimited
                }
            return try ConfirmationPage(
                title: .appDeletePostTitle, sentences: [visit.frame.words.text(key)],
                button: .appDeletePost, cancel: AppPath.post(guid.string), back: AppPath.stream
            ).response(visit)
        }
    }

    @Sendable private func deletePost(
        request: Request, context: PodRequestContext
    ) async throws -> Response {
        let guid = try context.guid()
        return try await ButtonGate(parts: parts).answer(request, context) { form in
            try form.visit.composer.delete(guid, as: form.author)
            return .postDeleted
        }
    }

    @Sendable private func askAboutComment(
        request: Request, context: PodRequestContext
    ) throws -> Response {
        let visit = try Visit(request, context, parts)
        return try visit.asReader {
            let guid = try context.guid()
            guard let comment = try visit.read({ try $0.comment(guid: guid.string) }),
                let reader = visit.readerID,
                [comment.comment.author.id, comment.postAuthorID].contains(reader)
            else { throw HTTPError(.notFound) }
            let isOwn = comment.comment.author.id == reader
            let page = AppPath.post(comment.postGUID)
            return try ConfirmationPage(
                title: .appDeleteCommentTitle,
                sentences: [
                    visit.frame.words.text(isOwn ? .appDeleteOwnComment : .appDeleteOthersComment)
                ],
                button: .appDeleteComment,
                cancel: page + "#" + CommentValues.anchor(guid: guid.string),
                back: page + "#answers"
            ).response(visit)
        }
    }

    @Sendable private func deleteComment(
        request: Request, context: PodRequestContext
    ) async throws -> Response {
        let guid = try context.guid()
        return try await ButtonGate(parts: parts).answer(request, context) { form in
            try form.visit.composer.deleteComment(guid, as: form.author)
            return .commentDeleted
        }
    }
}
