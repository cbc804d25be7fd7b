/// The answers to posts: comments, likes, reshares, votes.
extension ReaderView {
    static let answers = [
        comment, liking, commentLiking, reshare, poll, pollAnswer, vote, participation,
        waitingComment,
    ]

    private static let comment = ReaderView(
        name: "readableComment",
        sql: """
            SELECT comment.id, comment.guid, comment.postID, comment.authorID, comment.createdAt,
                (SELECT html FROM commentRendering WHERE commentID = comment.id) AS html,
                (SELECT beginning FROM commentRendering WHERE commentID = comment.id) AS beginning
            FROM comment JOIN readablePost ON readablePost.id = comment.postID
            WHERE (SELECT renderer FROM commentRendering WHERE commentID = comment.id) IS NOT NULL
                AND comment.id NOT IN (SELECT commentID FROM unrenderedComment)
                AND comment.id NOT IN (SELECT commentID FROM slowComment)
            """)

    /// The reader's own comments whose texts are still to be rendered, as they were written.
    private static let waitingComment = ReaderView(
        name: "readableWaitingComment",
        sql: """
            SELECT comment.id, comment.guid, comment.postID, comment.authorID, comment.createdAt,
                comment.text
            FROM comment JOIN readablePost ON readablePost.id = comment.postID
            WHERE comment.authorID = reader()
                AND (comment.id IN (SELECT commentID FROM unrenderedComment)
                    OR comment.id IN (SELECT commentID FROM slowComment))
            """)

    /// Likes of posts.
    private static let liking = ReaderView(
        name: "readableLiking",
        sql: """
            SELECT liking.id, liking.postID, liking.authorID
            FROM liking JOIN readablePost ON readablePost.id = liking.postID
            WHERE liking.isPositive = 1 AND liking.commentID IS NULL
            """)

    private static let commentLiking = ReaderView(
        name: "readableCommentLiking",
        sql: """
            SELECT liking.id, liking.postID, liking.commentID, liking.authorID
            FROM liking JOIN readablePost ON readablePost.id = liking.postID
            WHERE liking.isPositive = 1 AND liking.commentID IS NOT NULL
            """)

    private static let reshare = ReaderView(
        name: "readableReshare",
        sql: """
            SELECT post.id, post.guid, post.authorID, readablePost.id AS rootID
            FROM post JOIN readablePost ON readablePost.guid = post.rootGUID
            WHERE post.deletedGUID IS NULL AND post.isPublic = 1
            """)

    private static let poll = ReaderView(
        name: "readablePoll",
        sql: """
            SELECT poll.id, poll.guid, poll.postID, poll.question
            FROM poll JOIN readablePost ON readablePost.id = poll.postID
            """)

    private static let pollAnswer = ReaderView(
        name: "readablePollAnswer",
        sql: """
            SELECT pollAnswer.id, pollAnswer.guid, pollAnswer.pollID, pollAnswer.position,
                pollAnswer.text, pollAnswer.voteCount
            FROM pollAnswer JOIN readablePoll ON readablePoll.id = pollAnswer.pollID
            """)

    /// The reader's own votes; nobody is told of others'.
    private static let vote = ReaderView(
        name: "readableVote",
        sql: "SELECT vote.pollID, vote.answerID FROM vote WHERE vote.authorID = reader()")

    /// The posts that the reader follows, or follows no more.
    private static let participation = ReaderView(
        name: "readableParticipation",
        sql: """
            SELECT participation.postID, participation.isMuted,
                participation.isAsked = 1 OR participation.answerCount > 0 AS isFollowed,
                participation.answerCount, participation.answeredAt
            FROM participation WHERE participation.authorID = reader()
            """)
}
