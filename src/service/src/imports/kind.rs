//! The kinds of publication that can be imported.

/// Which publication a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Schools.
    Gias,
    /// Trusts and other groups.
    GiasGroups,
    /// Predecessors and successors of schools.
    GiasLinks,
    /// Members of groups, with the day they joined.
    GiasGroupLinks,
    /// Inspections.
    Ofsted,
    /// An edition of the Local Authority Interactive Tool.
    Lait,
    /// Its data dictionary.
    LaitDictionary,
    /// An edition of the statistical neighbours.
    Neighbours,
    /// A tidy file of Explore Education Statistics.
    Ees,
}

impl Kind {
    /// Every kind, in the order of the command line's help.
    pub const ALL: [Self; 9] = [
        Self::Gias,
        Self::GiasGroups,
        Self::GiasLinks,
        Self::GiasGroupLinks,
        Self::Ofsted,
        Self::Lait,
        Self::LaitDictionary,
        Self::Neighbours,
        Self::Ees,
    ];

    /// The kind with this word.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The word of the command line and of a manifest, which is also the code of the source.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Gias => "gias",
            Self::GiasGroups => "gias-groups",
            Self::GiasLinks => "gias-links",
            Self::GiasGroupLinks => "gias-group-links",
            Self::Ofsted => "ofsted",
            Self::Lait => "lait",
            Self::LaitDictionary => "lait-dictionary",
            Self::Neighbours => "neighbours",
            Self::Ees => "ees",
        }
    }

    /// Publisher and title of the source.
    pub(super) const fn about(self) -> (&'static str, &'static str) {
        match self {
            Self::Gias => ("Department for Education", "Get Information about Schools: establishments"),
            Self::GiasGroups => ("Department for Education", "Get Information about Schools: groups"),
            Self::GiasLinks => ("Department for Education", "Get Information about Schools: establishment links"),
            Self::GiasGroupLinks => ("Department for Education", "Get Information about Schools: group links"),
            Self::Ofsted => ("Ofsted", "State-funded schools: inspections and outcomes"),
            Self::Lait => ("Department for Education", "Local Authority Interactive Tool"),
            Self::LaitDictionary => ("Department for Education", "Local Authority Interactive Tool: data dictionary"),
            Self::Neighbours => ("Department for Education", "Children's services statistical neighbours"),
            Self::Ees => ("Department for Education", "Explore Education Statistics"),
        }
    }

    /// Whether a file is a whole edition that a later one supersedes. Inspections, links and neighbour lists are events or
    /// editions of their own: an older file adds to them and harms nothing.
    pub(super) const fn supersedes(self) -> bool {
        !matches!(self, Self::Ofsted | Self::GiasLinks | Self::Neighbours)
    }
}
