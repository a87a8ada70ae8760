//! Groups on their way from the database to the client: joined where they come to the same key, held to conditions, ordered and
//! cut into a page.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use async_graphql::{Context, Result};
use futures_util::future::try_join_all;
use sextant_domain::Figure;
use sextant_domain::pool::Pool;
use sextant_store::query::{By, Group, MOST_GROUPS, Scalar, Test};

use super::facet::{Facet, Lens, facet};
use super::{Dimension, Summary};
use crate::error::{code, user_error};
use crate::paging::{Cut, PageArgs, cut_at};

/// A group that was counted.
#[derive(Clone, Debug)]
pub(super) struct Counted {
    /// What its rows have in common, in the order of the dimensions.
    pub(super) facets: Vec<Facet>,
    /// How many rows there are.
    pub(super) count: u64,
    /// What was worked out over them.
    pub(super) numbers: Vec<Option<i64>>,
    /// The values of what was counted apart without being asked for.
    pub(super) apart: Vec<BTreeSet<String>>,
    keys: Vec<Option<String>>,
}

impl Counted {
    /// The summary of the field at a place in the list of summarised fields.
    pub(super) fn summary(&self, at: usize) -> Summary {
        let number = |offset: usize| self.numbers.get(4 * at + offset).copied().flatten();
        Summary { count: number(0).unwrap_or_default(), sum: number(1), least: number(2), most: number(3) }
    }

    fn number(&self, of: Of, numbers: &Numbers) -> Scalar {
        match of {
            Of::Count => Scalar::Int(i64::try_from(self.count).unwrap_or(i64::MAX)),
            Of::Number(at) => numbers[at](self).map_or(Scalar::Null, Scalar::Int),
            Of::Key(at) => self.keys[at].clone().map_or(Scalar::Null, Scalar::Text),
        }
    }
}

/// How each number that groups can be ordered by and held to is read from a group.
pub(super) type Numbers = [fn(&Counted) -> Option<i64>];

/// What a group is ordered by or held to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// How many rows it has.
    Count,
    /// A number, by its place in [`Numbers`].
    Number(usize),
    /// A dimension, by its place in `by`.
    Key(usize),
}

/// Which groups, in what order.
pub(super) struct Wanted {
    pub(super) name: String,
    pub(super) having: Vec<(Of, Test)>,
    pub(super) order: Vec<(Of, bool)>,
    pub(super) page: PageArgs,
}

/// Finds out what stands behind the fields, and joins the groups that come to the same. Rows may have more keys than there are
/// dimensions: what they come to is collected in `apart`.
pub(super) async fn joined<D: Dimension>(
    context: &Context<'_>,
    by: &[D],
    lens: Lens,
    rows: Vec<Group>,
    join: &[By],
) -> Result<Vec<Counted>> {
    if rows.len() as u64 > MOST_GROUPS {
        let message = format!("there are more than {MOST_GROUPS} groups: count by less, or filter");
        return Err(user_error(code::COST_LIMIT, message));
    }
    // All at once, so that what stands behind the fields is looked up in one statement.
    let read = rows.iter().map(|row| {
        let facets = by.iter().zip(&row.keys);
        try_join_all(facets.map(|(dimension, key)| facet(context, (dimension.on().1, lens), key.as_deref())))
    });
    let read = try_join_all(read).await?;
    let mut joined: BTreeMap<Vec<Option<String>>, Counted> = BTreeMap::new();
    for (facets, row) in read.into_iter().zip(rows) {
        let (keys, facets): (Vec<_>, Vec<_>) = facets.into_iter().unzip();
        let apart = row.keys.into_iter().skip(by.len()).map(BTreeSet::from_iter);
        match joined.get_mut(&keys) {
            None => {
                let group = Counted {
                    facets,
                    count: row.count,
                    numbers: row.numbers,
                    apart: apart.collect(),
                    keys: keys.clone(),
                };
                joined.insert(keys, group);
            }
            Some(group) => {
                group.count += row.count;
                for ((sum, more), by) in group.numbers.iter_mut().zip(row.numbers).zip(join) {
                    *sum = by.join(*sum, more);
                }
                for (all, more) in group.apart.iter_mut().zip(apart) {
                    all.extend(more);
                }
            }
        }
    }
    Ok(joined.into_values().collect())
}

/// The page of groups: those that meet the conditions, in the order asked for (the largest first when none is), groups that are level
/// in the order of their keys. What is null comes last in either direction.
pub(super) fn page(groups: Vec<Counted>, wanted: &Wanted, numbers: &Numbers) -> Result<Cut<Counted>> {
    let meets = |group: &Counted| wanted.having.iter().all(|(of, test)| test.holds(&group.number(*of, numbers)));
    let order = if wanted.order.is_empty() { &[(Of::Count, true)][..] } else { &wanted.order };
    let place = |group: &Counted| -> Vec<Scalar> {
        let keys = group.keys.iter().map(|key| key.clone().map_or(Scalar::Null, Scalar::Text));
        order.iter().map(|(of, _)| group.number(*of, numbers)).chain(keys).collect()
    };
    let in_order = |a: &[Scalar], b: &[Scalar]| {
        let descending = order.iter().map(|(_, descending)| *descending).chain(std::iter::repeat(false));
        let compared = a.iter().zip(b).zip(descending).map(|((a, b), descending)| nulls_last(a, b, descending));
        compared.fold(Ordering::Equal, Ordering::then)
    };
    let mut placed: Vec<_> = groups.into_iter().filter(meets).map(|group| (place(&group), group)).collect();
    placed.sort_by(|(a, _), (b, _)| in_order(a, b));
    cut_at(placed, &wanted.page, &wanted.name, in_order)
}

fn nulls_last(a: &Scalar, b: &Scalar, descending: bool) -> Ordering {
    let compared = match (a, b) {
        (Scalar::Null, Scalar::Null) => return Ordering::Equal,
        (Scalar::Null, _) => return Ordering::Greater,
        (_, Scalar::Null) => return Ordering::Less,
        // A cursor that somebody made up may be of another kind.
        (a, b) => a.compared(b).unwrap_or(Ordering::Equal),
    };
    if descending { compared.reverse() } else { compared }
}

/// The pool of figures that a group's numbers stand for: see [`sextant_store::query::outcomes::POOLED`].
pub(super) fn pool(numbers: &[Option<i64>]) -> Pool {
    let number = |at: usize| numbers.get(at).copied().flatten();
    let whole = |at: usize| i128::from(number(at).unwrap_or_default());
    Pool {
        figures: number(0).unwrap_or_default().unsigned_abs(),
        sum: whole(1),
        least: number(2).map(Figure::from_millionths),
        most: number(3).map(Figure::from_millionths),
        weighed: number(4).unwrap_or_default().unsigned_abs(),
        numerator: whole(5),
        denominator: whole(6),
    }
}
