//! Fewer points for a chart, without losing a peak.

use super::TimelinePoint;

/// At most `most` of the points, in order: the first, the last, and of the points between them, cut
/// into runs of about equal length, the lowest and the highest of each run.
///
/// Where `most` is below 4 there is room for no run: then only the first and the last (or, for 1,
/// only the last) are left.
#[must_use]
pub fn thin(points: &[TimelinePoint], most: usize) -> Vec<TimelinePoint> {
    if points.len() <= most {
        return points.to_vec();
    }
    let Some((last, others)) = points.split_last().filter(|_| most > 0) else {
        return Vec::new();
    };
    let Some((first, between)) = others.split_first().filter(|_| most > 1) else {
        return vec![last.clone()];
    };
    let mut kept = vec![first.clone()];
    let runs = (most - 2) / 2;
    let length = between.len().div_ceil(runs.max(1));
    if runs > 0 {
        for run in between.chunks(length) {
            let score = |(_, point): &(usize, &TimelinePoint)| point.score;
            let lowest = run.iter().enumerate().min_by_key(score);
            let highest = run.iter().enumerate().max_by_key(score);
            let mut pair: Vec<_> = lowest.into_iter().chain(highest).collect();
            pair.sort_unstable_by_key(|(place, _)| *place);
            pair.dedup_by_key(|(place, _)| *place);
            kept.extend(pair.into_iter().map(|(_, point)| point.clone()));
        }
    }
    kept.push(last.clone());
    kept
}
