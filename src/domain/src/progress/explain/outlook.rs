//! The steps of what the figures themselves say: the projection, the natural limits, three years together.

use crate::explain::{Step, StepKind, number, over, sum_over};
use crate::figure::Figure;
use crate::progress::outlook::{control, counted_years, newest_run, outlook, pooled};
use crate::rules::{ForecastReason, unit_scale};

use super::Told;

impl Told<'_> {
    pub(super) fn outlook_steps(&self) -> Vec<Step> {
        [vec![self.forecast()], self.control(), self.pooled().into_iter().collect()].concat()
    }

    /// The projection rests on the newest years that follow each other on one footing.
    fn forecast(&self) -> Step {
        let found = outlook(self.course);
        let run: Vec<String> =
            newest_run(self.course).into_iter().map(|(period, figure)| format!("{period} {figure}")).collect();
        let words = ForecastReason::from_code(&found.reason).map_or("", |reason| reason.words()).to_owned();
        let (arithmetic, exact, display) = match found.value {
            Some(value) => {
                let from = run.len().saturating_sub(usize::try_from(found.points).unwrap_or(0));
                let points = run[from..].join(", ");
                (format!("{points}. {}", found.message), value.to_string(), value.display(self.decimals()))
            }
            None => (found.message, found.reason, words),
        };
        Step {
            kind: StepKind::Forecast,
            period: None,
            what: StepKind::Forecast.words().to_owned(),
            arithmetic,
            exact,
            display,
        }
    }

    /// Mean plus and minus 2.66 times the mean moving range.
    fn control(&self) -> Vec<Step> {
        let Some(found) = control(self.course) else { return Vec::new() };
        let figures: Vec<Figure> = newest_run(self.course).into_iter().map(|(_, figure)| figure).collect();
        let ranges: Vec<String> =
            figures.windows(2).map(|pair| format!("|{} − {}|", number(pair[1]), number(pair[0]))).collect();
        let (mean, range) = (found.mean, found.moving_range);
        let step = |kind, arithmetic, figure| Step::figure(kind, arithmetic, figure, self.decimals().max(1));
        vec![
            step(StepKind::Mean, sum_over(&figures, mean), mean),
            step(StepKind::MovingRange, format!("({}) / {} = {range}", ranges.join(" + "), ranges.len()), range),
            step(StepKind::LowerLimit, format!("{} − 2.66 × {range} = {}", number(mean), found.lower), found.lower),
            step(
                StepKind::UpperLimit,
                format!("{} + 2.66 × {range} = {}. {}", number(mean), found.upper, found.message),
                found.upper,
            ),
        ]
    }

    fn pooled(&self) -> Option<Step> {
        let (last, _) = self.course.current()?;
        let found = pooled(self.course)?;
        let mut points = counted_years(self.course, last);
        points.sort_by_key(|(period, ..)| *period);
        let three = &points[points.len().saturating_sub(3)..];
        let numerators: Vec<Figure> = three.iter().map(|(_, numerator, _)| *numerator).collect();
        let denominators: Vec<Figure> = three.iter().map(|(_, _, denominator)| *denominator).collect();
        let scale = unit_scale(self.course.indicator().unit)?;
        let arithmetic = format!("{} × {scale} = {}", over(&numerators, &denominators), found.value);
        let step = Step::figure(StepKind::Pooled, arithmetic, found.value, self.decimals());
        let (first, last) = (&found.first.label, &found.last.label);
        Some(Step { what: format!("{first} to {last} together"), ..step })
    }
}
