//! What a reader must know about a line: a closed list of codes.

use crate::measure::coded;

use super::Caveat;

/// What a caveat is about. The sentence beside it says what it means here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CaveatCode {
    /// England's figure is a sum of rates: withheld.
    BenchmarkImpossible,
    /// England and the region both repeat the year before.
    BenchmarkPossiblyStale,
    /// A break that asks for caution lies before the period.
    CautionBreak,
    /// Counted from the school landscape, not published.
    Counted,
    /// Whom England's figure covers.
    Coverage,
    /// The definition changed and no break is recorded for it.
    DefinitionChanged,
    /// No further release will come.
    Discontinued,
    /// A check on load found a figure that decides nothing.
    Finding,
    /// The two definitions of the gap give different directions.
    GapDefinitionsDisagree,
    /// The value is management information, not an official statistic.
    ManagementInformation,
    /// A preliminary figure is compared with one that is not.
    MixedStatus,
    /// The value is above the neighbours' mean by one list and below it by another.
    NeighbourListsDisagree,
    /// Not every neighbour has a value.
    NeighboursIncomplete,
    /// Nothing was ever published for this pupil group.
    NoSeries,
    /// The period has no value, and why.
    NoValue,
    /// There is no rank, and why.
    NotRanked,
    /// A figure is outside of what its unit allows.
    OutOfRange,
    /// The release that was expected has not come.
    Overdue,
    /// The value is provisional.
    Provisional,
    /// The value changed since the previous paper deadline.
    Restated,
    /// Earlier periods changed since the previous paper deadline.
    RestatedHistory,
    /// A break lies before the period, across which nothing is compared.
    SeriesBreak,
    /// The quartile depends on how ties are broken.
    Ties,
    /// The strategy names an indicator that is not in the catalogue.
    UnknownIndicator,
    /// Nothing supplies the indicator, and why.
    Unsupplied,
}

coded!(CaveatCode {
    BenchmarkImpossible = 1, "BENCHMARK_IMPOSSIBLE", "England's figure is impossible";
    BenchmarkPossiblyStale = 2, "BENCHMARK_POSSIBLY_STALE", "the benchmarks may not have been updated";
    CautionBreak = 3, "CAUTION_BREAK", "compare with caution";
    Counted = 4, "COUNTED", "counted from the school landscape";
    Coverage = 5, "COVERAGE", "whom England's figure covers";
    DefinitionChanged = 6, "DEFINITION_CHANGED", "the definition changed";
    Discontinued = 7, "DISCONTINUED", "the series is discontinued";
    Finding = 25, "FINDING", "a check on load found something";
    GapDefinitionsDisagree = 8, "GAP_DEFINITIONS_DISAGREE", "the definitions of the gap disagree";
    ManagementInformation = 9, "MANAGEMENT_INFORMATION", "management information";
    MixedStatus = 10, "MIXED_STATUS", "preliminary and later figures are compared";
    NeighbourListsDisagree = 11, "NEIGHBOUR_LISTS_DISAGREE", "the neighbour lists disagree";
    NeighboursIncomplete = 12, "NEIGHBOURS_INCOMPLETE", "not every neighbour has a value";
    NoSeries = 13, "NO_SERIES", "nothing was published yet";
    NoValue = 14, "NO_VALUE", "the period has no value";
    NotRanked = 15, "NOT_RANKED", "not ranked";
    OutOfRange = 16, "OUT_OF_RANGE", "outside of the possible range";
    Overdue = 17, "OVERDUE", "the next release is overdue";
    Provisional = 18, "PROVISIONAL", "provisional";
    Restated = 19, "RESTATED", "restated";
    RestatedHistory = 20, "RESTATED_HISTORY", "earlier periods were restated";
    SeriesBreak = 21, "SERIES_BREAK", "the series breaks";
    Ties = 22, "TIES", "the quartile depends on ties";
    UnknownIndicator = 23, "UNKNOWN_INDICATOR", "not in the catalogue";
    Unsupplied = 24, "UNSUPPLIED", "nothing supplies it yet";
});

impl CaveatCode {
    /// The caveat with its sentence.
    pub(super) fn say(self, message: impl Into<String>) -> Caveat {
        Caveat { code: self.code().to_owned(), message: message.into() }
    }
}
