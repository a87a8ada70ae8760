//! Places: whom an outcome speaks of.

use std::fmt;

use crate::measure::coded;

/// The level of a place. A school or a trust is a place too where an outcome speaks of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceLevel {
    /// England.
    National,
    /// One of the nine regions (or Inner and Outer London).
    Region,
    /// A local authority with education duties.
    LocalAuthority,
    /// One school, by its LAESTAB.
    School,
    /// One trust, by its group UID.
    Trust,
}

coded!(PlaceLevel {
    National = 1, "NATIONAL", "national";
    Region = 2, "REGION", "region";
    LocalAuthority = 3, "LOCAL_AUTHORITY", "local authority";
    School = 4, "SCHOOL", "school";
    Trust = 5, "TRUST", "trust";
});

/// How a publication names a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlaceKey {
    /// The Office for National Statistics' nine characters: `E06000034`.
    Ons(OnsCode),
    /// The Department for Education's number: 883 for Thurrock; 970 to 990 for England and its regions.
    Dfe(u16),
    /// A school's authority number and establishment number, seven digits: 8832137.
    LaEstab(u32),
}

impl fmt::Display for PlaceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ons(code) => code.fmt(f),
            Self::Dfe(number) => number.fmt(f),
            Self::LaEstab(number) => write!(f, "{number:07}"),
        }
    }
}

/// A nine-character code of the Office for National Statistics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OnsCode([u8; 9]);

impl OnsCode {
    /// Reads one capital letter and eight digits; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes: [u8; 9] = text.trim().as_bytes().try_into().ok()?;
        (bytes[0].is_ascii_uppercase() && bytes[1..].iter().all(u8::is_ascii_digit)).then_some(Self(bytes))
    }

    /// The code as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for OnsCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A place with its codes, as the register of places holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceRecord {
    /// Its level.
    pub level: PlaceLevel,
    /// Its name.
    pub name: String,
    /// The ONS code, where it has one.
    pub ons: Option<OnsCode>,
    /// The DfE number, where it has one.
    pub dfe: Option<u16>,
    /// The DfE number of the region it lies in; `None` for England and the regions.
    pub region: Option<u16>,
    /// First and last day of its existence as far as known; half-open `[from, to)`.
    pub from: Option<chrono::NaiveDate>,
    /// The day from which it no longer exists.
    pub to: Option<chrono::NaiveDate>,
    /// The DfE numbers of the authorities that took its place.
    pub successors: Vec<u16>,
}
