//! Cells: text in two encodings, dates in their several forms, whole numbers.

use std::borrow::Cow;

use chrono::{Days, NaiveDate};
use encoding_rs::WINDOWS_1252;

/// The text of a field: UTF-8 where it is that, Windows-1252 otherwise, without the blanks around it.
///
/// Decided field by field: a file that turns out to be Windows-1252 only near its end is read rightly too.
pub(crate) fn text(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text.trim()),
        Err(_) => {
            let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
            Cow::Owned(text.trim().to_owned())
        }
    }
}

/// Whether a cell says nothing: blank, `NULL` or `NA`.
pub(crate) fn is_blank(text: &str) -> bool {
    text.is_empty() || text.eq_ignore_ascii_case("null") || text == "NA" || text == "N/A"
}

/// Reads `31-12-2024`, `31/12/2024`, `2024-12-31`, any of them with a time of midnight behind it.
pub(crate) fn date(text: &str) -> Option<NaiveDate> {
    let text = text.strip_suffix(" 00:00:00").or_else(|| text.strip_suffix(" 00:00")).unwrap_or(text);
    let mut parts = text.split(['-', '/']);
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    let (year, day) = if first.len() == 4 { (first, third) } else { (third, first) };
    if year.len() != 4 || day.len() > 2 || second.len() > 2 {
        return None;
    }
    NaiveDate::from_ymd_opt(digits(year)?, digits(second)?, digits(day)?)
}

/// A spreadsheet's serial number of a day: 45962 is 1 November 2025. `None` outside 1955 to 2173, where no publication is.
pub(crate) fn serial_date(text: &str) -> Option<NaiveDate> {
    let serial: u64 = digits(text.strip_suffix(".0").unwrap_or(text))?;
    (20_000..100_000)
        .contains(&serial)
        .then(|| NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(serial)))?
}

/// A number written with digits only (no sign, no exponent, no blanks).
pub(crate) fn digits<N: std::str::FromStr>(text: &str) -> Option<N> {
    (!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

/// A whole number, also as a spreadsheet writes it: `883`, `883.0`, `1,200`.
pub(crate) fn whole<N: std::str::FromStr>(text: &str) -> Option<N> {
    let text =
        text.split_once('.').map_or(Some(text), |(whole, part)| part.bytes().all(|b| b == b'0').then_some(whole))?;
    if text.contains(',') { digits(&text.replace(',', "")) } else { digits(text) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn both_encodings_are_read() {
        assert_eq!(text(b" St Mary's "), "St Mary's");
        assert_eq!(text("ARETÉ".as_bytes()), "ARETÉ");
        assert_eq!(text(b"ARET\xc9"), "ARETÉ");
        assert_eq!(text(b"St Mary\x92s"), "St Mary’s");
    }

    #[test]
    fn dates_are_read_in_every_form() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(date(text).map(|day| day.to_string()).as_deref(), expected, "{text}");
        };
        check("31-12-2024", Some("2024-12-31"));
        check("01/07/2011", Some("2011-07-01"));
        check("2011-07-01", Some("2011-07-01"));
        check("1/7/2011", Some("2011-07-01"));
        check("01/07/2011 00:00", Some("2011-07-01"));
        for wrong in ["31-02-2024", "07/31/2011", "2024", "", "NULL", "1-1-24", "01-01-2024-1", "+1/01/2024"] {
            check(wrong, None);
        }
    }

    #[test]
    fn serial_dates_are_days_since_1900() {
        // 45962 is what the dictionary holds for measures last updated in November 2025.
        assert_eq!(serial_date("45962").map(|day| day.to_string()).as_deref(), Some("2025-11-01"));
        assert_eq!(serial_date("45962.0").map(|day| day.to_string()).as_deref(), Some("2025-11-01"));
        for wrong in ["TBC", "", "1", "2025", "459620"] {
            assert_eq!(serial_date(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn whole_numbers_are_read() {
        assert_eq!(whole::<u16>("883.0"), Some(883));
        assert_eq!(whole::<u32>("1,200"), Some(1200));
        assert_eq!(whole::<u16>("99999"), None);
        for wrong in ["", "8.5", "-1", "12a", "+5", "1e3", "."] {
            assert_eq!(whole::<u32>(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_some_text(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
            let _ = text(&bytes).len();
        }

        #[test]
        fn dates_read_back(days in 0_u64..60_000) {
            let day = NaiveDate::from_ymd_opt(1950, 1, 1).unwrap() + Days::new(days);
            for form in ["%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d"] {
                prop_assert_eq!(date(&day.format(form).to_string()), Some(day));
            }
        }
    }
}
