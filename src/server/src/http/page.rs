//! The workbench: the files that npm built into `web/dist`, out of the binary.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::{EmbeddedFile, RustEmbed};

use super::graphql::quality;
use super::html::is_known;

/// A debug build reads the folder while it runs; a release build carries it.
#[derive(RustEmbed)]
#[folder = "../../web/dist"]
#[allow_missing = true]
struct Files;

const WITHOUT_NODE: &str = include_str!("../../../../web/without-node.html");
/// What the workbench needs and nothing else (see `web/README.md`).
const POLICY: &str = "default-src 'none'; script-src 'self'; worker-src 'self' blob:; style-src 'self' 'unsafe-inline'; \
                      font-src 'self' data:; img-src 'self' data:; connect-src 'self'; base-uri 'none'; \
                      form-action 'none'; frame-ancestors 'none'";
/// The policy of the page that stands in, whose one style is its own.
const PLAIN_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; \
                            frame-ancestors 'none'";

/// Whether the workbench was built in.
pub(crate) fn is_bundled() -> bool {
    Files::get("index.html").is_some()
}

/// Answers every path that is no route.
pub(super) async fn file(request: Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, HEAD")]).into_response();
    }
    let path = match request.uri().path().trim_start_matches('/') {
        "" => "index.html",
        path => path,
    };
    if path.ends_with(".br") {
        return not_found();
    }
    let accepts_brotli = quality(request.headers(), &header::ACCEPT_ENCODING, "br") > 0;
    let packed = if accepts_brotli { Files::get(&format!("{path}.br")) } else { None };
    match (packed, Files::get(path)) {
        (Some(packed), Some(plain)) => found(request.headers(), path, plain.metadata.mimetype(), packed, true),
        (None, Some(plain)) => {
            let mime = plain.metadata.mimetype().to_owned();
            found(request.headers(), path, &mime, plain, false)
        }
        (_, None) if path == "index.html" => without_node(),
        (_, None) => not_found(),
    }
}

fn found(sent: &HeaderMap, path: &str, mime: &str, file: EmbeddedFile, packed: bool) -> Response {
    let mut headers = HeaderMap::new();
    let mut set = |name, value: String| {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(name, value);
        }
    };
    let hash: String = file.metadata.sha256_hash()[..16].iter().map(|byte| format!("{byte:02x}")).collect();
    let tag = format!("\"{hash}\"");
    let is_text = mime.starts_with("text/") || mime.ends_with("javascript") || mime.ends_with("json");
    set(header::CONTENT_TYPE, if is_text { format!("{mime}; charset=utf-8") } else { mime.to_owned() });
    // The names in assets/ change with their content; everything else must be asked for again.
    let keep = if path.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
    set(header::CACHE_CONTROL, keep.to_owned());
    set(header::VARY, "accept-encoding".to_owned());
    set(header::ETAG, tag.clone());
    set(header::CONTENT_SECURITY_POLICY, POLICY.to_owned());
    if packed {
        set(header::CONTENT_ENCODING, "br".to_owned());
    }
    if is_known(sent, &tag) {
        headers.remove(header::CONTENT_TYPE);
        headers.remove(header::CONTENT_ENCODING);
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    (headers, file.data.into_owned()).into_response()
}

fn without_node() -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CONTENT_SECURITY_POLICY, PLAIN_POLICY),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (headers, WITHOUT_NODE).into_response()
}

fn not_found() -> Response {
    let kind = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    (
        StatusCode::NOT_FOUND,
        kind,
        "There is nothing here. The workbench is at /, the scorecards and snapshots are at /scorecard.\n",
    )
        .into_response()
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::Request;

    use super::*;
    use crate::http::testing::{Answer, App};

    async fn get(app: &App, path: &str, headers: &[(&str, &str)]) -> Answer {
        let request = headers.iter().fold(Request::get(path), |request, (name, value)| request.header(*name, *value));
        app.send(request.body(Body::empty()).unwrap()).await
    }

    #[tokio::test]
    async fn the_page_is_html_under_a_policy_whether_bundled_or_not() {
        let app = App::start().await;
        let page = get(&app, "/", &[]).await;
        assert_eq!(page.status, 200);
        assert!(page.header("content-type").starts_with("text/html"));
        assert!(page.header("content-security-policy").starts_with("default-src 'none'"));
        assert_eq!(page.header("x-content-type-options"), "nosniff");
        assert_eq!(page.body.contains("without its workbench"), !is_bundled());
    }

    #[tokio::test]
    async fn what_is_not_there_is_not_found() {
        let app = App::start().await;
        for path in ["/nowhere", "/assets/../../../Cargo.toml", "/assets/%2e%2e/index.html", "/index.html.br"] {
            assert_eq!(get(&app, path, &[]).await.status, 404, "{path}");
        }
        let post = app.send(Request::post("/").body(Body::empty()).unwrap()).await;
        assert_eq!((post.status.as_u16(), post.header("allow")), (405, "GET, HEAD"));
    }

    #[tokio::test]
    async fn files_are_packed_for_those_who_accept_it_and_kept_by_name() {
        // Without Node there is no bundle to hold to.
        let Some(asset) = Files::iter().find(|name| name.starts_with("assets/") && name.ends_with(".css")) else {
            return;
        };
        let app = App::start().await;
        let path = format!("/{asset}");
        let packed = get(&app, &path, &[("accept-encoding", "gzip, br")]).await;
        assert_eq!(
            (packed.header("content-encoding"), packed.header("content-type")),
            ("br", "text/css; charset=utf-8")
        );
        assert!(packed.header("cache-control").contains("immutable"));
        let plain = get(&app, &path, &[("accept-encoding", "br;q=0")]).await;
        assert_eq!(plain.header("content-encoding"), "");
        let again = get(&app, "/", &[("if-none-match", get(&app, "/", &[]).await.header("etag"))]).await;
        assert_eq!(again.status, 304);
        assert_eq!(get(&app, "/", &[]).await.header("cache-control"), "no-cache");
    }
}
