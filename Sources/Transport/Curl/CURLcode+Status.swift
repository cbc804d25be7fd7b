import CCurl

extension CURLcode {
    func checkOk() throws(TransportError) {
        guard self == CURLE_OK else {
            throw .libraryFailure(reason: String(cString: curl_easy_strerror(self)))
        }
    }
}

extension CURLMcode {
    func checkOk() throws(TransportError) {
        guard self == CURLM_OK else {
            throw .libraryFailure(reason: String(cString: curl_multi_strerror(self)))
        }
    }
}
