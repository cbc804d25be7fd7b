import Cryptography
import Diaspora
import Foundation
import Store

@testable import Composing
@testable import PodFixtures

/// Random publishing, editing, retagging, re-dating, deleting, mentioning, linking, profile changes, sign-ups
/// and closing of accounts, from a seed.
struct RandomStory {
    private let pod: SitePod
    private let random: SeededRandomBytes
    private var posts: [GUID] = []
    /// Whom posts mention; there is one at a time, and each has another user name.
    private var friend: Author?
    private var friendCount = 0
    private var friendsPosts: [GUID] = []
    /// People of other pods, and what they said to which post.
    private var strangers: [Int64] = []
    private var userCount = 0
    private var pictureCount = 0
    private var comments: [(guid: GUID, post: GUID)] = []

    init(pod: SitePod, seed: UInt64) {
        self.pod = pod
        random = SeededRandomBytes(seed: seed &+ 1_000)
    }

    mutating func populate(count: Int) throws {
        for _ in 0..<count { try publish() }
    }

    /// Does one thing, and says what.
    mutating func step() throws -> String {
        switch draw(42) {
        case 0..<8:
            try publish()
            return "publish"
        case 8..<12:
            guard let guid = anyPost else { return "nothing" }
            try pod.composer.edit(guid, text: text(), as: author(of: guid))
            return "edit \(guid)"
        case 12..<15:
            guard let guid = anyPost else { return "nothing" }
            try pod.composer.redate(guid, to: date(), as: author(of: guid))
            return "redate \(guid)"
        case 15..<19:
            guard let guid = anyPost else { return "nothing" }
            try pod.composer.delete(guid, as: author(of: guid))
            posts.removeAll { $0 == guid }
            return "delete \(guid)"
        case 19:
            return try changeFriend()
        case 20:
            guard let friend else { return try changeFriend() }
            _ = try pod.composer.edit(
                ProfileEdit(firstName: "Bob \(draw(100))"), photo: nil, of: friend)
            return "rename"
        case 24..<30:
            guard let guid = anyPost else { return "nothing" }
            // Now and then so many that a hundred is full.
            let texts = (0...(draw(5) == 0 ? 120 : draw(3))).map { _ in
                draw(3) == 0 ? longText() : text()
            }
            let guids = try pod.comment(
                texts, on: guid, by: try stranger(), guids: texts.map { _ in commentGUID() })
            comments += guids.map { ($0, guid) }
            return "\(texts.count) comments on \(guid)"
        case 30..<32:
            guard let comment = anyComment else { return "nothing" }
            try pod.deleteComment(comment.guid)
            comments.removeAll { $0.guid == comment.guid }
            return "delete a comment on \(comment.post)"
        case 32:
            guard let guid = anyPost else { return "nothing" }
            try pod.toggleLike(of: guid, by: try stranger())
            return "like \(guid)"
        case 33:
            guard let comment = anyComment else { return "nothing" }
            try pod.toggleLike(of: comment.post, comment: comment.guid, by: try stranger())
            return "like a comment on \(comment.post)"
        case 34:
            guard let guid = anyPost else { return "nothing" }
            try pod.vote(draw(2), on: guid, by: try stranger())
            return "vote on \(guid)"
        case 36:
            userCount += 1
            let user = try pod.addUser("user\(userCount)", firstName: draw(2) == 0 ? "" : "Uma")
            if draw(2) == 0 { try pod.giveKey(to: user) }
            return "sign-up"
        case 37:
            let name = draw(3) == 0 ? "" : "Sam \(draw(100))"
            try pod.rename(try stranger(), to: name)
            return "a stranger's name"
        case 38:
            pictureCount += 1
            let photo = try pod.takePhoto("picture\(pictureCount).png")
            _ = try pod.composer.edit(
                ProfileEdit(), photo: photo, of: draw(2) == 0 ? pod.author : friend ?? pod.author)
            return "picture"
        case 39..<41:
            guard let guid = anyPost, let friend else { return "nothing" }
            let guids = try pod.comment([text(), text()], on: guid, by: friend.person.id)
            comments += guids.map { ($0, guid) }
            return "comments by a friend on \(guid)"
        case 41:
            _ = try pod.composer.edit(
                ProfileEdit(
                    lastName: "B. \(draw(9))", location: "Here \(draw(4))",
                    tags: ["beans a-b", "#東京 nowhere", "garden", ""][draw(4)],
                    hasPublicDetails: draw(2) == 0), photo: nil, of: friend ?? pod.author)
            return "details"
        case 35:
            try pod.signDocuments(limit: 1 + draw(20))
            return "sign"
        case 21..<23:
            guard let friend else { return try changeFriend() }
            let guid = try pod.composer.publish(
                PostContent(text: text()), as: friend, for: .everyone, createdAt: date())
            posts.append(guid)
            friendsPosts.append(guid)
            return "publish by a friend"
        default:
            _ = try pod.composer.edit(
                ProfileEdit(firstName: "Alice \(draw(100))", bio: "Bio \(draw(9))"), photo: nil,
                of: pod.author)
            return "profile"
        }
    }

    /// Closes the account of whoever is there, or makes one.
    private mutating func changeFriend() throws -> String {
        guard let gone = friend else {
            friendCount += 1
            let bob = try pod.addUser("bob\(friendCount)", firstName: "Bob")
            try pod.giveKey(to: bob)
            friend = bob
            return "a friend comes"
        }
        _ = try pod.accounts.close(gone.user.username)
        posts.removeAll(where: friendsPosts.contains)
        friendsPosts = []
        friend = nil
        return "a friend closes the account"
    }

    private mutating func publish() throws {
        let content = PostContent(
            text: text(),
            poll: draw(9) == 0 ? PostContent.Poll(question: "Q?", answers: ["a", "b <c>"]) : nil,
            location: draw(9) == 0 ? PostContent.Location(address: "Here & there") : nil)
        if draw(8) == 0 {
            _ = try pod.composer.publish(
                PostContent(text: "limited canary"), as: pod.author, for: .aspects(["Family"]))
            return
        }
        // Most posts are the newest; some are back-dated.
        let date = draw(4) == 0 ? date() : SitePod.start.addingTimeInterval(Double(posts.count))
        posts.append(
            try pod.composer.publish(
                content, as: pod.author, for: .everyone, createdAt: date))
    }

    /// One of three, and now and then another one.
    private mutating func stranger() throws -> Int64 {
        if strangers.count < 3 || draw(8) == 0 {
            strangers.append(
                try pod.addStranger(
                    "s\(strangers.count)@else.example", firstName: draw(2) == 0 ? "" : "Sam"))
        }
        return strangers[draw(strangers.count)]
    }

    private var anyComment: (guid: GUID, post: GUID)? {
        let standing = comments.filter { posts.contains($0.post) }
        return standing.isEmpty ? nil : standing[draw(standing.count)]
    }

    private func author(of post: GUID) -> Author {
        guard let friend, friendsPosts.contains(post) else { return pod.author }
        return friend
    }

    private var anyPost: GUID? { posts.isEmpty ? nil : posts[draw(posts.count)] }

    private func date() -> Date {
        SitePod.start.addingTimeInterval(Double(draw(120)) * 86_400 - 60 * 86_400)
    }

    private func text() -> String {
        let words = ["garden", "letter", "東京", "بيت", "naïve", "engine", "river", "stone"]
        var text = draw(3) == 0 ? "" : "# \(words[draw(8)].capitalized) \(draw(50))\n\n"
        for _ in 0...draw(4) {
            text += (0...draw(12)).map { _ in words[draw(8)] }.joined(separator: " ") + "\n\n"
        }
        for tag in ["garden", "beans", "a-b", "<3", "東京"] where draw(3) == 0 { text += "#\(tag) " }
        if draw(3) == 0, friendCount > 0 {
            text += "@{bob\(friendCount)@localhost:3000} "
            text += "@{Robert; bob\(1 + draw(friendCount))@localhost:3000} "
        }
        if draw(4) == 0, let guid = anyPost {
            text += "[that](diaspora://alice@localhost:3000/post/\(guid)) "
        }
        return text + "[^1]\n\n[^1]: A note \(draw(99))."
    }

    /// Nearly too long for a list, or more than that.
    private func longText() -> String {
        text() + "\n\n" + (0...(100 + draw(1_500))).map { "- \($0)\n" }.joined()
            + "\n\n" + text()
    }

    /// Most are digits; some are too long to stand in an address.
    private func commentGUID() -> GUID {
        let guid = pod.newGUID()
        guard draw(3) == 0 else { return guid }
        return GUID(String(repeating: "x_", count: 1 + draw(110)) + guid.string) ?? guid
    }

    private func draw(_ limit: Int) -> Int { Int(random.integer() % UInt64(limit)) }
}
