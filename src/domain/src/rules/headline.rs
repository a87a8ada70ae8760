//! Headline tests: "in the top 25% by 2022", as data.
//!
//! A promise like this is a test only once it says among whom, on which indicators, how many of them must be there and
//! what a tie means. Take an authority with `better` ahead of it and `tied` on its own value (itself included), of `N`:
//!
//! - `(better + tied) / N` within the share: it is there *robustly*, however ties are broken;
//! - only `(better + 1) / N` within it: *possibly*, and the answer hangs on the ties;
//! - otherwise it is not.
//!
//! Shares are compared as whole numbers, exactly.

use crate::figure::{Figure, MILLION};
use crate::measure::coded;

use super::{RankRefusal, Standing, wide};

/// Among whom an authority is ranked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Population {
    /// All local authorities in England with a value.
    EnglandAuthorities,
    /// Those of the same region.
    Region,
    /// The statistical neighbours and the authority itself.
    StatisticalNeighbours,
}

coded!(Population {
    EnglandAuthorities = 1, "ENGLAND_AUTHORITIES", "local authorities in England";
    Region = 2, "REGION", "authorities of the same region";
    StatisticalNeighbours = 3, "STATISTICAL_NEIGHBOURS", "statistical neighbours";
});

/// What a tie at the edge means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TieRule {
    /// An indicator counts only where ties cannot take it away.
    Robust,
    /// An indicator counts where the best rank of the tie is within the share.
    Possible,
}

coded!(TieRule {
    Robust = 1, "ROBUST", "counts only where ties cannot take it away";
    Possible = 2, "POSSIBLE", "counts where the best rank of a tie is within the share";
});

/// Where an indicator stands against the share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HeadlineStanding {
    /// Within it, however ties are broken.
    Robust,
    /// Within it or not, depending on how ties are broken.
    Possible,
    /// Outside of it.
    Not,
    /// It is not ranked.
    CannotSay,
}

coded!(HeadlineStanding {
    Robust = 1, "ROBUST", "within the share, however ties are broken";
    Possible = 2, "POSSIBLE", "within the share only by one reading of ties";
    Not = 3, "NOT", "outside of the share";
    CannotSay = 4, "CANNOT_SAY", "not ranked";
});

/// The answer of a headline test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HeadlineVerdict {
    /// As promised.
    Met,
    /// Met by a kinder reading of ties than the test's own.
    PossiblyMet,
    /// Not as promised.
    NotMet,
    /// Indicators that are not ranked could still decide.
    CannotSay,
}

coded!(HeadlineVerdict {
    Met = 1, "MET", "met";
    PossiblyMet = 2, "POSSIBLY_MET", "met only by a kinder reading of ties";
    NotMet = 3, "NOT_MET", "not met";
    CannotSay = 4, "CANNOT_SAY", "cannot say";
});

/// The counts of a headline test and its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadlineTally {
    /// Indicators within the share, however ties are broken.
    pub robust: u32,
    /// Indicators within it by one reading of ties.
    pub possible: u32,
    /// Indicators outside of it.
    pub not: u32,
    /// Indicators that are not ranked.
    pub cannot_say: u32,
    /// The answer.
    pub verdict: HeadlineVerdict,
    /// The same in a sentence.
    pub message: String,
}

/// Where one indicator stands against the best `share` percent (25 for the top quarter). What is not ranked cannot be
/// said.
pub fn headline_standing(standing: Result<Standing, RankRefusal>, share: Figure) -> HeadlineStanding {
    let Ok(standing) = standing else {
        return HeadlineStanding::CannotSay;
    };
    let within = |rank: u32| i128::from(rank) * 100 * i128::from(MILLION) <= wide(share) * i128::from(standing.of);
    if within(standing.worst_position()) {
        HeadlineStanding::Robust
    } else if within(standing.position()) {
        HeadlineStanding::Possible
    } else {
        HeadlineStanding::Not
    }
}

/// The answer over a basket of indicators, `required` of which must be within the share.
///
/// Met where enough count by the test's tie rule; possibly met where enough would by the kinder one; cannot say where
/// the indicators that are not ranked could still make up the number, and where the test asks for nothing: no
/// indicator, or none required; otherwise not met.
pub fn headline_verdict(standings: &[HeadlineStanding], required: u32, tie_rule: TieRule) -> HeadlineTally {
    let count = |wanted| standings.iter().map(|found| u32::from(*found == wanted)).sum::<u32>();
    let [robust, possible, not, cannot_say] =
        [HeadlineStanding::Robust, HeadlineStanding::Possible, HeadlineStanding::Not, HeadlineStanding::CannotSay]
            .map(count);
    let counted = robust + if tie_rule == TieRule::Possible { possible } else { 0 };
    let verdict = if required == 0 || standings.is_empty() {
        HeadlineVerdict::CannotSay
    } else if counted >= required {
        HeadlineVerdict::Met
    } else if robust + possible >= required {
        HeadlineVerdict::PossiblyMet
    } else if robust + possible + cannot_say >= required {
        HeadlineVerdict::CannotSay
    } else {
        HeadlineVerdict::NotMet
    };
    let mut tally = HeadlineTally { robust, possible, not, cannot_say, verdict, message: String::new() };
    tally.message = message(&tally, standings.len(), required, tie_rule);
    tally
}

fn message(tally: &HeadlineTally, of: usize, required: u32, tie_rule: TieRule) -> String {
    if required == 0 || of == 0 {
        return "Cannot say: the test names no indicator, or requires none. Give it a basket and a number.".to_owned();
    }
    let HeadlineTally { robust, possible, not, cannot_say, verdict, .. } = tally;
    let meaning = match verdict {
        HeadlineVerdict::Met => "Met",
        HeadlineVerdict::PossiblyMet => "Met only if every tie is read in its favour",
        HeadlineVerdict::NotMet => "Not met",
        HeadlineVerdict::CannotSay => "Cannot say: the indicators that are not ranked could still decide",
    };
    format!(
        "{meaning}. Of {of} indicators {robust} are within the share however ties are broken, {possible} only by one \
         reading of ties, {not} are outside and {cannot_say} are not ranked; {required} are required. An indicator {}.",
        tie_rule.words()
    )
}

#[cfg(test)]
mod tests;
