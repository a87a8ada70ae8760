//! Exact numbers.
//!
//! A [`Figure`] is a signed count of millionths. It is stored as a 64-bit integer on both databases, so that the same
//! figure has the same bytes, the same order and the same hash everywhere; binary floating point has none of these.

use std::fmt;

/// One unit in millionths.
pub const MILLION: i64 = 1_000_000;

/// An exact number of millionths, for example `33_300_000` for 33.3.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Figure(i64);

/// Why a token is not a [`Figure`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FigureError {
    /// The token has characters that no number has.
    #[error("'{0}' is not a number")]
    NotANumber(String),
    /// The number does not fit into 64-bit millionths (about ±9.2 billion).
    #[error("'{0}' is too large: the largest number that can be held is about 9.2 billion")]
    TooLarge(String),
}

impl Figure {
    /// Zero.
    pub const ZERO: Self = Self(0);

    /// The figure with this many millionths.
    pub const fn from_millionths(millionths: i64) -> Self {
        Self(millionths)
    }

    /// A whole number.
    pub const fn whole(units: i64) -> Self {
        Self(units * MILLION)
    }

    /// How many millionths this is: the stored form.
    pub const fn millionths(self) -> i64 {
        self.0
    }

    /// The distance from zero.
    pub const fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// `sum / count`, rounded to the nearest millionth, halves away from zero. `None` for a count of zero.
    pub fn mean(figures: impl IntoIterator<Item = Self>) -> Option<(Self, usize)> {
        let (sum, count) =
            figures.into_iter().fold((0_i128, 0_usize), |(sum, count), figure| (sum + i128::from(figure.0), count + 1));
        if count == 0 {
            return None;
        }
        let mean = divide_half_away(sum, count as i128);
        i64::try_from(mean).ok().map(|millionths| (Self(millionths), count))
    }

    /// Reads a publisher's token: `33.299999999999997`, `3.168E-2`, `37%`, `1,258`, `£48,747`, `-0.05`.
    ///
    /// Digits after the sixth decimal are rounded, halves away from zero: that removes the noise which spreadsheets leave
    /// (33.299999999999997 is 33.3) and nothing that any publisher means.
    ///
    /// # Errors
    /// [`FigureError`] when the token is not a number or does not fit.
    pub fn parse(token: &str) -> Result<Self, FigureError> {
        let trimmed = token.trim();
        let text = trimmed.strip_prefix('£').unwrap_or(trimmed);
        let text = text.strip_suffix('%').unwrap_or(text).trim();
        let not_a_number = || FigureError::NotANumber(trimmed.to_owned());
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().map_err(|_| not_a_number())?),
            None => (text, 0),
        };
        let (negative, digits) = match mantissa.as_bytes().first() {
            Some(b'-') => (true, &mantissa[1..]),
            Some(b'+') => (false, &mantissa[1..]),
            _ => (false, mantissa),
        };
        let (value, scale) = digits_and_scale(digits).ok_or_else(not_a_number)?;
        let millionths =
            scale_to_millionths(value, exponent - scale).ok_or_else(|| FigureError::TooLarge(trimmed.to_owned()))?;
        Ok(Self(if negative { -millionths } else { millionths }))
    }

    /// The figure with exactly `places` decimals (at most six), halves away from zero: the one rounding rule for display.
    pub fn display(self, places: u8) -> String {
        let places = u32::from(places.min(6));
        let step = 10_i128.pow(6 - places);
        let rounded = divide_half_away(i128::from(self.0), step);
        let unit = 10_i128.pow(places);
        let sign = if rounded < 0 { "-" } else { "" };
        let (whole, part) = (rounded.abs() / unit, rounded.abs() % unit);
        if places == 0 {
            format!("{sign}{whole}")
        } else {
            format!("{sign}{whole}.{part:0width$}", width = places as usize)
        }
    }

    /// The sum, or `None` when it does not fit.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The difference, or `None` when it does not fit.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// `self * numerator / denominator`, rounded to the nearest millionth. `None` for a denominator of zero or when the
    /// result does not fit.
    pub fn scale(self, numerator: i64, denominator: i64) -> Option<Self> {
        if denominator == 0 {
            return None;
        }
        let product = i128::from(self.0) * i128::from(numerator);
        i64::try_from(divide_half_away(product, i128::from(denominator))).ok().map(Self)
    }
}

/// The shortest exact decimal: `33.3`, `-0.05`, `62`. This is also the form that is hashed.
impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let full = self.display(6);
        let text = full.trim_end_matches('0').trim_end_matches('.');
        f.write_str(if text == "-0" { "0" } else { text })
    }
}

impl serde::Serialize for Figure {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Figure {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

/// The digits of `text` as one integer, and how many of them stand behind the decimal point. At most 30 digits count.
fn digits_and_scale(text: &str) -> Option<(i128, i32)> {
    let (mut value, mut scale, mut digits, mut behind_point) = (0_i128, 0_i32, 0_u32, false);
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' if digits < 30 => {
                value = value * 10 + i128::from(byte - b'0');
                scale += i32::from(behind_point);
                digits += 1;
            }
            b'0'..=b'9' if behind_point => {}
            b'.' if !behind_point => behind_point = true,
            b',' if !behind_point && digits > 0 => {}
            _ => return None,
        }
    }
    (digits > 0).then_some((value, scale))
}

/// `value * 10^exponent` in millionths, rounded half away from zero.
fn scale_to_millionths(value: i128, exponent: i32) -> Option<i64> {
    let power = exponent.checked_add(6)?;
    let millionths = if power >= 0 {
        if value == 0 {
            return Some(0);
        }
        value.checked_mul(10_i128.checked_pow(power.unsigned_abs())?)?
    } else {
        match 10_i128.checked_pow(power.unsigned_abs()) {
            Some(divisor) => divide_half_away(value, divisor),
            None => 0,
        }
    };
    i64::try_from(millionths).ok()
}

/// Integer division, halves away from zero. `divisor` must not be zero.
pub(crate) fn divide_half_away(value: i128, divisor: i128) -> i128 {
    let (quotient, remainder) = (value / divisor, value % divisor);
    if remainder.abs() * 2 >= divisor.abs() { quotient + value.signum() * divisor.signum() } else { quotient }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(token: &str, expected: &str) {
        assert_eq!(Figure::parse(token).map(|figure| figure.to_string()), Ok(expected.to_owned()), "token {token}");
    }

    #[test]
    fn publishers_tokens_are_read_exactly() {
        check("33.299999999999997", "33.3");
        check("70.099999999999994", "70.1");
        check("3.168E-2", "0.03168");
        check("6.5790000000000001E-2", "0.06579");
        check("37%", "37");
        check("0.011", "0.011");
        check("1,258", "1258");
        check("£48,747", "48747");
        check("-0.05", "-0.05");
        check(" 62 ", "62");
        check("100.21", "100.21");
        check("-0.0", "0");
        check("1e-300", "0");
    }

    #[test]
    fn what_is_not_a_number_is_refused() {
        for token in ["", "-", "c", "1.2.3", "12a", ".", "%", "1e", "٣", "--1", ",5"] {
            assert!(matches!(Figure::parse(token), Err(FigureError::NotANumber(_))), "token '{token}'");
        }
        assert!(matches!(Figure::parse("1e30"), Err(FigureError::TooLarge(_))));
        assert!(matches!(Figure::parse("99999999999999"), Err(FigureError::TooLarge(_))));
    }

    #[test]
    fn display_rounds_halves_away_from_zero() {
        let show = |token: &str, places| Figure::parse(token).unwrap().display(places);
        assert_eq!(show("45.07", 1), "45.1");
        assert_eq!(show("69.96", 1), "70.0");
        assert_eq!(show("0.5", 0), "1");
        assert_eq!(show("-0.5", 0), "-1");
        assert_eq!(show("-0.04", 1), "0.0");
    }

    proptest! {
        #[test]
        fn printed_figures_read_back_as_themselves(millionths in any::<i64>()) {
            prop_assume!(millionths != i64::MIN);
            let figure = Figure::from_millionths(millionths);
            prop_assert_eq!(Figure::parse(&figure.to_string()), Ok(figure));
        }

        #[test]
        fn the_mean_lies_between_the_ends(values in prop::collection::vec(-1_000_000_000_i64..1_000_000_000, 1..40)) {
            let (mean, count) = Figure::mean(values.iter().map(|v| Figure::from_millionths(*v))).unwrap();
            prop_assert_eq!(count, values.len());
            prop_assert!(mean.millionths() >= *values.iter().min().unwrap());
            prop_assert!(mean.millionths() <= *values.iter().max().unwrap());
        }
    }
}
