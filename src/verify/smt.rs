//! Every proof as SMT-LIB 2, so that another solver can check it.
pub fn scripts() {}
