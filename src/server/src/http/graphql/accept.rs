//! Which of the two media types a client wants, by its weights.

use axum::http::{HeaderMap, HeaderName, header};

/// The form of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MediaType {
    /// `application/graphql-response+json`: the status says how it went.
    GraphqlResponse,
    /// `application/json`: the status of a well-formed request is 200 whatever the document was.
    Json,
}

impl MediaType {
    pub(super) const fn content_type(self) -> &'static str {
        match self {
            Self::GraphqlResponse => "application/graphql-response+json; charset=utf-8",
            Self::Json => "application/json; charset=utf-8",
        }
    }

    const fn subtype(self) -> &'static str {
        match self {
            Self::GraphqlResponse => "graphql-response+json",
            Self::Json => "json",
        }
    }
}

/// The media type to answer in; `None` where the client accepts neither.
///
/// Without an `Accept` header, and for wildcards, it is `application/json`, as clients of old expect. A type that is named
/// goes before one that a wildcard covers; where both are named with the same weight, the newer one is taken.
pub(super) fn negotiate(headers: &HeaderMap) -> Option<MediaType> {
    if !headers.contains_key(header::ACCEPT) {
        return Some(MediaType::Json);
    }
    let entries = entries(headers, &header::ACCEPT);
    let graphql = weight(&entries, MediaType::GraphqlResponse);
    let json = weight(&entries, MediaType::Json);
    match (graphql, json) {
        ((0, _), (0, _)) => None,
        (graphql, json) if graphql > json => Some(MediaType::GraphqlResponse),
        (graphql, json) if graphql == json && graphql.1 == NAMED => Some(MediaType::GraphqlResponse),
        _ => Some(MediaType::Json),
    }
}

/// The weight, in thousandths, that a header such as `Accept-Encoding` gives to a token; 0 where it does not accept it.
pub(in crate::http) fn quality(headers: &HeaderMap, name: &HeaderName, token: &str) -> u16 {
    let entries = entries(headers, name);
    let of =
        |wanted: &str| entries.iter().find(|entry| entry.range.eq_ignore_ascii_case(wanted)).map(|entry| entry.weight);
    of(token).or_else(|| of("*")).unwrap_or(0)
}

struct Entry<'a> {
    range: &'a str,
    weight: u16,
}

const NAMED: u8 = 2;

/// The weight of a type under the most specific range that covers it, and how specific that is.
fn weight(entries: &[Entry<'_>], kind: MediaType) -> (u16, u8) {
    let specificity = |entry: &Entry<'_>| match entry.range.split_once('/') {
        Some((main, sub)) if main.eq_ignore_ascii_case("application") && sub.eq_ignore_ascii_case(kind.subtype()) => {
            Some(NAMED)
        }
        Some((main, "*")) if main.eq_ignore_ascii_case("application") => Some(1),
        Some(("*", "*")) => Some(0),
        _ => None,
    };
    let covering = entries.iter().filter_map(|entry| Some((specificity(entry)?, entry.weight)));
    covering.max().map_or((0, 0), |(specificity, weight)| (weight, specificity))
}

/// The comma-separated entries of a header. One that asks for another character set than UTF-8 cannot be served.
fn entries<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Vec<Entry<'a>> {
    let values = headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
    let entry = |text: &'a str| {
        let mut parts = text.split(';').map(str::trim);
        let range = parts.next().filter(|range| !range.is_empty())?;
        let mut weight = 1000;
        for (name, value) in parts.filter_map(|part| part.split_once('=')) {
            if name.trim().eq_ignore_ascii_case("q") {
                weight = thousandths(value.trim())?;
            } else if name.trim().eq_ignore_ascii_case("charset") && !is_utf8(value) {
                return None;
            }
        }
        Some(Entry { range, weight })
    };
    values.flat_map(|value| value.split(',')).filter_map(entry).collect()
}

/// Whether the value of a `charset` parameter is UTF-8.
pub(super) fn is_utf8(charset: &str) -> bool {
    let charset = charset.trim().trim_matches('"');
    charset.eq_ignore_ascii_case("utf-8") || charset.eq_ignore_ascii_case("utf8")
}

/// `0.85` as 850; at most three decimals, as the protocol has it.
fn thousandths(text: &str) -> Option<u16> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let digits = format!("{decimals:0<3}");
    if !matches!(whole, "0" | "1") || digits.len() != 3 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number = digits.parse::<u16>().ok()? + if whole == "1" { 1000 } else { 0 };
    (number <= 1000).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::MediaType::{GraphqlResponse, Json};
    use super::*;

    fn headers(accept: &[&str]) -> HeaderMap {
        accept.iter().map(|value| (header::ACCEPT, value.parse().unwrap())).collect()
    }

    #[track_caller]
    fn check(accept: &[&str], expected: Option<MediaType>) {
        assert_eq!(negotiate(&headers(accept)), expected, "{accept:?}");
    }

    #[test]
    fn the_old_type_is_the_default() {
        check(&[], Some(Json));
        check(&["*/*"], Some(Json));
        check(&["application/*"], Some(Json));
        check(&["text/html,application/xhtml+xml,*/*;q=0.8"], Some(Json));
    }

    #[test]
    fn weights_decide() {
        check(&["application/graphql-response+json"], Some(GraphqlResponse));
        check(
            &["application/graphql-response+json; charset=utf-8, application/json; charset=utf-8"],
            Some(GraphqlResponse),
        );
        check(&["application/json, application/graphql-response+json"], Some(GraphqlResponse));
        check(&["application/json, application/graphql-response+json;q=0.9"], Some(Json));
        check(&["application/json;q=0.5", "application/graphql-response+json;q=0.501"], Some(GraphqlResponse));
        check(&["application/graphql-response+json, */*"], Some(GraphqlResponse));
        check(&["application/json;q=0.1, */*"], Some(GraphqlResponse));
        check(&["APPLICATION/JSON"], Some(Json));
        check(&["application/json;q=0, */*"], Some(GraphqlResponse));
    }

    #[test]
    fn what_cannot_be_served_is_refused() {
        check(&["text/html"], None);
        check(&["application/json;q=0"], None);
        check(&["application/json; charset=utf-16"], None);
        check(&[""], None);
        check(&["application/json;q=2"], None);
    }

    #[test]
    fn weights_are_read_to_the_thousandth() {
        for (text, expected) in
            [("1", Some(1000)), ("0", Some(0)), ("0.85", Some(850)), ("1.000", Some(1000)), ("0.001", Some(1))]
        {
            assert_eq!(thousandths(text), expected, "{text}");
        }
        for text in ["1.001", "2", "0.1234", "-1", "x", "", "0.x"] {
            assert_eq!(thousandths(text), None, "{text}");
        }
    }

    #[test]
    fn encodings_have_weights_too() {
        let sent = |value: &str| HeaderMap::from_iter([(header::ACCEPT_ENCODING, value.parse().unwrap())]);
        let br = |value: &str| quality(&sent(value), &header::ACCEPT_ENCODING, "br");
        assert_eq!((br("gzip, br"), br("br;q=0"), br("gzip"), br("*"), br("*, br;q=0")), (1000, 0, 0, 1000, 0));
        assert_eq!(quality(&HeaderMap::new(), &header::ACCEPT_ENCODING, "br"), 0);
    }
}
