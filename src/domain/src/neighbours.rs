//! Statistical neighbours: for each authority, the ten that are most like it, by edition of the list.

/// One authority's list in one edition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NeighbourList {
    /// The authority's DfE number.
    pub authority: u16,
    /// Its neighbours, the closest first.
    pub members: Vec<Neighbour>,
}

/// One neighbour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neighbour {
    /// 1 for the closest.
    pub rank: u8,
    /// The neighbour's DfE number.
    pub authority: u16,
    /// The publisher's word: `Very close`, `Close`, `Somewhat close`, `Not close`.
    pub closeness: String,
}
