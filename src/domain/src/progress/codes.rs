//! The closed lists of a snapshot.

use crate::measure::coded;

/// How a baseline was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BaselineKind {
    /// The council approved it.
    Approved,
    /// The council approved it in the place of an earlier one.
    Rebaselined,
    /// Nobody approved one: the last year before the window.
    BeforeWindow,
    /// Nobody approved one, and the year before the window cannot be compared with: the first figure that can.
    FirstComparable,
}

coded!(BaselineKind {
    Approved = 1, "APPROVED", "approved";
    Rebaselined = 2, "REBASELINED", "approved in the place of an earlier one";
    BeforeWindow = 3, "BEFORE_WINDOW", "the last year before the window";
    FirstComparable = 4, "FIRST_COMPARABLE", "the first figure that can be compared with";
});

/// Where a line stands on its way to the target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProgressVerdict {
    /// The target at the end of the way is reached.
    Achieved,
    /// At or beyond what the way asks for by now.
    OnTrajectory,
    /// Short of it.
    Behind,
    /// It cannot be said, and the reason says why.
    CannotSay,
}

coded!(ProgressVerdict {
    Achieved = 1, "ACHIEVED", "achieved";
    OnTrajectory = 2, "ON_TRAJECTORY", "on trajectory";
    Behind = 3, "BEHIND", "behind";
    CannotSay = 4, "CANNOT_SAY", "cannot say";
});

/// Why a line has its verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProgressReason {
    /// The target at the end of the way is reached.
    TargetReached,
    /// At or beyond what is asked for by now.
    AtOrBeyondExpected,
    /// Short of what is asked for by now.
    ShortOfExpected,
    /// The period of the target has come, and it is missed.
    TargetMissed,
    /// There is no figure within the window.
    NoValue,
    /// The figure is withheld.
    Suppressed,
    /// The figure failed a quality check, or is impossible.
    Quality,
    /// No source states a target.
    NoTarget,
    /// There are targets, for other kinds of time.
    NoTargetForBasis,
    /// The benchmark that the target follows is not known.
    NoBenchmark,
    /// There is no baseline to draw the way from.
    NoBaseline,
    /// A break lies between the baseline and the figure.
    NotComparable,
    /// The way says nothing of this period.
    NoTrajectory,
    /// Neither more nor less is better.
    NoPolarity,
    /// Being close to the target is better: there is no way to be on.
    NearTarget,
    /// Nothing supplies the indicator.
    Unsupplied,
    /// Counted from the register of schools: its years stand with the school landscape.
    Counted,
}

coded!(ProgressReason {
    TargetReached = 1, "TARGET_REACHED", "the target is reached";
    AtOrBeyondExpected = 2, "AT_OR_BEYOND_EXPECTED", "at or beyond what is asked for by now";
    ShortOfExpected = 3, "SHORT_OF_EXPECTED", "short of what is asked for by now";
    TargetMissed = 4, "TARGET_MISSED", "the target is missed";
    NoValue = 10, "NO_VALUE", "there is no figure within the window";
    Suppressed = 11, "SUPPRESSED", "the figure is withheld";
    Quality = 12, "QUALITY", "the figure failed a quality check";
    NoTarget = 13, "NO_TARGET", "no source states a target";
    NoTargetForBasis = 14, "NO_TARGET_FOR_BASIS", "the targets are for another kind of time";
    NoBenchmark = 15, "NO_BENCHMARK", "the benchmark of the target is not known";
    NoBaseline = 16, "NO_BASELINE", "there is nothing to draw the way from";
    NotComparable = 17, "NOT_COMPARABLE", "the baseline cannot be compared with";
    NoTrajectory = 18, "NO_TRAJECTORY", "the way says nothing of this period";
    NoPolarity = 19, "NO_POLARITY", "neither more nor less is better";
    NearTarget = 20, "NEAR_TARGET", "being close to the target is better";
    Unsupplied = 21, "UNSUPPLIED", "nothing supplies it yet";
    Counted = 22, "COUNTED", "counted from the register of schools";
});

/// How the required rate compares with what was ever reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reach {
    /// No further improvement is needed.
    NothingNeeded,
    /// No faster than the best year here.
    ReachedHere,
    /// Faster than the best year here, no faster than the best year of a neighbour.
    ReachedByNeighbour,
    /// Faster than any year here or at a neighbour.
    NeverReached,
    /// There is no requirement, or no rate to compare it with.
    CannotSay,
}

coded!(Reach {
    NothingNeeded = 1, "NOTHING_NEEDED", "no further improvement is needed";
    ReachedHere = 2, "REACHED_HERE", "reached here before";
    ReachedByNeighbour = 3, "REACHED_BY_NEIGHBOUR", "reached by a neighbour, never here";
    NeverReached = 4, "NEVER_REACHED", "never reached here or by a neighbour";
    CannotSay = 5, "CANNOT_SAY", "cannot say";
});

/// Whether a line's figure of the window's last year can still change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Finality {
    /// It is final, or the next year's figure is out.
    Final,
    /// It is there and may be revised.
    MayBeRevised,
    /// It has not been published.
    NotYetPublished,
    /// None will come: the series is discontinued, or the year was not collected.
    Closed,
    /// Nothing measures it.
    Unmeasured,
}

coded!(Finality {
    Final = 1, "FINAL", "final";
    MayBeRevised = 2, "MAY_BE_REVISED", "may be revised";
    NotYetPublished = 3, "NOT_YET_PUBLISHED", "not yet published";
    Closed = 4, "CLOSED", "none will come";
    Unmeasured = 5, "UNMEASURED", "not measured";
});

/// What a reader must know about a line of a snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProgressCaveat {
    /// The approved baseline has been restated since.
    BaselineRestated,
    /// No further release will come.
    Discontinued,
    /// A figure is outside of what its unit allows.
    OutOfRange,
    /// The strategy names an indicator that is not in the catalogue.
    UnknownIndicator,
    /// Years of the window have no figure.
    YearsMissing,
}

coded!(ProgressCaveat {
    BaselineRestated = 1, "BASELINE_RESTATED", "the approved baseline was restated";
    Discontinued = 2, "DISCONTINUED", "the series is discontinued";
    OutOfRange = 3, "OUT_OF_RANGE", "outside of the possible range";
    UnknownIndicator = 4, "UNKNOWN_INDICATOR", "not in the catalogue";
    YearsMissing = 5, "YEARS_MISSING", "years of the window have no figure";
});

impl ProgressCaveat {
    /// The caveat with its sentence.
    pub(super) fn say(self, message: impl Into<String>) -> crate::scorecard::Caveat {
        crate::scorecard::Caveat { code: self.code().to_owned(), message: message.into() }
    }
}
