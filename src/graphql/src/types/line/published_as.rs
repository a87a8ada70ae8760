//! The published parts of a line as types of the contract.

use super::*;

impl From<published::ReleaseText> for LineRelease {
    fn from(it: published::ReleaseText) -> Self {
        Self::new(it.source, it.title, it.published_on, it.knowledge)
    }
}

impl From<published::Benchmark> for Benchmark {
    fn from(it: published::Benchmark) -> Self {
        Self { name: it.name, coverage: it.coverage, measure: Measure::published(&it.value) }
    }
}

impl From<published::NeighbourMean> for NeighbourMean {
    fn from(it: published::NeighbourMean) -> Self {
        Self {
            edition: it.edition,
            members: int(it.members),
            used: int(it.used),
            measure: Measure::published(&it.value),
        }
    }
}

impl From<published::Rank> for Rank {
    fn from(it: published::Rank) -> Self {
        Self {
            position: int(it.position),
            better: int(it.better),
            tied: int(it.tied),
            of: int(it.of),
            missing: int(it.missing),
            quartile: rules::Quartile::from_code(&it.quartile).map(Into::into),
            robustness: if it.robustness == "ROBUST" { Robustness::Robust } else { Robustness::Possible },
        }
    }
}

impl From<published::ScoredTarget> for ScoredTarget {
    fn from(it: published::ScoredTarget) -> Self {
        Self {
            period: Period::published(&it.period),
            value: Decimal(it.value),
            floor: it.floor.map(Decimal),
            stretch: it.stretch.map(Decimal),
            distance: it.distance.map(Decimal),
            benchmark: it.benchmark.map(Into::into),
            version: (it.version > 0).then(|| int(it.version)),
            approved_on: it.approved_on.map(Date),
            approved_by: it.approved_on.map(|_| it.approved_by),
        }
    }
}

impl From<published::TargetBenchmarkUsed> for TargetBenchmarkUsed {
    fn from(it: published::TargetBenchmarkUsed) -> Self {
        Self {
            kind: TargetBenchmark::from_code(&it.kind).map(Into::into),
            label: it.label,
            value: Decimal(it.value),
            used: int(it.used),
            of: int(it.of),
            by: Decimal(it.by),
        }
    }
}

impl From<published::RuleText> for RuleVersion {
    fn from(it: published::RuleText) -> Self {
        Self { code: it.code, version: int(it.version) }
    }
}

impl From<published::Rag> for Rag {
    fn from(it: published::Rag) -> Self {
        Self {
            rating: rules::Rating::from_code(&it.rating).unwrap_or(rules::Rating::None).into(),
            rule: it.rule.into(),
            reason: rules::RagReason::from_code(&it.reason).map(Into::into),
            message: it.message,
        }
    }
}

impl From<published::Direction> for DirectionOfTravel {
    fn from(it: published::Direction) -> Self {
        Self {
            verdict: rules::Verdict::from_code(&it.verdict).unwrap_or(rules::Verdict::NotAssessable).into(),
            change: it.change.map(Decimal),
            rule: it.rule.into(),
            reason: rules::DirectionReason::from_code(&it.reason).map(Into::into),
            message: it.message,
            evidence: it.evidence.map(Into::into),
        }
    }
}

impl From<published::Gap> for Gap {
    fn from(it: published::Gap) -> Self {
        Self {
            definition: rules::GapDefinition::from_code(&it.definition).map(Into::into),
            group: Measure::published(&it.group),
            others: Measure::published(&it.others),
            by_other_definition: it.other_definition.map(Decimal),
            england: it.england.map(Decimal),
        }
    }
}

impl From<published::Caveat> for Caveat {
    fn from(it: published::Caveat) -> Self {
        Self { code: CaveatCode::from_code(&it.code).map(Into::into), message: it.message }
    }
}
