/// The names that docs/themes.md promises to templates.
enum ThemeContract {
    /// All but those of words and assets, on whatever level they are.
    static let names = Set(
        """
        absoluteURL address alt anchor answers assets atomURL author avatar bioHTML bodyHTML canonical
        cards code comments contents conversation count cover date days description direction edited
        error excerpt facts feedURL feeds full gallery generator groups guid hasAlt hasContents
        hasCounts hasNeighbours hasPages hasPhotos hasResult hasSearch hasSections hasTerms heading height
        howToAnswer howToVote id idHTML image imageAlt imageHeight imageWidth isArchive isComments
        isCurrent isCut isDefaultAvatar isElsewhere isEmpty isError isFeeds isFirst isHead isHome
        isJSON isLong isLongComment isMonth isNSFW isNote isOpen isPerson isPost isSearch isStatistics
        isTag isTags isText isThere isTitled isWithoutPosts iso jsonLD jsonURL label landing language
        latitude likes likesCount location longitude message modified month months name navigation
        navigationHTML newerURL next nextURL noindex olderURL page pager percent person photos podmin
        poll post postCount posts preview previous previousURL published question readingTime reshared
        resharesCount sections share site sizes sourceURL src srcset step tag tags target targetTitle
        text time title total type url value votes warning wholeURL width words year years
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    /// The number of warnings reported at most.
    private static let maximumWarnings = 100

    /// Lists the names that have no value on any page, each once a template, and the first hundred
    /// of them.
    ///
    /// - Parameter constants: The constants of the build, whose `words` and `assets` are complete.
    static func warnings(of mentions: [TemplateMention], constants: ThemeValues) -> [String] {
        let words = names(of: "words", in: constants)
        // By itself such a name is asked for within a section of its root.
        let known = names.union(words).union(names(of: "assets", in: constants))
        var seen: Set<[String]> = []
        var warnings: [String] = []
        for mention in mentions where warnings.count < maximumWarnings {
            let isThere =
                if mention.name.first == "words", mention.name.count > 1 {
                    mention.name.count == 2 && isWord(mention.name[1], among: words)
                } else {
                    mention.name.allSatisfy(known.contains)
                }
            guard !isThere, seen.insert([mention.path] + mention.name).inserted else { continue }
            let name = mention.name.joined(separator: ".")
            warnings.append(
                "\(mention.path):\(mention.line): \"\(name)\" is never anything; see docs/themes.md"
            )
        }
        return warnings
    }

    private static func names(of root: String, in constants: ThemeValues) -> Set<String> {
        guard case .record(let record)? = constants.value(TemplateName(root)) else { return [] }
        return Set(record.names)
    }

    /// Whether a text of the catalogue has this name, or could have it in another language.
    private static func isWord(_ name: String, among words: Set<String>) -> Bool {
        words.contains(name)
            || PluralCategory.allCases.contains { category in
                name.hasSuffix(category.suffix)
                    && words.contains(
                        name.dropLast(category.suffix.count) + PluralCategory.other.suffix)
            }
    }
}
