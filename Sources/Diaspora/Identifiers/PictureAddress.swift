internal import Escaping

/// The address of a picture on another pod. Attack 27.
public enum PictureAddress {
    /// Returns the URL of a picture by its folder and its file name.
    ///
    /// The protocol allows more than browsers should follow: another scheme, or a path without a host, which would be one of
    /// the pod that shows it.
    ///
    /// - Returns: An absolute `http` or `https` URL; nil if the folder has none.
    public static func url(folder: String, name: String) -> String? {
        guard let address = WebAddress(folder), address.rest.hasPrefix("/") else { return nil }
        return address.text + PercentEncoding.queryValue.encoded(name)
    }
}
