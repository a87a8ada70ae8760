//! What is wrong with something that somebody wants to write.

use crate::measure::coded;

/// Something that a client can act on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The field it is in, below the input: `title`, `members.1.organisation`.
    pub field: String,
    /// Which rule.
    pub code: ProblemCode,
    /// What is wrong, what it means and what to do.
    pub message: String,
}

impl Problem {
    /// A problem of a field.
    pub fn new(field: impl Into<String>, code: ProblemCode, message: impl Into<String>) -> Self {
        Self { field: field.into(), code, message: message.into() }
    }
}

/// Which rule a write broke.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProblemCode {
    /// Something has to be said.
    Required,
    /// The text is longer than it may be.
    TooLong,
    /// The text holds characters that cannot be shown.
    ControlCharacter,
    /// A date lies before the one it has to follow.
    DatesReversed,
    /// The same holds already for a part of that time.
    Overlap,
    /// What is referred to does not exist, or belongs to another council.
    Unknown,
    /// It exists already.
    Duplicate,
    /// This kind of organisation cannot be that.
    KindNotAllowed,
    /// The designation ended nationally before that day.
    DesignationEnded,
    /// The record's state does not allow it.
    StateNotAllowed,
    /// A number or a date lies outside of what the rule allows.
    OutOfRange,
    /// Evidence has to be given.
    EvidenceRequired,
    /// Somebody changed the record since it was read.
    StaleVersion,
    /// The idempotency key was used for something else.
    IdempotencyKeyReused,
    /// More was spent than was allocated, and nobody says why.
    VarianceNoteRequired,
    /// The figures cannot be compared: a break in the series lies between them, or one is not there.
    NotComparable,
    /// The evidence is said to be stronger than its method allows.
    AboveCeiling,
    /// Together more than the whole of the change is claimed.
    SharesAboveWhole,
}

coded!(ProblemCode {
    Required = 1, "REQUIRED", "required";
    TooLong = 2, "TOO_LONG", "too long";
    ControlCharacter = 3, "CONTROL_CHARACTER", "control character";
    DatesReversed = 4, "DATES_REVERSED", "dates the wrong way round";
    Overlap = 5, "OVERLAP", "overlap";
    Unknown = 6, "UNKNOWN", "unknown";
    Duplicate = 7, "DUPLICATE", "exists already";
    KindNotAllowed = 8, "KIND_NOT_ALLOWED", "kind not allowed";
    DesignationEnded = 9, "DESIGNATION_ENDED", "designation ended";
    StateNotAllowed = 10, "STATE_NOT_ALLOWED", "state not allowed";
    OutOfRange = 11, "OUT_OF_RANGE", "out of range";
    EvidenceRequired = 12, "EVIDENCE_REQUIRED", "evidence required";
    StaleVersion = 13, "STALE_VERSION", "changed since";
    IdempotencyKeyReused = 14, "IDEMPOTENCY_KEY_REUSED", "key used for something else";
    VarianceNoteRequired = 15, "VARIANCE_NOTE_REQUIRED", "variance note required";
    NotComparable = 16, "NOT_COMPARABLE", "not comparable";
    AboveCeiling = 17, "ABOVE_CEILING", "above what the method allows";
    SharesAboveWhole = 18, "SHARES_ABOVE_WHOLE", "shares above the whole";
});
