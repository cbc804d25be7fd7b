/// A set of plural rules that several languages share, named after its best known member.
enum PluralFamily: Sendable, CaseIterable {
    case unchanging, english, hindi, french, spanish, manx, icelandic, macedonian, filipino
    case latvian, langi, colognian, hebrew, irish, welsh, breton, cornish, gaelic, maltese
    case arabic, romanian, serbian, russian, polish, czech, slovenian, lithuanian, samogitian
    case tachelhit, tamazight

    /// The family of each language, by its code. Languages not listed have one form.
    static let byLanguage: [String: PluralFamily] = {
        var families: [String: PluralFamily] = [:]
        for family in allCases {
            for language in family.languages.split(separator: " ") {
                families[String(language)] = family
            }
        }
        return families
    }()

    private var languages: String {
        switch self {
        case .unchanging:
            "bm bo dz hnj id ig ii ja jbo jv jw kde kea km ko lkt lo ms my nqo osa sah ses sg su th "
                + "to tpi vi wo yo yue zh"
        case .english:
            "af an asa ast az bal bem bez bg brx ce cgg chr ckb da de dv ee el en eo et eu fi fo fur "
                + "fy gl gsw ha haw hu ia ie io jgo ji jmc ka kaj kcg kk kkj kl ks ksb ku ky lb lg lij "
                + "mas mgo ml mn mr nah nb nd ne nl nn nnh no nr ny nyn om or os pap ps rm rof rwk saq "
                + "sc sd sdh seh sn so sq ss ssy st sv sw syr ta te teo tig tk tn tr ts ug ur uz ve vo "
                + "vun wae xh xog yi"
        case .hindi:
            "ak am as bho bn csw doi fa ff gu guw hi hy kab kn ln mg nso pa pcm si ti wa zu"
        case .french: "fr pt"
        case .spanish: "ca es it lld pt-PT scn vec"
        case .manx: "gv"
        case .icelandic: "is"
        case .macedonian: "mk"
        case .filipino: "ceb fil tl"
        case .latvian: "lv prg"
        case .langi: "blo lag"
        case .colognian: "ksh"
        case .hebrew: "he iu iw naq sat se sma smi smj smn sms"
        case .irish: "ga"
        case .welsh: "cy"
        case .breton: "br"
        case .cornish: "kw"
        case .gaelic: "gd"
        case .maltese: "mt"
        case .arabic: "ar ars"
        case .romanian: "mo ro"
        case .serbian: "bs hr sh sr"
        case .russian: "be ru uk"
        case .polish: "pl"
        case .czech: "cs sk"
        case .slovenian: "dsb hsb sl"
        case .lithuanian: "lt"
        case .samogitian: "sgs"
        case .tachelhit: "shi"
        case .tamazight: "tzm"
        }
    }

    /// The forms that whole numbers have; those for decimals alone are left out.
    var categories: [PluralCategory] {
        switch self {
        case .unchanging: [.other]
        case .english, .hindi, .icelandic, .macedonian, .filipino, .tamazight: [.one, .other]
        case .french, .spanish: [.one, .many, .other]
        case .latvian, .langi, .colognian: [.zero, .one, .other]
        case .hebrew: [.one, .two, .other]
        case .romanian, .serbian, .czech, .lithuanian, .tachelhit: [.one, .few, .other]
        case .russian, .polish: [.one, .few, .many]
        case .manx, .gaelic, .slovenian, .samogitian: [.one, .two, .few, .other]
        case .irish, .breton: [.one, .two, .few, .many, .other]
        case .maltese: [.one, .two, .few, .many, .other]
        case .welsh, .cornish, .arabic: [.zero, .one, .two, .few, .many, .other]
        }
    }
}
