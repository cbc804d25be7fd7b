extension PluralFamily {
    /// Returns the form for `n` things, by the rules of CLDR's `plurals.xml`.
    func category(for n: UInt) -> PluralCategory {
        switch self {
        case .unchanging: .other
        case .english: n == 1 ? .one : .other
        case .hindi: n <= 1 ? .one : .other
        case .french: n <= 1 ? .one : isMillions(n) ? .many : .other
        case .spanish: n == 1 ? .one : isMillions(n) ? .many : .other
        case .icelandic, .macedonian: isOneOfTens(n) ? .one : .other
        case .filipino: [4, 6, 9].contains(n % 10) ? .other : .one
        case .tamazight: n <= 1 || (11...99).contains(n) ? .one : .other
        case .langi, .colognian: n == 0 ? .zero : n == 1 ? .one : .other
        case .hebrew: n == 1 ? .one : n == 2 ? .two : .other
        case .tachelhit: n <= 1 ? .one : n <= 10 ? .few : .other
        case .czech: n == 1 ? .one : (2...4).contains(n) ? .few : .other
        case .serbian: isOneOfTens(n) ? .one : isFewOfTens(n) ? .few : .other
        case .russian: isOneOfTens(n) ? .one : isFewOfTens(n) ? .few : .many
        case .polish: n == 1 ? .one : isFewOfTens(n) ? .few : .many
        case .latvian: latvian(n)
        case .romanian: romanian(n)
        case .lithuanian: lithuanian(n)
        case .samogitian: samogitian(n)
        case .slovenian: slovenian(n)
        case .manx: manx(n)
        case .irish: irish(n)
        case .gaelic: gaelic(n)
        case .welsh: welsh(n)
        case .breton: breton(n)
        case .cornish: cornish(n)
        case .maltese: maltese(n)
        case .arabic: arabic(n)
        }
    }

    private func isMillions(_ n: UInt) -> Bool { n != 0 && n % 1_000_000 == 0 }

    /// Whether a number is 1, 21, 31 … 101, but not 11.
    private func isOneOfTens(_ n: UInt) -> Bool { n % 10 == 1 && n % 100 != 11 }

    /// Whether a number is 2 to 4, 22 to 24 …, but not 12 to 14.
    private func isFewOfTens(_ n: UInt) -> Bool {
        (2...4).contains(n % 10) && !(12...14).contains(n % 100)
    }

    private func latvian(_ n: UInt) -> PluralCategory {
        if n % 10 == 0 || (11...19).contains(n % 100) { return .zero }
        return isOneOfTens(n) ? .one : .other
    }

    private func romanian(_ n: UInt) -> PluralCategory {
        if n == 1 { return .one }
        return n == 0 || (1...19).contains(n % 100) ? .few : .other
    }

    private func lithuanian(_ n: UInt) -> PluralCategory {
        if n % 10 == 0 || (11...19).contains(n % 100) { return .other }
        return n % 10 == 1 ? .one : .few
    }

    private func samogitian(_ n: UInt) -> PluralCategory {
        if isOneOfTens(n) { return .one }
        if n == 2 { return .two }
        return n % 10 >= 2 && !(11...19).contains(n % 100) ? .few : .other
    }

    private func slovenian(_ n: UInt) -> PluralCategory {
        switch n % 100 {
        case 1: .one
        case 2: .two
        case 3, 4: .few
        default: .other
        }
    }

    private func manx(_ n: UInt) -> PluralCategory {
        if n % 10 == 1 { return .one }
        if n % 10 == 2 { return .two }
        return n % 20 == 0 ? .few : .other
    }

    private func irish(_ n: UInt) -> PluralCategory {
        switch n {
        case 1: .one
        case 2: .two
        case 3...6: .few
        case 7...10: .many
        default: .other
        }
    }

    private func gaelic(_ n: UInt) -> PluralCategory {
        switch n {
        case 1, 11: .one
        case 2, 12: .two
        case 3...10, 13...19: .few
        default: .other
        }
    }

    private func welsh(_ n: UInt) -> PluralCategory {
        switch n {
        case 0: .zero
        case 1: .one
        case 2: .two
        case 3: .few
        case 6: .many
        default: .other
        }
    }

    private func breton(_ n: UInt) -> PluralCategory {
        if n % 10 == 1, ![11, 71, 91].contains(n % 100) { return .one }
        if n % 10 == 2, ![12, 72, 92].contains(n % 100) { return .two }
        if [3, 4, 9].contains(n % 10), ![1, 7, 9].contains(n % 100 / 10) { return .few }
        return isMillions(n) ? .many : .other
    }

    private func cornish(_ n: UInt) -> PluralCategory {
        if n == 0 { return .zero }
        if n == 1 { return .one }
        if [2, 22, 42, 62, 82].contains(n % 100) || isCornishThousands(n) { return .two }
        if [3, 23, 43, 63, 83].contains(n % 100) { return .few }
        return [1, 21, 41, 61, 81].contains(n % 100) ? .many : .other
    }

    private func isCornishThousands(_ n: UInt) -> Bool {
        let rest = n % 100_000
        let isWhole = n % 1_000 == 0 && n != 0
        let isTwenties = (1_000...20_000).contains(rest) || [40_000, 60_000, 80_000].contains(rest)
        return isWhole && isTwenties || n % 1_000_000 == 100_000
    }

    private func maltese(_ n: UInt) -> PluralCategory {
        if n == 1 { return .one }
        if n == 2 { return .two }
        if n == 0 || (3...10).contains(n % 100) { return .few }
        return (11...19).contains(n % 100) ? .many : .other
    }

    private func arabic(_ n: UInt) -> PluralCategory {
        if n <= 2 { return [.zero, .one, .two][Int(n)] }
        if (3...10).contains(n % 100) { return .few }
        return (11...99).contains(n % 100) ? .many : .other
    }
}
