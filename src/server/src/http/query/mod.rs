//! `/query`: a plain form for a question in GraphQL, with the answer as tables. No script, no token, no cookie, and queries
//! only: whoever makes somebody else send this form changes nothing and reads nothing that is not public.

mod answer;
mod data;
mod form;

use async_graphql::Variables;
use axum::body::to_bytes;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Extension, Form, Query, State as Shared};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Deserialize;

use super::graphql::Wanted;
use super::html::{answer_with_form, message_page};
use super::observe::RequestId;
use super::peer::Peer;
use super::{State, graphql, operations};
use answer::Answer;
use form::{Asked, Problem};

/// Which ready operation is to fill the form; none where it is empty.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Which {
    #[serde(default)]
    operation: String,
}

/// The empty form, or one that a ready operation fills.
pub(super) async fn show(which: Result<Query<Which>, QueryRejection>) -> Response {
    let Ok(Query(which)) = which else {
        return unreadable(StatusCode::BAD_REQUEST, "The address names the operation more than once.");
    };
    if which.operation.is_empty() {
        return answer_with_form(StatusCode::OK, form::page(&Asked::default(), &[], None));
    }
    match operations::find(&which.operation).filter(|it| it.is_public()) {
        Some(it) => answer_with_form(StatusCode::OK, form::page(&Asked::of(it), &[], None)),
        None => {
            let problem = Problem::choice("No ready operation of that name can be run here. Choose one from the list.");
            answer_with_form(StatusCode::NOT_FOUND, form::page(&Asked::default(), &[problem], None))
        }
    }
}

/// Runs what the form holds.
pub(super) async fn run(
    Shared(state): Shared<State>,
    Extension(id): Extension<RequestId>,
    peer: Peer,
    headers: HeaderMap,
    asked: Result<Form<Asked>, FormRejection>,
) -> Response {
    let asked = match asked {
        Ok(Form(asked)) => asked.cleaned(),
        Err(rejection) => {
            let message = "The form did not arrive whole, or is too large (100 kB at most). Go back, and ask in parts.";
            return unreadable(rejection.status(), message);
        }
    };
    let wanted = match wanted(&asked) {
        Ok(wanted) => wanted,
        Err(problems) => return answer_with_form(StatusCode::BAD_REQUEST, form::page(&asked, &problems, None)),
    };
    let response = graphql::ask_as_public(&state, wanted, (peer, headers), &id).await;
    let status = response.status();
    let Some(answer) = to_bytes(response.into_body(), usize::MAX).await.ok().and_then(|body| Answer::read(&body))
    else {
        let message = "The answer could not be written as a page. Ask for less, or ask /graphql itself.";
        return unreadable(StatusCode::INTERNAL_SERVER_ERROR, message);
    };
    let html = answer.section(asked.question());
    answer_with_form(status, form::page(&asked, &[], Some((&answer, &html))))
}

/// What is to be executed, or what is wrong with which field.
fn wanted(asked: &Asked) -> Result<Wanted, Vec<Problem>> {
    let mut problems = Vec::new();
    if asked.query.trim().is_empty() {
        problems.push(Problem::query("Write an operation, or choose a ready one above."));
    }
    let variables = form::variables(&asked.variables);
    if let Err(why) = &variables {
        problems.push(Problem::variables(why.clone()));
    }
    let (Ok(variables), true) = (variables, problems.is_empty()) else { return Err(problems) };
    let name = asked.operation_name.trim();
    Ok(Wanted {
        query: Some(asked.query.clone()),
        document_id: None,
        operation_name: (!name.is_empty()).then(|| name.to_owned()),
        variables: Variables::from_json(variables),
    })
}

fn unreadable(status: StatusCode, message: &str) -> Response {
    answer_with_form(status, message_page("The question could not be read", message))
}

#[cfg(test)]
mod tests;
