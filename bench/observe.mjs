// Runs inside the page before everything else, and notes into `window.measured` when the score was
// painted, when the client had taken over, and how much moved. It stands alone: it is sent as text.

export function observe() {
  const measured = { score: 0, ready: 0, shift: 0 };
  window.measured = measured;

  new PerformanceObserver((list) => {
    for (const shift of list.getEntries()) {
      if (!shift.hadRecentInput) measured.shift += shift.value;
    }
  }).observe({ type: 'layout-shift', buffered: true });

  // The browser itself says when an element with this mark came onto the screen.
  new PerformanceObserver((list) => {
    for (const { identifier, renderTime, startTime } of list.getEntries()) {
      if (identifier === 'score' && !measured.score) measured.score = renderTime || startTime;
    }
  }).observe({ type: 'element', buffered: true });

  const mark = new MutationObserver(() => {
    const score = document.querySelector('[data-score]');
    // Text is timed by the block that it stands in, so the mark goes to both.
    if (score && /\d/.test(score.textContent)) {
      for (const element of [score, score.parentElement]) element.setAttribute('elementtiming', 'score');
    }
    if (document.documentElement?.dataset.app === 'ready' && !measured.ready) measured.ready = performance.now();
    if (measured.score && measured.ready) mark.disconnect();
  });
  mark.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-app'] });
}
