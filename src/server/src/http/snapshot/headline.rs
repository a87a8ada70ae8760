//! The strategy's own headline test: the answer, and the basket behind it.

use sextant_domain::progress::{HeadlineAnswer, HeadlineItem};

use crate::http::html::Html;
use crate::words::headline::{ItemWords, terms, verdict};

pub(super) fn section(answer: &HeadlineAnswer) -> Html {
    let mut html = Html::new();
    html.raw("<section><h2>The strategy's own test: ").text(verdict(&answer.verdict)).raw("</h2><blockquote>");
    html.text(&answer.words).raw("</blockquote><p>").text(&answer.message).raw("</p><p>").text(terms(answer));
    html.raw("</p><p><small>").text(&answer.note).raw("</small></p>");
    html.raw("<details><summary>The basket, one by one</summary><div class=\"scroll\" role=\"region\" tabindex=\"0\" ");
    html.raw("aria-label=\"The basket of the test\"><table><caption>The basket of the test: ").text(answer.robust);
    html.raw(" within the share however ties are broken, ").text(answer.possible).raw(" by one reading of ties, ");
    html.text(answer.not).raw(" outside, ").text(answer.cannot_say).raw(" not ranked</caption><thead><tr>");
    html.raw(
        "<th scope=\"col\">Indicator</th><th scope=\"col\">Period</th><th scope=\"col\" class=\"figure\">Value</th>",
    );
    html.raw("<th scope=\"col\">Rank</th><th scope=\"col\">Stands</th></tr></thead><tbody>");
    for item in &answer.items {
        html.html(&row(item));
    }
    html.raw("</tbody></table></div></details></section>");
    html
}

fn row(item: &HeadlineItem) -> Html {
    let words = ItemWords::of(item);
    let mut html = Html::new();
    html.raw("<tr><th scope=\"row\"><code>").text(&item.indicator).raw("</code> ").text(&words.name);
    html.raw("</th><td>").text(&item.period.label);
    html.raw(if words.is_figure { "</td><td class=\"figure\">" } else { "</td><td class=\"reason\">" });
    html.text(&words.value).raw("</td><td>").text(&words.rank).raw("</td><td>").text(words.standing);
    html.raw("<br><small>").text(&item.message).raw("</small></td></tr>");
    html
}
