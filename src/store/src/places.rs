//! The register of places.

use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::OnConflict,
};
use sextant_domain::place::{OnsCode, PlaceKey, PlaceLevel};

use crate::entities::{place, place_code, place_succession, place_version};
use crate::error::Result;
use crate::ledger::Knowledge;
use crate::query::schools::holds_at;
use crate::sql::fold;

/// The scheme of the codes of the Office for National Statistics.
pub const ONS: &str = "ons";
/// The scheme of the numbers of the Department for Education.
pub const DFE: &str = "dfe";

/// A place of the register with all the codes it has had.
#[derive(Clone, Debug)]
pub struct NewPlace {
    /// Its id: the DfE number.
    pub id: i32,
    /// Its level.
    pub level: PlaceLevel,
    /// Its name.
    pub name: String,
    /// The region's id.
    pub region: Option<i32>,
    /// The first day of its existence, where known.
    pub from: Option<NaiveDate>,
    /// The first day on which it no longer exists.
    pub to: Option<NaiveDate>,
    /// Scheme, code, first day, first day no longer.
    pub codes: Vec<(String, String, Option<NaiveDate>, Option<NaiveDate>)>,
    /// The places that took its place.
    pub successors: Vec<i32>,
}

/// Puts the register in; what is there already is brought up to date, and what it said before stays readable by [`at`].
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn put_register(transaction: &DatabaseTransaction, knowledge: Knowledge, places: &[NewPlace]) -> Result<()> {
    use place::Column::{FoldedName, FromDay, Level, Name, RegionId, ToDay};
    let rows = places.iter().map(|new| place::ActiveModel {
        id: Set(new.id),
        level: Set(new.level.number()),
        name: Set(new.name.clone()),
        folded_name: Set(fold(&new.name)),
        region_id: Set(new.region),
        from_day: Set(new.from),
        to_day: Set(new.to),
    });
    let conflict = OnConflict::column(place::Column::Id)
        .update_columns([Level, Name, FoldedName, RegionId, FromDay, ToDay])
        .to_owned();
    place::Entity::insert_many(rows).on_conflict(conflict).exec_without_returning(transaction).await?;
    let codes = places.iter().flat_map(|new| new.codes.iter().map(move |code| (new.id, code)));
    let rows = codes.map(|(id, (scheme, code, from, to))| place_code::ActiveModel {
        scheme: Set(scheme.clone()),
        code: Set(code.clone()),
        place_id: Set(id),
        from_day: Set(*from),
        to_day: Set(*to),
    });
    let conflict =
        OnConflict::columns([place_code::Column::Scheme, place_code::Column::Code, place_code::Column::PlaceId])
            .update_columns([place_code::Column::FromDay, place_code::Column::ToDay])
            .to_owned();
    place_code::Entity::insert_many(rows).on_conflict(conflict).exec_without_returning(transaction).await?;
    let successions = places.iter().flat_map(|new| {
        new.successors.iter().map(move |successor| place_succession::ActiveModel {
            predecessor_id: Set(new.id),
            successor_id: Set(*successor),
            on_day: Set(new.to),
        })
    });
    let key = [place_succession::Column::PredecessorId, place_succession::Column::SuccessorId];
    place_succession::Entity::insert_many(successions)
        .on_conflict(OnConflict::columns(key).update_column(place_succession::Column::OnDay).to_owned())
        .exec_without_returning(transaction)
        .await?;
    add_versions(transaction, knowledge, places).await
}

/// Adds a version of every place that is not what its newest version says.
async fn add_versions(transaction: &DatabaseTransaction, knowledge: Knowledge, places: &[NewPlace]) -> Result<()> {
    let newest =
        place_version::Entity::find().filter(holds_at("place_version", &["id"], knowledge)).all(transaction).await?;
    let newest: HashMap<i32, place_version::Model> = newest.into_iter().map(|row| (row.id, row)).collect();
    let rows = places.iter().map(|new| place_version::Model {
        id: new.id,
        knowledge,
        level: new.level.number(),
        name: new.name.clone(),
        region_id: new.region,
        from_day: new.from,
        to_day: new.to,
    });
    let is_same = |row: &place_version::Model| {
        newest.get(&row.id).is_some_and(|old| *row == place_version::Model { knowledge, ..old.clone() })
    };
    let changed: Vec<_> = rows.filter(|row| !is_same(row)).map(place_version::ActiveModel::from).collect();
    place_version::Entity::insert_many(changed).exec_without_returning(transaction).await?;
    Ok(())
}

/// A place of the register as it was at a position; `None` when it was not in the register.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn at(connection: &impl ConnectionTrait, id: i32, known: Knowledge) -> Result<Option<place_version::Model>> {
    let found = place_version::Entity::find().filter(place_version::Column::Id.eq(id));
    Ok(found.filter(holds_at("place_version", &["id"], known)).one(connection).await?)
}

/// A local authority of the register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Authority {
    /// Its DfE number.
    pub(crate) id: i32,
    /// Its name.
    pub(crate) name: String,
    /// The region it lies in.
    pub(crate) region: Option<i32>,
}

/// The local authorities as the register of places said at a position, or says now.
pub(crate) async fn local_authorities(
    connection: &impl ConnectionTrait,
    at: Option<Knowledge>,
) -> Result<Vec<Authority>> {
    let level = PlaceLevel::LocalAuthority.number();
    let Some(known) = at else {
        let now = place::Entity::find().filter(place::Column::Level.eq(level)).order_by_asc(place::Column::Id);
        let rows = now.all(connection).await?.into_iter();
        return Ok(rows.map(|it| Authority { id: it.id, name: it.name, region: it.region_id }).collect());
    };
    let then = place_version::Entity::find()
        .filter(place_version::Column::Level.eq(level))
        .filter(holds_at("place_version", &["id"], known))
        .order_by_asc(place_version::Column::Id);
    let rows = then.all(connection).await?.into_iter();
    Ok(rows.map(|it| Authority { id: it.id, name: it.name, region: it.region_id }).collect())
}

/// Gives schools places of their own, named by their LAESTAB until the register of schools names them.
pub(crate) async fn add_schools(transaction: &DatabaseTransaction, laestabs: &[i32]) -> Result<()> {
    for chunk in laestabs.chunks(2_000) {
        let rows = chunk.iter().map(|laestab| {
            let name = format!("{laestab:07}");
            place::ActiveModel {
                id: Set(*laestab),
                level: Set(PlaceLevel::School.number()),
                folded_name: Set(name.clone()),
                name: Set(name),
                region_id: Set(None),
                from_day: Set(None),
                to_day: Set(None),
            }
        });
        place::Entity::insert_many(rows).exec_without_returning(transaction).await?;
    }
    Ok(())
}

/// The DfE numbers of the local authorities that exist today.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn authorities(connection: &impl ConnectionTrait) -> Result<Vec<i32>> {
    Ok(place::Entity::find()
        .select_only()
        .column(place::Column::Id)
        .filter(place::Column::Level.eq(PlaceLevel::LocalAuthority.number()))
        .filter(place::Column::ToDay.is_null())
        .order_by_asc(place::Column::Id)
        .into_tuple()
        .all(connection)
        .await?)
}

/// Ids of places by the codes that publications use.
#[derive(Debug)]
pub(crate) struct PlaceIds {
    by_ons: HashMap<OnsCode, i32>,
    by_dfe: HashMap<u16, i32>,
}

impl PlaceIds {
    pub(crate) async fn load(connection: &impl ConnectionTrait) -> Result<Self> {
        let mut ids = Self { by_ons: HashMap::new(), by_dfe: HashMap::new() };
        for row in place_code::Entity::find().all(connection).await? {
            match row.scheme.as_str() {
                ONS => drop(OnsCode::parse(&row.code).map(|code| ids.by_ons.insert(code, row.place_id))),
                _ => drop(row.code.parse().ok().map(|number| ids.by_dfe.insert(number, row.place_id))),
            }
        }
        Ok(ids)
    }

    pub(crate) fn id(&self, key: PlaceKey) -> Option<i32> {
        match key {
            PlaceKey::Ons(code) => self.by_ons.get(&code).copied(),
            PlaceKey::Dfe(number) => self.by_dfe.get(&number).copied(),
            PlaceKey::LaEstab(number) => Some(number as i32),
        }
    }
}

/// The place with a code of either scheme (`883`, `E06000034`), or a school's LAESTAB.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn by_code(connection: &impl ConnectionTrait, code: &str) -> Result<Option<place::Model>> {
    let found = place_code::Entity::find().filter(place_code::Column::Code.eq(code)).one(connection).await?;
    let id = match found {
        Some(row) => Some(row.place_id),
        None => code.parse::<i32>().ok().filter(|number| *number > 1_000_000),
    };
    match id {
        Some(id) => Ok(place::Entity::find_by_id(id).one(connection).await?),
        None => Ok(None),
    }
}
