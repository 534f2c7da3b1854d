//! How many threads work at once, where the environment asks for more than any computer has.

/// More threads than this only wait for each other.
pub const MOST: usize = 256;

/// Holds the number that the environment asks for within bounds.
pub fn bound() {
    let asked = ["RAYON_NUM_THREADS", "RAYON_RS_NUM_CPUS"].map(std::env::var_os);
    let asked = asked.iter().flatten().filter_map(|it| it.to_str()?.parse::<u128>().ok());
    if asked.max().is_some_and(|it| it > MOST as u128) {
        // Nobody has started any threads yet, so this cannot come too late.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(MOST).build_global();
    }
}
