//! A headline test as data.

use crate::measure::coded;

/// Among whom a headline test ranks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Population {
    /// All authorities of England.
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

/// How ties count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TieRule {
    /// Only what ties cannot take away.
    Robust,
    /// What ties allow.
    Possible,
}

coded!(TieRule {
    Robust = 1, "ROBUST", "counts only where ties cannot take it away";
    Possible = 2, "POSSIBLE", "counts where ties allow it";
});
