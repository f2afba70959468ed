//! What is wrong with arguments that are each right.

use super::ServeOptions;

impl ServeOptions {
    /// What is wrong with the options together.
    ///
    /// # Errors
    ///
    /// A sentence for the operator.
    pub fn check(&self) -> Result<(), &'static str> {
        self.kiosk.check()?;
        self.oidc.settings(self.kiosk.phone_url.as_deref())?;
        Ok(())
    }
}
