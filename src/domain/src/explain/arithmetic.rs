//! Arithmetic as a person writes it: exact numbers, a minus sign that cannot be taken for a hyphen.

use crate::figure::Figure;

/// A number within a calculation: in brackets where it is negative, so that two signs never meet.
pub(crate) fn number(figure: Figure) -> String {
    if figure < Figure::ZERO { format!("({figure})") } else { figure.to_string() }
}

/// `left − right = result`.
pub(crate) fn minus(left: Figure, right: Figure, result: Figure) -> String {
    format!("{} − {} = {result}", number(left), number(right))
}

/// `(a + b + …) / n = result`; a sum that is not a whole multiple of its count is rounded once, to the nearest millionth.
pub(crate) fn sum_over(parts: &[Figure], result: Figure) -> String {
    let terms: Vec<String> = parts.iter().copied().map(number).collect();
    format!("({}) / {} = {result}", terms.join(" + "), parts.len())
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
