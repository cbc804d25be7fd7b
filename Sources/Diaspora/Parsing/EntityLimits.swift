/// The most that is read of one entity; lengths are counted in code points.
///
/// Long and short texts, names and tags are limited as the reference library does. What it leaves
/// without a limit has one here that no honest pod meets. Attack 20.
enum EntityLimits {
    static let longText = 65_535
    static let shortText = 255
    static let fullName = 70
    static let partOfName = 32
    static let tags = 5
    /// Five tags of 255 characters and what parts them.
    static let tagString = 1_400
    static let address = 2_048
    /// Texts that the reference reads at any length, such as the name of an app.
    static let unlimitedText = 4_096
    static let signature = 2_048

    static let photos = 1_000
    static let pollAnswers = 1_000
    static let messages = 1_000
    static let participants = 1_000
    /// Elements directly below one entity, the unknown ones too.
    static let elements = 1_200

    /// The size of a payload: 65,535 characters outside ASCII take 590 KB as character references,
    /// and an event or a profile has more than one such text.
    static let payloadBytes = 2 << 20
    /// The size of a payload in base64 with the envelope around it.
    static let envelopeBytes = 3 << 20
    /// The size of an envelope in base64 with the bundle around it.
    static let encryptedBytes = 5 << 20
}
