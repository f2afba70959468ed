// What a display says of the visit before: the server paints it into the page that follows; here the build
// has put all of them into the page, and the one that is meant is taken out.

export function showReceipt() {
  addEventListener('DOMContentLoaded', () => {
    const after = new URLSearchParams(location.search).get('after');
    for (const template of document.querySelectorAll('template[data-after]')) {
      if (template.dataset.after === after) document.querySelector('.attract-head').before(template.content);
    }
  });
}
