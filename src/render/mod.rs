//! Writers: one document in, text of one format out. They decide how things look, never what is said.

pub mod json;
pub mod terminal;
