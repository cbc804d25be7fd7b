import ArgumentParser

@main
struct Dandelion: AsyncParsableCommand {
    mutating func run() async throws {}
}
