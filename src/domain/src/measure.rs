//! What a cell of a publication says: a number with its standing, or the reason why there is none.

use crate::figure::Figure;

/// Why there is no number. Never a bare null, never zero.
///
/// The publisher's own token is always stored beside the reason; this enum is the field's common vocabulary for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MissingReason {
    /// Suppressed by the publisher to protect people (`c`, `SUPP`).
    Confidential,
    /// The question does not arise for this place or group (`z`, `.`).
    NotApplicable,
    /// The publisher does not have the figure (`x`, `:`, `NA`, `NP`).
    NotAvailable,
    /// Rounds to zero but is not zero (`low`, `k`, `~`, `SP`).
    Low,
    /// Too unreliable to publish (`u`).
    Unreliable,
    /// Nobody was entered or counted (`NE`).
    NoEntries,
    /// Fewer than half of the pupils are covered (`LOWCOV`).
    LowCoverage,
    /// Nobody collects this figure for this place or period (`NEW`, cancelled collections).
    NotCollected,
    /// The release that will carry it has not come yet.
    NotYetPublished,
    /// Withheld by Sextant's own disclosure rule.
    SuppressedHere,
    /// Withheld because a quality check failed.
    Quality,
    /// The publisher folds all its reasons into one dash (`-` in LAIT): which one applies cannot be known from the file.
    Unstated,
    /// An earlier edition carried a value; a later one of the same source no longer has the row.
    Withdrawn,
}

/// How final a figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DataStatus {
    /// Collected for running a service, not an official statistic.
    ManagementInformation,
    /// Official, expected to be revised.
    Provisional,
    /// Official, revised once or more.
    Revised,
    /// Official, no further revision planned.
    Final,
    /// Official; the publisher does not say how final.
    Published,
}

/// A number with its standing, or the reason why there is none: exactly one of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Measure {
    /// A published number.
    Value(Figure, DataStatus),
    /// No number, and why.
    Missing(MissingReason),
}

impl Measure {
    /// The number, where there is one.
    pub const fn figure(self) -> Option<Figure> {
        match self {
            Self::Value(figure, _) => Some(figure),
            Self::Missing(_) => None,
        }
    }

    /// The reason, where there is no number.
    pub const fn reason(self) -> Option<MissingReason> {
        match self {
            Self::Value(..) => None,
            Self::Missing(reason) => Some(reason),
        }
    }

    /// The text that a person reads: the number at `places` decimals, or the reason in words.
    pub fn display(self, places: u8) -> String {
        match self {
            Self::Value(figure, _) => figure.display(places),
            Self::Missing(reason) => reason.words().to_owned(),
        }
    }
}

/// One variant, its stable code (stored, hashed and shown in the contract) and its words.
macro_rules! coded {
    ($name:ident { $($variant:ident = $number:literal, $code:literal, $words:literal;)+ }) => {
        impl $name {
            /// Every variant, in the order of their stored numbers.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The number that is stored.
            pub const fn number(self) -> i16 {
                match self { $(Self::$variant => $number),+ }
            }

            /// The variant with this stored number.
            pub const fn from_number(number: i16) -> Option<Self> {
                match number { $($number => Some(Self::$variant),)+ _ => None }
            }

            /// The stable code, in the form of an enum value of the contract.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The variant with this code.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }

            /// What a person reads.
            pub const fn words(self) -> &'static str {
                match self { $(Self::$variant => $words),+ }
            }
        }
    };
}
pub(crate) use coded;

coded!(MissingReason {
    Confidential = 1, "CONFIDENTIAL", "suppressed by the publisher";
    NotApplicable = 2, "NOT_APPLICABLE", "not applicable";
    NotAvailable = 3, "NOT_AVAILABLE", "not available";
    Low = 4, "LOW", "rounds to zero but is not zero";
    Unreliable = 5, "UNRELIABLE", "too unreliable to publish";
    NoEntries = 6, "NO_ENTRIES", "no entries";
    LowCoverage = 7, "LOW_COVERAGE", "too few pupils covered";
    NotCollected = 8, "NOT_COLLECTED", "not collected";
    NotYetPublished = 9, "NOT_YET_PUBLISHED", "not yet published";
    SuppressedHere = 10, "SUPPRESSED_HERE", "withheld here to protect people";
    Quality = 11, "QUALITY", "withheld: failed a quality check";
    Unstated = 12, "UNSTATED", "missing, reason not stated by the publisher";
    Withdrawn = 13, "WITHDRAWN", "withdrawn by the publisher";
});

coded!(DataStatus {
    ManagementInformation = 1, "MANAGEMENT_INFORMATION", "management information";
    Provisional = 2, "PROVISIONAL", "provisional";
    Revised = 3, "REVISED", "revised";
    Final = 4, "FINAL", "final";
    Published = 5, "PUBLISHED", "published";
});

impl MissingReason {
    /// The reason behind a publisher's token; `None` when the token is not one of the known symbols.
    ///
    /// The symbols are those of the Government Statistical Service and Explore Education Statistics (`z x c k low u`,
    /// legacy `: ~ .`), of the school performance tables (`SUPP SUPPMAT NE NP NA LOWCOV NEW SP SN`), of LAIT (`-`), and
    /// blanks, which every publisher leaves somewhere. Case does not matter.
    pub fn from_symbol(token: &str) -> Option<Self> {
        let trimmed = token.trim();
        Some(match trimmed {
            "-" => Self::Unstated,
            "c" | "C" | "SN" => Self::Confidential,
            "z" | "Z" | "." | ".." => Self::NotApplicable,
            "x" | "X" | ":" | "" => Self::NotAvailable,
            "k" | "K" | "~" | "SP" => Self::Low,
            "u" | "U" => Self::Unreliable,
            _ => match trimmed.to_ascii_uppercase().as_str() {
                "SUPP" | "SUPPMAT" => Self::Confidential,
                "NA" | "NP" | "NULL" => Self::NotAvailable,
                "LOW" => Self::Low,
                "NE" => Self::NoEntries,
                "LOWCOV" => Self::LowCoverage,
                "NEW" => Self::NotCollected,
                _ => return None,
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_symbol_of_the_publishers_is_a_reason() {
        let symbols = "c z x u k low : ~ SUPP NE NP LOWCOV . NA SUPPMAT NEW SP SN NULL -";
        for symbol in symbols.split(' ') {
            assert!(MissingReason::from_symbol(symbol).is_some(), "symbol {symbol}");
        }
        for number in ["0", "0.0", "12", "-1", "cc", "lowest"] {
            assert_eq!(MissingReason::from_symbol(number), None, "token {number}");
        }
    }

    #[test]
    fn numbers_and_codes_read_back() {
        for reason in MissingReason::ALL {
            assert_eq!(MissingReason::from_number(reason.number()), Some(*reason));
            assert_eq!(MissingReason::from_code(reason.code()), Some(*reason));
        }
        for status in DataStatus::ALL {
            assert_eq!(DataStatus::from_number(status.number()), Some(*status));
        }
    }

    #[test]
    fn zero_is_a_value() {
        let zero = Measure::Value(Figure::ZERO, DataStatus::Published);
        assert_eq!(zero.display(1), "0.0");
        assert_eq!(zero.reason(), None);
    }
}
