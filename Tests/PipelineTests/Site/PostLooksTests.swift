import Diaspora
import Foundation
import Store
import Testing

@testable import Pipeline

/// What readers see of a post on its own page, in lists and in feeds.
@Suite struct PostLooksTests {
    private let pod: SitePod

    init() throws {
        pod = try SitePod()
        pod.settings.typography = "en"
    }

    private func publish(_ content: PostContent, at seconds: Double = 3_600) throws -> GUID {
        let guid = try pod.composer.publish(
            content, as: pod.author, for: .everyone,
            createdAt: SitePod.start.addingTimeInterval(seconds))
        _ = try pod.dispatcher.run()
        return guid
    }

    private func page(_ guid: GUID) throws -> String { try pod.page("posts/\(guid).html") }

    @Test func anotherLanguageOfMarksRendersEverythingAnew() throws {
        let guid = try publish(PostContent(text: "\"So\" -- yes"))
        #expect(try page(guid).contains("“So” – yes"))

        pod.settings.typography = "de"
        _ = try pod.dispatcher.run()
        #expect(try page(guid).contains("„So“ – yes"))
        #expect(try pod.differences() == [])

        pod.settings.typography = nil
        _ = try pod.dispatcher.run()
        #expect(try page(guid).contains("&quot;So&quot; -- yes"))
        #expect(try pod.differences() == [])
    }
}
