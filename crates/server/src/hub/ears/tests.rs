//! Nobody is woken for nothing, and nobody sleeps through what concerns them.

use std::time::Duration;

use futures_util::FutureExt as _;

use super::*;

fn has_changed(listener: &mut Listener<Arc<str>>) -> bool {
    listener.changed().now_or_never().is_some()
}

#[test]
fn those_whom_it_concerns_are_woken_once_and_nobody_else() {
    let ears = Ears::<Arc<str>>::default();
    let mut anns = [ears.listen("ann".into()), ears.listen("ann".into())];
    let mut bobs = ears.listen("bob".into());
    ears.wake("ann");
    ears.wake("ann");
    ears.wake("nobody");
    assert!(anns.iter_mut().all(has_changed));
    assert!(!anns.iter_mut().any(has_changed));
    assert!(!has_changed(&mut bobs));
}

#[test]
fn a_change_between_two_waits_is_seen_and_one_of_before_is_not() {
    let ears = Ears::<Arc<str>>::default();
    let mut first = ears.listen("ann".into());
    ears.wake("ann");
    let mut second = ears.listen("ann".into());
    assert!(has_changed(&mut first) && !has_changed(&mut second));
    ears.wake("ann");
    assert!(has_changed(&mut first) && has_changed(&mut second));
}

#[test]
fn nothing_is_left_of_who_no_longer_listens() {
    let ears = Ears::<Arc<str>>::default();
    let first = ears.listen("ann".into());
    let mut second = ears.listen("ann".into());
    drop(first);
    ears.wake("ann");
    assert!(has_changed(&mut second));
    drop(second);
    assert!(ears.lock().is_empty());
}

#[test]
fn one_who_listens_takes_little_memory() {
    let each = size_of::<Listener<Arc<str>>>();
    let shared = size_of::<Ear>() + size_of::<(Arc<str>, Listened)>();
    assert!(each + shared < 150, "{each} {shared}");
}

/// The next change comes as soon as all have seen the last one, when some are about to wait: were one lost, nobody
/// would ever go on. Others come and go meanwhile.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_change_is_lost_between_a_look_and_a_wait() {
    const CHANGES: u64 = 200_000;
    const READERS: u64 = 4;
    let ears = Ears::<Arc<str>>::default();
    let (now, seen) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicU64::new(0)));
    let mut running = Vec::new();
    for _ in 0..READERS {
        let (ears, now, seen) = (ears.clone(), Arc::clone(&now), Arc::clone(&seen));
        running.push(tokio::spawn(async move {
            let (mut changes, mut last) = (ears.listen("ann".into()), 0);
            while last < CHANGES {
                let found = now.load(Ordering::Acquire);
                if found == last {
                    // A little later each time, so that each moment of a wait meets a change.
                    for _ in 0..last % 64 {
                        std::hint::spin_loop();
                    }
                    changes.changed().await;
                } else {
                    last = found;
                    seen.fetch_add(1, Ordering::Release);
                }
            }
        }));
    }
    let passer = (ears.clone(), Arc::clone(&now));
    running.push(tokio::spawn(async move {
        let (ears, now) = passer;
        while now.load(Ordering::Acquire) < CHANGES {
            drop(ears.listen("ann".into()));
            tokio::task::yield_now().await;
        }
    }));
    let all = async {
        for change in 1..=CHANGES {
            now.store(change, Ordering::Release);
            ears.wake("ann");
            while seen.load(Ordering::Acquire) < change * READERS {
                tokio::task::yield_now().await;
            }
        }
        for task in running {
            assert!(task.await.is_ok());
        }
    };
    let done = tokio::time::timeout(Duration::from_mins(2), all).await;
    assert!(done.is_ok(), "somebody still waits");
    assert!(ears.lock().is_empty());
}
