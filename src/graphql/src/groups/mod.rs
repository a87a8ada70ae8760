//! Counting records by what they have in common: by their own fields, and by the school, trust, place or phase behind a number and
//! the month or academic year behind a day.
//!
//! The database counts by the fields as they are stored; what stands behind them is looked up once for all of them, and groups
//! that come to the same key are joined. Then they are held to conditions, ordered and cut into a page: see [`counted`].

mod actions;
mod activities;
mod assessments;
mod contributions;
mod counted;
mod facet;
mod flags;
mod funding;
mod outcomes;
mod partnerships;
mod recommendations;
mod schools;
mod summary;
mod visits;

use async_graphql::{Context, Result};
use sextant_store::query::{By, Group};

pub(crate) use actions::ActionGroupQuery;
pub(crate) use activities::ActivityGroupQuery;
pub(crate) use assessments::RiskAssessmentGroupQuery;
pub(crate) use contributions::ContributionGroupQuery;
use counted::{Counted, Of, Wanted, joined, page, pool};
use facet::{Lens, Reading};
pub(crate) use flags::FlagGroupQuery;
pub(crate) use funding::{FundingBidGroupQuery, FundingStreamGroupQuery};
pub(crate) use outcomes::OutcomeGroupQuery;
pub(crate) use partnerships::PartnershipGroupQuery;
pub(crate) use recommendations::RecommendationGroupQuery;
pub(crate) use schools::SchoolGroupQuery;
use summary::{CountSummary, PenceSummary, Summary, fitting};
pub(crate) use visits::VisitGroupQuery;

use crate::error::{code, user_error};
use crate::paging::{Cut, PageArgs};

/// How many dimensions one question may have.
const MOST_DIMENSIONS: usize = 4;

/// What a kind of record can be counted by.
trait Dimension: Copy + Eq + std::fmt::Debug {
    /// The fields of its list.
    type Field: Copy + 'static;
    /// The field it stands on, and how it is read from it.
    fn on(self) -> (Self::Field, Reading);
}

/// The fields to count by; refused where nothing, too much or something twice is asked for.
fn fields<D: Dimension>(by: &[D]) -> Result<Vec<D::Field>> {
    let twice = (1..by.len()).any(|at| by[..at].contains(&by[at]));
    if by.is_empty() || by.len() > MOST_DIMENSIONS || twice {
        let message = format!("'by' names 1 to {MOST_DIMENSIONS} different dimensions");
        return Err(user_error(code::BAD_USER_INPUT, message));
    }
    Ok(by.iter().map(|dimension| dimension.on().0).collect())
}

/// A kind of group: its dimensions, its order and its conditions.
trait Grouping: Sized {
    type Dimension: Dimension;
    type Order: std::fmt::Debug;
    type Having;
    type Connection;
    /// Its name in the contract.
    const NAME: &'static str;
    /// The fields that are summed up, each in four numbers.
    const SUMMED: &'static [<Self::Dimension as Dimension>::Field];
    /// How each number that groups can be ordered by and held to is read from a group.
    const NUMBERS: &'static counted::Numbers;
    /// The conditions as tests.
    fn having(given: Option<Self::Having>) -> Result<Vec<(Of, sextant_store::query::Test)>>;
    /// The order by places; refused where it names a dimension that is not counted by.
    fn order(given: &[Self::Order], by: &[Self::Dimension]) -> Result<Vec<(Of, bool)>>;
    /// The page as the client gets it.
    fn connection(by: &[Self::Dimension], cut: Cut<Counted>) -> Self::Connection;

    /// What is worked out over the rows of a group.
    fn numbers() -> Vec<(By, <Self::Dimension as Dimension>::Field)> {
        let each = |field: &<Self::Dimension as Dimension>::Field| {
            [By::Count, By::Sum, By::Least, By::Most].map(|by| (by, *field))
        };
        Self::SUMMED.iter().flat_map(each).collect()
    }
}

/// What a client asks of groups.
struct Asked<G: Grouping> {
    by: Vec<G::Dimension>,
    having: Option<G::Having>,
    order_by: Option<Vec<G::Order>>,
    first: Option<i32>,
    after: Option<String>,
}

impl<G: Grouping> Asked<G> {
    /// The groups of counted rows, as known today.
    async fn of(self, context: &Context<'_>, rows: Vec<Group>) -> Result<G::Connection> {
        let lens = Lens::today(context).await?;
        let join: Vec<By> = G::numbers().into_iter().map(|(by, _)| by).collect();
        let groups = joined(context, &self.by, lens, rows, &join).await?;
        self.cut(groups)
    }

    /// The page of groups that are joined.
    fn cut(self, groups: Vec<Counted>) -> Result<G::Connection> {
        let order_by = self.order_by.unwrap_or_default();
        let wanted = Wanted {
            name: format!("{}{:?}{order_by:?}", G::NAME, self.by),
            having: G::having(self.having)?,
            order: G::order(&order_by, &self.by)?,
            page: PageArgs { first: self.first, after: self.after, last: None, before: None },
        };
        Ok(G::connection(&self.by, page(groups, &wanted, G::NUMBERS)?))
    }
}

/// Declares what a kind of record is counted by: for every dimension the field of the key, the field of the list it stands on and
/// how it is read from it. `sums` are fields that are summed up; `shows` is what a group says of them, `ranks` what groups can be
/// ordered by and held to.
macro_rules! groups {
    (
        $(#[$dimension_doc:meta])* $dimension:ident of $field:ident;
        $(#[$key_doc:meta])* $key:ident;
        $(#[$group_doc:meta])* $group:ident in $connection:ident of $edge:ident;
        order $order:ident by $order_field:ident having $having:ident;
        $($(#[$doc:meta])* $variant:ident, $name:ident: $type:ty = $on:ident as $reading:ident by $take:ident $(($from:path))?;)+
        $(=> sums [$($sum:ident),+])?
        $(=> shows { $($(#[$show_doc:meta])* $show:ident: $show_type:ty = $shown:expr;)+ })?
        $(=> ranks { $($(#[$rank_doc:meta])* $rank:ident, $test:ident: $filter:ident = $ranked:expr;)+ })?
    ) => {
        $(#[$dimension_doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, async_graphql::Enum)]
        pub enum $dimension {
            $($(#[$doc])* $variant,)+
        }

        impl super::Dimension for $dimension {
            type Field = $field;

            fn on(self) -> ($field, super::Reading) {
                match self {
                    $(Self::$variant => ($field::$on, super::Reading::$reading),)+
                }
            }
        }

        $(#[$key_doc])*
        #[derive(Clone, Debug, Default, async_graphql::SimpleObject)]
        pub struct $key {
            $($(#[$doc])* $name: Option<$type>,)+
        }

        $(#[$group_doc])*
        #[derive(Clone, Debug, async_graphql::SimpleObject)]
        pub struct $group {
            /// What they have in common.
            key: $key,
            /// How many there are.
            count: i32,
            $($($(#[$show_doc])* $show: $show_type,)+)?
        }

        /// A page of groups.
        #[derive(async_graphql::SimpleObject)]
        pub struct $connection {
            /// The groups with their cursors.
            edges: Vec<$edge>,
            /// The groups without their cursors.
            nodes: Vec<$group>,
            /// Where the page stands in the list.
            page_info: crate::paging::PageInfo,
            /// How many groups there are in all, whatever the page.
            total_count: i32,
        }

        /// A group of a page with its cursor.
        #[derive(Clone, Debug, async_graphql::SimpleObject)]
        pub struct $edge {
            /// The group's place in the order of the list; opaque.
            cursor: String,
            /// The group.
            node: $group,
        }

        /// What groups are ordered by: their size, what was worked out over them, or a dimension that they are counted by.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, async_graphql::Enum)]
        pub enum $order_field {
            /// How many there are.
            Count,
            $($($(#[$rank_doc])* $rank,)+)?
            $($(#[$doc])* $variant,)+
        }

        /// An order of groups. Where a value is null the group comes last. Ties are broken by the key.
        #[derive(Clone, Copy, Debug, async_graphql::InputObject)]
        pub struct $order {
            /// The field.
            field: $order_field,
            /// The direction.
            #[graphql(default_with = "crate::input::OrderDirection::Asc")]
            direction: crate::input::OrderDirection,
        }

        /// Which groups. All fields that are given must hold.
        #[derive(Clone, Debug, Default, async_graphql::InputObject)]
        pub struct $having {
            /// How many there are.
            count: Option<crate::input::IntFilter>,
            $($($(#[$rank_doc])* $test: Option<crate::input::$filter>,)+)?
        }

        impl super::Grouping for $group {
            type Dimension = $dimension;
            type Order = $order;
            type Having = $having;
            type Connection = $connection;
            const NAME: &'static str = stringify!($group);
            const SUMMED: &'static [$field] = &[$($($field::$sum),+)?];
            const NUMBERS: &'static super::counted::Numbers = &[$($($ranked),+)?];

            fn having(
                given: Option<$having>,
            ) -> async_graphql::Result<Vec<(super::Of, sextant_store::query::Test)>> {
                use crate::input::Tests;
                let given = given.unwrap_or_default();
                let mut all = Vec::new();
                if let Some(count) = given.count {
                    all.extend(count.tests("count")?.into_iter().map(|test| (super::Of::Count, test)));
                }
                $({
                    let mut at = 0..;
                    $(
                        let of = super::Of::Number(at.next().unwrap_or_default());
                        if let Some(field) = given.$test {
                            all.extend(field.tests(stringify!($test))?.into_iter().map(|test| (of, test)));
                        }
                    )+
                })?
                Ok(all)
            }

            fn order(given: &[$order], by: &[$dimension]) -> async_graphql::Result<Vec<(super::Of, bool)>> {
                let of = |field: $order_field| match field {
                    $order_field::Count => Some(super::Of::Count),
                    $($order_field::$variant => {
                        by.iter().position(|it| *it == $dimension::$variant).map(super::Of::Key)
                    })+
                    // The ranks stand right behind the count, in the order of the numbers.
                    $($(rank @ $order_field::$rank => Some(super::Of::Number(rank as usize - 1)),)+)?
                };
                let place = |key: &$order| match of(key.field) {
                    Some(of) => Ok((of, key.direction == crate::input::OrderDirection::Desc)),
                    None => Err(super::not_counted_by(key.field)),
                };
                given.iter().map(place).collect()
            }

            fn connection(by: &[$dimension], cut: crate::paging::Cut<super::Counted>) -> $connection {
                let group = |counted: super::Counted| {
                    $($(let $show = ($shown)(&counted);)+)?
                    let mut key = $key::default();
                    for (dimension, facet) in by.iter().zip(counted.facets) {
                        match dimension {
                            $($dimension::$variant => key.$name = facet.$take($($from)?),)+
                        }
                    }
                    $group { key, count: super::fitting(counted.count.try_into().unwrap_or(i64::MAX)), $($($show,)+)? }
                };
                let edges: Vec<$edge> =
                    cut.nodes.into_iter().map(|(cursor, node)| $edge { cursor, node: group(node) }).collect();
                let nodes = edges.iter().map(|edge| edge.node.clone()).collect();
                $connection { edges, nodes, page_info: cut.page_info, total_count: cut.total }
            }
        }
    };
}
use groups;

/// The refusal of an order by a dimension that is not counted by.
fn not_counted_by<F: async_graphql::InputType>(field: F) -> async_graphql::Error {
    let message = format!("'orderBy' names {}, which 'by' does not: groups have no one value of it", field.to_value());
    user_error(code::BAD_USER_INPUT, message)
}
