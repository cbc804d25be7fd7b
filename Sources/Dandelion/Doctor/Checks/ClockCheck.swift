/// The check of this machine's clock, against those of the pods that answered recently.
struct ClockCheck: DoctorCheck {
    static let subject = "clock"

    /// The middle of all differences, in seconds: positive where this machine is late; nil if no pod has answered yet.
    let offset: Int?
    let podCount: Int

    /// Seconds beyond which posts stand in the wrong order elsewhere.
    private static let noticeable = 60
    /// Seconds beyond which others refuse what is sent; so many pods must agree.
    private static let wrong = (seconds: 300, pods: 3)

    private static let remedy = "timedatectl set-ntp true"

    func findings() -> [Finding] {
        guard let offset else { return [.ok("no other pod has sent its time yet")] }
        guard abs(offset) >= Self.noticeable else {
            return [.ok("agrees with other pods (\(podCount) asked recently)")]
        }
        let text =
            "\(abs(offset)) seconds \(offset > 0 ? "slow" : "fast"), by the answers of "
            + (podCount == 1 ? "one other pod" : "\(podCount) other pods")
        let isWrong = abs(offset) >= Self.wrong.seconds && podCount >= Self.wrong.pods
        return [
            isWrong ? .problem(text, remedy: Self.remedy) : .warning(text, remedy: Self.remedy)
        ]
    }
}
