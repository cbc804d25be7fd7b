@testable import Server

/// `config/nginx/dandelion.conf`, written from the table.
///
/// Spec: nginx 1.22, ngx_http_core_module, ngx_http_gzip_static_module. A location that sets one
/// header or error page of its own inherits none of the server's, hence the repetition.
struct NginxFile {
    let table: AddressTable

    var text: String {
        """
        # Dandelion behind nginx (nginx-light of Debian 12 is enough).
        #
        # Made from the pod's own table of addresses; a test compares both. To be edited:
        #   1. the name of the site           -> pod.example, in four places
        #   2. the port of `dandelion serve`  -> server 127.0.0.1:3000
        #   3. the folder of public files     -> root /var/lib/dandelion/public
        # nginx does not start without the certificate, so get it first, while Debian's own site
        # still answers on port 80; afterwards it is renewed through the first server below:
        #   certbot certonly --webroot --webroot-path /var/www/html --domain pod.example \\
        #       --deploy-hook 'systemctl reload nginx'
        # Copy this file to /etc/nginx/sites-enabled/ then, and see that nginx may read the folder.
        # Debian's nginx-light sends gzip twins only; with libnginx-mod-http-brotli-static add
        # `brotli_static on;` beside `gzip_static on;`.

        upstream dandelion {
            server 127.0.0.1:3000;
        }

        map $uri $dandelion_cache {
            default "\(table.revalidated)";
        \(lifetimes)
        }

        map $uri $dandelion_policy {
            default "\(table.pageSecurityPolicy)";
        \(sandboxes)
        }

        map $uri $dandelion_shared {
            default "";
        \(shared)
        }

        # Paths as logs show them: without what is secret in them, and without queries.
        map $request_uri $dandelion_path {
            "~^(?<dandelion_folder>\(table.secretExpression))" "${dandelion_folder}\(AddressTable.cutMark)";
            "~^(?<dandelion_plain>(?:(?!\(AddressTable.oddExpression)|\\?).)*)(?:\\?|$)" $dandelion_plain;
            "~^(?<dandelion_start>(?:(?!\(AddressTable.oddExpression)).)*)" "${dandelion_start}\(AddressTable.cutMark)";
        }

        # nginx writes whole addresses into its log of errors: what is not as above is left out of it.
        map "$request_uri $dandelion_path $http_referer" $dandelion_kind {
            default _secret;
            "~^([^ ]*) \\1 (?!.*(?:\\?|\(table.secretExpression)))" "";
        }

        log_format dandelion '$remote_addr - $remote_user [$time_local] '
            '"$request_method $dandelion_path $server_protocol" $status $body_bytes_sent '
            '"-" "$http_user_agent" $request_id';

        map $status $dandelion_retry {
            default "";
            503 "\(table.retryAfter)";
        }

        map $status $dandelion_id {
            default "";
            "~^5" $request_id;
        }

        # Without TLS: the proofs that certificates are given for, and the way to the pod.
        server {
            listen 80;
            listen [::]:80;  # leave such lines out on a machine without IPv6
            server_name pod.example;
            server_tokens off;
            access_log /var/log/nginx/access.log dandelion;

            location ^~ /.well-known/acme-challenge/ {
                root /var/www/html;
                default_type text/plain;
                try_files $uri =404;
            }
            location / {
                return 301 https://$server_name$request_uri;
            }
        }

        server {
            listen 443 ssl http2;
            listen [::]:443 ssl http2;  # nginx 1.25.1 and newer: a line `http2 on;` instead
            server_name pod.example;
            ssl_certificate /etc/letsencrypt/live/pod.example/fullchain.pem;
            ssl_certificate_key /etc/letsencrypt/live/pod.example/privkey.pem;
            ssl_protocols TLSv1.2 TLSv1.3;
            ssl_session_cache shared:dandelion:1m;
            ssl_session_timeout 1d;

            root /var/lib/dandelion/public;
            disable_symlinks on from=$document_root;
            absolute_redirect off;
            server_tokens off;
            client_max_body_size 8m;
            access_log /var/log/nginx/access.log dandelion;
            gzip_static on;
            gzip_vary on;
            # What was just written has no twin yet.
            gzip on;
            gzip_min_length 1024;
            gzip_types
        \(compressed);

            types {
        \(types)
            }
            default_type \(table.unknownType);

        \(headers)

            recursive_error_pages on;
            error_page 404 /404.html;

            # Writing is never for files.
            if ($request_method !~ "^(GET|HEAD)$") {
                rewrite ^ /.dandelion/write$dandelion_kind last;
            }
            location = /.dandelion/write {
                internal;
        \(pod(path: "$request_uri"))
            }
            location = /.dandelion/write_secret {
                internal;
                error_log /dev/null emerg;
        \(pod(path: "$request_uri"))
            }

            # What the podmin sends on (site/redirects): the pod says where, and a small page while it is off.
            set $dandelion_moved $uri;
            if ($uri ~ "/$") {
                set $dandelion_moved "";
            }
            if (-f $document_root\(moved("$dandelion_moved"))) {
                rewrite ^ /.dandelion/moved last;
            }
            location = /.dandelion/moved {
                internal;
        \(pod(path: "$request_uri", otherwise: "=200 @dandelion_moved"))
            }
            location @dandelion_moved {
                try_files $dandelion_moved.html $dandelion_moved/index.html =503;
            }

            location ~ "^/\\.(?!well-known/)|^/.+/\\.|(\(temporary))$" {
                return 404;
            }
            location ~ "^\(table.secretExpression)" {
                error_log /dev/null emerg;
                try_files $uri $uri.html $uri/index.html @dandelion_secret;
            }
        \(errorPages)
        \(documents)
            # Feeds of other programs; what the podmin has there goes first.
        \(oldFeeds)
            location @dandelion_feed {
                return 301 \(table.feed);
            }
            location = /index.html {
                rewrite ^ / permanent;
            }
            location ~ "^(?<dandelion_page>/.+)/index\\.html$" {
                if (-f $request_filename) {
                    rewrite "^(.+)/index\\.html$" $1 permanent;
                }
                try_files /. @dandelion$dandelion_kind;
            }
            location ~ "\\.html$" {
                if (-f $request_filename) {
                    rewrite "^(.+)\\.html$" $1 permanent;
                }
                try_files /. @dandelion$dandelion_kind;
            }
            location ~ "^(?<dandelion_page>.+)/$" {
                if (-f $document_root$dandelion_page.html) {
                    rewrite "^(.+)/$" $1 permanent;
                }
                if (-f $document_root$dandelion_page/index.html) {
                    rewrite "^(.+)/$" $1 permanent;
                }
                try_files /. @dandelion$dandelion_kind;
            }
            location / {
                try_files $uri $uri.html $uri/index.html @dandelion$dandelion_kind;
            }

            # What is not in the tree. A pod that is down is 503, never 404, which other pods
            # would take for "no such person".
            location @dandelion {
        \(pod(path: ""))
            }
            location @dandelion_secret {
                error_log /dev/null emerg;
        \(pod(path: ""))
            }
        }

        """
    }

    /// Browsers that were here once come back by TLS alone.
    private let strict =
        #"add_header Strict-Transport-Security "max-age=31536000" always;"#

    /// What the pod hears of its client is what nginx saw; the client's own word of it is overwritten.
    ///
    /// - Parameter otherwise: What is sent while the pod is off.
    private func pod(path: String, otherwise: String = "=503 /503.html") -> String {
        """
                \(strict)  # alone: the pod sets the others
                error_page 502 504 \(otherwise);
                gzip off;  # what is not for everybody may be read from the length
                proxy_pass http://dandelion\(path);
                proxy_http_version 1.1;
                proxy_set_header Connection "";
                proxy_set_header Host $host;
                proxy_set_header X-Forwarded-For $remote_addr;
                proxy_set_header X-Request-Id $request_id;
                proxy_connect_timeout 5s;
        """
    }

    private func moved(_ address: String) -> String {
        table.movedFolder + address + "/" + table.movedFile
    }

    private var lifetimes: String {
        table.lifetimes.map { #"    "~^\#($0.pattern.expression)$" "\#($0.cacheControl)";"# }
            .joined(separator: "\n")
    }

    private var sandboxes: String {
        table.sandboxed.map { #"    "~^\#($0.expression)$" "\#(table.sandboxSecurityPolicy)";"# }
            .joined(separator: "\n")
    }

    private var shared: String {
        table.documents.filter(\.isShared)
            .map { #"    "~^\#($0.pattern.expression)$" "*";"# }.joined(separator: "\n")
    }

    private var types: String {
        table.endings.map { #"        "\#($0.type)" \#($0.names.joined(separator: " "));"# }
            .joined(separator: "\n")
    }

    private var compressed: String {
        table.compressedTypes.map { #"        "\#($0)""# }.joined(separator: "\n")
    }

    private var headers: String {
        let fixed = table.securityHeaders.map { #"    add_header \#($0.0) "\#($0.1)" always;"# }
        let varied = [
            "Content-Security-Policy $dandelion_policy", "Cache-Control $dandelion_cache",
            "Access-Control-Allow-Origin $dandelion_shared", "Retry-After $dandelion_retry",
            "X-Request-Id $dandelion_id",
        ].map { "    add_header \($0) always;" }
        return (fixed + varied + ["    " + strict]).joined(separator: "\n")
    }

    private var temporary: String {
        table.temporaryEndings.map { $0.replacing(".", with: "\\.") }.joined(separator: "|")
    }

    private var errorPages: String {
        let names = table.errorPages.map { $0.dropFirst().dropLast(".html".count) }
        let addresses = """
                location ~ "^/(\(names.joined(separator: "|")))/?$" {
                    return 404;
                }
            """
        let files = table.errorPages.map { "    location = \($0) {\n        internal;\n    }" }
        return ([addresses] + files).joined(separator: "\n")
    }

    private var oldFeeds: String {
        let files = table.oldFeedFiles.map { file in
            """
                location = \(file) {
                    try_files \(file).html @dandelion_feed;
                }
            """
        }
        let folder = table.oldFeedFolder
        let folders = [folder, folder + "/"].map { address in
            """
                location = \(address) {
                    try_files \(folder).html \(folder)/index.html @dandelion_feed;
                }
            """
        }
        return (files + folders).joined(separator: "\n")
    }

    private var documents: String {
        table.documents.map { row in
            """
                location ~ "^\(row.pattern.expression)$" {
                    types {
                    }
                    default_type "\(row.type)";
                    try_files $uri $uri.html $uri/index.html @dandelion$dandelion_kind;
                }
            """
        }.joined(separator: "\n")
    }
}
