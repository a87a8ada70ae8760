//! Activities, funding and contributions by key.

use sextant_store::entities::{
    activity, activity_commitment, activity_effect, activity_school, contribution, funding_bid, funding_bid_activity,
    funding_stream, funding_stream_activity,
};

use super::*;

of_record!(
    /// An activity by council and id.
    one ActivityById -> activity by activities::by_ids
);
of_record!(
    /// The activities of a partnership.
    many ActivitiesOf -> activity by activities::of_partnerships on partnership_id
);
of_record!(
    /// The schools that an activity reaches.
    many SchoolsReached -> activity_school by activities::schools on activity_id
);
of_record!(
    /// The commitments that an activity serves.
    many CommitmentsOfActivity -> activity_commitment by activities::commitments on activity_id
);
of_record!(
    /// What an activity is expected to do.
    many EffectsOf -> activity_effect by activities::effects on activity_id
);
of_record!(
    /// A bid by council and id.
    one BidById -> funding_bid by funding::bids_by_ids
);
of_record!(
    /// A stream by council and id.
    one StreamById -> funding_stream by funding::streams_by_ids
);
of_record!(
    /// Which activities a bid is for.
    many LinksOfBid -> funding_bid_activity by funding::links_of_bids on bid_id
);
of_record!(
    /// Which bids are for an activity.
    many BidLinksOf -> funding_bid_activity by funding::bid_links_of_activities on activity_id
);
of_record!(
    /// Which activities a stream pays for.
    many LinksOfStream -> funding_stream_activity by funding::links_of_streams on stream_id
);
of_record!(
    /// Which streams pay for an activity.
    many StreamLinksOf -> funding_stream_activity by funding::stream_links_of_activities on activity_id
);
of_record!(
    /// A contribution by council and id.
    one ContributionById -> contribution by contributions::by_ids
);
of_record!(
    /// The contributions of an activity.
    many ContributionsOf -> contribution by contributions::of_activities on activity_id
);

key!(
    /// The streams that came of a bid.
    StreamsOfBid(String, String) -> Vec<funding_stream::Model>,
    |connection, keys| {
        let mut found = HashMap::new();
        for (council, ids) in by_council(keys.iter().map(|key| (&key.0, &key.1))) {
            let rows = query::funding::streams_of_bids(connection, &council, &ids).await?;
            let bid = |row: &funding_stream::Model| row.bid_id.clone().unwrap_or_default();
            found.extend(grouped(rows, |row| StreamsOfBid(council.clone(), bid(row))));
        }
        Ok(found)
    }
);
