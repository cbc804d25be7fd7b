/// The fault of a value, and a valid value to write instead.
struct SettingComplaint: Error, Equatable {
    var message: String
    var remedy: String?

    init(_ message: String, remedy: String? = nil) {
        self.message = message
        self.remedy = remedy
    }
}
