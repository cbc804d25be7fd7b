/// The versions that are made of every photo. The first five have the names that other pods know.
public enum PhotoSize: String, Sendable, CaseIterable {
    /// The photo itself, re-encoded.
    case largest = ""
    /// A square cut from the middle; a still even of an animation.
    case thumbSmall = "thumb_small_"
    case thumbMedium = "thumb_medium_"
    case thumbLarge = "thumb_large_"
    case scaledFull = "scaled_full_"
    /// For `srcset`; made only of wider photos.
    case width480 = "w480_"
    case width960 = "w960_"
    case width1440 = "w1440_"

    /// What stands before the name of the photo's file.
    public var prefix: String { rawValue }

    /// The box that the photo is made to fit in, in pixels. It is never made larger for it.
    var box: (width: Int, height: Int) {
        switch self {
        case .largest: (3_072, 3_072)
        case .thumbSmall: (50, 50)
        case .thumbMedium: (100, 100)
        case .thumbLarge: (300, 1_500)
        case .scaledFull: (700, Self.unbounded)
        case .width480: (480, Self.unbounded)
        case .width960: (960, Self.unbounded)
        case .width1440: (1_440, Self.unbounded)
        }
    }

    /// Whether the box is filled, and what stands out of it cut off.
    var isCropped: Bool { self == .thumbSmall }

    /// Whether pages count on this version, however small the photo is.
    var isAlwaysMade: Bool {
        switch self {
        case .width480, .width960, .width1440: false
        default: true
        }
    }

    /// The largest number that `vips` takes.
    private static let unbounded = 10_000_000
}
