/// The document that says that a pod lives. Its links were for pods older than 0.7.1; those up to
/// 0.7.17 still ask whether it is there.
///
/// Spec: RFC 6415; Extensible Resource Descriptor (XRD) Version 1.0.
public enum HostMeta {
    public static var document: [UInt8] {
        Array(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <XRD xmlns="http://docs.oasis-open.org/ns/xri/xrd-1.0"/>

            """.utf8)
    }
}
