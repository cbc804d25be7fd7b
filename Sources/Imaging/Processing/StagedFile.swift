/// A version that is made and durable, but has not its place yet.
struct StagedFile {
    let size: PhotoSize
    let name: String
    let width: Int
    let height: Int
    let bytes: Int

    func fits(in box: (width: Int, height: Int)) -> Bool {
        width <= box.width && height <= box.height
    }
}
