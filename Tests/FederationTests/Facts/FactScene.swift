/// One way in which a fact comes about.
struct FactScene {
    let title: String
    /// Prepares the stage, begins the recording and does it; nil if there is no way.
    let play: ((FactStage) async throws -> Void)?

    static func fromHere(
        _ place: String = "", _ play: @escaping (FactStage) async throws -> Void
    ) -> FactScene {
        FactScene(title: "From here" + place, play: play)
    }

    static func fromOutside(
        _ place: String = "", _ play: @escaping (FactStage) async throws -> Void
    ) -> FactScene {
        FactScene(title: "From outside" + place, play: play)
    }

    func recording() async throws -> String {
        guard let play else { return "## \(title)\n\nThere is no way.\n" }
        let stage = try await FactStage()
        try await play(stage)
        return "## \(title)\n\n" + (try stage.recording())
    }
}
