//! Partnership work by key. Every key names the council: no answer of one council can be another's.

use std::collections::BTreeMap;

use sextant_domain::scorecard::{Line, Scorecard};
use sextant_store::entities::{
    action, action_due_change, designation, flag, organisation, partnership, partnership_commitment,
    partnership_member, partnership_outcome, risk_assessment, risk_policy, risk_tier, visit,
};
use sextant_store::{StoreError, scorecards};

use super::*;

/// Ids by council.
pub(super) fn by_council<'a>(keys: impl Iterator<Item = (&'a String, &'a String)>) -> BTreeMap<String, Vec<String>> {
    let mut grouped: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (council, id) in keys {
        grouped.entry(council.clone()).or_default().push(id.clone());
    }
    grouped
}

/// Declares a loader of rows that hang on a record of a council: one row to a key, or several.
macro_rules! of_record {
    ($(#[$doc:meta])* one $name:ident -> $table:ident by $module:ident::$function:ident) => {
        key!(
            $(#[$doc])*
            $name(String, String) -> $table::Model,
            |connection, keys| {
                let mut found = HashMap::new();
                for (council, ids) in by_council(keys.iter().map(|key| (&key.0, &key.1))) {
                    let rows = query::$module::$function(connection, &council, &ids).await?;
                    found.extend(rows.into_iter().map(|row| ($name(council.clone(), row.id.clone()), row)));
                }
                Ok(found)
            }
        );
    };
    ($(#[$doc:meta])* many $name:ident -> $table:ident by $module:ident::$function:ident on $column:ident) => {
        key!(
            $(#[$doc])*
            $name(String, String) -> Vec<$table::Model>,
            |connection, keys| {
                let mut found = HashMap::new();
                for (council, ids) in by_council(keys.iter().map(|key| (&key.0, &key.1))) {
                    let rows = query::$module::$function(connection, &council, &ids).await?;
                    found.extend(grouped(rows, |row| $name(council.clone(), row.$column.clone())));
                }
                Ok(found)
            }
        );
    };
}

pub(super) use of_record;

of_record!(
    /// An organisation by council and id.
    one OrganisationById -> organisation by organisations::by_ids
);
of_record!(
    /// A partnership by council and id.
    one PartnershipById -> partnership by partnerships::by_ids
);
of_record!(
    /// An action by council and id.
    one ActionById -> action by actions::by_ids
);
of_record!(
    /// A flag by council and id.
    one FlagById -> flag by flags::by_ids
);
of_record!(
    /// A visit by council and id.
    one VisitById -> visit by visits::by_ids
);
of_record!(
    /// An assessment by council and id.
    one AssessmentById -> risk_assessment by risk::by_ids
);
of_record!(
    /// A version of a policy by council and id.
    one PolicyById -> risk_policy by risk_policies::by_ids
);
of_record!(
    /// The tiers of a version of a policy, in order.
    many TiersOf -> risk_tier by risk_policies::tiers on policy_id
);
of_record!(
    /// How the day of an action was moved.
    many DueChangesOf -> action_due_change by actions::due_changes on action_id
);
of_record!(
    /// The designations of an organisation.
    many DesignationsOf -> designation by organisations::designations on organisation_id
);
of_record!(
    /// What an organisation belongs or belonged to.
    many MembershipsOf -> partnership_member by organisations::memberships on organisation_id
);
of_record!(
    /// The members of a partnership.
    many MembersOf -> partnership_member by partnerships::members on partnership_id
);
of_record!(
    /// The commitments that a partnership serves.
    many CommitmentsServed -> partnership_commitment by partnerships::commitments on partnership_id
);
of_record!(
    /// The outcomes that a partnership is meant to move.
    many OutcomesMoved -> partnership_outcome by partnerships::outcomes on partnership_id
);

mod activities;
pub(crate) use activities::*;

/// A published scorecard's name and its lines, read once.
pub(crate) type CardLines = Arc<(CardKey, Vec<Line>)>;

key!(
    /// The lines of a strategy's newest published scorecard: that of the latest term, with the latest knowledge.
    NewestCard(String) -> CardLines,
    |connection, keys| {
        let mut found = HashMap::new();
        for key in keys {
            let Some(row) = scorecards::newest(connection, &key.0).await? else { continue };
            let card: Scorecard = serde_json::from_str(&row.content)
                .map_err(|error| StoreError::Unknown { what: "scorecard", value: error.to_string() })?;
            let lines = card.priorities.into_iter().flat_map(|priority| priority.lines).collect();
            found.insert(key.clone(), Arc::new((CardKey::from(&row), lines)));
        }
        Ok(found)
    }
);
