//! The shape of the house, held by reading its own files.

mod absences;
mod circles;
mod names;
mod one_meaning;
mod order;
mod source;
