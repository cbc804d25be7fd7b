import Testing

@testable import Dandelion

struct NearestNameTests {
    @Test(arguments: [
        ("", "abc", 3), ("abc", "abc", 0), ("abc", "acb", 1), ("kitten", "sitting", 3),
        ("Theme", "theme", 0), ("pod", "prod", 1),
    ])
    func slipsAreCounted(first: String, second: String, slips: Int) {
        #expect(NearestName.slips(from: first, to: second) == slips)
        #expect(NearestName.slips(from: second, to: first) == slips)
    }

    @Test func whatIsFarFromEveryNameHasNoNearest() {
        let names = NearestName(among: ["settings.theme", "settings.terms.enable", "other.enable"])

        #expect(names.nearest(to: "settings.themes") == "settings.theme")
        #expect(names.nearest(to: "settings.terms.enabled") == "settings.terms.enable")
        #expect(names.nearest(to: "settings.redis") == nil)
        #expect(names.nearest(to: "theme") == "settings.theme")
        #expect(names.nearest(to: "enable") == nil)
        #expect(names.nearest(to: "") == nil)
        #expect(names.nearest(to: String(repeating: "theme", count: 1_000)) == nil)
    }
}
