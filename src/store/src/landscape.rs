//! The school landscape of an authority on a day, as known at a position.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDate};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement};
use sextant_domain::inspection::InspectionKind;
use sextant_domain::register::{OpenSchool, RegisterCount};
use sextant_domain::school::{Phase, SchoolStatus, TrustKind, is_academy, is_state_funded};
use sextant_domain::scorecard::Supply;
use sextant_domain::{Basis, DataStatus, Measure, Period};

use crate::entities::{inspection, judgement};
use crate::error::{Result, unknown};
use crate::inspections;
use crate::ledger::Knowledge;
use crate::sql::number_list;

/// The open schools of an authority.
#[derive(Debug)]
pub(crate) struct Landscape {
    schools: Vec<OpenSchool>,
}

#[derive(Debug, FromQueryResult)]
struct Row {
    urn: i32,
    phase: i16,
    kind_code: String,
    group_code: String,
    opened: Option<NaiveDate>,
    uid: Option<i32>,
    trust_kind: Option<i16>,
}

/// Loads the schools that were open on `day`, with their trust and their latest graded inspection.
pub(crate) async fn load(
    connection: &impl ConnectionTrait,
    authority: i32,
    known: Knowledge,
    day: NaiveDate,
) -> Result<Landscape> {
    let multi = TrustKind::MultiAcademy.number();
    let single = TrustKind::SingleAcademy.number();
    let text = format!(
        "SELECT s.urn, s.phase, s.kind_code, s.group_code, s.opened, m.uid, m.kind AS trust_kind FROM school s \
         LEFT JOIN trust_membership m ON m.urn = s.urn AND m.kind IN ({multi}, {single}) AND m.knowledge <= {known} \
         AND m.from_day <= '{day}' AND (m.to_day IS NULL OR m.to_day > '{day}') \
         AND NOT EXISTS (SELECT 1 FROM trust_membership n WHERE n.urn = m.urn AND n.uid = m.uid \
         AND n.from_day = m.from_day AND n.knowledge > m.knowledge AND n.knowledge <= {known}) \
         WHERE s.la_id = {authority} AND s.knowledge <= {known} AND s.status IN ({}, {}) \
         AND (s.opened IS NULL OR s.opened <= '{day}') AND (s.closed IS NULL OR s.closed > '{day}') \
         AND NOT EXISTS (SELECT 1 FROM school n WHERE n.urn = s.urn AND n.knowledge > s.knowledge \
         AND n.knowledge <= {known}) ORDER BY s.urn, m.uid",
        SchoolStatus::Open.number(),
        SchoolStatus::OpenProposedToClose.number(),
    );
    let statement = Statement::from_string(connection.get_database_backend(), text);
    let mut rows = Row::find_by_statement(statement).all(connection).await?;
    rows.dedup_by_key(|row| row.urn);
    let mut latest = latest_graded(connection, &rows, known, day).await?;
    let schools = rows
        .into_iter()
        .map(|row| {
            Ok(OpenSchool {
                urn: row.urn as u32,
                phase: Phase::from_number(row.phase).ok_or_else(|| unknown("phase", row.phase))?,
                state_funded: is_state_funded(&row.kind_code, &row.group_code),
                academy: is_academy(&row.group_code),
                trust: row
                    .uid
                    .zip(row.trust_kind.and_then(TrustKind::from_number))
                    .map(|(uid, kind)| (uid as u32, kind)),
                inspection: latest.remove(&row.urn),
            })
        })
        .collect::<Result<_>>()?;
    Ok(Landscape { schools })
}

/// The latest graded inspection of each school that was published (or, where the day of publication is not known, begun) by
/// the day. An inspection that began before the school opened was its predecessor's, though Ofsted lists it under the new
/// number: grades do not travel.
async fn latest_graded(
    connection: &impl ConnectionTrait,
    schools: &[Row],
    known: Knowledge,
    day: NaiveDate,
) -> Result<HashMap<i32, sextant_domain::inspection::InspectionRecord>> {
    let text = format!(
        "SELECT i.* FROM inspection i WHERE i.urn IN ({}) AND i.kind = {} AND i.knowledge <= {known} \
         AND NOT EXISTS (SELECT 1 FROM inspection n WHERE n.id = i.id AND n.knowledge > i.knowledge \
         AND n.knowledge <= {known}) AND COALESCE(i.published, i.started) <= '{day}' ORDER BY i.urn, i.started, i.id",
        number_list(schools.iter().map(|school| school.urn)),
        InspectionKind::Graded.number()
    );
    let engine = connection.get_database_backend();
    let rows = inspection::Model::find_by_statement(Statement::from_string(engine, text)).all(connection).await?;
    let opened: HashMap<i32, NaiveDate> = schools.iter().filter_map(|it| it.opened.map(|on| (it.urn, on))).collect();
    let own = rows.into_iter().filter(|row| opened.get(&row.urn).is_none_or(|opened| row.started >= *opened));
    let newest: HashMap<i32, inspection::Model> = own.map(|row| (row.urn, row)).collect();
    let text = format!(
        "SELECT * FROM judgement WHERE inspection_id IN ({}) AND knowledge <= {known} ORDER BY inspection_id, area",
        number_list(newest.values().map(|row| row.id))
    );
    let given = judgement::Model::find_by_statement(Statement::from_string(engine, text)).all(connection).await?;
    newest
        .into_iter()
        .map(|(urn, row)| {
            let own = given.iter().filter(|judgement| judgement.inspection_id == row.id);
            let judgements = own.map(inspections::read_judgement).collect::<Result<_>>()?;
            Ok((urn, inspections::read(row, judgements)?))
        })
        .collect()
}

impl Landscape {
    /// A count of the catalogue, as a scorecard's supply.
    pub(crate) fn count(&self, code: &str, day: NaiveDate) -> Supply {
        let Some(count) = RegisterCount::from_code(code) else {
            return Supply::Unsupplied(format!("This version of Sextant cannot count '{code}'."));
        };
        match (count.count(&self.schools), Period::new(Basis::CensusPoint, day.year())) {
            (Ok(counted), Some(period)) => Supply::Counted {
                period,
                measure: Measure::Value(counted.figure, DataStatus::ManagementInformation),
                note: counted.note,
            },
            (Err(why), _) => Supply::Unsupplied(why),
            (Ok(_), None) => Supply::Unsupplied("The day lies outside of every calendar.".to_owned()),
        }
    }
}
