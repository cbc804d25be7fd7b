import Glibc

/// The signals that a thread takes.
enum SignalMask {
    /// Leaves all signals to other threads.
    ///
    /// SIGPIPE among them: OpenSSL writes to connections that may be gone, and libcurl is told
    /// not to touch the process's handlers (CURLOPT_NOSIGNAL).
    static func blockAll() {
        var all = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_SETMASK, &all, nil)
    }
}
