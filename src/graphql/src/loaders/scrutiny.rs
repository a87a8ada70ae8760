//! Scrutiny, equality impacts and commentary by key, and what became of the lines that a recommendation is about.

use std::collections::BTreeSet;

use sextant_domain::scorecard::Line;
use sextant_store::entities::{
    action, commentary, equality_impact, recommendation, recommendation_commitment, recommendation_outcome,
    recommendation_progress, scorecard_line, scrutiny_feedback, scrutiny_meeting,
};
use sextant_store::query::scorecards::ScorecardKey;

use super::delivery::{by_council, of_record};
use super::*;

of_record!(
    /// A meeting by council and id.
    one MeetingById -> scrutiny_meeting by scrutiny::by_ids
);
of_record!(
    /// A comment by council and id.
    one FeedbackById -> scrutiny_feedback by scrutiny::feedback_by_ids
);
of_record!(
    /// What was said at a meeting.
    many FeedbackOf -> scrutiny_feedback by scrutiny::feedback on meeting_id
);
of_record!(
    /// A recommendation by council and id.
    one RecommendationById -> recommendation by recommendations::by_ids
);
of_record!(
    /// What a meeting recommended.
    many RecommendationsOf -> recommendation by recommendations::of_meetings on meeting_id
);
of_record!(
    /// The commitments that a recommendation is about.
    many RecommendedCommitments -> recommendation_commitment by recommendations::commitments on recommendation_id
);
of_record!(
    /// The outcomes that a recommendation is about.
    many RecommendedOutcomes -> recommendation_outcome by recommendations::outcomes on recommendation_id
);
of_record!(
    /// How far a recommendation has come.
    many ProgressOf -> recommendation_progress by recommendations::progress on recommendation_id
);
of_record!(
    /// An equality impact by council and id.
    one ImpactById -> equality_impact by equality::by_ids
);
of_record!(
    /// A commentary by council and id, in its newest version.
    one CommentaryById -> commentary by commentary::by_ids
);
of_record!(
    /// Every version of a commentary.
    many CommentaryVersions -> commentary by commentary::versions on id
);

key!(
    /// The actions that follow from a recommendation.
    ActionsFrom(String, String) -> Vec<action::Model>,
    |connection, keys| {
        let mut found: HashMap<ActionsFrom, Vec<action::Model>> = HashMap::new();
        for (council, ids) in by_council(keys.iter().map(|key| (&key.0, &key.1))) {
            for row in query::actions::of_recommendations(connection, &council, &ids).await? {
                let Some(id) = row.recommendation_id.clone() else { continue };
                found.entry(ActionsFrom(council.clone(), id)).or_default().push(row);
            }
        }
        Ok(found)
    }
);

/// A published line with the scorecard it stands on and its position there.
pub(crate) type PublishedLine = Arc<(CardKey, usize, Line)>;

/// A stored line, read once.
fn read(row: &scorecard_line::Model) -> sextant_store::Result<PublishedLine> {
    let line = serde_json::from_str(&row.content)
        .map_err(|error| StoreError::Unknown { what: "line of a scorecard", value: error.to_string() })?;
    let card = CardKey(row.strategy_code.clone(), row.year_start, row.term, row.revision);
    Ok(Arc::new((card, usize::try_from(row.position).unwrap_or_default(), line)))
}

key!(
    /// The lines of an indicator for a pupil group (strategy, indicator, group) on every term's published scorecard, in the order of
    /// the terms. Of several commitments' lines the first.
    LinesByTerm(String, String, String) -> Vec<PublishedLine>,
    |connection, keys| {
        let wanted: Vec<_> = keys.iter().map(|key| (key.0.clone(), key.1.clone(), key.2.clone())).collect();
        let mut found: HashMap<LinesByTerm, Vec<PublishedLine>> = HashMap::new();
        for row in query::scorecards::lines_by_term(connection, &wanted).await? {
            let line = read(&row)?;
            let lines = found.entry(LinesByTerm(row.strategy_code, row.indicator_code, row.breakdown)).or_default();
            if lines.last().is_none_or(|last| last.0 != line.0) {
                lines.push(line);
            }
        }
        Ok(found)
    }
);

key!(
    /// A line of a published scorecard: council, scorecard, indicator, pupil group.
    LineOn(String, CardKey, String, String) -> PublishedLine,
    |connection, keys| {
        let of = |key: &LineOn| -> ScorecardKey {
            let CardKey(strategy, year, term, revision) = key.1.clone();
            (key.0.clone(), strategy, year, term, revision)
        };
        let cards: Vec<_> = keys.iter().map(of).collect::<BTreeSet<_>>().into_iter().collect();
        let mut found = HashMap::new();
        for row in query::scorecards::lines_of(connection, &cards).await? {
            let card = CardKey(row.strategy_code.clone(), row.year_start, row.term, row.revision);
            let key = LineOn(row.council_code.clone(), card, row.indicator_code.clone(), row.breakdown.clone());
            if keys.contains(&key) && !found.contains_key(&key) {
                found.insert(key, read(&row)?);
            }
        }
        Ok(found)
    }
);

key!(
    /// What stands beside a line of a published scorecard: scorecard, indicator, pupil group.
    CommentaryOn(CardKey, String, String) -> Vec<commentary::Model>,
    |connection, keys| {
        let card = |key: &CommentaryOn| (key.0.0.clone(), key.0.1, key.0.2, key.0.3);
        let cards: Vec<_> = keys.iter().map(card).collect::<BTreeSet<_>>().into_iter().collect();
        let rows = query::commentary::published(connection, &cards).await?;
        Ok(grouped(rows, |row| {
            let card = CardKey(row.strategy_code.clone(), row.year_start, row.term, row.revision);
            CommentaryOn(card, row.indicator_code.clone(), row.breakdown.clone())
        }))
    }
);
