//! What supplies an indicator, as text: its kind and its parts, with tabs between.

use sextant_domain::indicator::SupplyRule;
use sextant_domain::outcome::SeriesKey;
use sextant_domain::rules::GapDefinition;

use crate::error::{Result, unknown};

pub(super) fn write_supply(supply: &SupplyRule) -> String {
    match supply {
        SupplyRule::Published => "published".to_owned(),
        SupplyRule::Gap { definition, group, others } => {
            ["gap", definition.code(), &group.indicator, &group.breakdown, &others.indicator, &others.breakdown]
                .join("\t")
        }
        SupplyRule::Counted(count) => format!("counted\t{count}"),
        SupplyRule::Recorded(from) => format!("recorded\t{from}"),
        SupplyRule::Unsupplied(why) => format!("none\t{why}"),
    }
}

pub(super) fn read_supply(text: &str) -> Result<SupplyRule> {
    let parts: Vec<&str> = text.split('\t').collect();
    let key = |indicator: &str, breakdown: &str| SeriesKey {
        indicator: indicator.to_owned(),
        breakdown: breakdown.to_owned(),
    };
    match parts.as_slice() {
        ["published"] => Ok(SupplyRule::Published),
        ["gap", definition, group, group_of, others, others_of] => Ok(SupplyRule::Gap {
            definition: GapDefinition::from_code(definition).ok_or_else(|| unknown("gap definition", definition))?,
            group: key(group, group_of),
            others: key(others, others_of),
        }),
        ["counted", count] => Ok(SupplyRule::Counted((*count).to_owned())),
        ["recorded", from @ ..] => Ok(SupplyRule::Recorded(from.join("\t"))),
        ["none", why @ ..] => Ok(SupplyRule::Unsupplied(why.join("\t"))),
        _ => Err(unknown("supply", text)),
    }
}
