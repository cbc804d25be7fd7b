import Foundation
import Testing

@testable import Composing
@testable import Dandelion
@testable import Site
@testable import Store

/// Sentences that depend on more than the code; docs/errors.md has one of every code.
@Suite struct SentenceTests {
    @Test(arguments: [
        (
            ComposeError.unknownAspect("Friends", known: []),
            "there is no aspect \"Friends\"; make it with `dandelion aspect add`"
        ),
        (
            .unknownAspect("Friends", known: ["Family", "Work"]),
            "there is no aspect \"Friends\" (there are Family, Work)"
        ),
        (
            .takesNoMessages(["a@one.example", "b@two.example"], from: "alice"),
            "a@one.example, b@two.example take no messages from alice"
        ),
        (
            .takesNoMessages(["a@one.example"], from: "alice"),
            "a@one.example takes no messages from alice"
        ),
        (
            .tooLong(characters: 300_000, limit: 262_144),
            "the text has 300,000 characters, a post holds 262,144; split it into two"
        ),
        (.tooManyPhotos(1_001, limit: 100), "1001 photos; a post holds 100"),
        (.tooFewPollAnswers(least: 2), "the poll: two answers are the least"),
        (
            .profileTags(limit: 5, characters: 50),
            "a profile has at most five tags of 50 characters"
        ),
        (
            .picture(place: "walk.md:3", destination: "a.png", problem: .notFound),
            "walk.md:3: the picture a.png: there is no such file"
        ),
    ])
    func aPostsErrorIsWordedFromItsValues(error: ComposeError, sentence: String) {
        #expect(error.sentence == sentence)
    }

    @Test func aPictureOfASiteTextIsNamedWithItsLine() {
        func sentence(line: Int?) -> String {
            SiteError.picture(
                path: "site/about.md", line: line, destination: "a.png", problem: .notFound
            ).sentence
        }

        #expect(sentence(line: 3) == "site/about.md:3: the picture a.png: there is no such file")
        #expect(sentence(line: nil) == "site/about.md: the picture a.png: there is no such file")
    }

    @Test func adviceStandsOnALineOfItsOwn() {
        #expect(
            ErrorText.texts(for: StoreError.olderSchema(path: "db", found: 1, known: 2)) == [
                "db has schema 1, this Dandelion needs 2\n       run `dandelion database migrate`"
            ])
        #expect(
            ErrorText.texts(for: StoreError.corrupt(path: "db", reason: "malformed")).joined()
                .contains("restore the newest backup with `dandelion restore`"))
    }

    @Test func aPageThatIsSetAsideNamesTheCommandThatTriesItAgain() {
        let failure = PageFailure(page: "tag garden", cause: .setAside(trialID: 1, deaths: 3))

        #expect(
            failure.sentence
                == "tags/garden.html could not be written: the process ended 3 times while this page "
                + "alone was rendered, so it is set aside; `dandelion jobs retry page-1` tries it again"
        )
    }

    @Test func aPageThatFailedIsWordedFromItsRowAsItWasAtOnce() {
        let error = SiteError.frontMatter(path: "site/about.md", reason: "no such date")
        let failure = PageFailure(page: "about", error: error)

        #expect(PageFailure(page: "about", stored: failure.reason) == failure)
        #expect(failure.sentence.hasSuffix(" could not be written: site/about.md: no such date"))
        #expect("\(failure)".contains("site_front_matter"))
    }

    @Test func faultsOfTheDatabaseNameTheCommandThatHelps() {
        let damage = DatabaseFinding(kind: .damage, text: "db is damaged: malformed")
        let post = DatabaseFinding(
            kind: .noRendering, text: "Post 1: the post has no rendered text.")

        #expect(
            damage.sentence
                == "db is damaged: malformed\nrestore the newest backup with `dandelion restore`")
        #expect(
            post.sentence
                == "Post 1: the post has no rendered text; `dandelion build` leaves it out."
        )
    }
}
