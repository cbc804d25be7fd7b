public import Store

/// The content of a post as its author composed it, in texts that rows can hold: none has a U+0000.
public struct PostContent: Sendable, Equatable {
    public static let maximumCharacters = 262_144
    /// The longest text of a limited post, in characters: the limit of the protocol.
    public static let maximumLimitedCharacters = 65_535
    public static let maximumPhotos = 100
    static let maximumAltCharacters = 65_535

    public struct Poll: Sendable, Equatable {
        /// Longest question and longest answer.
        static let maximumCharacters = 255
        static let answerCounts = 2...100

        public let question: String
        public let answers: [String]

        public init(question: String, answers: [String]) {
            self.question = question.storable
            self.answers = answers.map(\.storable)
        }
    }

    public struct Location: Sendable, Equatable {
        static let maximumCharacters = 255

        public let address: String
        public let coordinates: Coordinates?

        public init(address: String, coordinates: Coordinates? = nil) {
            self.address = address.storable
            self.coordinates = coordinates
        }

        public init(_ stored: Store.Location) {
            address = stored.address
            coordinates = stored.latitude.flatMap { latitude in
                stored.longitude.map { Coordinates(latitude: latitude, longitude: $0) }
            }
        }

        public var stored: Store.Location {
            Store.Location(
                address: address, latitude: coordinates?.latitude,
                longitude: coordinates?.longitude)
        }
    }

    /// Degrees.
    public struct Coordinates: Sendable, Equatable {
        public var latitude: Double
        public var longitude: Double

        public init(latitude: Double, longitude: Double) {
            self.latitude = latitude
            self.longitude = longitude
        }
    }

    public private(set) var text: String
    public var slug: String?
    public var poll: Poll?
    public var location: Location?
    public var photos: [TakenPhoto]

    public init(
        text: String, slug: String? = nil, poll: Poll? = nil, location: Location? = nil,
        photos: [TakenPhoto] = []
    ) {
        self.text = text.storable
        self.slug = slug
        self.poll = poll
        self.location = location
        self.photos = photos
    }

    /// Replaces the text by one that shows pictures of the post's own.
    public mutating func show(_ pictures: [TakenPhoto], in text: String) {
        self.text = text.storable
        photos += pictures
    }

    /// Checks the limits of a post before its photos are stored.
    public func check(for audience: Audience, photoCount: Int) throws(ComposeError) {
        guard photoCount <= Self.maximumPhotos else {
            throw .tooManyPhotos(photoCount, limit: Self.maximumPhotos)
        }
        try check(isPublic: audience.isPublic, hasPhotos: photoCount > 0)
    }

    /// Checks the limits of a post for an audience.
    ///
    /// - Parameter hasPhotos: Whether the post has photos beside those in here.
    public func check(isPublic: Bool, hasPhotos: Bool = false) throws(ComposeError) {
        try checkLength(isPublic: isPublic)
        guard text.contains(where: { !$0.isWhitespace }) || hasPhotos || !photos.isEmpty else {
            throw .empty
        }
        guard photos.count <= Self.maximumPhotos else {
            throw .tooManyPhotos(photos.count, limit: Self.maximumPhotos)
        }
        for photo in photos where photo.alt.unicodeScalars.count > Self.maximumAltCharacters {
            throw .altTooLong(
                characters: photo.alt.unicodeScalars.count, limit: Self.maximumAltCharacters)
        }
        if let location,
            !(1...Location.maximumCharacters).contains(location.address.unicodeScalars.count)
        {
            throw .location(limit: Location.maximumCharacters)
        }
        if let poll { try check(poll) }
    }

    private func checkLength(isPublic: Bool) throws(ComposeError) {
        // A text has at most as many characters as bytes.
        guard text.utf8.count > Self.maximumLimitedCharacters else { return }
        let characters = text.unicodeScalars.count
        guard characters <= Self.maximumCharacters else {
            throw .tooLong(characters: characters, limit: Self.maximumCharacters)
        }
        guard isPublic || characters <= Self.maximumLimitedCharacters else {
            throw .limitedTooLong(
                characters: characters, limit: Self.maximumLimitedCharacters)
        }
    }

    private func check(_ poll: Poll) throws(ComposeError) {
        let lengths = 1...Poll.maximumCharacters
        guard lengths.contains(poll.question.unicodeScalars.count) else {
            throw .pollQuestion(limit: lengths.upperBound)
        }
        guard poll.answers.count >= Poll.answerCounts.lowerBound else {
            throw .tooFewPollAnswers(least: Poll.answerCounts.lowerBound)
        }
        guard poll.answers.count <= Poll.answerCounts.upperBound else {
            throw .tooManyPollAnswers(limit: Poll.answerCounts.upperBound)
        }
        for answer in poll.answers where !lengths.contains(answer.unicodeScalars.count) {
            throw .pollAnswer(limit: lengths.upperBound)
        }
    }
}
