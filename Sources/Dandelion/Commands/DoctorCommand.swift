import ArgumentParser
import Cryptography
import Server
import Store
import Transport

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Check the pod, and say what needs attention.",
        discussion: """
            Example:

              dandelion doctor

            Prints one finding per line, the most urgent first: "problem", "warning" or
            "ok", with the remedy below. The exit code is 1 if there is a problem. A pod
            that others can reach is also checked from outside: requests are sent to its
            own address, for ten seconds at most.
            """)

    @Flag(help: "Print an array for scripts.")
    var json = false

    @Flag(help: "Do not send requests to the pod's address.")
    var offline = false

    @OptionGroup var options: PodOptions

    func run() async throws {
        var doctor = Doctor()
        await examine(&doctor)
        let console = Console()
        if json {
            try console.sayJSON(doctor.rows)
        } else {
            for row in doctor.rows { console.say(row.lines) }
        }
        if doctor.hasProblems { throw ExitCode(1) }
    }

    private func examine(_ doctor: inout Doctor) async {
        let folder = PodFolder(options.dataFolder)
        FolderExamination(folder: folder).run(&doctor)
        do {
            let read = try PodApplication.read(options)
            let local = ConfigurationExamination(
                folder: folder, configuration: read.configuration, folders: read.folders)
            local.run(&doctor)
            let pod = examinePod(folder, &doctor)
            if !offline { await examineOutside(local, pod, &doctor) }
        } catch {
            doctor.note(
                "configuration",
                Finding.problem(
                    error,
                    otherwise: "correct the file; config/dandelion.example.toml explains every key")
            )
            doctor.examine { SecretCheck(at: folder) }
        }
    }

    /// Examines the pod.
    ///
    /// - Returns: The pod; nil if it cannot be opened.
    private func examinePod(_ folder: PodFolder, _ doctor: inout Doctor) -> PodApplication? {
        do {
            let pod = try options.pod(isReading: true)
            PodExamination(pod: pod).run(&doctor)
            return pod
        } catch {
            doctor.note(
                error is StoreError ? DatabaseFindingsCheck.subject : AddressCheck.subject,
                Finding.problem(error))
            doctor.examine { SecretCheck(at: folder) }
            return nil
        }
    }

    private func examineOutside(
        _ local: ConfigurationExamination, _ pod: PodApplication?, _ doctor: inout Doctor
    ) async {
        let url = local.configuration.environment.url
        guard !url.isLoopback else { return }
        do {
            let transport = try local.strangersTransport()
            await OutsideExamination(
                url: url, tree: local.folder.tree, transport: transport,
                book: pod.map { SightingBook(database: $0.database) }, random: SystemRandomBytes()
            ).run(&doctor)
            await transport.shutDown(grace: .zero)
        } catch {
            doctor.note(AnswerCheck.subject, Finding.problem(error))
        }
    }
}
