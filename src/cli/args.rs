//! What can be typed.

use super::authors::PackCommand;
use clap::{Parser, Subcommand};
use std::path::PathBuf;

#[derive(Parser)]
#[command(name = "needlewise", version, about)]
pub struct Args {
    /// Use the rules in this folder instead of those that come with the program
    #[arg(long, global = true, value_name = "DIR")]
    pub rules: Option<PathBuf>,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// Answer a whole list of people at once, JSON lines or CSV
    #[command(after_help = super::batch::EXAMPLES)]
    Batch(super::batch::Batch),
    /// Read, check and test the rules themselves
    #[command(subcommand)]
    Pack(PackCommand),
}
