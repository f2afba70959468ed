//! Giving way: others write too while an import goes on.

use std::time::{Duration, Instant};

use tokio::time::sleep;

/// Between two transactions.
const SHORT: Duration = Duration::from_millis(10);

/// Once in a while. Who waits to write to a `SQLite` file is not in a line: it looks again and again, in the end
/// every 100 ms (`sqliteDefaultBusyCallback`), so that all who wait look at least once in this time.
const LONG: Duration = Duration::from_millis(110);

/// How often that is.
const EVERY: Duration = Duration::from_millis(900);

/// When an import gives way next, and for how long.
pub(super) struct Turns {
    line_up: bool,
    last_long: Instant,
}

impl Turns {
    /// Says whether the database lets writers in by the order in which they came.
    pub(super) fn new(line_up: bool) -> Self {
        Self {
            line_up,
            last_long: Instant::now(),
        }
    }

    /// Lets others write. Where writers line up, they are in before the next transaction is.
    pub(super) async fn give_way(&mut self) {
        if self.line_up {
            return;
        }
        if self.last_long.elapsed() < EVERY {
            return sleep(SHORT).await;
        }
        sleep(LONG).await;
        self.last_long = Instant::now();
    }
}
