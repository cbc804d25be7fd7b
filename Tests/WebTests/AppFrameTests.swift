import Composing
import Foundation
import Synchronization
import Testing
import Theming

@testable import Web

/// The frame of the signed-in pages.
struct AppFrameTests {
    @Test func eachPageHasATemplate() throws {
        let frame = try AppFrame(settings: Self.settings)
        for page in AppTemplates.Page.allCases {
            let bytes = try frame.render(page, title: "A <title>", for: nil, [:])
            let html = String(decoding: bytes, as: UTF8.self)
            #expect(html.hasPrefix("<!doctype html>") && html.contains("<h1>A &lt;title&gt;</h1>"))
            #expect(html.hasSuffix("</html>\n"))
        }
    }

    @Test func namesAreJoinedAndSetApart() throws {
        let frame = try AppFrame(settings: Self.settings)
        #expect(frame.joined([]) == "")
        #expect(frame.joined(["Ada"]) == "\u{2068}Ada\u{2069}")
        #expect(
            frame.joined(["Ada", "Bo", "نور"])
                == "\u{2068}Ada\u{2069}, \u{2068}Bo\u{2069} and \u{2068}نور\u{2069}")
    }

    @Test func theStyleIsNamedByItsContent() throws {
        var other = Self.settings
        other.theme = "almanac"
        let (one, two) = (try AppStyle(settings: Self.settings), try AppStyle(settings: other))

        #expect(one.path != two.path && one.path.hasPrefix("/app/app-"))
        #expect(try AppStyle(settings: Self.settings).path == one.path)
        #expect(one.bytes.count < 20_000)
    }

    @Test func aFrameIsMadeAnewWhenTheSettingsChange() throws {
        let settings = Mutex(Self.settings)
        let frames = AppFrames { settings.withLock { $0 } }
        #expect(try frames.current().settings.podName == "Sample")
        settings.withLock { $0.podName = "Other" }
        #expect(try frames.current().settings.podName == "Other")
        settings.withLock { $0.theme = "missing" }
        #expect(throws: (any Error).self) { try frames.current() }
        settings.withLock { $0.theme = "default" }
        #expect(try frames.current().settings.podName == "Other")
    }

    private static let settings = SiteSettings(
        url: "https://pod.example/", podName: "Sample", theme: "default", language: "en",
        timeZone: .gmt, podminEmail: "", sourceURL: "", hasTerms: false, isOpen: false,
        description: "", publishesPostCount: false, publishesUserCount: false)
}
