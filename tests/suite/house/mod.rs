//! The shape of the house, held by reading its own files.

mod absences;
mod circles;
mod names;
mod order;
mod source;
