//! Forms and cards for other programs, opened with what those programs are made of.

mod back;
mod calendar;
mod cards;
mod fhir;
mod schemas;
mod xlsform;
