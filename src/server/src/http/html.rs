//! HTML that cannot forget to escape: text goes in by one door, markup by another.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use sextant_domain::scorecard::sha256_hex;
use sextant_store::StoreError;

/// A piece of HTML.
#[derive(Debug, Default)]
pub(super) struct Html(String);

impl Html {
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// Adds markup of our own, as it stands in the source.
    pub(super) fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Adds text from anywhere, escaped for elements and for attributes in double quotes.
    pub(super) fn text(&mut self, text: impl std::fmt::Display) -> &mut Self {
        for character in text.to_string().chars() {
            match character {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                other => self.0.push(other),
            }
        }
        self
    }

    /// Adds another piece.
    pub(super) fn html(&mut self, piece: &Self) -> &mut Self {
        self.0.push_str(&piece.0);
        self
    }

    pub(super) fn into_text(self) -> String {
        self.0
    }
}

/// A value for a query string.
pub(super) fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~/".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// What a page of ours may load: its style and its icon.
pub(super) const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; \
                                 form-action 'none'; frame-ancestors 'none'";
/// The same for a page with a form, which may be sent to ourselves only.
pub(super) const FORM_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; \
                                      form-action 'self'; frame-ancestors 'none'";

/// A page as an answer.
pub(super) fn answer(status: StatusCode, html: Html) -> Response {
    under(POLICY, "no-cache", status, html)
}

/// A page with a form as an answer. What was asked of it is kept by nobody.
pub(super) fn answer_with_form(status: StatusCode, html: Html) -> Response {
    under(FORM_POLICY, "no-store", status, html)
}

/// A page that changes with the program only, as an answer; nothing but its tag where the client has it already.
pub(super) fn answer_kept(sent: &HeaderMap, html: Html) -> Response {
    // Weak, because it may be packed on its way.
    let tag = format!("W/\"{}\"", &sha256_hex(html.0.as_bytes())[..32]);
    let mut response = if is_known(sent, &tag) {
        (StatusCode::NOT_MODIFIED, [(header::CACHE_CONTROL, "no-cache")]).into_response()
    } else {
        under(FORM_POLICY, "no-cache", StatusCode::OK, html)
    };
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

/// Whether a client says that it has what this tag names.
pub(super) fn is_known(sent: &HeaderMap, tag: &str) -> bool {
    let bare = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let known = sent.get(header::IF_NONE_MATCH).and_then(|tags| tags.to_str().ok());
    known.is_some_and(|tags| tags.split(',').any(|known| bare(known) == bare(tag)))
}

fn under(policy: &'static str, keep: &'static str, status: StatusCode, html: Html) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::CACHE_CONTROL, keep),
    ];
    (status, headers, html.into_text()).into_response()
}

/// A page that says why there is no other.
pub(super) fn message_page(title: &str, message: &str) -> Html {
    let mut body = Html::new();
    body.raw("<p class=\"path\"><a href=\"/scorecard\">All scorecards and snapshots</a></p><h1>");
    body.text(title).raw("</h1><p>").text(message).raw("</p>");
    page(title, body)
}

/// The page where the database did not answer; what happened is in the log.
pub(super) fn failed(error: &StoreError) -> (StatusCode, Html) {
    tracing::error!(%error, "a page failed");
    let message = "The database did not answer. The log says why, under the id in the header x-request-id.";
    (StatusCode::INTERNAL_SERVER_ERROR, message_page("Something went wrong", message))
}

/// A whole page.
pub(super) fn page(title: &str, body: Html) -> Html {
    let mut html = Html::new();
    html.raw("<!doctype html>\n<html lang=\"en-GB\"><head><meta charset=\"utf-8\">");
    html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>").text(title);
    html.raw(
        " – Sextant</title><link rel=\"icon\" href=\"/favicon.svg\"><link rel=\"stylesheet\" href=\"/scorecard.css\">",
    );
    html.raw(
        "</head><body><a class=\"skip\" href=\"#main\">Skip to the content</a><header><nav aria-label=\"Sextant\">",
    );
    html.raw(
        "<strong>Sextant</strong> <a href=\"/\">Workbench</a> <a href=\"/scorecard\">Scorecards and snapshots</a> ",
    );
    html.raw("<a href=\"/docs/questions\">Questions</a> <a href=\"/query\">Query form</a> ");
    html.raw("<a href=\"/docs\">Documentation</a></nav></header><main id=\"main\" tabindex=\"-1\">").html(&body);
    html.raw("</main><footer><p>Contains public sector information licensed under the ");
    html.raw("<a href=\"https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/\">");
    html.raw("Open Government Licence v3.0</a>.</p></footer></body></html>\n");
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_and_markup_is_not() {
        let mut html = Html::new();
        html.raw("<b title=\"").text("\"'<&>").raw("\">").text(7).raw("</b>");
        assert_eq!(html.into_text(), "<b title=\"&quot;&#39;&lt;&amp;&gt;\">7</b>");
    }

    #[test]
    fn a_tag_is_known_whether_weak_or_not() {
        let sent = |tags: &str| HeaderMap::from_iter([(header::IF_NONE_MATCH, tags.parse().unwrap())]);
        assert!(is_known(&sent("W/\"a\", \"b\""), "W/\"b\"") && is_known(&sent("W/\"a\""), "\"a\""));
        assert!(!is_known(&sent("\"ab\""), "\"a\"") && !is_known(&HeaderMap::new(), "\"a\""));
    }

    #[test]
    fn query_strings_are_encoded() {
        assert_eq!(encoded("2025/26-autumn"), "2025/26-autumn");
        assert_eq!(encoded("a&b=c é\""), "a%26b%3Dc%20%C3%A9%22");
    }
}
