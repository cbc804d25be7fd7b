/// The states of a pod that cannot be reached, named as diaspora* names them (protocol 2.13).
public enum PodFailure: String, Sendable {
    case dnsFailed = "dns_failed"
    case netFailed = "net_failed"
    case sslFailed = "ssl_failed"
    case httpFailed = "http_failed"
}
