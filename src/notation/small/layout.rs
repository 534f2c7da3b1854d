//! Text as JSON lays it out.

use std::fmt::{self, Display, Write};

/// How it is laid out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Look {
    Line,
    Pretty,
}

pub(super) struct LayoutWriter {
    pub text: String,
    pub look: Look,
    pub depth: usize,
}

impl LayoutWriter {
    pub fn put(&mut self, value: impl Display) -> fmt::Result {
        write!(self.text, "{value}")
    }

    pub fn quote(&mut self, text: &str) {
        self.text.push('"');
        for sign in text.chars() {
            match sign {
                '"' => self.text += "\\\"",
                '\\' => self.text += "\\\\",
                '\u{8}' => self.text += "\\b",
                '\u{c}' => self.text += "\\f",
                '\n' => self.text += "\\n",
                '\r' => self.text += "\\r",
                '\t' => self.text += "\\t",
                '\0'..' ' => {
                    let _ = write!(self.text, "\\u{:04x}", u32::from(sign));
                }
                _ => self.text.push(sign),
            }
        }
        self.text.push('"');
    }

    pub fn number(&mut self, n: f64) -> fmt::Result {
        let size = n.abs();
        if !n.is_finite() {
            self.text += "null";
            Ok(())
        } else if size >= 1e16 || size > 0.0 && size < 1e-5 {
            write!(self.text, "{n:e}")
        } else {
            self.put(n)?;
            if n.fract() == 0.0 {
                self.text += ".0";
            }
            Ok(())
        }
    }

    pub fn line(&mut self) {
        if self.look == Look::Pretty {
            self.text.push('\n');
            for _ in 0..self.depth {
                self.text += "  ";
            }
        }
    }

    pub fn colon(&mut self) {
        self.text += if self.look == Look::Pretty { ": " } else { ":" };
    }

    pub fn open(&mut self, name: &str) {
        self.text.push('{');
        self.depth += 1;
        self.line();
        self.quote(name);
        self.colon();
    }

    pub fn close(&mut self) {
        self.depth -= 1;
        self.line();
        self.text.push('}');
    }
}
