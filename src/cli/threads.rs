//! How many threads work at once, where somebody asks for more than any computer has.

/// More threads than this only wait for each other.
const MOST: usize = 256;

/// So many as are asked for, within bounds; 0 leaves it to the number of cores.
pub fn jobs(wanted: Option<usize>) -> usize {
    wanted.map_or_else(|| asked().unwrap_or(0), |wanted| wanted.clamp(1, MOST))
}

/// Holds the number that the environment asks for within bounds, before any thread is started.
pub fn bound() {
    if asked() == Some(MOST) {
        // Where they cannot be started, whoever needs them says so.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(MOST).build_global();
    }
}

/// The number that the environment asks for.
fn asked() -> Option<usize> {
    let asked = ["RAYON_NUM_THREADS", "RAYON_RS_NUM_CPUS"].map(std::env::var_os);
    let number = |text: &std::ffi::OsString| text.to_str()?.parse::<u128>().ok();
    let most = asked.iter().flatten().filter_map(number).max()?;
    Some(usize::try_from(most).unwrap_or(MOST).min(MOST))
}
