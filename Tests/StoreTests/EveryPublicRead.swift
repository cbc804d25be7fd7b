import Diaspora

@testable import Store

/// Calls every function of the public site once, with arguments that find something.
struct EveryPublicRead {
    let pod: PopulatedDatabase

    /// What a publish of one post asks for.
    func onPublishing(_ site: PublicTransaction) throws -> [Any?] {
        var found: [Any?] = [try site.persons()]
        for list in lists {
            let count = try site.count(list)
            found += [
                count, try site.posts(list, ranks: 1...max(1, count)),
                try site.summaries(list, ranks: 1...max(1, count)),
                try site.places(list, ranks: 1...max(1, count)),
                try site.name(list, rank: 1), try site.neighbours(of: list),
                try site.lists(list.kind),
            ]
            for post in try site.posts(list, ranks: 1...max(1, count)) {
                found.append(try site.rank(of: post.id, in: list))
                found.append(try site.post(id: post.id))
            }
        }
        for guid in pod.publicGUIDs + [pod.limitedGUID] {
            found.append(try site.post(guid: guid.string))
            found.append(try site.document(guid: guid.string))
        }
        found += [
            try site.person(id: pod.aliceID), try site.person(diasporaID: "alice@pod.example"),
            try site.person(id: pod.bobID), try site.person(guid: pod.aliceGUID.string),
            try site.identity(personID: pod.aliceID), try site.identity(personID: pod.bobID),
            try site.photo(fileName: "public0.jpg"),
            try site.redirect(path: "/old/public0"), try site.redirect(path: "/old/canary"),
        ]
        for id in 1...20 as ClosedRange<Int64> {
            found += [try site.photo(id: id), try site.post(id: id)]
            found += [
                try site.commentCount(postID: id), try site.comments(postID: id, ranks: 1...100),
                try site.comment(guid: "x", postID: id), try site.wholeHTML(commentID: id),
                try site.likeCount(postID: id), try site.reshareCount(postID: id),
                try site.answerer(id: id),
            ]
        }
        return found
    }

    /// What only a build of everything asks for.
    func onFullBuilds(_ site: PublicTransaction) throws -> [Any?] {
        [
            try site.redirects(), try site.photoFileNames(), try site.statistics(),
            try site.guids(.home), try site.conversations(), try site.documentGUIDs(),
            try site.longComments(over: 0),
        ]
    }

    private var lists: [ListName] {
        [.home, .person(pod.aliceID), .month("2020-09"), .tag("swift"), .tag("canarytag")]
    }
}
