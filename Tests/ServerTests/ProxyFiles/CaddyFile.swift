@testable import Server

/// `config/caddy/Caddyfile`, written from the table.
///
/// Spec: Caddy 2.6, whose expressions are RE2 and know no look-ahead.
struct CaddyFile {
    let table: AddressTable

    var text: String {
        """
        # Dandelion behind Caddy (2.6 of Debian 12 or newer).
        #
        # Made from the pod's own table of addresses; a test compares both. To be edited:
        #   1. the name of the site          -> pod.example; Caddy gets its certificate by itself,
        #      listens on IPv6 as well, and leads from port 80 to the pod
        #   2. the folder of public files    -> root, twice
        #   3. the port of `dandelion serve` -> reverse_proxy 127.0.0.1:3000
        # Copy it to /etc/caddy/Caddyfile and see that Caddy may read the folder. Caddy follows
        # symbolic links: let nobody but the pod write into the folder.

        # What Caddy says of itself and of errors.
        {
            log default {
        \(log)
            }
        }

        (dandelion_headers) {
            header {
        \(headers)
                -Server
            }
            header Cache-Control "\(table.revalidated)"
            header Content-Security-Policy "\(table.pageSecurityPolicy)"
            header Content-Type "\(table.unknownType)"
        \(endings)
        \(documents)
        \(lifetimes)
        \(sandboxes)
        }

        # What was just written has no twin yet.
        (dandelion_compression) {
            encode gzip {
                minimum_length 1024
                match {
        \(compressed)
                }
            }
        }

        pod.example {
            root * /var/lib/dandelion/public
            log {
        \(log)
            }
            # Browsers that were here once come back by TLS alone.
            header Strict-Transport-Security "max-age=31536000"
            # The ID under which the pod logs a request; Caddy logs the header of the answer.
            request_header X-Request-Id {http.request.uuid}
            header {
                X-Request-Id {http.request.uuid}
                defer
            }

            route {
                @hidden path_regexp "^/.+/\\.|(\(temporary))$"
                error @hidden 404
                @dotted {
                    path_regexp "^/\\."
                    not path_regexp "^/\\.well-known/"
                }
                error @dotted 404
                @errors path \(errorPages)
                error @errors 404

                # Writing is never for files.
                @write not method GET HEAD
                handle @write {
        \(pod(indent: "            "))
                }

                # What the podmin sends on (site/redirects): the pod says where, and a small page
                # while it is off.
                @moved {
                    file \(moved)
                    not path */
                }
                handle @moved {
        \(pod(indent: "            "))
                }

                # Feeds of other programs; what the podmin has there goes first.
                @ownfeeds {
                    path \(table.oldFeedFiles.joined(separator: " "))
                    file {path}.html
                }
                handle @ownfeeds {
                    rewrite * {path}.html
                    route {
                        import dandelion_headers
                        import dandelion_compression
                        file_server {
                            precompressed br gzip
                            disable_canonical_uris
                        }
                    }
                }
                @feeds path \(table.oldFeedFiles.joined(separator: " "))
                redir @feeds \(table.feed) permanent
                @feed {
                    path \(table.oldFeedFolder) \(table.oldFeedFolder)/
                    not file \(table.oldFeedFolder).html \(table.oldFeedFolder)/index.html
                }
                redir @feed \(table.feed) permanent

                @root path /index.html
                redir @root / permanent
                @index {
                    path_regexp "^/.+/index\\.html$"
                    file
                }
                route @index {
                    uri strip_suffix /index.html
                    redir * {uri} permanent
                }
                @page {
                    path_regexp "\\.html$"
        \(notDocuments)
                    file
                }
                route @page {
                    uri strip_suffix .html
                    redir * {uri} permanent
                }
                @slashed path_regexp slashed "^(.+)/$"
                handle @slashed {
                    @known file {re.slashed.1}.html {re.slashed.1}/index.html
                    route @known {
                        uri strip_suffix /
                        redir * {uri} permanent
                    }
        \(pod(indent: "            "))
                }

                @file file {path} {path}.html {path}/index.html
                handle @file {
                    rewrite * {http.matchers.file.relative}
                    route {
                        import dandelion_headers
                        import dandelion_compression
                        file_server {
                            precompressed br gzip
                            disable_canonical_uris
                        }
                    }
                }

                # What is not in the tree.
        \(pod(indent: "        "))
            }

            # A pod that is down is 503, never 404, which other pods would take for
            # "no such person".
            handle_errors {
                root * /var/lib/dandelion/public
                @small {
                    expression `{err.status_code} in [502, 503, 504]`
                    file \(moved)
                }
                handle @small {
                    try_files {path}.html {path}/index.html
                    route {
                        import dandelion_headers
                        file_server {
                            status 200
                        }
                    }
                }
                @down expression `{err.status_code} in [502, 503, 504]`
                handle @down {
                    rewrite * /503.html
                    route {
                        import dandelion_headers
                        header Retry-After "\(table.retryAfter)"
                        header X-Request-Id {http.request.uuid}
                        file_server {
                            status 503
                        }
                    }
                }
                handle {
                    rewrite * /404.html
                    route {
                        import dandelion_headers
                        file_server {
                            status {err.status_code}
                        }
                    }
                }
            }
        }

        """
    }

    /// Paths without what is secret in them, without queries and where people came from.
    private var log: String {
        let odd = AddressTable.oddExpression + "|\\?"
        return """
                    format filter {
                        wrap json
                        fields {
                            request>uri regexp "^(\(table.secretExpression)).*$|(?:\(odd)).*$" "$1\(AddressTable.cutMark)"
                            request>headers>Referer delete
                            resp_headers>Location delete
                        }
                    }
            """
    }

    /// What the pod hears of its client is what Caddy saw; the client's own word of it is overwritten.
    private func pod(indent: String) -> String {
        """
        \(indent)reverse_proxy 127.0.0.1:3000 {
        \(indent)    header_up X-Forwarded-For {remote_host}
        \(indent)}
        """
    }

    private var moved: String { table.movedFolder + "{path}/" + table.movedFile }

    private var headers: String {
        table.securityHeaders.map { #"        \#($0.0) "\#($0.1)""# }.joined(separator: "\n")
    }

    private var compressed: String {
        table.compressedMediaTypes.map { "            header Content-Type \($0)*" }
            .joined(separator: "\n")
    }

    /// Caddy lets the last header win, the table the first row: so from the last row on.
    private var endings: String {
        table.endings.enumerated().reversed().map { number, row in
            let names = row.names.map { "*.\($0)" }.joined(separator: " ")
            return """
                    @ending\(number) path \(names)
                    header @ending\(number) Content-Type "\(row.type)"
                """
        }.joined(separator: "\n")
    }

    private var documents: String {
        table.documents.enumerated().reversed().map { number, row in
            let shared = #"header @document\#(number) Access-Control-Allow-Origin "*""#
            return """
                    @document\(number) path_regexp "^\(row.pattern.expression)$"
                    header @document\(number) Content-Type "\(row.type)"
                """ + (row.isShared ? "\n    " + shared : "")
        }.joined(separator: "\n")
    }

    private var errorPages: String {
        table.errorPages.map { file in
            let address = file.dropLast(".html".count)
            return "\(address) \(address)/ \(file)"
        }.joined(separator: " ")
    }

    private var notDocuments: String {
        table.documents.map { #"            not path_regexp "^\#($0.pattern.expression)$""# }
            .joined(separator: "\n")
    }

    private var lifetimes: String {
        table.lifetimes.enumerated().reversed().map { number, row in
            """
                @lifetime\(number) path_regexp "^\(row.pattern.expression)$"
                header @lifetime\(number) Cache-Control "\(row.cacheControl)"
            """
        }.joined(separator: "\n")
    }

    private var sandboxes: String {
        table.sandboxed.enumerated().map { number, pattern in
            """
                @sandboxed\(number) path_regexp "^\(pattern.expression)$"
                header @sandboxed\(number) Content-Security-Policy "\(table.sandboxSecurityPolicy)"
            """
        }.joined(separator: "\n")
    }

    private var temporary: String {
        table.temporaryEndings.map { $0.replacing(".", with: "\\.") }.joined(separator: "|")
    }
}
