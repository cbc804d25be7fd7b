/// The names of a photo's files: a prefix for each version, none for the largest.
public enum PhotoFiles {
    /// The URL path below which the versions of photos are served.
    static let path = "/uploads/images/"

    public static let prefixes = [
        "", "thumb_small_", "thumb_medium_", "thumb_large_", "scaled_full_", "w480_", "w960_",
        "w1440_",
    ]
}
