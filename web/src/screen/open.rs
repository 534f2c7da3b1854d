//! A file that was kept earlier: what it says is taken up again, or the person is told why not. Nothing is lost by it.

use super::{RequestContext, home};
use crate::place::Address;
use crate::response::Response;
use crate::visit::ChecklistVisit;
use needlewise::model::kept::resume;
use needlewise::record::{self, RecordFault, Verification};
use needlewise::training::run::ChecklistRun;

/// Said of a file that this page is too old for.
const NEWER: &str = "This file is from a newer needlewise. Open it with a newer page. Nothing was changed.";

/// Said of a file that does not say what it said when it was written.
const ALTERED: &str =
    "Somebody has changed this file since it was written, or it is broken. Nothing was taken from it.";

pub fn open(context: &RequestContext, text: &str) -> Response {
    match ChecklistRun::read(text) {
        Ok(run) => return checklist(context, run),
        Err(RecordFault::Altered) => return refused(context, ALTERED),
        Err(RecordFault::Newer(_)) => return refused(context, NEWER),
        Err(_) => {}
    }
    let record = match record::read(text) {
        Ok(record) => record,
        Err(RecordFault::Newer(_)) => {
            return refused(context, NEWER);
        }
        Err(_) => {
            return refused(context, "This file is no record of needlewise, or it is broken. Nothing was changed.");
        }
    };
    let say = match record::verify(&record, context.base) {
        Verification::Altered => {
            return refused(
                context,
                "Somebody has changed this file since it was written, or it is broken. Nothing was taken from it.",
            );
        }
        Verification::Unknown => {
            return refused(context, "This page does not have the rules of this record. Nothing was changed.");
        }
        Verification::Same => "These are the answers of your record, with the days counted from today.",
        Verification::Changed { .. } => {
            "The rules have changed since this record was made. This is what they say today of the same answers."
        }
    };
    let Some(pack) = context.pack(&record.pack.id) else { return home::show(context) };
    let mut visit = context.visit.clone();
    let (answers, _) = resume(pack, record.answers.iter().map(|said| (said.question.as_str(), &said.answer)));
    visit.set(pack, &answers);
    if !record.country.is_empty() {
        visit.country = Some(record.country.clone());
    }
    Response { say: Some(say), ..Response::go(&Address::Answer(pack.id.clone())).with(visit) }
}

/// Goes on with a checklist.
fn checklist(context: &RequestContext, run: ChecklistRun) -> Response {
    let Some(pack) = context.pack(&run.pack) else {
        return refused(context, "This page does not have this checklist. Nothing was changed.");
    };
    if pack.fingerprint != run.fingerprint || pack.questions.len() != run.items.len() {
        return refused(context, "This checklist has changed since. Begin it anew. Nothing was changed.");
    }
    let mut visit = context.visit.clone();
    (visit.trainer, visit.trainee) = (run.trainer.clone(), run.trainee.clone());
    visit.client.clone_from(&run.client);
    let file = format!("{}-{}.json", context.today, run.pack);
    let list =
        ChecklistVisit { file, began: context.clock.saturating_sub(run.seconds), last: context.clock, back: None, run };
    let place = Address::Close(pack.id.clone());
    visit.lists.retain(|other| other.run.pack != pack.id);
    visit.lists.push(list);
    Response { say: Some("This is the checklist as it was kept."), ..Response::go(&place).with(visit) }
}

fn refused(context: &RequestContext, why: &'static str) -> Response {
    Response { say: Some(why), ..home::show(context) }
}
