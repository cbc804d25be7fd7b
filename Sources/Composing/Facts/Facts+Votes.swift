public import Store

extension Facts {
    /// Adds a vote in the poll of a post.
    ///
    /// - Returns: Whether it is new; nobody votes twice.
    public func addVote(_ answer: NewAnswer, in poll: StandingPoll, for answerID: Int64) throws
        -> Bool
    {
        guard
            try transaction.insertVote(
                guid: answer.guid, pollID: poll.id, answerID: answerID, authorID: answer.author.id,
                createdAt: now, xml: answer.xml)
        else { return false }
        answered.addCount(toPostID: answer.post.id)
        try tell(of: answer, kind: "poll_participation")
        return true
    }

    /// Removes a vote, which only other pods let their users do.
    ///
    /// - Parameters:
    ///   - actor: Its author.
    ///   - xml: The retraction as its author sent it.
    public func removeVote(_ vote: Vote, from post: Post, by actor: Person, xml: [UInt8]?) throws {
        try transaction.deleteVote(vote, isPublic: post.isPublic, at: now)
        try takeLessPart(in: post, personID: vote.authorID)
        try tellRetraction(of: vote.guid, type: "PollParticipation", by: actor, on: post, xml: xml)
        try note(.count, to: post)
    }
}
