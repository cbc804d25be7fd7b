import Composing
import Diaspora
import Foundation
import Store

/// Carries out the pages of a change and says what came of it: one line, or an object.
struct PostReport {
    let pod: PodApplication
    let isJSON: Bool

    private struct Object: Encodable {
        let guid: String
        var url: String?
        var publishAt: Date?
    }

    /// Reports a published post once the printed address is live: its pages and feeds are written
    /// first.
    func published(_ guid: GUID, for audience: Audience) throws {
        guard audience.isPublic else {
            return try pod.updatePages(
                after: "the post is accepted as \(guid)", isPublic: false
            ) {
                try limited(guid, for: audience)
            }
        }
        try pages(of: guid, after: "the post is accepted as \(guid)") {
            let url = pod.settings.url + "posts/\(guid)"
            try say(Object(guid: guid.string, url: url), url)
            try sayWhereHere(guid)
        }
    }

    func changed(_ guid: GUID, _ verb: String) throws {
        try pages(of: guid, after: "\(guid) is \(verb)") {
            try say(Object(guid: guid.string), "\(verb) \(guid)")
        }
    }

    func edited(_ guid: GUID) throws {
        try pages(of: guid, after: "\(guid) is edited") {
            let isPublic = try pod.database.read { try $0.post(guid)?.isPublic } ?? false
            let url = isPublic ? pod.settings.url + "posts/\(guid)" : nil
            try say(Object(guid: guid.string, url: url), url ?? "edited \(guid)")
            if isPublic { try sayWhereHere(guid) }
        }
    }

    func draft(_ guid: GUID) throws {
        try say(Object(guid: guid.string), "kept as draft \(guid)")
    }

    func scheduled(_ guid: GUID, for time: Date) throws {
        let when = time.formatted(.iso8601)
        try say(
            Object(guid: guid.string, publishAt: time),
            "draft \(guid) will be published at \(when)"
                + (pod.isWorking ? "" : ", if `dandelion serve` or `dandelion work` runs then"))
    }

    private func pages(of guid: GUID, after fact: String, _ say: () throws -> Void) throws {
        try pod.updatePages(after: fact, about: "posts/\(guid).html", say)
    }

    private func limited(_ guid: GUID, for audience: Audience) throws {
        let isEmpty = try pod.database.read { database in
            try database.post(guid).map { try database.recipients(postID: $0.id).isEmpty }
                ?? false
        }
        try say(
            Object(guid: guid.string),
            "published \(guid) for \(Self.names(audience)); it is on no public page"
                + (isEmpty ? ", and it went to nobody, as nobody is in there yet" : ""))
    }

    private func say(_ object: Object, _ line: String) throws {
        if isJSON {
            try pod.console.sayJSON(object)
        } else {
            pod.console.say(line)
        }
    }

    /// Prints where a post can be read while the pod does not answer at its own address yet.
    private func sayWhereHere(_ guid: GUID) throws {
        guard !isJSON, let here = try pod.addressHere(of: "posts/\(guid)") else { return }
        pod.console.complain("on this machine, while `dandelion serve` is running: \(here)")
    }

    private static func names(_ audience: Audience) -> String {
        guard case .aspects(let names) = audience else { return "everyone" }
        return names.joined(separator: ", ")
    }
}
