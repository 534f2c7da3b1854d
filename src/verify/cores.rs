//! One job for each, on all cores where there are threads.

/// What becomes of each, in their order.
#[cfg(feature = "cli")]
pub fn each<T: Send, R: Send>(all: Vec<T>, work: impl Fn(T) -> R + Send + Sync) -> Vec<R> {
    use rayon::prelude::*;
    all.into_par_iter().map(work).collect()
}

/// What becomes of each, in their order.
#[cfg(not(feature = "cli"))]
pub fn each<T, R>(all: Vec<T>, work: impl Fn(T) -> R) -> Vec<R> {
    all.into_iter().map(work).collect()
}
