import COpenSSL

extension Int32 {
    /// Reads the status of an OpenSSL call, of which 1 alone means success, and empties the
    /// thread's error queue otherwise.
    func checkOk(elseThrow error: @autoclosure () -> CryptographyError) throws(CryptographyError) {
        guard self == 1 else {
            ERR_clear_error()
            throw error()
        }
    }
}
