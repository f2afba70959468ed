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

/// Each listener reads, and waits for what comes after; while others come and go, none may wait for ever.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_change_is_lost_between_a_look_and_a_wait() {
    const CHANGES: u64 = 20_000;
    let (ears, now) = (Ears::<Arc<str>>::default(), Arc::new(AtomicU64::new(0)));
    let mut reading = Vec::new();
    for _ in 0..8 {
        let (ears, now) = (ears.clone(), Arc::clone(&now));
        reading.push(tokio::spawn(async move {
            let mut changes = ears.listen("ann".into());
            while now.load(Ordering::Acquire) < CHANGES {
                changes.changed().await;
            }
        }));
    }
    let passing = tokio::spawn({
        let (ears, now) = (ears.clone(), Arc::clone(&now));
        async move {
            while now.load(Ordering::Acquire) < CHANGES {
                let mut changes = ears.listen("ann".into());
                if now.load(Ordering::Acquire) < CHANGES {
                    changes.changed().await;
                }
            }
        }
    });
    for change in 1..=CHANGES {
        now.store(change, Ordering::Release);
        ears.wake("ann");
        if change % 64 == 0 {
            tokio::task::yield_now().await;
        }
    }
    let all = async {
        for reader in reading.into_iter().chain([passing]) {
            assert!(reader.await.is_ok());
        }
    };
    let done = tokio::time::timeout(Duration::from_secs(30), all).await;
    assert!(done.is_ok(), "somebody still waits");
    assert!(ears.lock().is_empty());
}
