internal import CCurl
internal import Foundation

/// The certificate authorities that the system trusts.
enum CertificateAuthorities {
    /// The file that libcurl was built to read; nil where there is none, so that it looks for itself.
    static let system: String? = {
        guard let path = curl_version_info(CURLVERSION_TENTH)?.pointee.cainfo else { return nil }
        let file = String(cString: path)
        return FileManager.default.isReadableFile(atPath: file) ? file : nil
    }()
}
