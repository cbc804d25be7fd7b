@testable import Server

/// `config/apache/dandelion.conf`, written from the table.
///
/// Spec: Apache httpd 2.4, mod_rewrite in server context. `PT` keeps a rewritten path a path of
/// the site, where mod_rewrite would else take `/u/…` for a folder of the machine.
struct ApacheFile {
    let table: AddressTable

    var text: String {
        """
        # Dandelion behind Apache 2.4.
        #
        # Made from the pod's own table of addresses; a test compares both. To be edited:
        #   1. the name of the site          -> DandelionName
        #   2. the folder of public files    -> DandelionRoot
        #   3. the port of `dandelion serve` -> DandelionPod
        # Apache does not start without the certificate, so get it first, while Debian's own site
        # still answers on port 80; afterwards it is renewed through the first host below:
        #   certbot certonly --webroot --webroot-path /var/www/html --domain pod.example \\
        #       --deploy-hook 'systemctl reload apache2'
        # Copy this file to /etc/apache2/sites-enabled/ then, see that Apache may read the folder,
        # and run
        #   a2enmod alias rewrite headers filter deflate proxy proxy_http setenvif ssl unique_id
        # Apache listens on IPv6 as well (`Listen 80` and `Listen 443` in ports.conf).

        Define DandelionName pod.example
        Define DandelionRoot /var/lib/dandelion/public
        Define DandelionPod http://127.0.0.1:3000

        # Without TLS: the proofs that certificates are given for, and the way to the pod.
        <VirtualHost *:80>
            ServerName http://${DandelionName}
        \(logs)

            Alias "/.well-known/acme-challenge/" "/var/www/html/.well-known/acme-challenge/"
            <Directory "/var/www/html/.well-known/acme-challenge">
                Require all granted
                Options None
                AllowOverride None
            </Directory>
            RewriteEngine On
            RewriteCond "%{REQUEST_URI}" "!^/\\.well-known/acme-challenge/[A-Za-z0-9_-]+$"
            RewriteRule "^" "https://${DandelionName}%{REQUEST_URI}" [R=301,L]
        </VirtualHost>

        <VirtualHost *:443>
            ServerName https://${DandelionName}
            SSLEngine on
            SSLProtocol -all +TLSv1.2 +TLSv1.3
            SSLCertificateFile /etc/letsencrypt/live/${DandelionName}/fullchain.pem
            SSLCertificateKeyFile /etc/letsencrypt/live/${DandelionName}/privkey.pem
            # Browsers that were here once come back by TLS alone.
            Header always set Strict-Transport-Security "max-age=31536000"

            DocumentRoot "${DandelionRoot}"
            UseCanonicalName On
        \(logs)

            <Directory "${DandelionRoot}">
                Require all granted
                Options None
                AllowOverride None
                DirectorySlash Off
                DirectoryIndex disabled
                # What was just written has no twin yet.
                AddOutputFilterByType DEFLATE \\
        \(compressed)
            </Directory>
            SetEnvIf Accept-Encoding "\\bgzip\\s*;\\s*q=0(\\.0*)?\\s*(,|$)" no-gzip

            ProxyPreserveHost On
            # What the pod hears of its client is what Apache saw; the client's own word is dropped.
            RequestHeader unset X-Forwarded-For early
            RequestHeader set X-Request-Id "%{UNIQUE_ID}e"
            <Proxy "${DandelionPod}/">
                ProxySet connectiontimeout=5 retry=0
            </Proxy>
            ErrorDocument 404 /404.html
            ErrorDocument 502 /503.html
            ErrorDocument 503 /503.html
            ErrorDocument 504 /503.html

            RewriteEngine On
            # LimitRequestBody is not for what is handed on; from ten million bytes on there is no place.
            RewriteCond "%{HTTP:Content-Length}" "^0*[1-9][0-9]{7}"
            RewriteRule "^" - [R=413,L]
            # Error pages are shown in place of an answer; asked for by name they are not there.
            RewriteCond "%{ENV:REDIRECT_STATUS}" "^$"
            RewriteRule "^/(\(errorPages))(\\.html|/)?$" - [R=404,L]
            RewriteRule "^/(\(errorPages))\\.html$" - [E=dandelion:1,L]
            RewriteRule "^/\\.(?!well-known/)|^/.+/\\.|(\(temporary))$" - [R=404,L]
            # Writing is never for files.
            RewriteCond "%{REQUEST_METHOD}" "!^(GET|HEAD)$"
            RewriteRule "^/(.*)$" "${DandelionPod}/$1" [P,L]
            # What the podmin sends on (site/redirects); addresses with a question mark by the pod, as
            # rules may not lead there.
            RewriteCond "%{DOCUMENT_ROOT}\(moved("$0"))" -f
            RewriteCond expr "file('%{DOCUMENT_ROOT}\(moved("%{REQUEST_URI}"))') =~ m#^([^?\\s]+)\\s#"
            RewriteRule "^/.*[^/]$" "%1" [R=301,NE,L]
            RewriteCond "%{DOCUMENT_ROOT}\(moved("$0"))" -f
            RewriteRule "^/(.*[^/])$" "${DandelionPod}/$1" [P,L]
            # Feeds of other programs; what the podmin has there goes first.
            RewriteCond "%{DOCUMENT_ROOT}$0.html" !-f
            RewriteRule "^(?:\(oldFeeds))$" "\(table.feed)" [R=301,L]
            RewriteCond "%{DOCUMENT_ROOT}\(table.oldFeedFolder).html" !-f
            RewriteCond "%{DOCUMENT_ROOT}\(table.oldFeedFolder)/index.html" !-f
            RewriteRule "^\(table.oldFeedFolder)/?$" "\(table.feed)" [R=301,L]
            # Other names of a page.
            RewriteCond "%{DOCUMENT_ROOT}$1/index.html" -f
            RewriteRule "^(/.+)/index\\.html$" "$1" [R=301,L]
            RewriteRule "^/index\\.html$" "/" [R=301,L]
        \(notDocuments)
            RewriteCond "%{DOCUMENT_ROOT}$0" -f
            RewriteRule "^(/.+)\\.html$" "$1" [R=301,L]
            RewriteCond "%{DOCUMENT_ROOT}$1.html" -f [OR]
            RewriteCond "%{DOCUMENT_ROOT}$1/index.html" -f
            RewriteRule "^(/.+)/$" "$1" [R=301,L]
            # The file of a path, or the pod.
            RewriteRule "^(?:\(oldFeeds))$" "$0.html"
            RewriteCond "%{DOCUMENT_ROOT}/index.html" -f
            RewriteRule "^/$" "/index.html" [E=dandelion:1]
            RewriteCond "%{DOCUMENT_ROOT}$0" !-f
            RewriteCond "%{DOCUMENT_ROOT}$0.html" -f
            RewriteRule "^/.*[^/]$" "$0.html"
            RewriteCond "%{DOCUMENT_ROOT}$0" !-f
            RewriteCond "%{DOCUMENT_ROOT}$0/index.html" -f
            RewriteRule "^/.*[^/]$" "$0/index.html"
            RewriteCond "%{DOCUMENT_ROOT}$1" !-f
            RewriteRule "^(/(.*))$" "${DandelionPod}/$2" [P,L]
            RewriteRule "^" - [E=dandelion:1]
            # Its twin.
            RewriteCond "%{HTTP:Accept-Encoding}" "\\bbr\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))"
            RewriteCond "%{DOCUMENT_ROOT}$0.br" -f
            RewriteRule "^.+$" "$0.br" [E=dandelion_twin:br,E=no-gzip:1,PT,L]
            RewriteCond "%{HTTP:Accept-Encoding}" "\\bgzip\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))"
            RewriteCond "%{DOCUMENT_ROOT}$0.gz" -f
            RewriteRule "^.+$" "$0.gz" [E=dandelion_twin:gzip,E=no-gzip:1,PT,L]
            RewriteRule "^" - [PT]

            # Headers of files; the pod sets its own. An error page is reached by a redirect
            # inside the server, but passes the first rule above again.
        \(headers)
            Header always set Cache-Control "\(table.revalidated)" env=dandelion
            Header always set Content-Security-Policy \\
                "\(table.pageSecurityPolicy)" \\
                env=dandelion
            Header set Content-Encoding %{dandelion_twin}e env=dandelion_twin
            <Location "/503.html">
                Header always set X-Request-Id "%{UNIQUE_ID}e"
                Header always set Retry-After "\(table.retryAfter)" "expr=%{REQUEST_STATUS} == 503"
            </Location>
            <LocationMatch "^/">
                ForceType "\(table.unknownType)"
                RemoveEncoding .gz .br
            </LocationMatch>
        \(endings)
        \(documents)
        \(lifetimes)
        \(sandboxes)
        </VirtualHost>

        """
    }

    private let twin = "(\\.br|\\.gz)?$"

    private let odd = AddressTable.oddExpression

    private func moved(_ address: String) -> String {
        table.movedFolder + address + "/" + table.movedFile
    }

    /// What both hosts log.
    private var logs: String {
        """
            # Paths as logs show them: without what is secret in them, without queries and where
            # people came from. What Apache says of an error may hold the whole path.
            SetEnvIf Request_URI "^((?:(?!\(odd)).)*)" dandelion_path=$1
            SetEnvIf Request_URI "^((?:(?!\(odd)).)*)(?:\(odd))" dandelion_path=$1\(AddressTable.cutMark)
            SetEnvIf Request_URI "^(\(table.secretExpression))" dandelion_path=$1\(AddressTable.cutMark)
            LogFormat "%h %l %u %t \\"%m %<{dandelion_path}e %H\\" %>s %b \\"-\\" \\"%{User-Agent}i\\" %<{UNIQUE_ID}e" dandelion
            CustomLog "${APACHE_LOG_DIR}/access.log" dandelion
            ErrorLog "${APACHE_LOG_DIR}/error.log"
            ErrorLogFormat "[%{u}t] [%-m:%l] [pid %P:tid %T] %E: [client\\ %a] %M"
            # Of a path that cannot be decoded no location is known.
            LogLevel warn core:crit
            <LocationMatch "^\(table.secretExpression)">
                LogLevel emerg
            </LocationMatch>
        """
    }

    private var oldFeeds: String {
        table.oldFeedFiles.map { $0.replacing(".", with: "\\.") }.joined(separator: "|")
    }

    private var errorPages: String {
        table.errorPages.map { $0.dropFirst().dropLast(".html".count) }.joined(separator: "|")
    }

    private var compressed: String {
        table.compressedMediaTypes.map { "            \($0)" }.joined(separator: " \\\n")
    }

    private var headers: String {
        table.securityHeaders
            .map { #"    Header always set \#($0.0) "\#($0.1)" env=dandelion"# }
            .joined(separator: "\n")
    }

    private var notDocuments: String {
        table.documents
            .map { #"    RewriteCond "%{REQUEST_URI}" "!^\#($0.pattern.expression)$""# }
            .joined(separator: "\n")
    }

    /// Apache lets the last section win, the table the first row: so from the last row on.
    private var endings: String {
        table.endings.reversed().map { row in
            let vary = "        Header always merge Vary Accept-Encoding env=dandelion\n"
            return """
                    <LocationMatch "\\.(\(row.names.joined(separator: "|")))\(twin)">
                        ForceType "\(row.type)"
                \(row.isCompressed ? vary : "")    </LocationMatch>
                """
        }.joined(separator: "\n")
    }

    private var documents: String {
        table.documents.reversed().map { row in
            let shared = "        Header always set Access-Control-Allow-Origin * env=dandelion\n"
            return """
                    <LocationMatch "^\(row.pattern.expression)\(twin)">
                        ForceType "\(row.type)"
                        Header always merge Vary Accept-Encoding env=dandelion
                \(row.isShared ? shared : "")    </LocationMatch>
                """
        }.joined(separator: "\n")
    }

    private var lifetimes: String {
        table.lifetimes.reversed().map { row in
            """
                <LocationMatch "^\(row.pattern.expression)\(twin)">
                    Header always set Cache-Control "\(row.cacheControl)" env=dandelion
                </LocationMatch>
            """
        }.joined(separator: "\n")
    }

    private var sandboxes: String {
        table.sandboxed.map { pattern in
            let policy = #""\#(table.sandboxSecurityPolicy)""#
            return """
                    <LocationMatch "^\(pattern.expression)\(twin)">
                        Header always set Content-Security-Policy \(policy) env=dandelion
                    </LocationMatch>
                """
        }.joined(separator: "\n")
    }

    private var temporary: String {
        table.temporaryEndings.map { $0.replacing(".", with: "\\.") }.joined(separator: "|")
    }
}
