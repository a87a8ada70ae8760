//! Arithmetic as a person writes it: exact numbers, a minus sign that cannot be taken for a hyphen.

use crate::figure::Figure;
use crate::indicator::Polarity;
use crate::strategy::Aim;

/// A number within a calculation: in brackets where it is negative, so that two signs never meet.
pub(crate) fn number(figure: Figure) -> String {
    if figure < Figure::ZERO { format!("({figure})") } else { figure.to_string() }
}

/// `left − right = result`.
pub(crate) fn minus(left: Figure, right: Figure, result: Figure) -> String {
    format!("{} − {} = {result}", number(left), number(right))
}

/// How far a value is beyond (+) or short of (-) an aim, in the better direction.
pub(crate) fn beyond(polarity: Polarity, value: Figure, aim: Figure, result: Figure) -> String {
    match polarity {
        Polarity::NearTarget => format!("−|{} − {}| = {result}", number(value), number(aim)),
        Polarity::Low => minus(aim, value, result),
        _ => minus(value, aim, result),
    }
}

/// The number that an aim comes to: as it is, or the benchmark (its label and its figure) bettered by so much.
pub(crate) fn aimed(aim: Aim, polarity: Polarity, benchmark: Option<(&str, Figure)>, result: Figure) -> String {
    match (aim, benchmark) {
        (Aim::Relative { by, .. }, Some((label, figure))) => {
            let sign = if polarity == Polarity::Low { '−' } else { '+' };
            format!("{} ({label}) {sign} {} = {result}", number(figure), number(by))
        }
        _ => result.to_string(),
    }
}

/// `(a + b + …) / n = result`; a sum that is not a whole multiple of its count is rounded once, to the nearest millionth.
pub(crate) fn sum_over(parts: &[Figure], result: Figure) -> String {
    let terms: Vec<String> = parts.iter().copied().map(number).collect();
    format!("({}) / {} = {result}", terms.join(" + "), parts.len())
}

/// `(a + b + …) / (c + d + …)`, as far as it is written the same for numerators and denominators.
pub(crate) fn over(numerators: &[Figure], denominators: &[Figure]) -> String {
    let sum = |parts: &[Figure]| parts.iter().copied().map(number).collect::<Vec<_>>().join(" + ");
    format!("({}) / ({})", sum(numerators), sum(denominators))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calculations_are_written_as_people_write_them() {
        let figure = |token| Figure::parse(token).unwrap();
        assert_eq!(minus(figure("70"), figure("58"), figure("12")), "70 − 58 = 12");
        assert_eq!(minus(figure("-0.1"), figure("-0.3"), figure("0.2")), "(-0.1) − (-0.3) = 0.2");
        assert_eq!(sum_over(&[figure("45.1"), figure("44.9")], figure("45")), "(45.1 + 44.9) / 2 = 45");
    }
}
