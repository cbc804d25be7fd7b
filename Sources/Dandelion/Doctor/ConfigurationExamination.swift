import Foundation
import Store
import SystemPackage
import Transport

/// Reads what the configuration says, and whether the machine is as it asks.
struct ConfigurationExamination {
    let folder: PodFolder
    let configuration: Configuration
    let folders: ConfigurationFolders

    func run(_ doctor: inout Doctor) {
        let url = configuration.environment.url
        doctor.examine { AddressCheck(url: url) }
        doctor.examine {
            ListeningCheck(
                listen: configuration.server.listen,
                trustedProxies: configuration.server.trustedProxies)
        }
        doctor.examine {
            OpennessCheck(
                url: url, allowsPrivateNetworks: configuration.federation.allowPrivateNetworks,
                allowsPlainHTTP: configuration.federation.allowPlainHTTP)
        }
        doctor.examine { try authorities() }
        doctor.examine { reach(url) }
    }

    /// Asks as a stranger would, whatever the configuration allows this pod: at public addresses alone.
    func strangersTransport() throws -> CurlTransport {
        var settings = TransportSettings(userAgent: "Dandelion/\(ProgramVersion.number)")
        settings.certificateAuthorities = try folders.certificateAuthorities(for: configuration)?
            .string
        settings.allowsPlainHTTP = configuration.environment.url.scheme == "http"
        return try CurlTransport(settings: settings)
    }

    private func authorities() throws -> AuthoritiesCheck {
        guard let path = try folders.certificateAuthorities(for: configuration) else {
            return AuthoritiesCheck(path: nil, text: "")
        }
        let bytes = try Data(contentsOf: URL(filePath: path.string))
        return AuthoritiesCheck(path: path.string, text: String(decoding: bytes, as: UTF8.self))
    }

    private func reach(_ url: PodURL) -> ReachCheck {
        var paths: [String] = ["/"]
        let tree = folder.tree.resolvingSymlinksInPath().path
        for name in tree.split(separator: "/") {
            paths.append(paths.last == "/" ? "/\(name)" : "\(paths.last ?? "")/\(name)")
        }
        return ReachCheck(
            isPublic: url.isPublic, servesTree: configuration.environment.assets.serve,
            folders: paths.compactMap { FileFacts(at: $0) },
            page: FileFacts(at: folder.tree.appending(path: "index.html").path))
    }
}
