//! The strategy as it stands in the file.

use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) code: String,
    pub(super) title: String,
    pub(super) vision: String,
    pub(super) source: String,
    pub(super) status: Spanned<String>,
    pub(super) invented: bool,
    pub(super) in_force_from: Spanned<Datetime>,
    pub(super) superseded_on: Option<Spanned<Datetime>>,
    #[serde(default)]
    pub(super) test: String,
    pub(super) test_date: Option<Spanned<Datetime>>,
    pub(super) rag_rule: Spanned<String>,
    pub(super) direction_rule: Spanned<String>,
    pub(super) council: Council,
    pub(super) stated: Stated,
    pub(super) window: Window,
    pub(super) approval: Option<Approval>,
    #[serde(default)]
    pub(super) priority: Vec<Priority>,
    #[serde(default)]
    pub(super) calendar: Vec<Term>,
    pub(super) headline: Option<Headline>,
    #[serde(default)]
    pub(super) snapshot: Vec<Snapshot>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Council {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) authority: u16,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Stated {
    pub(super) from: Spanned<Datetime>,
    pub(super) to: Spanned<Datetime>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Window {
    pub(super) first: Spanned<String>,
    pub(super) last: Spanned<String>,
    pub(super) note: Option<String>,
}

/// What holds for every target and baseline that does not say otherwise.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Approval {
    pub(super) approved_on: Option<Spanned<Datetime>>,
    pub(super) approved_by: Option<String>,
    pub(super) source: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Priority {
    pub(super) number: Spanned<u8>,
    pub(super) title: String,
    pub(super) text: String,
    pub(super) owner: String,
    #[serde(default)]
    pub(super) commitment: Vec<Commitment>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Commitment {
    pub(super) code: Spanned<String>,
    pub(super) text: String,
    pub(super) kind: Spanned<String>,
    pub(super) no_measure: Option<String>,
    #[serde(default)]
    pub(super) uses: Vec<Use>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Use {
    pub(super) indicator: Spanned<String>,
    pub(super) breakdown: Option<String>,
    pub(super) rag_rule: Option<String>,
    pub(super) basis: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) targets: Vec<Target>,
    #[serde(default)]
    pub(super) baseline: Vec<Baseline>,
    pub(super) trajectory: Option<Trajectory>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Target {
    pub(super) period: Spanned<String>,
    pub(super) target: Option<Spanned<String>>,
    pub(super) relative_to: Option<Spanned<String>>,
    pub(super) by: Option<Spanned<String>>,
    pub(super) floor: Option<Spanned<String>>,
    pub(super) stretch: Option<Spanned<String>>,
    pub(super) approved_on: Option<Spanned<Datetime>>,
    pub(super) approved_by: Option<String>,
    pub(super) source: Option<String>,
    pub(super) withdrawn_on: Option<Spanned<Datetime>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Baseline {
    pub(super) period: Spanned<String>,
    pub(super) value: Spanned<String>,
    pub(super) approved_on: Option<Spanned<Datetime>>,
    pub(super) approved_by: Option<String>,
    pub(super) why: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Trajectory {
    pub(super) method: Spanned<String>,
    #[serde(default)]
    pub(super) points: Vec<Point>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Point {
    pub(super) period: Spanned<String>,
    pub(super) value: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Headline {
    pub(super) population: Spanned<String>,
    pub(super) share: Spanned<String>,
    pub(super) year: Spanned<String>,
    pub(super) required: Spanned<u32>,
    pub(super) tie_rule: Spanned<String>,
    pub(super) status: Spanned<String>,
    pub(super) note: Spanned<String>,
    pub(super) basket: Spanned<Vec<Tested>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Tested {
    pub(super) indicator: Spanned<String>,
    pub(super) breakdown: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Snapshot {
    pub(super) year: Spanned<String>,
    pub(super) paper_deadline: Spanned<Datetime>,
    pub(super) source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Term {
    pub(super) term: Spanned<String>,
    pub(super) starts: Spanned<Datetime>,
    pub(super) ends: Spanned<Datetime>,
    pub(super) paper_deadline: Spanned<Datetime>,
    pub(super) meeting: Option<Spanned<Datetime>>,
    pub(super) source: String,
}
