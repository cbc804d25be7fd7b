import Diaspora
import Foundation
import Store

@testable import Composing
@testable import PodFixtures

extension Fact {
    func commentScenes(_ root: AnsweredRoot) -> [FactScene] {
        let isTakenBack = self == .commentTakenBack
        return [
            .fromHere(root.place) { stage in
                let (post, author) = (try await stage.post(root), stage.answererHere(root))
                let comment = {
                    try stage.pod.composer.comment(
                        on: post, text: "More", as: author, with: stage.pod.keys)
                }
                let guid = isTakenBack ? try comment() : nil
                try await stage.begin()
                if let guid {
                    try stage.pod.composer.deleteComment(guid, as: author)
                } else {
                    _ = try comment()
                }
            },
            .fromOutside(root.place) { stage in
                let post = try await stage.post(root)
                let comment = try stage.pod.comment(
                    "More", on: post, by: stage.answererOutside(root))
                if isTakenBack { try await stage.takeIn(.comment(comment)) }
                try await stage.begin()
                try await stage.takeIn(
                    isTakenBack
                        ? stage.pod.retraction(comment.guid, "Comment", by: stage.bob)
                        : .comment(comment))
            },
        ]
    }

    func likeScenes(_ root: AnsweredRoot) -> [FactScene] {
        let isTakenBack = self == .likeTakenBack
        return [
            .fromHere(root.place) { stage in
                let (post, author) = (try await stage.post(root), stage.answererHere(root))
                if isTakenBack {
                    _ = try stage.pod.composer.like(post, as: author, with: stage.pod.keys)
                }
                try await stage.begin()
                if isTakenBack {
                    try stage.pod.composer.unlike(post, as: author)
                } else {
                    _ = try stage.pod.composer.like(post, as: author, with: stage.pod.keys)
                }
            },
            .fromOutside(root.place) { stage in
                let post = try await stage.post(root)
                let like = try stage.pod.like(post, by: stage.answererOutside(root))
                if isTakenBack { try await stage.takeIn(.like(like)) }
                try await stage.begin()
                try await stage.takeIn(
                    isTakenBack
                        ? stage.pod.retraction(like.guid, "Like", by: stage.bob) : .like(like))
            },
        ]
    }

    func voteScenes(_ root: AnsweredRoot) -> [FactScene] {
        [
            .fromHere(root.place) { stage in
                let post = try await stage.post(root)
                try await stage.begin()
                _ = try stage.pod.composer.vote(
                    in: post, for: "One", as: stage.answererHere(root), with: stage.pod.keys)
            },
            .fromOutside(root.place) { stage in
                let post = try await stage.post(root)
                try await stage.begin()
                try await stage.takeInVote(by: stage.answererOutside(root), on: post)
            },
        ]
    }

    func reshareScenes(_ root: AnsweredRoot) -> [FactScene] {
        let isTakenBack = self == .reshareTakenBack
        return [
            .fromHere(root.place) { stage in
                let (post, author) = (try await stage.post(root), stage.answererHere(root))
                let guid = isTakenBack ? try stage.pod.composer.reshare(post, as: author) : nil
                try await stage.begin()
                if let guid {
                    try stage.pod.composer.delete(guid, as: author)
                } else {
                    _ = try stage.pod.composer.reshare(post, as: author)
                }
            },
            .fromOutside(root.place) { stage in
                let post = try await stage.post(root)
                let person = stage.answererOutside(root)
                let author = root == .ours ? stage.pod.alice.person.diasporaID : stage.bob.id
                let reshare = Entities.Reshare(
                    author: person.id, guid: stage.pod.newGUID(), createdAt: stage.pod.clock.now,
                    root: .init(author: author, guid: post))
                if isTakenBack { try await stage.pod.receive(.reshare(reshare), from: person) }
                try await stage.begin()
                try await stage.pod.receive(
                    isTakenBack
                        ? stage.pod.retraction(reshare.guid, by: person) : .reshare(reshare),
                    from: person)
            },
        ]
    }
}
