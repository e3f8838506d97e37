'use strict';
// Tables that readers sort by any column; rows without a value come last either way.

for (const table of document.querySelectorAll('table.sortable')) {
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const names = new Intl.Collator('en', { numeric: true });

  const compare = (column, sign) => (one, other) => {
    const [first, second] = [one, other].map((row) => row.cells[column]);
    if (!column) return sign * names.compare(first.textContent, second.textContent);
    const [low, high] = [first, second].map((cell) => cell.dataset.rank);
    if (low === undefined || high === undefined) return (low === undefined) - (high === undefined);
    return sign * (low - high);
  };

  heads.forEach((head, column) => {
    const button = techtui.make('button', { type: 'button', 'aria-label': `Sort by ${head.textContent}` });
    button.addEventListener('click', () => {
      const sign = head.getAttribute('aria-sort') === 'ascending' ? -1 : 1;
      heads.forEach((one) => one.removeAttribute('aria-sort'));
      head.setAttribute('aria-sort', sign > 0 ? 'ascending' : 'descending');
      body.append(...[...body.rows].sort(compare(column, sign)));
    });
    head.append(button);
  });
}
