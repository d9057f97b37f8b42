//! What catalog is about, without I/O: products with their variants, attributes, categories, collections,
//! translations and background operations.

pub(crate) mod attribute;
pub(crate) mod category;
pub(crate) mod channel;
pub(crate) mod collection;
pub(crate) mod handle;
pub(crate) mod import;
pub(crate) mod media;
pub(crate) mod operation;
pub(crate) mod product;
mod product_rules;
pub(crate) mod translation;
pub(crate) mod variant;

use kernel_base::FieldError;

/// Collects what is wrong with an input, so that a caller hears all of it at once.
#[derive(Debug, Default)]
pub(crate) struct Violations(Vec<FieldError>);

impl Violations {
    /// Notes one wrong field.
    pub(crate) fn push(
        &mut self,
        pointer: impl Into<String>,
        code: &'static str,
        message: impl Into<String>,
    ) {
        self.0.push(FieldError { pointer: pointer.into(), code: code.into(), message: message.into() });
    }

    /// Notes a text that has too few or too many characters.
    pub(crate) fn check_length(&mut self, pointer: &str, text: &str, min: usize, max: usize) {
        let length = text.chars().count();
        if length < min {
            self.push(pointer, "too_short", format!("must have at least {min} characters"));
        } else if length > max {
            self.push(pointer, "too_long", format!("must have at most {max} characters"));
        } else if text.contains('\0') {
            self.push(pointer, "malformed", "must not contain the character U+0000");
        }
    }

    /// Ok when nothing was noted.
    pub(crate) fn into_result(self) -> Result<(), Vec<FieldError>> {
        if self.0.is_empty() { Ok(()) } else { Err(self.0) }
    }
}
