//! `sextant doctor`.

use chrono::DateTime;
use sextant_domain::scorecard::due_terms;
use sextant_store::{Database, StoreError, doctor, migrate, scorecards, strategies};

use super::Verdict;
use super::output::{Out, counted};
use crate::{clock, http, open};

/// What one check found.
#[derive(Debug, PartialEq, Eq)]
enum Finding {
    /// As it should be.
    Good(String),
    /// Worth knowing, not wrong.
    Note(String),
    /// Wrong: what it means and what to do.
    Bad(String),
}

pub(super) async fn run(url: &str, out: &mut Out) -> anyhow::Result<Verdict> {
    let database = match open::existing(url).await {
        Ok(database) => database,
        Err(error) => {
            report(out, &[Finding::Bad(error.to_string())])?;
            return Ok(Verdict::Problems);
        }
    };
    let findings = findings(&database).await?;
    report(out, &findings)?;
    let problems = findings.iter().filter(|finding| matches!(finding, Finding::Bad(_))).count();
    if problems == 0 {
        out.line("Nothing is wrong.")?;
        return Ok(Verdict::Done);
    }
    out.line(format_args!("{} found.", counted(problems as u64, "problem", "problems")))?;
    Ok(Verdict::Problems)
}

fn report(out: &mut Out, findings: &[Finding]) -> std::io::Result<()> {
    for finding in findings {
        match finding {
            Finding::Good(text) => out.line(format_args!("ok       {text}"))?,
            Finding::Note(text) => out.line(format_args!("note     {text}"))?,
            Finding::Bad(text) => out.line(format_args!("PROBLEM  {text}"))?,
        }
    }
    Ok(())
}

async fn findings(database: &Database) -> Result<Vec<Finding>, StoreError> {
    let engine = doctor::engine(database).await?;
    let mut findings = vec![Finding::Good(format!("The database {} answers: {engine}.", database.shown_url()))];
    if !migrate::is_current(database).await? {
        let text = "Its tables are not those of this version. Run `sextant migrate`; the other checks need it";
        findings.push(Finding::Bad(format!("{text}.")));
        findings.push(workbench());
        return Ok(findings);
    }
    findings.push(Finding::Good("Its tables are those of this version.".to_owned()));
    findings.push(guards(database).await?);
    findings.push(catalogue(database).await?);
    findings.push(orphans(database).await?);
    findings.push(order(database).await?);
    findings.extend(imports(database).await?);
    findings.extend(overdue(database).await?);
    findings.push(workbench());
    Ok(findings)
}

async fn guards(database: &Database) -> Result<Finding, StoreError> {
    let missing = doctor::unguarded(database).await?;
    Ok(if missing.is_empty() {
        Finding::Good(format!("{} tables refuse to be changed or deleted from.", doctor::APPEND_ONLY.len()))
    } else {
        Finding::Bad(format!(
            "These tables could be changed without a trace, because their triggers are gone: {}. Restore the database from \
             a copy, or compare it with one",
            missing.join(", ")
        ))
    })
}

async fn catalogue(database: &Database) -> Result<Finding, StoreError> {
    let indicators = doctor::indicators(database).await?;
    Ok(if indicators > 0 {
        Finding::Good(format!("The catalogue has {} indicators.", indicators))
    } else {
        Finding::Bad("The catalogue of indicators is not loaded. Run `sextant migrate`.".to_owned())
    })
}

async fn orphans(database: &Database) -> Result<Finding, StoreError> {
    let orphans = doctor::orphans(database).await?;
    Ok(if orphans == 0 {
        Finding::Good("Every outcome belongs to a series and a place.".to_owned())
    } else {
        Finding::Bad(format!(
            "{orphans} pairs of series and place have outcomes although one of the two is not on record. Keep this database \
             and report it"
        ))
    })
}

async fn order(database: &Database) -> Result<Finding, StoreError> {
    let disordered = doctor::disordered(database).await?;
    Ok(if disordered.is_empty() {
        Finding::Good("The ledger's days never go backwards.".to_owned())
    } else {
        let list: Vec<String> = disordered.iter().map(ToString::to_string).collect();
        Finding::Bad(format!(
            "These ledger entries count as known before an earlier entry: {}. 'As known at' cannot be trusted",
            list.join(", ")
        ))
    })
}

async fn imports(database: &Database) -> Result<Vec<Finding>, StoreError> {
    let imports = doctor::last_imports(database).await?;
    Ok(imports
        .into_iter()
        .map(|last| {
            let day = DateTime::from_timestamp(last.recorded_at, 0).map(|at| at.date_naive().to_string());
            Finding::Note(format!(
                "Last of {}: '{}', released {}, loaded {} as ledger entry {}.",
                last.source,
                last.title,
                last.published_on,
                day.unwrap_or_default(),
                last.knowledge
            ))
        })
        .collect())
}

/// Terms whose scorecard should be there.
async fn overdue(database: &Database) -> Result<Vec<Finding>, StoreError> {
    let mut findings = Vec::new();
    // Before the first edition there is nothing to compile from; the heartbeat leaves those terms alone, too.
    let first = sextant_store::ledger::first_known(database.read(), &["import:lait"]).await?;
    for code in strategies::load_all_codes(database.read()).await? {
        let Some(stored) = strategies::load(database.read(), &code).await? else { continue };
        let published = scorecards::published_terms(database.read(), &code).await?;
        let due = due_terms(&stored.strategy, clock::now());
        let late: Vec<String> = due
            .into_iter()
            .filter(|entry| {
                first.is_some_and(|first| entry.paper_deadline >= first) && !published.contains(&entry.term)
            })
            .map(|entry| entry.term.to_string())
            .collect();
        findings.push(if late.is_empty() {
            Finding::Good(format!("No scorecard of '{code}' is overdue; {} terms have one.", published.len()))
        } else {
            Finding::Bad(format!(
                "Scorecards of '{code}' are overdue: {}. `sextant serve` compiles them; its log says why it could not",
                late.join(", ")
            ))
        });
    }
    if findings.is_empty() {
        findings.push(Finding::Note("No strategy is loaded: `sextant strategy load FILE` loads one.".to_owned()));
    }
    Ok(findings)
}

fn workbench() -> Finding {
    if http::is_bundled() {
        return Finding::Good("The workbench is in this program.".to_owned());
    }
    Finding::Note(
        "The workbench is not in this program: its page says how to get it. Everything else works.".to_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::testing::App;

    async fn problems(app: &App) -> Vec<String> {
        let findings = findings(&app.database).await.unwrap();
        findings
            .into_iter()
            .filter_map(|finding| match finding {
                Finding::Bad(text) => Some(text),
                _ => None,
            })
            .collect()
    }

    #[tokio::test]
    async fn a_fresh_database_is_sound() {
        assert_eq!(problems(&App::start().await).await, Vec::<String>::new());
    }

    #[tokio::test]
    async fn an_empty_database_is_told_to_migrate() {
        let app = App::unprepared().await;
        let problems = problems(&app).await;
        assert_eq!(problems.len(), 1);
        assert!(problems[0].contains("sextant migrate"), "{problems:?}");
    }

    #[tokio::test]
    async fn a_missing_file_is_not_made() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("none.db");
        let verdict = run(&format!("sqlite://{}", path.display()), &mut Out::stdout()).await.unwrap();
        assert!(matches!(verdict, Verdict::Problems));
        assert!(!path.exists());
    }
}
