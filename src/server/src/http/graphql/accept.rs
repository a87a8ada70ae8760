//! Which media type a client wants, by its weights.

use axum::http::{HeaderMap, HeaderName, header};

use super::table::{self, Format};

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

/// What a client wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Accepted {
    /// The form of an answer; of a refusal, where a table is wanted.
    pub(super) kind: MediaType,
    /// The form of a table, where one is wanted.
    pub(super) table: Option<Format>,
}

/// What to answer with; `None` where the client accepts nothing that is here.
///
/// Without an `Accept` header, and for wildcards, it is `application/json`, as clients of old expect. A type that is named
/// goes before one that a wildcard covers; where both are named with the same weight, the newer one is taken. A table is taken
/// only where it is named, and then before others of the same weight.
pub(super) fn negotiate(headers: &HeaderMap) -> Option<Accepted> {
    if !headers.contains_key(header::ACCEPT) {
        return Some(Accepted { kind: MediaType::Json, table: None });
    }
    let entries = entries(headers, &header::ACCEPT);
    let graphql = weight(&entries, MediaType::GraphqlResponse);
    let json = weight(&entries, MediaType::Json);
    let table = entries.iter().filter_map(|entry| Some((entry.weight, entry.table?)));
    // The first of those with the highest weight.
    let table = table.filter(|(weight, _)| *weight > 0).rev().max_by_key(|(weight, _)| *weight);
    if let Some((weight, format)) = table
        && weight >= graphql.0.max(json.0)
    {
        return Some(Accepted { kind: table::INSTEAD, table: Some(format) });
    }
    let kind = match (graphql, json) {
        ((0, _), (0, _)) => return None,
        (graphql, json) if graphql > json => MediaType::GraphqlResponse,
        (graphql, json) if graphql == json && graphql.1 == NAMED => MediaType::GraphqlResponse,
        _ => MediaType::Json,
    };
    Some(Accepted { kind, table: None })
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
    /// The form of a table that it asks for.
    table: Option<Format>,
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
        let parameters = parts.filter_map(|part| part.split_once('='));
        let parameters: Vec<_> = parameters.map(|(name, value)| (name.trim(), value.trim())).collect();
        let mut weight = 1000;
        for (name, value) in &parameters {
            if name.eq_ignore_ascii_case("q") {
                weight = thousandths(value)?;
            } else if name.eq_ignore_ascii_case("charset") && !is_utf8(value) {
                return None;
            }
        }
        Some(Entry { range, weight, table: Format::asked(range, &parameters) })
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
        let expected = expected.map(|kind| Accepted { kind, table: None });
        assert_eq!(negotiate(&headers(accept)), expected, "{accept:?}");
    }

    #[test]
    fn tables_are_taken_where_they_are_named() {
        let plain = Format::Csv { header: true, types: false };
        let typed = Format::Csv { header: true, types: true };
        for (accept, table) in [
            ("text/csv", Some(plain)),
            ("Text/CSV; header=present", Some(plain)),
            ("text/csv; header=\"present\"; charset=utf-8; q=0.9, */*;q=0.1", Some(plain)),
            ("text/csv; types=present", Some(typed)),
            ("text/csv;header=absent", Some(Format::Csv { header: false, types: false })),
            ("application/x-ndjson", Some(Format::NdJson { x: true })),
            ("application/ndjson, text/csv", Some(Format::NdJson { x: false })),
            ("application/ndjson;q=0.5, text/csv;q=0.6", Some(plain)),
            ("text/csv, application/json", Some(plain)),
            ("text/csv, */*", Some(plain)),
            ("text/csv;q=0.9, application/json", None),
            ("text/csv;q=0, application/json", None),
            ("text/csv; header=perhaps, application/json;q=0.1", None),
        ] {
            let wanted = negotiate(&headers(&[accept])).unwrap();
            assert_eq!(wanted.table, table, "{accept}");
            assert_eq!(wanted.kind == GraphqlResponse, table.is_some(), "refusals have a status: {accept}");
        }
        for accept in ["text/*", "text/csv; charset=utf-16", "text/csv;q=0", "text/csv; types=all"] {
            assert_eq!(negotiate(&headers(&[accept])), None, "{accept}");
        }
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
